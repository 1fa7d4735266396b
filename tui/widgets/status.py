"""The last line of every screen: progress, what is under the cursor, and the keys of the pane."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keymap import Hint
from tui.layout import wording
from tui.layout.notices import fitted
from tui.tasks.task import TaskProgress
from tui.widgets.strips import strip

_BAR = 12
_LEAST = 8  # cells; fewer would say nothing about what is under the cursor
_STAGES = {
    "reading": "Reading",
    "fetching": "Fetching feeds",
    "pages": "Fetching pages",
    "analysing": "Finding names",
    "asking": "Looking for feeds",
    "page": "Fetching the page",
    "downloading": "Downloading",
    "waiting": "Waiting for another newsdesk",
}


class Status(Widget):
    """At the left a notice, else progress and what is under the cursor; at the right the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--keys", "status--notice", "status--bar"}
    NOTICE_SECONDS = 6

    @dataclass(eq=False, repr=False)
    class Clicked(Message):
        """The reader clicked the hint of an action."""

        action: str

    def __init__(self, id: str = "status") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.under = ""
        self.notice = ""
        self._notices = 0
        self._progress: TaskProgress | None = None
        self._download: TaskProgress | None = None
        self._hints: Sequence[Hint] = ()

    def show_under(self, words: str) -> None:
        """Show what is under the cursor."""
        self.under = words
        self.refresh()

    def show_keys(self, hints: Sequence[Hint]) -> None:
        """Show keys, the most useful first. The last one has room at any width, the others where they fit."""
        self._hints = hints
        self.refresh()

    def show_notice(self, words: str) -> None:
        """Show a sentence for a while, at most until the next key."""
        self.notice = words
        self._notices += 1
        number = self._notices
        self.set_timer(self.NOTICE_SECONDS, lambda: self._drop_notice(number))
        self.refresh()

    def drop_notice(self) -> None:
        """Remove the notice."""
        self._drop_notice(self._notices)

    def show_progress(self, progress: TaskProgress | None) -> None:
        """Show how far a task is, `None` for no task."""
        self._progress = progress
        self.refresh()

    def show_download(self, progress: TaskProgress | None) -> None:
        """Show how far a download is while no task has anything to show, `None` for no download."""
        self._download = progress
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        hints = self._fitting(width - self._left(width).cell_len - 3)
        keys = Text("  ", end="").join(hints)
        gap = Text(" ", end="")
        room = max(0, width - keys.cell_len - 2)
        left = self._left(room)
        left.truncate(room, overflow="ellipsis", pad=True)
        return strip(self, left + gap + keys, width, style)

    def _fitting(self, room: int) -> list[Text]:
        """Return as many hints as fit into `room` cells, and the last one unless a notice needs its room."""
        drawn = [self._drawn(hint) for hint in self._hints]
        least = 0 if self.notice else 1
        while len(drawn) > least and sum(hint.cell_len + 2 for hint in drawn) - 2 > room:
            del drawn[-2 if len(drawn) > 1 else -1]
        return drawn

    def _drawn(self, hint: Hint) -> Text:
        key = self.get_component_rich_style("status--key", partial=True)
        words = self.get_component_rich_style("status--keys", partial=True)
        text = Text.assemble((hint.key, key), (f" {hint.words}", words), end="")
        text.stylize(Style.from_meta({"hint": hint.action}))
        return text

    def on_click(self, event: events.Click) -> None:
        """Post the action of the hint under the mouse."""
        if action := event.style.meta.get("hint"):
            self.post_message(self.Clicked(action))

    def _left(self, room: int) -> Text:
        if self.notice:
            notice = self.get_component_rich_style("status--notice", partial=True)
            return Text(" ", end="").append(fitted(self.notice, room - 2), style=notice)
        if (progress := self._progress or self._download) is not None:
            return self._going_on(progress)
        return Text(f" {self.under}", end="")

    def _going_on(self, progress: TaskProgress) -> Text:
        """Return how far a task is, then what is under the cursor, if half of the line has room for both."""
        dim = self.get_component_rich_style("status--keys", partial=True)
        line = Text(f" {_STAGES.get(progress.stage, progress.stage.capitalize())}", end="")
        if progress.total:
            done = _BAR * min(progress.done, progress.total) // progress.total
            line.append(" ").append("━" * done, self.get_component_rich_style("status--bar", partial=True))
            line.append("─" * (_BAR - done), dim)
            amount = wording.size if progress.stage == "downloading" else "{:,}".format
            line.append(f" {amount(progress.done)} of {amount(progress.total)}")
        else:
            line.append(" …")
        if progress.new:
            line.append(f" · {progress.new:,} new")
        more = Text(f"  {self.under}" if self.under else f" {progress.what}", dim, end="")
        room = self.size.width // 2 - line.cell_len
        if room < _LEAST:
            return line
        more.truncate(room, overflow="ellipsis")
        return line.append_text(more)

    def _drop_notice(self, number: int) -> None:
        # Every key calls this: without a notice, drawing would only delay what the key does.
        if self.notice and number == self._notices:
            self.notice = ""
            self.refresh()
