"""The thin rules between panes; the one of the focused pane is in the accent colour."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

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


class RuleSegment(NamedTuple):
    """The part of a rule above one pane: its width, its title, and whether the pane has the focus."""

    width: int
    title: str = ""
    focused: bool = False


class HorizontalRule(Widget):
    """A horizontal rule of stretches with a joint between every two."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--line", "rule--title", "rule--focused"}

    def __init__(self, id: str, joint: str = "─") -> None:  # noqa: A002 - as Textual has it
        super().__init__(id=id)
        self._joint = joint
        self._stretches: tuple[RuleSegment, ...] = ()

    def show(self, stretches: Sequence[RuleSegment]) -> None:
        """Show other stretches."""
        if tuple(stretches) != self._stretches:
            self._stretches = tuple(stretches)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - a rule has one line
        """Draw the rule."""
        plain = self.get_component_rich_style("rule--line", partial=True)
        focus = self.get_component_rich_style("rule--focused", partial=True)
        titled = self.get_component_rich_style("rule--title", partial=True)
        line = Text(end="")
        for number, stretch in enumerate(self._stretches):
            if number:
                line.append(self._joint, style=plain)
            drawn = focus if stretch.focused else plain
            part = Text(end="")
            if stretch.title:
                part.append("─ ", drawn).append(stretch.title, focus if stretch.focused else titled).append(
                    " "
                )
            part.truncate(stretch.width, overflow="ellipsis")
            line.append_text(part).append("─" * (stretch.width - part.cell_len), drawn)
        return strip(self, line, self.size.width, self.rich_style)


class VerticalRule(Widget):
    """A vertical rule, with a joint where a horizontal one begins."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--line"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._joint: int | None = None

    def join(self, y: int | None) -> None:
        """Put a joint at line `y`, or nowhere."""
        if y != self._joint:
            self._joint = y
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the rule."""
        style = self.get_component_rich_style("rule--line", partial=True)
        return strip(self, Text("├" if y == self._joint else "│", style=style), 1, self.rich_style)
