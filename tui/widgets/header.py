"""The first line of every screen: what is shown, how much of it, and how fresh it is."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.strips import beside, strip


class Header(Widget):
    """The name of the program, the list at hand; at the right how much is unread, and when was refreshed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header--name", "header--title", "header--numbers"}

    def __init__(self, id: str = "header") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._title = ""
        self._numbers = ""
        self._rounds: Sequence[str] = ()

    def show(
        self, title: str | None = None, numbers: str | None = None, rounds: Sequence[str] | None = None
    ) -> None:
        """Show another title, other numbers, or other times; of the times as many as there is room for."""
        before = self._title, self._numbers, self._rounds
        self._title = self._title if title is None else title
        self._numbers = self._numbers if numbers is None else numbers
        self._rounds = self._rounds if rounds is None else rounds
        if before != (self._title, self._numbers, self._rounds):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        line = Text(" ", end="")
        line.append("newsdesk", style=self.get_component_rich_style("header--name", partial=True))
        line.append("  ")
        line.append(self._title, style=self.get_component_rich_style("header--title", partial=True))
        room = width - line.cell_len - 4
        parts = [part for part in (self._numbers, *self._rounds) if part]
        while len(parts) > 1 and len(" · ".join(parts)) > room:
            parts.pop()
        style_of_numbers = self.get_component_rich_style("header--numbers", partial=True)
        right = Text(" · ".join(parts), style=style_of_numbers)
        return strip(self, beside(line, right, width - 1) if parts else line, width, style)
