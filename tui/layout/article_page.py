"""An article laid out for a width: the characters of every line, and what they are."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from storage.model import Article, Entity, Field, Name, NewSentence, Role, Route, Span
from storage.text.list_items import ItemStart
from tui.layout import byline
from tui.layout.blocks import Blocks
from tui.layout.picture_rows import PictureSize, PlacedPicture, place_pictures
from tui.layout.text_links import numbered_links
from tui.layout.wrapping import displayed, wrap

_LONGEST_TITLE = 400
_INDENT = {Role.QUOTE: 2, Role.CODE: 2}
_BULLET = 2  # cells


class Shape(NamedTuple):
    """What the layout of a page depends on: its width in cells, and whether names have brackets.

    `switch_key` is the key that shows the other text of the article, as the reader sees it. With `numbered`,
    every link in the text is followed by its number; with `fetching`, the page of the article is on its way.
    `pictures` are the sizes of the pictures that can be drawn.
    """

    width: int
    brackets: bool = False
    switch_key: str = "x"
    numbered: bool = False
    fetching: bool = False
    pictures: tuple[PictureSize, ...] = ()


class Mark(NamedTuple):
    """A name at a place on the page."""

    field: Field
    start: int
    end: int
    entity: Entity
    route: Route = Route.NAME


class Line(NamedTuple):
    """A line of the page: the range of its field that it shows, and the role of its block.

    `opens` says that its block begins with it, `item` how the block begins if it is an item of a list.
    """

    field: Field | None
    start: int
    end: int
    role: Role | None = None
    opens: bool = False
    item: ItemStart = ItemStart(0, "")


class Page:
    """The title, the lines about the article, and its text, wrapped to a width.

    Enclosures and categories are the last paragraphs of the text. With `brackets` there is room for one
    before and one after every name, with `numbered` for the number of every link. `news` are the sentences
    of the text that say something new.
    """

    def __init__(
        self,
        article: Article,
        names: Sequence[Name],
        shape: Shape,
        *,
        news: Sequence[NewSentence] = (),
    ) -> None:
        self.article = article
        self.news = news
        self.shape = shape
        width = shape.width
        appendix = byline.appendix(article)
        self.text = {Field.TITLE: _title(article.title), Field.TEXT: displayed(article.text + appendix.text)}
        self.marks = sorted(
            (
                Mark(mention.field, mention.start, mention.end, name.entity, route)
                for name in names
                if not name.entity.muted
                for mention, route in name.places()
                if mention.end <= len(self.text[mention.field])
            ),
            key=lambda mark: (mark.field is not Field.TITLE, mark.start, -mark.end),
        )
        spans = (*article.spans, *appendix.spans)
        self._blocks = Blocks(self.text[Field.TEXT], spans)
        self.code = self._blocks.inline_code
        self.links = sorted((span for span in spans if span.role is Role.LINK), key=lambda span: span.start)
        self.text_links = numbered_links(article)
        self._numbers = {one.address: one.number for one in self.text_links} if shape.numbered else {}
        self._starts = {
            Field.TITLE: wrap(self.text[Field.TITLE], width, extra=self._extra(Field.TITLE)),
            Field.TEXT: wrap(
                self.text[Field.TEXT],
                width,
                self._indent,
                self._extra(Field.TEXT),
                lead=self._lead,
                rigid=self._rigid,
                close=self._blocks.is_between_items,
            ),
        }
        self._pictures = place_pictures(article, self._starts[Field.TEXT], shape.pictures)
        self._mark_starts = {
            field: [mark.start for mark in self.marks if mark.field is field] for field in Field
        }
        self._longest = max((mark.end - mark.start for mark in self.marks), default=0)
        self.about = [
            part
            for line in byline.about_lines(article, shape.switch_key, fetching=shape.fetching, news=news)
            for part in _wrapped(line, width)
        ]
        self.minutes = byline.minutes(article.text)
        """How long the text takes to read."""
        self.about_row = len(self._starts[Field.TITLE])
        self.text_row = self.about_row + len(self.about) + 1

    @property
    def height(self) -> int:
        """How many lines the page has."""
        return self.text_row + len(self._starts[Field.TEXT]) + self._pictures.height

    def line(self, row: int) -> Line:
        """Return the line of a row; a blank line or one about the article has no field."""
        if row < self.about_row:
            return self._line_of(Field.TITLE, row)
        if row < self.text_row or row >= self.height or self.picture_at(row):
            return Line(None, 0, 0)
        return self._line_of(Field.TEXT, self._pictures.line_at(row - self.text_row))

    def picture_at(self, row: int) -> tuple[PlacedPicture, int] | None:
        """Return the picture at a row of the page, and which row of its place that is."""
        return self._pictures.picture_at(row - self.text_row) if row >= self.text_row else None

    def row_of(self, field: Field, offset: int) -> int:
        """Return the row of a character."""
        line = max(0, bisect_right(self._starts[field], offset) - 1)
        return line if field is Field.TITLE else self.text_row + self._pictures.row_of(line)

    def offset_at(self, row: int) -> int:
        """Return the offset of the first character of the text at or below a row, 0 above the text."""
        starts = self._starts[Field.TEXT]
        if row < self.text_row or not starts:
            return 0
        return starts[min(self._pictures.line_at(row - self.text_row), len(starts) - 1)]

    def marks_in(self, line: Line) -> Iterator[tuple[int, Mark]]:
        """Yield the names in a line, whole or in part, as (number on the page, name)."""
        if line.field is None:
            return
        starts = self._mark_starts[line.field]
        first = 0 if line.field is Field.TITLE else len(self._mark_starts[Field.TITLE])
        at = bisect_right(starts, line.start - self._longest - 1)
        while at < len(starts) and starts[at] < line.end:
            mark = self.marks[first + at]
            if mark.end > line.start:
                yield first + at, mark
            at += 1

    def is_new(self, line: Line) -> bool:
        """Return whether a line says something new."""
        return line.field is Field.TEXT and any(a.start < line.end and a.end > line.start for a in self.news)

    def spans_in(self, line: Line) -> Iterator[Span]:
        """Yield the links and the code within sentences of a line, whole or in part."""
        if line.field is Field.TEXT:
            spans = chain(self.links, self.code)
            yield from (span for span in spans if span.start < line.end and span.end > line.start)

    def number_after(self, span: Span, offset: int) -> str:
        """Return the number of a link as it is drawn, "" except at the end of the link."""
        number = self._numbers.get(span.target) if offset == span.end else None
        return f"[{number}]" if number else ""

    def mark_from(self, row: int) -> int | None:
        """Return the number of the first name at or below a row, `None` if there is none."""
        for number, mark in enumerate(self.marks):
            if self.row_of(mark.field, mark.start) >= row:
                return number
        return None

    def between(self, start: tuple[int, int] | None, end: tuple[int, int] | None) -> str:
        """Return the text from one (row, character in its line) to another, without wrapping.

        `None` is the start or the end of the page.
        """
        first, last = start or (0, 0), end or (self.height - 1, 1 << 30)
        parts = []
        for field in Field:
            rows = self._rows_of(field)
            if first[0] >= rows.stop or last[0] < rows.start or not rows:
                continue
            left = self._offset(first, 0) if first[0] >= rows.start else 0
            whole = len(self.text[field])
            right = self._offset(last, whole) if last[0] < rows.stop else whole
            parts.append(self.text[field][left:right])
        return "\n\n".join(part.strip("\n") for part in parts if part)

    def _offset(self, place: tuple[int, int], fallback: int) -> int:
        if self.picture_at(place[0]):
            starts, below = self._starts[Field.TEXT], self._pictures.line_at(place[0] - self.text_row)
            return starts[below] if below < len(starts) else len(self.text[Field.TEXT])
        line = self.line(place[0])
        return min(line.end, line.start + place[1]) if line.field else fallback

    def _rows_of(self, field: Field) -> range:
        return range(self.about_row) if field is Field.TITLE else range(self.text_row, self.height)

    def _line_of(self, field: Field, at: int) -> Line:
        starts, text = self._starts[field], self.text[field]
        start = starts[at]
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        role = self._blocks.role(start) if field is Field.TEXT else None
        opens = field is Field.TEXT and self._blocks.begins(start)
        item = self._blocks.item(start) if role is Role.ITEM else None
        return Line(field, start, end, role, opens, item or ItemStart(0, ""))

    def _indent(self, offset: int) -> int:
        role = self._blocks.role(offset)
        if role is Role.ITEM and (item := self._blocks.item(offset)):
            return item.indentation + (len(item.number) or _BULLET)
        return _INDENT.get(role, 0) if role else 0

    def _lead(self, offset: int) -> int:
        """Return how many characters of a paragraph stand in its indentation: the number of an item."""
        item = self._blocks.item(offset) if self._blocks.begins(offset) else None
        return item.indentation + len(item.number) if item else 0

    def _rigid(self, offset: int) -> bool:
        return self._blocks.role(offset) is Role.CODE

    def _extra(self, field: Field) -> dict[int, int]:
        extra: Counter[int] = Counter()
        if self.shape.brackets:
            for mark in self.marks:
                if mark.field is field:
                    extra[mark.start] += 1
                    extra[mark.end - 1] += 1
        if self.shape.numbered and field is Field.TEXT:
            for span in self.links:
                extra[span.end - 1] += len(self.number_after(span, span.end))
        return extra


def _title(title: str) -> str:
    """Return a title as it is drawn; a title that would fill the screen is cut."""
    shown = displayed(title) if title.strip() else "Untitled"
    return shown if len(shown) <= _LONGEST_TITLE else f"{shown[:_LONGEST_TITLE]}…"


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line of parts with dots between them, wrapped; no line begins or ends with a dot."""
    cuts = [*wrap(line, width), len(line)]
    return [part for left, right in pairwise(cuts) if (part := line[left:right].strip(" ·"))]
