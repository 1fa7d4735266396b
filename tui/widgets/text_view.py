"""An article on the screen: drawn line by line, laid out for the width, with selectable text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from storage.model import Article, Field, Name, Role, Span
from tui.layout.article_page import Line, Mark, Page, Shape
from tui.layout.columns import MARGIN, MEASURE
from tui.widgets.strips import BRACKETS, KIND_CLASSES, kind_style, strip

_NARROW = 40
_AT_ONCE = 300_000  # characters that are laid out without a thread
_GUTTER = {Role.QUOTE: ("▏ ", "▏ "), Role.ITEM: ("• ", "  "), Role.CODE: ("  ", "  ")}
_BLOCK_STYLES = {
    Role.HEADING: "article--heading",
    Role.QUOTE: "article--quote",
    Role.CODE: "article--code",
}


class TextView(ScrollView, inherit_bindings=False, can_focus=True):
    """A page of an article. Its position is a code point of the text, which is the same at every width."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--about",
        "article--heading",
        "article--quote",
        "article--gutter",
        "article--code",
        "article--link",
        "article--number",
        "article--new",
        "article--bracket",
        "row--empty",
        *KIND_CLASSES.values(),
    }

    @dataclass(eq=False, repr=False)
    class Outgrown(Message):
        """The page needs a new layout, which would take too long here: a thread must compute it."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.page: Page | None = None
        self.mark: int | None = None
        """The number of the name under the cursor."""
        self.brackets = False
        self.numbered = False
        """Whether the numbers of links are drawn in the text."""
        self.switch_key = "x"
        """The key that shows the other text of the article, as the reader sees it."""
        self.fetching = False
        """Whether the page of the article is on its way; see `set_fetching`."""
        self.empty = ""
        self._background: Style | None = None
        self.names: Sequence[Name] = ()
        """The names in the article, as `show` got them."""

    @property
    def article(self) -> Article | None:
        """The article on the page."""
        return self.page.article if self.page else None

    @property
    def position(self) -> int:
        """The code point of the text at the top of the pane, 0 while the title is in sight."""
        if self.page is None:
            return 0
        return min(self.page.offset_at(self.scroll_offset.y), len(self.page.article.text))

    @property
    def percent(self) -> int:
        """How much of the article is above the bottom of the pane, in percent."""
        if not self.page:
            return 0
        return min(100, 100 * (self.scroll_offset.y + self.size.height) // max(1, self.page.height))

    @property
    def at_end(self) -> bool:
        """Whether the end of the article is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def clear(self, words: str = "") -> None:
        """Show a sentence instead of an article."""
        self.page, self.mark, self.empty = None, None, words
        self.virtual_size = Size(0, 0)
        self.refresh()

    def set_brackets(self, brackets: bool) -> None:
        """Draw brackets around names, or stop drawing them."""
        self.brackets = brackets
        self._lay_out_again()

    def number_links(self, numbered: bool) -> None:
        """Draw the numbers of links in the text, or stop drawing them."""
        self.numbered = numbered
        self._lay_out_again()

    def set_fetching(self, fetching: bool) -> None:
        """Say under the title that the page of the article is on its way, or that no longer."""
        if fetching != self.fetching:
            self.fetching = fetching
            self._lay_out_again()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the screen."""
        width, style = self.scrollable_content_region.width, self._background or self.rich_style
        row = y + self.scroll_offset.y
        if self.page is None:
            return self._empty_line(y, width, style)
        if row >= self.page.height:
            return Strip.blank(width, style)
        left = self._margin
        if self.page.about_row <= row < self.page.text_row - 1:
            about = " " * left + self.page.about[row - self.page.about_row]
            return strip(self, Text(about, style=self._style("article--about"), end=""), width, style)
        line = self.page.line(row)
        margin = [Segment(" " * left)]
        if left > 1 and self.page.is_new(line):
            margin = [Segment(" " * (left - 2)), Segment("▎", self._style("article--new")), Segment(" ")]
        segments = [*margin, *self._segments(line, row)]
        return Strip(segments).apply_style(style).adjust_cell_length(width, style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, all with one background style: Textual takes long to compute it."""
        self._background = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._background = None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as the article has it, without the line breaks of the page."""
        if self.page is None:
            return None
        start, end = ((at.y, at.x) if at else None for at in selection)
        return self.page.between(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - the screen has it too
        """Draw the selection."""
        self.refresh()

    def on_resize(self) -> None:
        """Wrap the text for the new width; the position stays at the top."""
        if self.page and self.page.shape != self.shape:
            self._lay_out_again()

    @property
    def shape(self) -> Shape:
        """The layout that the page must have now."""
        return Shape(self.measure, self.brackets, self.switch_key, self.numbered, self.fetching)

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

    def _show_page(self, page: Page) -> None:
        self.page = page
        self.virtual_size = Size(0, page.height)
        self.refresh()

    def _lay_out(self, article: Article) -> None:
        news = self.page.news if self.page else ()
        self._show_page(Page(article, self.names, self.shape, news=news))

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

    def _empty_line(self, y: int, width: int, style: Style) -> Strip:
        if y != 1:
            return Strip.blank(width, style)
        return strip(self, Text(f"  {self.empty}", style=self._style("row--empty"), end=""), width, style)

    def _segments(self, line: Line, row: int) -> list[Segment]:
        """Return the characters of a line with their styles; the meta data say where they are on the page."""
        page = self.page
        if page is None or line.field is None:
            return []
        text = page.text[line.field][line.start : line.end].rstrip()
        end = line.start + len(text)
        marks = list(page.marks_in(line))
        spans = list(page.spans_in(line))
        selected = self._selected(row, len(text))
        cuts = {line.start, end, *(line.start + at for at in selected)}
        for _, mark in marks:
            cuts |= {mark.start, mark.end}
        for span in spans:
            cuts |= {span.start, span.end}
        edges = sorted(cut for cut in cuts if line.start <= cut <= end)
        segments = self._gutter(line)
        for left, right in pairwise(edges):
            style = self._base(line)
            meta: dict[str, object] = {"offset": (left - line.start, row)}
            for span in spans:
                if span.start <= left < span.end:
                    style += self._style("article--link" if span.target else "article--code")
                    meta |= {"address": span.target} if span.target else {}
            named = next(((n, m) for n, m in marks if m.start <= left < m.end), None)
            if named:
                number, mark = named
                meta["mark"] = number
                style += kind_style(self, mark.entity.kind) + Style(reverse=number == self.mark or None)
            if selected and selected[0] <= left - line.start < selected[1]:
                style += Style(bgcolor=self.screen.get_component_rich_style("screen--selection").bgcolor)
            part = Segment(page.text[line.field][left:right], style + Style.from_meta(meta))
            segments += self._bracketed(part, named[1] if named else None, left, right)
            segments += self._numbers(page, spans, right)
        return segments

    def _numbers(self, page: Page, spans: Sequence[Span], end: int) -> list[Segment]:
        """Return the numbers of the links that end at a character."""
        style = self._style("article--number")
        drawn = ((page.number_after(span, end), Style.from_meta({"address": span.target})) for span in spans)
        return [Segment(number, style + meta) for number, meta in drawn if number]

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
        name = _BLOCK_STYLES.get(line.role) if line.role else None
        return self._style(name) if name else Style.null()

    def _selected(self, row: int, length: int) -> tuple[int, int] | tuple[()]:
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if span is None:
            return ()
        start, end = span
        return min(start, length), length if end == -1 else min(end, length)
