"""A list of any length that holds only the rows around the screen, and requests others when it needs them."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.layout.windows import CHUNK, window_around
from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import strip

ItemT = TypeVar("ItemT", bound=Hashable)
_MOST_CHUNKS = 24
_MOST_DRAWN = 512  # rows
RETRY_SECONDS = 2.0
"""How long the screen waits before it reads again what could not be read."""


class VirtualList(CursorList, Generic[ItemT]):
    """Rows of equal height; `draw` returns the lines of one.

    The list requests one window at a time, always the one that it needs now, so that requests never pile
    up, however fast the reader scrolls.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--empty"}
    ROW_HEIGHT = 2

    @dataclass(eq=False, repr=False)
    class WindowNeeded(Message):
        """The list needs `limit` rows from row `offset` on: answer with `add_rows` or `window_failed`."""

        virtual_list: "VirtualList[Any]"
        offset: int
        limit: int

        @property
        def control(self) -> "VirtualList[Any]":
            """The list."""
            return self.virtual_list

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.count = 0
        self.empty = ""
        """The sentence that a list without rows shows."""
        self._chunks: dict[int, list[ItemT]] = {}
        self._requested = False
        self._drawn: dict[Hashable, list[Strip]] = {}

    def draw(self, item: ItemT, width: int) -> list[Text]:
        """Return the lines of a row, at most `ROW_HEIGHT`."""
        raise NotImplementedError

    @property
    def draw_key(self) -> Hashable:
        """What the look of every row depends on, besides its item and the theme."""
        return None

    # The rows

    @property
    def row_count(self) -> int:
        """How many rows the list has, loaded or not."""
        return self.count

    @property
    def current(self) -> ItemT | None:
        """The item under the cursor, `None` while it is not loaded."""
        return self.item(self.cursor)

    def row_at(self, line: int) -> int:
        """Return the row at a line."""
        return line // self.ROW_HEIGHT

    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""
        return range(row * self.ROW_HEIGHT, (row + 1) * self.ROW_HEIGHT)

    def item(self, row: int) -> ItemT | None:
        """Return the item of `row`, `None` while it is not loaded."""
        chunk = self._chunks.get(row // CHUNK, ())
        return chunk[row % CHUNK] if row % CHUNK < len(chunk) else None

    def loaded(self) -> list[tuple[int, ItemT]]:
        """Return the rows that are loaded, as (row, item)."""
        return [(n * CHUNK + at, item) for n, chunk in self._chunks.items() for at, item in enumerate(chunk)]

    @property
    def line(self) -> int:
        """The line of the screen on which the row under the cursor begins."""
        return self.cursor * self.ROW_HEIGHT - self.scroll_offset.y

    def put_cursor(self, row: int, line: int | None) -> None:
        """Put the cursor on `row`, on this line of the screen, without a message."""
        self.move_to(row, notify=False)
        if line is not None and line != self.line:
            self.scroll_to(y=self.cursor * self.ROW_HEIGHT - line, animate=False, force=True)
            self.show_cursor()

    def set_rows(
        self, count: int, cursor: int, offset: int, rows: list[ItemT], *, line: int | None = None
    ) -> None:
        """Show a list of `count` rows, of which `rows` begin at `offset`, a multiple of `CHUNK`.

        The row under the cursor begins on this `line` of the screen, if the list is long enough.
        """
        self.count = count
        self._chunks = {}
        self._requested = False
        self._store(offset, rows)
        self.cursor = max(0, min(cursor, count - 1))
        self.virtual_size = Size(0, count * self.ROW_HEIGHT)
        if line is not None:
            self.scroll_to(y=self.cursor * self.ROW_HEIGHT - line, animate=False, force=True)
        self.show_cursor()
        self.refresh()
        self._request_rows()

    def add_rows(self, offset: int, rows: list[ItemT]) -> None:
        """Add a window of rows that the list requested."""
        self._store(offset, rows)
        self._requested = False
        self.refresh()
        self._request_rows()

    def window_failed(self) -> None:
        """Request the rows again a little later, because they could not be read."""
        if self._requested:
            self.set_timer(RETRY_SECONDS, self._request_again)

    def replace(self, row: int, item: ItemT) -> None:
        """Show `item` in `row`, if that row is loaded."""
        chunk = self._chunks.get(row // CHUNK)
        if chunk and row % CHUNK < len(chunk):
            chunk[row % CHUNK] = item
            self.refresh_row(row)

    def window(self) -> tuple[int, int]:
        """Return the offset and length, in whole chunks, of the window around the rows on screen."""
        return window_around(self.scroll_offset.y // self.ROW_HEIGHT, self._rows_on_screen)

    @property
    def _rows_on_screen(self) -> int:
        return max(1, -(-self.size.height // self.ROW_HEIGHT))

    def _store(self, offset: int, rows: list[ItemT]) -> None:
        for at in range(0, len(rows), CHUNK):
            self._chunks[(offset + at) // CHUNK] = list(rows[at : at + CHUNK])
        if len(self._chunks) > _MOST_CHUNKS:
            middle = self.scroll_offset.y // self.ROW_HEIGHT // CHUNK
            near = sorted(self._chunks, key=lambda chunk: abs(chunk - middle))[:_MOST_CHUNKS]
            self._chunks = {chunk: self._chunks[chunk] for chunk in near}

    def _request_rows(self) -> None:
        """Request rows that are missing on the screen or next to it, unless a request is under way."""
        if self._requested or not self.count:
            return
        offset, limit = self.window()
        chunks = range(offset // CHUNK, (min(offset + limit, self.count) - 1) // CHUNK + 1)
        missing = [chunk for chunk in chunks if chunk not in self._chunks]
        if missing:
            self._requested = True
            length = (missing[-1] - missing[0] + 1) * CHUNK
            self.post_message(self.WindowNeeded(self, missing[0] * CHUNK, length))

    def _request_again(self) -> None:
        self._requested = False
        self._request_rows()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self.background or self.rich_style
        row, line = divmod(y + self.scroll_offset.y, self.ROW_HEIGHT)
        if row >= self.count:
            return self._empty_line(y) if not self.count else Strip.blank(width, style)
        return self._strips(row, width, style)[line]

    def _strips(self, row: int, width: int, style: Style) -> list[Strip]:
        """Return the lines of a row, from the cache if nothing about the row has changed."""
        item, here, focused = self.item(row), row == self.cursor, self.has_focus
        key = (item, here, here and focused, width, style, self.draw_key)
        strips = self._drawn.get(key)
        if strips is None:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            strips = self._drawn[key] = self._draw_row(item, here, width, style)
        return strips

    def _draw_row(self, item: ItemT | None, here: bool, width: int, style: Style) -> list[Strip]:
        lines = [Text("  ·····", style="dim")] if item is None else self.draw(item, width - 1)
        row_style = style + self.cursor_style() if here else style
        edge = self.get_component_rich_style("row--bar" if self.has_focus else "row--dim", partial=True)
        bar, space = Text("▌" if here else " ", end=""), Text(" ", end="")
        bar.stylize(edge)
        space.stylize(edge)
        strips = [strip(self, bar + text, width, row_style) for text in lines]
        return strips + [strip(self, space, width, style)] * (self.ROW_HEIGHT - len(strips))

    def _empty_line(self, y: int) -> Strip:
        words = Text(self.empty, style=self.get_component_rich_style("row--empty", partial=True))
        lines = words.wrap(self.app.console, max(8, self.scrollable_content_region.width - 4))
        text = Text("  ") + lines[y - 1] if 0 < y <= len(lines) else Text()
        return strip(self, text, self.scrollable_content_region.width, self.rich_style)

    def notify_style_update(self) -> None:
        """Draw all rows again, in the colours of another theme."""
        super().notify_style_update()
        self._drawn = {}

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Request the rows that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._request_rows()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.show_cursor()
        self._request_rows()
