"""An article on the screen: drawn line by line, laid out for the width, with selectable text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from storage.model import Article, Field, Name
from tui.layout.article_page import Page, Shape
from tui.layout.byline import reading_time
from tui.layout.columns import MARGIN, MEASURE
from tui.layout.half_blocks import DrawnPicture
from tui.layout.picture_rows import PictureSize, PlacedPicture
from tui.layout.text_positions import Hit
from tui.widgets.line_drawing import Highlights, LineDrawing
from tui.widgets.strips import KIND_CLASSES, strip

_NARROW = 40
_AT_ONCE = 300_000  # characters that are laid out without a thread


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
        "article--hit",
        "article--hit-current",
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
        self.pictures: Mapping[str, DrawnPicture] = {}
        """The pictures that can be drawn, by address; see `show_pictures`."""
        self.empty = ""
        self.matches: Sequence[Hit] = ()
        """What of title and text the search of the list asks for, in reading order."""
        self.hits: Sequence[Hit] = ()
        """What the reader has found in title and text, highlighted in place of the matches."""
        self.hit: int | None = None
        """The number of the hit under the cursor."""
        self._drawing = LineDrawing(self)
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
    def time_left(self) -> str:
        """How long reading the rest takes, "" for less than a minute."""
        if not self.page or self.percent == 100:
            return ""
        left = self.page.minutes * (100 - self.percent) / 100
        return f"{reading_time(left)} left" if left >= 1 else ""

    @property
    def at_end(self) -> bool:
        """Whether the end of the article is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def clear(self, words: str = "") -> None:
        """Show a sentence instead of an article."""
        self.page, self.mark, self.empty = None, None, words
        self.matches, self.hits, self.hit = (), (), None
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

    def show_pictures(self, pictures: Mapping[str, DrawnPicture]) -> None:
        """Draw these pictures in the article."""
        before = self._picture_sizes
        self.pictures = pictures
        if self._picture_sizes != before:
            self._lay_out_again()
        self.refresh()

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
        if picture := self.page.picture_at(row):
            segments = [Segment(" " * left, style), *self._picture_row(*picture)]
            # The cells of a picture have both colours already: to style each of them again takes long.
            return Strip(segments).adjust_cell_length(width, style)
        line = self.page.line(row)
        margin = [Segment(" " * left)]
        if left > 1 and self.page.is_new(line):
            margin = [Segment(" " * (left - 2)), Segment("▎", self._style("article--new")), Segment(" ")]
        segments = [*margin, *self._drawing.segments(self.page, line, row, self._highlights)]
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
        return Shape(
            self.measure, self.brackets, self.switch_key, self.numbered, self.fetching, self._picture_sizes
        )

    @property
    def _picture_sizes(self) -> tuple[PictureSize, ...]:
        return tuple(one.size for one in self.pictures.values())

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
        # Without force, Textual refuses to scroll a pane that has no scroll bar before the next layout.
        self.scroll_to(y=row, animate=False, force=True)

    @property
    def _highlights(self) -> Highlights:
        return Highlights(self.mark, self.hits or self.matches, self.hit)

    def _picture_row(self, picture: PlacedPicture, at: int) -> Sequence[Segment]:
        row, drawn = picture.row(at), self.pictures.get(picture.address)
        if row is None:
            return ()
        if picture.size is None or drawn is None:
            alt = Text(f"▨ {picture.alt}", end="")
            alt.truncate(self.measure, overflow="ellipsis")
            return [Segment(alt.plain, self.rich_style + self._style("article--about"))]
        if row >= len(drawn.rows) or not self.screen.is_current:
            return ()  # below a dialog, which a picture would cover
        return [*Segment.apply_style(drawn.rows[row], self.rich_style)] if drawn.commands else drawn.rows[row]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _empty_line(self, y: int, width: int, style: Style) -> Strip:
        if y != 1:
            return Strip.blank(width, style)
        return strip(self, Text(f"  {self.empty}", style=self._style("row--empty"), end=""), width, style)
