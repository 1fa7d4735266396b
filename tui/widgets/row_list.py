"""A short list of rows of different heights, all of them at hand: links, names, the standing lists."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, Protocol

from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip

from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import strip


class Lines(Protocol):
    """The lines of a row; a tuple will do."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> Text: ...


class LazyLines:
    """`height` lines, drawn when the first of them comes into sight: for lists of hundreds of rows."""

    def __init__(self, draw: Callable[[], Sequence[Text]], height: int = 1) -> None:
        self._draw = draw
        self._height = height
        self._drawn: Sequence[Text] = ()

    def __len__(self) -> int:
        return self._height

    def __getitem__(self, at: int) -> Text:
        self._drawn = self._drawn or self._draw()
        return self._drawn[at]


class Row(NamedTuple):
    """Lines that belong together, and the `item` they stand for, `None` if the row cannot be chosen."""

    lines: Lines
    item: object = None


class RowList(CursorList):
    """Rows with a cursor on those that can be chosen. `build` makes them for a width."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--heading"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._tops: list[int] = []
        self._width = 0

    def build(self, width: int) -> Sequence[Row]:
        """Return the rows for `width` cells."""
        raise NotImplementedError

    def identity(self, item: object) -> object:
        """Return what stays the same of an item when it is read again: its number, if it has one."""
        number = getattr(item, "id", None)
        return item if number is None else (type(item), number)

    def rebuild(self) -> None:
        """Make the rows again; the cursor stays on the row of the same item, or near where that was."""
        item, before = self.identity(self.current), self.cursor
        self._width = self.scrollable_content_region.width
        self._rows = list(self.build(max(8, self._width - 2)))
        self._tops = []
        height = 0
        for row in self._rows:
            self._tops.append(height)
            height += len(row.lines)
        choosable = list(filter(self.can_choose, range(len(self._rows))))
        same = [at for at in choosable if self.identity(self._rows[at].item) == item]
        near = before if item is not None else 0
        self.cursor = min(same or choosable, key=lambda at: abs(at - near), default=0)
        self.virtual_size = Size(0, height)
        self.refresh()

    @property
    def row_count(self) -> int:
        """How many rows there are, with headings."""
        return len(self._rows)

    @property
    def current(self) -> object:
        """The item under the cursor, `None` if there is none."""
        return self._rows[self.cursor].item if self.cursor < len(self._rows) else None

    @property
    def items(self) -> list[object]:
        """The items of the rows that can be chosen, from top to bottom."""
        return [row.item for row in self._rows if row.item is not None]

    def row_at(self, line: int) -> int:
        """Return the row at a line."""
        return bisect_right(self._tops, line) - 1 if line < self.virtual_size.height else len(self._rows)

    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""
        return range(self._tops[row], self._tops[row] + len(self._rows[row].lines))

    def can_choose(self, row: int) -> bool:
        """Return whether a row has an item."""
        return self._rows[row].item is not None

    def lines_in_sight(self, row: int) -> range:
        """Return the lines of a row, with the heading above it where both fit."""
        lines = self.lines_of(row)
        headed = row > 0 and self._rows[row - 1].item is None and len(lines) < self.size.height
        return range(lines.start - 1, lines.stop) if headed else lines

    def select(self, item: object) -> None:
        """Put the cursor on the row of `item`, if there is one."""
        wanted = self.identity(item)
        for at, row in enumerate(self._rows):
            if row.item is not None and self.identity(row.item) == wanted:
                self.move_to(at, notify=False)
                return

    def to_top(self) -> None:
        """Go to the first row that can be chosen, and scroll to the top."""
        self.cursor = self.choosable_from(0, 1) or 0
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self.background or self.rich_style
        line = y + self.scroll_offset.y
        at = self.row_at(line)
        if at >= len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[at]
        here = at == self.cursor and row.item is not None
        if here:
            style += self.cursor_style()
        bar = Text("▌" if here and self.has_focus else " ", end="")
        bar.stylize(self.get_component_rich_style("row--bar", partial=True))
        return strip(self, bar + row.lines[line - self._tops[at]], width, style)

    def heading(self, words: str) -> Row:
        """Return a row that names what follows it and cannot be chosen."""
        return Row((Text(words, style=self.get_component_rich_style("row--heading", partial=True)),))

    def remark(self, words: str, width: int) -> Row:
        """Return a dimmed row of prose that cannot be chosen."""
        text = Text(words, style=self.get_component_rich_style("row--dim", partial=True))
        return Row(tuple(text.wrap(self.app.console, width)) or (Text(),))

    def on_resize(self) -> None:
        """Make the rows for the new width."""
        if self.scrollable_content_region.width != self._width:
            self.rebuild()
        if self.moved_unseen:
            self.show_cursor()

    def on_focus(self) -> None:
        """Post what is under the cursor."""
        if self.current is not None:
            self.post_message(self.Moved(self, self.current))

    def notify_style_update(self) -> None:
        """Make the rows with the colours of another theme."""
        super().notify_style_update()
        if self._rows:
            self.call_after_refresh(self._rebuild_if_attached)

    def _rebuild_if_attached(self) -> None:
        if self.is_attached:
            self.rebuild()
