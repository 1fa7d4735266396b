"""The article pane: a page of text in which every name is lit, walkable and selectable."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from storage.model import Article as Story
from storage.model import Entity, Field, Name, Role
from tui import keys
from tui.widgets.columns import MARGIN, MEASURE
from tui.widgets.drawing import BRACKETS, KIND_CLASSES, kind_style, strip
from tui.widgets.page import Line, Mark, Page

_NARROW = 40
_AT_ONCE = 300_000
_GUTTER = {Role.QUOTE: ("▏ ", "▏ "), Role.ITEM: ("• ", "  ")}


class ArticlePane(ScrollView, inherit_bindings=False, can_focus=True):
    """One article. Its position is a code point of the text, so that it outlives every width."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ROWS]
    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--about",
        "article--heading",
        "article--quote",
        "article--gutter",
        "article--link",
        "article--bracket",
        "row--empty",
        *KIND_CLASSES.values(),
    }

    @dataclass(eq=False, repr=False)
    class NameMoved(Message):
        """Another name is under the cursor, or none."""

        entity: Entity | None

    @dataclass(eq=False, repr=False)
    class NameChosen(Message):
        """A name is to be opened."""

        entity: Entity

    @dataclass(eq=False, repr=False)
    class AddressChosen(Message):
        """A link in the text is to be opened."""

        address: str

    @dataclass(eq=False, repr=False)
    class Outgrown(Message):
        """The page is to be laid out again, and is too long for that to be done in between."""

    @dataclass(eq=False, repr=False)
    class Scrolled(Message):
        """The article was scrolled."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.page: Page | None = None
        self.mark: int | None = None
        self.brackets = False
        self.empty = ""
        self.names: Sequence[Name] = ()
        """The names in the article, as they were given."""

    @property
    def article(self) -> Story | None:
        """The article on the page."""
        return self.page.article if self.page else None

    @property
    def entity(self) -> Entity | None:
        """The name under the cursor."""
        return self.page.marks[self.mark].entity if self.page and self.mark is not None else None

    @property
    def position(self) -> int:
        """The code point of the text at the top of the pane, 0 where the title is in sight."""
        return self.page.offset_at(self.scroll_offset.y) if self.page else 0

    @property
    def marks(self) -> list[Mark]:
        """The names on the page, in reading order."""
        return self.page.marks if self.page else []

    @property
    def percent(self) -> int:
        """How much of the article has been on screen down to the last line in sight."""
        if not self.page:
            return 0
        return min(100, 100 * (self.scroll_offset.y + self.size.height) // max(1, self.page.height))

    @property
    def at_end(self) -> bool:
        """Whether the end of the article is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def show(self, page: Page, names: Sequence[Name], position: int, mark: int | None = None) -> None:
        """Show a page from `position` on, with the cursor on name number `mark`."""
        self.names = names
        self.mark = mark if mark is not None and mark < len(page.marks) else None
        self._show_page(page)
        self._scroll_to_position(position)
        if (page.width, page.brackets) != (self.measure, self.brackets):
            self._lay_out_again()

    def rename(self, names: Sequence[Name]) -> None:
        """Light other names in the same article."""
        self.names, self.mark = names, None
        self._lay_out_again()

    def clear(self, words: str = "") -> None:
        """Show no article but a sentence."""
        self.page, self.mark, self.empty = None, None, words
        self.virtual_size = Size(0, 0)
        self.refresh()

    def set_brackets(self, brackets: bool) -> None:
        """Draw brackets around names, or not."""
        self.brackets = brackets
        self._lay_out_again()

    def step(self, step: int) -> None:
        """Go to the next name (1) or the one before (-1), from what is on screen if there is none yet."""
        page = self.page
        if page is None or not page.marks:
            return
        if self.mark is None:
            found = page.mark_from(self.scroll_offset.y)
            last = len(page.marks) - 1
            number = (
                (last if found is None else found) if step > 0 else (last if found is None else found - 1)
            )
        else:
            number = self.mark + step
        self.select_mark(max(0, min(number, len(page.marks) - 1)))

    def select_mark(self, number: int | None) -> None:
        """Put the cursor on a name and bring it into sight."""
        self.mark = number
        if self.page and number is not None:
            mark = self.page.marks[number]
            first = self.page.row_of(mark.field, mark.start)
            last = self.page.row_of(mark.field, mark.end - 1)
            height = self.size.height
            if first < self.scroll_offset.y or last >= self.scroll_offset.y + height:
                self.scroll_to(y=max(0, first - height // 3), animate=False)
        self.refresh()
        self.post_message(self.NameMoved(self.entity))

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self.rich_style
        row = y + self.scroll_offset.y
        if self.page is None:
            return self._empty_line(y)
        if row >= self.page.height:
            return Strip.blank(width, style)
        left = self._margin
        if self.page.about_row <= row < self.page.text_row - 1:
            about = " " * left + self.page.about[row - self.page.about_row]
            return strip(self, Text(about, style=self._style("article--about"), end=""), width, style)
        line = self.page.line(row)
        segments = [Segment(" " * left), *self._segments(line, row)]
        return Strip(segments).apply_style(style).adjust_cell_length(width, style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as it was written, without the breaks of the page."""
        if self.page is None:
            return None
        start, end = ((at.y, at.x) if at else None for at in selection)
        return self.page.between(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - drawn from the screen's
        """Draw what is selected."""
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that the position has changed."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Wrap the text for the new width; what was at the top stays there."""
        if self.page and self.page.width != self.measure:
            self._lay_out_again()

    def on_click(self, event: events.Click) -> None:
        """Open the name or link under the mouse."""
        meta = event.style.meta
        if self.page is None or self.screen.get_selected_text():
            return
        if "mark" in meta:
            self.select_mark(meta["mark"])
            self.post_message(self.NameChosen(self.page.marks[meta["mark"]].entity))
        elif "address" in meta:
            self.post_message(self.AddressChosen(meta["address"]))

    def action_down(self) -> None:
        """Scroll a line down."""
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_first(self) -> None:
        """Go to the title."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_page_down(self) -> None:
        """Go a screenful down; one line stays in sight."""
        self.scroll_relative(y=max(1, self.size.height - 1), animate=False)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.scroll_relative(y=-max(1, self.size.height - 1), animate=False)

    def action_open(self) -> None:
        """Open the name under the cursor."""
        if self.entity:
            self.post_message(self.NameChosen(self.entity))

    @property
    def measure(self) -> int:
        """How many cells wide the text is."""
        return max(8, min(MEASURE, self.scrollable_content_region.width - 2 * self._least_margin))

    @property
    def _least_margin(self) -> int:
        return MARGIN if self.scrollable_content_region.width > _NARROW else 1

    @property
    def _margin(self) -> int:
        return max(self._least_margin, (self.scrollable_content_region.width - MEASURE) // 2)

    def _lay_out(self, article: Story) -> None:
        self._show_page(Page(article, self.names, self.measure, self.brackets))

    def _show_page(self, page: Page) -> None:
        self.page = page
        self.virtual_size = Size(0, page.height)
        self.refresh()

    def _lay_out_again(self) -> None:
        if self.page and len(self.page.article.text) > _AT_ONCE:
            self.post_message(self.Outgrown())
        elif self.page:
            position = self.position
            self._lay_out(self.page.article)
            self._scroll_to_position(position)

    def _scroll_to_position(self, position: int) -> None:
        row = self.page.row_of(Field.TEXT, position) if self.page and position else 0
        self.scroll_to(y=row, animate=False)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _empty_line(self, y: int) -> Strip:
        text = Text(f"  {self.empty}" if y == 1 else "", style=self._style("row--empty"), end="")
        return strip(self, text, self.scrollable_content_region.width, self.rich_style)

    def _segments(self, line: Line, row: int) -> list[Segment]:
        """Return the characters of a line in their styles, each segment knowing where it comes from."""
        page = self.page
        if page is None or line.field is None:
            return []
        text = page.text[line.field][line.start : line.end].rstrip()
        end = line.start + len(text)
        marks = list(page.marks_in(line))
        links = list(page.links_in(line))
        selected = self._selected(row, len(text))
        cuts = {line.start, end, *(line.start + at for at in selected)}
        for _, mark in marks:
            cuts |= {mark.start, mark.end}
        for link in links:
            cuts |= {link.start, link.end}
        edges = sorted(cut for cut in cuts if line.start <= cut <= end)
        segments = self._gutter(line)
        for left, right in pairwise(edges):
            style = self._base(line)
            meta: dict[str, object] = {"offset": (left - line.start, row)}
            for link in links:
                if link.start <= left < link.end:
                    style += self._style("article--link")
                    meta["address"] = link.target
            named = next(((n, m) for n, m in marks if m.start <= left < m.end), None)
            if named:
                number, mark = named
                meta["mark"] = number
                style += kind_style(self, mark.entity.kind) + Style(reverse=number == self.mark or None)
            if selected and selected[0] <= left - line.start < selected[1]:
                style += Style(bgcolor=self.screen.get_component_rich_style("screen--selection").bgcolor)
            part = Segment(page.text[line.field][left:right], style + Style.from_meta(meta))
            segments += self._bracketed(part, named[1] if named else None, left, right)
        return segments

    def _bracketed(self, part: Segment, mark: Mark | None, left: int, right: int) -> list[Segment]:
        if not self.brackets or mark is None:
            return [part]
        before, after = BRACKETS[mark.entity.kind]
        style = self._style("article--bracket")
        segments = [Segment(before, style)] if left == mark.start else []
        segments.append(part)
        if right == mark.end:
            segments.append(Segment(after, style))
        return segments

    def _gutter(self, line: Line) -> list[Segment]:
        if line.role is None or line.role not in _GUTTER:
            return []
        first, other = _GUTTER[line.role]
        return [Segment(first if line.opens else other, self._style("article--gutter"))]

    def _base(self, line: Line) -> Style:
        if line.field is Field.TITLE:
            return self._style("article--title")
        if line.role is Role.HEADING:
            return self._style("article--heading")
        return self._style("article--quote") if line.role is Role.QUOTE else Style.null()

    def _selected(self, row: int, length: int) -> tuple[int, int] | tuple[()]:
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if span is None:
            return ()
        start, end = span
        return min(start, length), length if end == -1 else min(end, length)
