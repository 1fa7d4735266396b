"""A short list of rows of different heights, all of them at hand: links, names, the standing lists."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import keys
from tui.widgets.lines import Lines
from tui.widgets.strips import strip


class Row(NamedTuple):
    """Lines that belong together; `key` is what is chosen with them, `None` for a heading."""

    lines: Lines
    key: object = None


class RowList(ScrollView, inherit_bindings=False, can_focus=True):
    """Rows with a cursor on those that can be chosen. `build` makes them for a width."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ROWS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--blurred",
        "row--bar",
        "row--dim",
        "row--heading",
    }

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A row is to be opened."""

        rows: "RowList"
        key: object

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The cursor stands on another row."""

        rows: "RowList"
        key: object

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.cursor = 0
        self._rows: list[Row] = []
        self._tops: list[int] = []
        self._width = 0

    def build(self, width: int) -> Sequence[Row]:
        """Return the rows for `width` cells."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Make the rows anew; the cursor stays on the row with the same key, or near where that was."""
        key, before = self.key, self.cursor
        self._width = self.scrollable_content_region.width
        self._rows = list(self.build(max(8, self._width - 2)))
        self._tops = []
        height = 0
        for row in self._rows:
            self._tops.append(height)
            height += len(row.lines)
        same = [at for at, row in enumerate(self._rows) if row.key is not None and row.key == key]
        near = before if key is not None else 0
        self.cursor = same[0] if same else min(self._choices(), key=lambda at: abs(at - near), default=0)
        self.virtual_size = Size(0, height)
        self.refresh()

    @property
    def key(self) -> object:
        """What is under the cursor, `None` if nothing is."""
        return self._rows[self.cursor].key if self.cursor < len(self._rows) else None

    def select(self, key: object) -> None:
        """Put the cursor on the row with this key, if there is one."""
        for at in self._choices():
            if self._rows[at].key == key:
                self.cursor = at
                self._show_cursor()
                self.refresh()
                return

    def to_top(self) -> None:
        """Go to the first row that can be chosen, and scroll to the top."""
        self.cursor = (self._choices() or [0])[0]
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self.rich_style
        y += self.scroll_offset.y
        if not self._rows or y >= self.virtual_size.height:
            return Strip.blank(width, style)
        at = bisect_right(self._tops, y) - 1
        row = self._rows[at]
        here = at == self.cursor and row.key is not None
        if here and row.key is not None:
            cursor = "row--cursor" if self.has_focus else "row--blurred"
            style += self.get_component_rich_style(cursor, partial=True)
        bar = Text("▌" if here and self.has_focus else " ", end="")
        bar.stylize(self.get_component_rich_style("row--bar", partial=True))
        return strip(self, bar + row.lines[y - self._tops[at]], width, style)

    def heading(self, words: str) -> Row:
        """Return a row that names what follows and can't be chosen."""
        return Row((Text(words, style=self.get_component_rich_style("row--heading", partial=True)),))

    def remark(self, words: str, width: int) -> Row:
        """Return a dimmed row of prose."""
        text = Text(words, style=self.get_component_rich_style("row--dim", partial=True))
        return Row(tuple(text.wrap(self.app.console, width)) or (Text(),))

    def on_resize(self) -> None:
        """Make the rows for the new width."""
        if self.scrollable_content_region.width != self._width:
            self.rebuild()

    def notify_style_update(self) -> None:
        """Make the rows with the colours of another theme."""
        super().notify_style_update()
        if self._rows:
            self.call_after_refresh(self._restyle)

    def _restyle(self) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self.rebuild()

    def on_focus(self) -> None:
        """Draw the cursor as the one that keys move."""
        self.refresh()
        self._tell()

    def on_blur(self) -> None:
        """Draw the cursor as one that waits."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the row under the mouse."""
        y = event.y + self.scroll_offset.y
        if not self._rows or y >= self.virtual_size.height:
            return
        at = bisect_right(self._tops, y) - 1
        if self._rows[at].key is not None:
            self._move(at)
            self.post_message(self.Chosen(self, self._rows[at].key))

    def action_down(self) -> None:
        """Go to the next row."""
        following = [at for at in self._choices() if at > self.cursor]
        if following:
            self._move(following[0])
        else:
            self.scroll_down(animate=False)

    def action_up(self) -> None:
        """Go to the row before."""
        earlier = [at for at in self._choices() if at < self.cursor]
        if earlier:
            self._move(earlier[-1])
        else:
            self.scroll_home(animate=False)

    def action_first(self) -> None:
        """Go to the first row."""
        self._move((self._choices() or [0])[0])
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Go to the last row."""
        self._move((self._choices() or [0])[-1])

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self._page(-1)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def _choices(self) -> list[int]:
        return [at for at, row in enumerate(self._rows) if row.key is not None]

    def _page(self, step: int) -> None:
        choices = self._choices()
        if not choices:
            return
        aim = self._tops[self.cursor] + step * max(1, self.size.height - 1)
        self._move(min(choices, key=lambda at: abs(self._tops[at] - aim)))

    def _move(self, at: int) -> None:
        if at >= len(self._rows):
            return
        self.cursor = at
        self._show_cursor()
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def _show_cursor(self) -> None:
        top, height = self._tops[self.cursor], len(self._rows[self.cursor].lines)
        # A heading above the first row of its group comes into sight with it.
        if self.cursor and self._rows[self.cursor - 1].key is None:
            top, height = top - 1, height + 1
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + height > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=top + height - self.size.height, animate=False)
