"""A list with a cursor: its keys, its mouse, its messages, and its scrolling."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import keys


class CursorList(ScrollView, inherit_bindings=False, can_focus=True):
    """Rows, numbered from 0, with a cursor on one of them. A subclass says where each row is and draws it.

    A line is a line of the whole list, not of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ROWS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--blurred", "row--bar", "row--dim"}

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The cursor moved to another row, which stands for `item`, `None` while it is not loaded."""

        cursor_list: "CursorList"
        item: object

        @property
        def control(self) -> "CursorList":
            """The list."""
            return self.cursor_list

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """The reader opens a row, which stands for `item`, `None` while it is not loaded."""

        cursor_list: "CursorList"
        item: object

        @property
        def control(self) -> "CursorList":
            """The list."""
            return self.cursor_list

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.cursor = 0
        self.moved_unseen = False
        """Whether the cursor moved while the list had no size."""
        self.background: Style | None = None
        """The style of the list while lines are drawn: Textual takes long to compute it."""

    # What a subclass says of its rows

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def current(self) -> object:
        """What the row under the cursor stands for, `None` if nothing is there."""
        raise NotImplementedError

    def row_at(self, line: int) -> int:
        """Return the row at a line; past the last row the number is `row_count` or more."""
        raise NotImplementedError

    def lines_of(self, row: int) -> range:
        """Return the lines of a row."""
        raise NotImplementedError

    def can_choose(self, row: int) -> bool:  # noqa: ARG002 - a heading cannot be chosen
        """Return whether the cursor can be on `row`."""
        return True

    def lines_in_sight(self, row: int) -> range:
        """Return the lines that the screen must show when the cursor is on `row`."""
        return self.lines_of(row)

    # The cursor

    def choosable_from(self, row: int, step: int) -> int | None:
        """Return the first row from `row` on, down (1) or up (-1), that the cursor can be on."""
        rows = range(max(row, 0), self.row_count) if step > 0 else range(min(row, self.row_count - 1), -1, -1)
        return next(filter(self.can_choose, rows), None)

    def move_to(self, row: int, *, notify: bool = True) -> None:
        """Put the cursor on `row`, or on the nearest row there is; post `Moved` if it moves."""
        row = max(0, min(row, self.row_count - 1))
        if row != self.cursor:
            self.refresh_row(self.cursor)
            self.cursor = row
            self.refresh_row(row)
            if notify:
                self.post_message(self.Moved(self, self.current))
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll as little as needed to show the row under the cursor."""
        height, offset = self.size.height, self.scroll_offset.y
        # A list that has just come into sight has no size yet; `on_resize` shows the cursor then.
        self.moved_unseen = not height
        if not height or not self.row_count:
            return
        lines = self.lines_in_sight(self.cursor)
        # Without force, Textual refuses to scroll a list that has no scroll bar before the next layout.
        if lines.start < offset or len(lines) > height:
            self.scroll_to(y=lines.start, animate=False, force=True)
        elif lines.stop > offset + height:
            self.scroll_to(y=lines.stop - height, animate=False, force=True)

    def refresh_row(self, row: int) -> None:
        """Draw one row again."""
        if row < self.row_count:
            lines = self.lines_of(row)
            y = lines.start - self.scroll_offset.y
            self.refresh(Region(0, y, self.scrollable_content_region.width, len(lines)))

    def cursor_style(self) -> Style:
        """Return the style of the row under the cursor."""
        name = "row--cursor" if self.has_focus else "row--blurred"
        return self.get_component_rich_style(name, partial=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, all on the same background."""
        self.background = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self.background = None

    # Focus, mouse and keys

    def on_focus(self) -> None:
        """Draw the cursor as the one that the keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as one without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the row under the mouse."""
        row = self.row_at(event.y + self.scroll_offset.y)
        if self.choosable_from(row, 1) == row:
            self.move_to(row, notify=False)
            self.post_message(self.Chosen(self, self.current))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.choosable_from(self.cursor, 1) == self.cursor:
            self.post_message(self.Chosen(self, self.current))

    def action_down(self) -> None:
        """Go one row down; after the last row scroll."""
        row = self.choosable_from(self.cursor + 1, 1)
        if row is None:
            self.scroll_down(animate=False)
        else:
            self.move_to(row)

    def action_up(self) -> None:
        """Go one row up; above the first row scroll to the top."""
        row = self.choosable_from(self.cursor - 1, -1)
        if row is None and self.choosable_from(0, 1) is None:
            self.scroll_up(animate=False)
        elif row is None:
            self.scroll_home(animate=False)
        else:
            self.move_to(row)

    def action_first(self) -> None:
        """Go to the first row, and to what is above it."""
        self.move_to(self.choosable_from(0, 1) or 0)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Go to the last row."""
        row = self.choosable_from(self.row_count - 1, -1)
        if row is None:
            self.scroll_end(animate=False)
        else:
            self.move_to(row)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self._page(-1)

    def _page(self, step: int) -> None:
        """Go a screenful of rows, less one, so that the reader sees where it goes on."""
        if self.choosable_from(0, 1) is None:
            self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)
            return
        lines = self.lines_of(self.cursor)
        height = max(1, len(lines))
        distance = max(1, self.size.height // height - 1) * height
        row = max(0, min(self.row_at(max(0, lines.start + step * distance)), self.row_count - 1))
        found = self.choosable_from(row, step)
        self.move_to(self.choosable_from(row, -step) or 0 if found is None else found)
