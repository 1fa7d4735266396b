"""The lines of an article with what a find has found."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.widget import Widget

from storage.model import Article, Field, Provenance, Role, Span
from tui.layout.article_page import Page, Shape
from tui.layout.text_positions import FoldedText, Hit
from tui.widgets.line_drawing import Highlights, LineDrawing

_HIT, _CURRENT = Style(color="red"), Style(color="blue")
_LETTERS = "aAbsSßİi\u0301é ı漢ﬁ\n"


class PlainWidget:
    """What the drawing asks of a widget: styles, of which only hits have any."""

    text_selection = None

    def get_component_rich_style(self, name: str, *, partial: bool) -> Style:
        assert partial
        return {"article--hit": _HIT, "article--hit-current": _CURRENT}.get(name, Style.null())


def page_of(title: str, text: str, width: int, spans: tuple[Span, ...] = ()) -> Page:
    article = Article(
        1, "", title, text, "", "", "", None, "", Provenance.FILE, "", False, False, spans=spans
    )
    return Page(article, (), Shape(width))


def test_bullets_stand_after_the_indentation_and_numbers_in_their_place() -> None:
    text = "10. one two three\n\n\u00a0\u00a0four five six\n\n\u00a0\u00a0b. seven"
    blocks = text.split("\n\n")
    starts = [text.index(block) for block in blocks]
    spans = [Span(at, at + len(block), Role.ITEM) for at, block in zip(starts, blocks, strict=True)]
    page = page_of("", text, 14, tuple(spans))
    drawing = LineDrawing(cast("Widget", PlainWidget()))
    rows = range(page.text_row, page.height)
    drawn = [
        "".join(segment.text for segment in drawing.segments(page, page.line(row), row, Highlights()))
        for row in rows
    ]
    shown = [line.replace("\u00a0", " ") for line in drawn if line.strip()]
    assert shown == ["10. one two", "    three", "  • four five", "    six", "  b. seven"]


@given(
    st.text(_LETTERS, min_size=1, max_size=60).filter(str.strip),
    st.text(_LETTERS, max_size=300),
    st.text(_LETTERS, min_size=1, max_size=4),
    st.integers(8, 30),
    st.integers(0, 20),
)
def test_the_characters_of_hits_stand_out_and_no_others(
    title: str, text: str, words: str, width: int, number: int
) -> None:
    page = page_of(title, text, width)
    hits = [Hit(field, *place) for field in Field for place in FoldedText(page.text[field]).find(words)]
    current = number % len(hits) if hits else None
    drawing = LineDrawing(cast("Widget", PlainWidget()))
    shown = Highlights(None, hits, current)
    for row in range(page.height):
        line = page.line(row)
        at = line.start
        for segment in drawing.segments(page, line, row, shown):
            assert line.field
            assert segment.style
            for place in range(at, at + len(segment.text)):
                over = {hit for hit in hits if hit.field is line.field and hit.start <= place < hit.end}
                colour = segment.style.color
                if not over:
                    assert colour is None
                elif current is not None and over == {hits[current]}:
                    assert colour == _CURRENT.color
                else:
                    assert colour in (_HIT.color, _CURRENT.color)
            at += len(segment.text)
        drawn_to = len(page.text[line.field][line.start : line.end].rstrip()) if line.field else 0
        assert at == line.start + drawn_to
