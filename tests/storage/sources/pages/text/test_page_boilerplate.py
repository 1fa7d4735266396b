import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Role, Span
from storage.sources.markup.markup_reader import Markup, read_markup
from storage.sources.pages.text.page_boilerplate import is_boilerplate, is_read_more, without_blocks


@pytest.mark.parametrize(
    "block",
    [
        "Read more",
        "Continue reading →",
        "[Read the full story]",
        "Weiterlesen …",
        "Lire la suite",
        "続きを読む",
    ],
)
def test_read_more_links_are_recognised(block):
    assert is_read_more(block)
    assert is_boilerplate(block)


@pytest.mark.parametrize(
    "block",
    [
        "Advertisement",
        "Share this article",
        "Sign up for our daily newsletter",
        "Related stories",
        "Story continues below",
        "Continue reading the main story",
        "Now watching",
        "Next video starts in : 7 Play",
        "Unfortunately, this video is not available in your region.",
        "subtitles off, selected",
    ],
)
def test_boilerplate_is_recognised(block):
    assert is_boilerplate(block)
    assert not is_read_more(block)


@pytest.mark.parametrize(
    "block",
    [
        "Read more books, he told the children.",
        "The advertisement ran for years.",
        "Share prices fell on Monday.",
        "He would continue reading until dawn.",
        "Related costs rose, too.",
        "Now watching the game is free.",
        "",
    ],
)
def test_sentences_are_no_boilerplate(block):
    assert not is_boilerplate(block)


def test_spans_move_with_their_blocks():
    markup = read_markup(
        "<p>One <a href='https://a.example/'>link</a></p><p>Read more</p><h2>Two</h2><p>Three</p>"
    )
    kept = without_blocks(markup, is_read_more)
    assert kept.text == "One link\n\nTwo\n\nThree"
    assert kept.spans == (Span(4, 8, Role.LINK, "https://a.example/"), Span(10, 13, Role.HEADING))


BLOCKS = st.lists(
    st.sampled_from(["Read more", "One two", "Three", "Share", "続きを読む", "Four, five."]), max_size=8
)


@given(BLOCKS)
def test_spans_cover_the_same_text_after_the_move(blocks):
    text = "\n\n".join(blocks)
    spans, at = [], 0
    for block in blocks:
        spans += [Span(at, at + len(block), Role.ITEM), Span(at, at + 3, Role.LINK, "https://a.example/")]
        at += len(block) + 2
    kept = without_blocks(Markup(text, tuple(spans)), is_boilerplate)
    expected = [block for block in blocks if not is_boilerplate(block)]
    assert kept.text == "\n\n".join(expected)
    items = [kept.text[span.start : span.end] for span in kept.spans if span.role is Role.ITEM]
    links = [kept.text[span.start : span.end] for span in kept.spans if span.role is Role.LINK]
    assert items == expected
    assert links == [block[:3] for block in expected]
