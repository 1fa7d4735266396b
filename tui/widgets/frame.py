"""What frames a screen: the header line, and the rules between the panes."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.strips import beside, strip


class Header(Widget):
    """The first line: program name and title; at the right numbers, and when the feeds are refreshed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header--name", "header--title", "header--numbers"}

    def __init__(self, id: str = "header") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._title = ""
        self._numbers = ""
        self._times: Sequence[str] = ()

    def show(
        self, title: str | None = None, numbers: str | None = None, times: Sequence[str] | None = None
    ) -> None:
        """Change the title, the numbers or the times of refreshing; times without room are left out."""
        before = self._title, self._numbers, self._times
        self._title = self._title if title is None else title
        self._numbers = self._numbers if numbers is None else numbers
        self._times = self._times if times is None else times
        if before != (self._title, self._numbers, self._times):
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
        parts = [part for part in (self._numbers, *self._times) if part]
        while len(parts) > 1 and len(" · ".join(parts)) > room:
            parts.pop()
        style_of_numbers = self.get_component_rich_style("header--numbers", partial=True)
        right = Text(" · ".join(parts), style=style_of_numbers)
        return strip(self, beside(line, right, width - 1) if parts else line, width, style)


class RuleSegment(NamedTuple):
    """The part of a rule above one pane. `focused` says whether the pane has the focus."""

    width: int
    title: str = ""
    focused: bool = False


class HorizontalRule(Widget):
    """A horizontal rule of segments with a joint between them.

    That of the focused pane has the accent colour, and is heavy where colours are few or none.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--line", "rule--title", "rule--focused"}

    def __init__(self, id: str, joint: str = "─") -> None:  # noqa: A002 - as Textual has it
        super().__init__(id=id)
        self._joint = joint
        self._segments: tuple[RuleSegment, ...] = ()

    def show(self, segments: Sequence[RuleSegment]) -> None:
        """Show other segments."""
        if tuple(segments) != self._segments:
            self._segments = tuple(segments)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - a rule has one line
        """Draw the line."""
        plain = self.get_component_rich_style("rule--line", partial=True)
        focus = self.get_component_rich_style("rule--focused", partial=True)
        titled = self.get_component_rich_style("rule--title", partial=True)
        heavy = "━" if self.app.native_ansi_color else "─"
        line = Text(end="")
        for number, segment in enumerate(self._segments):
            if number:
                line.append(self._joint, style=plain)
            drawn, dash = (focus, heavy) if segment.focused else (plain, "─")
            part = Text(end="")
            if segment.title:
                part.append(f"{dash} ", drawn).append(
                    segment.title, focus if segment.focused else titled
                ).append(" ")
            part.truncate(segment.width, overflow="ellipsis")
            line.append_text(part).append(dash * (segment.width - part.cell_len), drawn)
        return strip(self, line, self.size.width, self.rich_style)


class VerticalRule(Widget):
    """A vertical rule, with a joint where a horizontal rule begins."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--line"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._joint: int | None = None

    def join(self, y: int | None) -> None:
        """Draw the joint at line `y`, `None` for no joint."""
        if y != self._joint:
            self._joint = y
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        style = self.get_component_rich_style("rule--line")
        return Strip([Segment("├" if y == self._joint else "│", style)], 1)
