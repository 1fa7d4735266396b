"""The thin rules between panes; the one of the focused pane is in the accent colour."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.strips import strip


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
