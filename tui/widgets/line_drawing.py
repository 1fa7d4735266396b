"""The characters of a line of an article, with their styles."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget

from storage.model import Field, Role, Span
from tui.layout.article_page import Line, Mark, Page
from tui.layout.text_positions import Hit
from tui.widgets.strips import BRACKETS, kind_style

_GUTTER = {Role.QUOTE: "▏ ", Role.CODE: "  "}
_BULLET = "• "
_BLOCK_STYLES = {
    Role.HEADING: "article--heading",
    Role.QUOTE: "article--quote",
    Role.CODE: "article--code",
}


class Highlights(NamedTuple):
    """What stands out: the name with the number `mark`, and `hits`, of which number `hit` is the current."""

    mark: int | None = None
    hits: Sequence[Hit] = ()
    hit: int | None = None


class _Range(NamedTuple):
    start: int
    end: int


class LineDrawing:
    """Draws lines of a page: names, links, hits and the selection in the styles of a widget."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget

    def segments(self, page: Page, line: Line, row: int, shown: Highlights) -> list[Segment]:
        """Return the characters of a line with their styles; the meta data say where they are on the page."""
        if line.field is None:
            return []
        text = page.text[line.field][line.start : line.end].rstrip()
        marks, spans, hits = list(page.marks_in(line)), list(page.spans_in(line)), _hits_in(line, shown.hits)
        selected = self._selected(row, line.start, len(text))
        ranges: list[Mark | Span | Hit | _Range] = [*(mark for _, mark in marks), *spans, *hits, *selected]
        segments, first = self._gutter(line), line.start
        if line.opens and line.role is Role.ITEM and not line.item.number:
            first += line.item.indentation  # it stands in the gutter, before the bullet
        for left, right in pairwise(_cuts(first, line.start + len(text), ranges)):
            style, meta = self._inline(spans, left)
            meta["offset"] = (left - line.start, row)
            number, mark = next(((n, m) for n, m in marks if m.start <= left < m.end), (None, None))
            if mark:
                meta["mark"] = number
                style += kind_style(self._widget, mark.entity.kind)
                style += Style(reverse=number == shown.mark or None)
            style += self._hit_style(hits, left, shown)
            if any(span.start <= left < span.end for span in selected):
                selection = self._widget.screen.get_component_rich_style("screen--selection")
                style += Style(bgcolor=selection.bgcolor)
            characters = page.text[line.field][left:right]
            part = Segment(characters, self._base(line) + style + Style.from_meta(meta))
            segments += self._bracketed(part, mark if page.shape.brackets else None, left, right)
            segments += self._numbers(page, spans, right)
        return segments

    def _inline(self, spans: Sequence[Span], at: int) -> tuple[Style, dict[str, object]]:
        """Return the style of a character within links and code, and the address of its link as meta data."""
        style, meta = Style.null(), dict[str, object]()
        for span in spans:
            if span.start <= at < span.end:
                style += self._style("article--link" if span.target else "article--code")
                meta |= {"address": span.target} if span.target else {}
        return style, meta

    def _hit_style(self, hits: Sequence[Hit], at: int, shown: Highlights) -> Style:
        hit = next((hit for hit in hits if hit.start <= at < hit.end), None)
        if hit is None:
            return Style.null()
        is_current = shown.hit is not None and shown.hits[shown.hit] == hit
        return self._style("article--hit-current" if is_current else "article--hit")

    def _numbers(self, page: Page, spans: Sequence[Span], end: int) -> list[Segment]:
        """Return the numbers of the links that end at a character."""
        style = self._style("article--number")
        drawn = ((page.number_after(span, end), Style.from_meta({"address": span.target})) for span in spans)
        return [Segment(number, style + meta) for number, meta in drawn if number]

    def _bracketed(self, part: Segment, mark: Mark | None, left: int, right: int) -> list[Segment]:
        if mark is None:
            return [part]
        before, after = BRACKETS[mark.entity.kind]
        style = self._style("article--bracket")
        segments = [Segment(before, style)] if left == mark.start else []
        segments.append(part)
        if right == mark.end:
            segments.append(Segment(after, style))
        return segments

    def _gutter(self, line: Line) -> list[Segment]:
        if line.role is Role.ITEM:
            drawn = _before_item(line)
        else:
            drawn = _GUTTER.get(line.role, "") if line.role else ""
        return [Segment(drawn, self._style("article--gutter"))] if drawn else []

    def _base(self, line: Line) -> Style:
        if line.field is Field.TITLE:
            return self._style("article--title")
        name = _BLOCK_STYLES.get(line.role) if line.role else None
        return self._style(name) if name else Style.null()

    def _selected(self, row: int, start: int, length: int) -> list[_Range]:
        """Return the range of a line that the reader has selected, if any."""
        selection = self._widget.text_selection
        span = selection.get_span(row) if selection else None
        if span is None:
            return []
        first, last = span
        last = length if last == -1 else min(last, length)
        return [_Range(start + min(first, length), start + last)]

    def _style(self, name: str) -> Style:
        return self._widget.get_component_rich_style(name, partial=True)


def _before_item(line: Line) -> str:
    """Return what stands before a line of a list: the bullet of an item without a number, or only space."""
    if line.opens:
        return "" if line.item.number else " " * line.item.indentation + _BULLET
    return " " * (line.item.indentation + len(line.item.number or _BULLET))


def _hits_in(line: Line, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits in a line, whole or in part."""
    found = []
    at = max(0, bisect_left(hits, (line.field is not Field.TITLE, line.start), key=lambda hit: hit.place) - 1)
    while at < len(hits) and hits[at].place < (line.field is not Field.TITLE, line.end):
        if hits[at].field is line.field and hits[at].end > line.start:
            found.append(hits[at])
        at += 1
    return found


def _cuts(start: int, end: int, ranges: Iterable[Mark | Span | Hit | _Range]) -> list[int]:
    """Return where the style of a line can change, its ends included, in order."""
    edges = {start, end, *(edge for one in ranges for edge in (one.start, one.end))}
    return sorted(edge for edge in edges if start <= edge <= end)
