"""A list that holds only the rows around the screen, and asks for others when they are wanted."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import keys
from tui.widgets.strips import strip

ItemT = TypeVar("ItemT", bound=Hashable)
CHUNK = 64
_KEPT = 24
_DRAWN = 512  # rows that are kept as they were drawn


class VirtualList(ScrollView, Generic[ItemT], inherit_bindings=False, can_focus=True):
    """Rows of equal height out of a list of any length; `draw` says what a row looks like.

    One window is asked for at a time, always the one wanted now, so that no scrolling, however
    fast, piles up questions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ROWS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--blurred",
        "row--bar",
        "row--dim",
        "row--empty",
    }
    ROW_HEIGHT = 2

    @dataclass(eq=False, repr=False)
    class Wanted(Message):
        """Rows that are, or will soon be, on screen and are not here."""

        virtual: "VirtualList[Any]"
        offset: int
        limit: int

        @property
        def control(self) -> "VirtualList[Any]":
            """The list that wants them."""
            return self.virtual

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The cursor stands on another row."""

        virtual: "VirtualList[Any]"
        row: int

        @property
        def control(self) -> "VirtualList[Any]":
            """The list."""
            return self.virtual

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """The row under the cursor is to be opened."""

        virtual: "VirtualList[Any]"
        row: int

        @property
        def control(self) -> "VirtualList[Any]":
            """The list."""
            return self.virtual

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self.empty = ""
        self._chunks: dict[int, list[ItemT]] = {}
        self._awaited: int | None = None
        self._drawn: dict[Hashable, list[Strip]] = {}
        self._ground: Style | None = None

    def draw(self, item: ItemT, width: int) -> list[Text]:
        """Return the lines of a row, at most `ROW_HEIGHT`."""
        raise NotImplementedError

    def item(self, row: int) -> ItemT | None:
        """Return what is at `row`, `None` while it has not arrived."""
        chunk = self._chunks.get(row // CHUNK, ())
        return chunk[row % CHUNK] if row % CHUNK < len(chunk) else None

    @property
    def chosen(self) -> ItemT | None:
        """What is under the cursor."""
        return self.item(self.cursor)

    def window(self) -> tuple[int, int]:
        """Return the offset and length of the window around the rows on screen, whole chunks."""
        return window_around(self.scroll_offset.y // self.ROW_HEIGHT, self._rows_on_screen)

    def fill(self, count: int, cursor: int, offset: int, rows: list[ItemT], keep: bool = False) -> None:
        """Show a list of `count` rows of which `rows` begin at `offset`, a multiple of the chunk.

        With `keep`, the row under the cursor stays on the line where it was.
        """
        above = self.cursor * self.ROW_HEIGHT - self.scroll_offset.y
        self.count = count
        self._chunks = {}
        self._awaited = None
        self._store(offset, rows)
        self.cursor = max(0, min(cursor, count - 1))
        self.virtual_size = Size(0, count * self.ROW_HEIGHT)
        if keep:
            self.scroll_to(y=self.cursor * self.ROW_HEIGHT - above, animate=False)
        self.show_cursor()
        self.refresh()
        self.want()

    def put(self, offset: int, rows: list[ItemT]) -> None:
        """Add a window of rows that was wanted."""
        self._store(offset, rows)
        self._awaited = None
        self.refresh()
        self.want()

    def change(self, row: int, item: ItemT) -> None:
        """Show `item` at `row` from now on."""
        chunk = self._chunks.get(row // CHUNK)
        if chunk and row % CHUNK < len(chunk):
            chunk[row % CHUNK] = item
            self.refresh_row(row)

    def held(self) -> list[tuple[int, ItemT]]:
        """Return the rows that are here, with their places."""
        return [(n * CHUNK + at, item) for n, chunk in self._chunks.items() for at, item in enumerate(chunk)]

    def move_to(self, row: int, tell: bool = True) -> None:
        """Put the cursor on `row`, or on the nearest there is."""
        row = max(0, min(row, self.count - 1))
        if row != self.cursor:
            self.refresh_row(self.cursor)
            self.cursor = row
            self.refresh_row(row)
            if tell:
                self.post_message(self.Moved(self, row))
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll as little as needed to have the row under the cursor on screen."""
        height, top = self.size.height, self.cursor * self.ROW_HEIGHT
        if not height:
            return
        if top < self.scroll_offset.y or height < self.ROW_HEIGHT:
            self.scroll_to(y=top, animate=False)
        elif top + self.ROW_HEIGHT > self.scroll_offset.y + height:
            self.scroll_to(y=top + self.ROW_HEIGHT - height, animate=False)

    def refresh_row(self, row: int) -> None:
        """Draw one row anew."""
        y = row * self.ROW_HEIGHT - self.scroll_offset.y
        self.refresh(Region(0, y, self.scrollable_content_region.width, self.ROW_HEIGHT))

    def want(self) -> None:
        """Ask for rows that are missing on screen or next to it, unless an answer is still to come."""
        if self._awaited is not None or not self.count:
            return
        offset, limit = self.window()
        missing = [
            chunk
            for chunk in range(offset // CHUNK, (min(offset + limit, self.count) - 1) // CHUNK + 1)
            if chunk not in self._chunks
        ]
        if missing:
            self._awaited = missing[0] * CHUNK
            self.post_message(self.Wanted(self, self._awaited, (missing[-1] - missing[0] + 1) * CHUNK))

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self._ground or self.rich_style
        row, line = divmod(y + self.scroll_offset.y, self.ROW_HEIGHT)
        if row >= self.count:
            return self._empty_line(y) if not self.count else Strip.blank(width, style)
        return self._strips(row, width, style)[line]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, all of them on the same ground, which takes long to find out."""
        self._ground = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._ground = None

    def _strips(self, row: int, width: int, style: Style) -> list[Strip]:
        """Return the lines of a row; as they were drawn before where nothing about it has changed."""
        item, here, focused = self.item(row), row == self.cursor, self.has_focus
        key = (item, here, here and focused, width, style, self.drawn_for)
        strips = self._drawn.get(key)
        if strips is None:
            if len(self._drawn) >= _DRAWN:
                self._drawn.clear()
            strips = self._drawn[key] = self._draw_row(item, here, width, style)
        return strips

    def _draw_row(self, item: ItemT | None, here: bool, width: int, style: Style) -> list[Strip]:
        lines = [Text("  ·····", style="dim")] if item is None else self.draw(item, width - 1)
        cursor = "row--cursor" if self.has_focus else "row--blurred"
        lit = style + self.get_component_rich_style(cursor, partial=True) if here else style
        beside = self.get_component_rich_style("row--bar" if self.has_focus else "row--dim", partial=True)
        bar, space = Text("▌" if here else " ", end=""), Text(" ", end="")
        bar.stylize(beside)
        space.stylize(beside)
        strips = [strip(self, bar + text, width, lit) for text in lines]
        return strips + [strip(self, space, width, style)] * (self.ROW_HEIGHT - len(strips))

    @property
    def drawn_for(self) -> Hashable:
        """What the looks of all rows depend on beside the theme."""
        return None

    def notify_style_update(self) -> None:
        """Draw with the colours of another theme."""
        super().notify_style_update()
        self._drawn = {}

    def _empty_line(self, y: int) -> Strip:
        words = Text(self.empty, style=self.get_component_rich_style("row--empty", partial=True))
        lines = words.wrap(self.app.console, max(8, self.scrollable_content_region.width - 4))
        text = Text("  ") + lines[y - 1] if 0 < y <= len(lines) else Text()
        return strip(self, text, self.scrollable_content_region.width, self.rich_style)

    @property
    def _rows_on_screen(self) -> int:
        return max(1, -(-self.size.height // self.ROW_HEIGHT))

    def _store(self, offset: int, rows: list[ItemT]) -> None:
        for at in range(0, len(rows), CHUNK):
            self._chunks[(offset + at) // CHUNK] = list(rows[at : at + CHUNK])
        if len(self._chunks) > _KEPT:
            middle = self.scroll_offset.y // self.ROW_HEIGHT // CHUNK
            near = sorted(self._chunks, key=lambda chunk: abs(chunk - middle))[:_KEPT]
            self._chunks = {chunk: self._chunks[chunk] for chunk in near}

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self.want()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.show_cursor()
        self.want()

    def on_focus(self) -> None:
        """Draw the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as one that waits."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the row under the mouse."""
        row = (event.y + self.scroll_offset.y) // self.ROW_HEIGHT
        if row < self.count:
            self.move_to(row, tell=False)
            self.post_message(self.Chosen(self, row))

    def action_down(self) -> None:
        """Go one row down."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """Go one row up."""
        self.move_to(self.cursor - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(self.count - 1)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.move_to(self.cursor + max(1, self.size.height // self.ROW_HEIGHT - 1))

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.move_to(self.cursor - max(1, self.size.height // self.ROW_HEIGHT - 1))

    def action_open(self) -> None:
        """Open what is under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))


def window_around(row: int, rows: int) -> tuple[int, int]:
    """Return the offset and length of the whole chunks that hold `rows` from `row` on, and as many around."""
    first = max(0, row - rows) // CHUNK
    last = (row + 2 * rows) // CHUNK
    return first * CHUNK, (last - first + 1) * CHUNK
