"""The last line of every screen: what is going on or under the cursor, and the keys of the pane."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.messages import ImportProgress
from tui.widgets.drawing import strip

_BAR = 12
_STAGES = {"reading": "Reading", "analysing": "Finding names"}


class Status(Widget):
    """At the left a notice, else the import, else what is under the cursor; at the right the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--keys", "status--notice", "status--bar"}
    NOTICE_SECONDS = 6

    def __init__(self, id: str = "status") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.under = ""
        self.notice = ""
        self._notices = 0
        self._progress: ImportProgress | None = None
        self._keys: Sequence[tuple[str, str]] = ()

    def show_under(self, words: str) -> None:
        """Say what is under the cursor."""
        self.under = words
        self.refresh()

    def show_keys(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other keys, each with what it does, the most useful first."""
        self._keys = hints
        self.refresh()

    def show_notice(self, words: str) -> None:
        """Say what was done, for a while."""
        self.notice = words
        self._notices += 1
        number = self._notices
        self.set_timer(self.NOTICE_SECONDS, lambda: self._drop_notice(number))
        self.refresh()

    def show_progress(self, progress: ImportProgress | None) -> None:
        """Show how far the import is, or that there is none."""
        self._progress = progress
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        left = self._left()
        room = width - left.cell_len - 3
        keys = Text(end="")
        for key, words in self._keys:
            hint = Text.assemble(
                (key, self.get_component_rich_style("status--key", partial=True)),
                (f" {words}", self.get_component_rich_style("status--keys", partial=True)),
            )
            if keys.cell_len + hint.cell_len + 2 > room:
                break
            keys.append("  " if keys else "").append_text(hint)
        left.truncate(width - keys.cell_len - 1, overflow="ellipsis", pad=True)
        return strip(self, left + keys, width, style)

    def _left(self) -> Text:
        if self.notice:
            notice = self.get_component_rich_style("status--notice", partial=True)
            return Text(" ", end="").append(self.notice, style=notice)
        if self._progress is not None:
            return self._importing(self._progress)
        return Text(f" {self.under}", end="")

    def _importing(self, progress: ImportProgress) -> Text:
        done = _BAR * progress.done // progress.total if progress.total else 0
        line = Text(f" {_STAGES.get(progress.stage, progress.stage)} ", end="")
        line.append("━" * done, style=self.get_component_rich_style("status--bar", partial=True))
        line.append("─" * (_BAR - done), style=self.get_component_rich_style("status--keys", partial=True))
        if progress.total:
            line.append(f" {progress.done:,}/{progress.total:,}")
        what = Text(
            f" {progress.what}", style=self.get_component_rich_style("status--keys", partial=True), end=""
        )
        what.truncate(max(0, self.size.width // 2 - line.cell_len), overflow="ellipsis")
        return line.append_text(what)

    def _drop_notice(self, number: int) -> None:
        if number == self._notices:
            self.notice = ""
            self.refresh()
