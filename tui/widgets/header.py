"""The first line of every screen: what is shown, and how much of it."""

from typing import ClassVar

from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawing import beside, strip


class Header(Widget):
    """The name of the program, the list at hand, and at the right how much is unread."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header--name", "header--title", "header--numbers"}

    def __init__(self, id: str = "header") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._title = ""
        self._numbers = ""

    def show(self, title: str | None = None, numbers: str | None = None) -> None:
        """Show another title or other numbers."""
        self._title = self._title if title is None else title
        self._numbers = self._numbers if numbers is None else numbers
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
        numbers = Text(self._numbers, style=self.get_component_rich_style("header--numbers", partial=True))
        return strip(self, beside(line, numbers, width - 1) if self._numbers else line, width, style)
