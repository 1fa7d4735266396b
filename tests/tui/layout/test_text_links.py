"""The links of an article with their numbers, and how the page draws them."""

from hypothesis import given
from hypothesis import strategies as st
from newsroom import draft

from storage.model import Article, Enclosure, Field, Provenance, Role, Span
from tui.layout.article_page import Page, Shape
from tui.layout.text_links import TextLink, numbered_links

TEXT = "The army said so in July. More at https://a.example/x and in July."


def link(words: str, address: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words), Role.LINK, address)


LINKS = (
    link("so", "https://b.example"),
    link("https://a.example/x", "https://a.example/x"),
    link("in July", "https://b.example", start=30),
)
SOUND = Enclosure("https://a.example/talk.mp3", "audio/mpeg", 12_345_678, 3725)


def article(text: str = TEXT, spans: tuple[Span, ...] = LINKS, files: tuple[Enclosure, ...] = ()) -> Article:
    one = draft("Title", text)
    return Article(
        1, one.key, one.title, text, "", "", "", None, "en", Provenance.FEED, "", False, False, spans,
        enclosures=files,
    )  # fmt: skip


def drawn(page: Page) -> list[str]:
    """Return the lines of the text as the screen shows them, numbers included."""
    lines = []
    for row in range(page.text_row, page.height):
        line, text = page.line(row), ""
        for at in range(line.start, line.end):
            text += page.text[Field.TEXT][at]
            text += "".join(page.number_after(span, at + 1) for span in page.links)
        lines.append(text.rstrip())
    return lines


def test_each_address_has_one_number_and_files_come_last() -> None:
    found = numbered_links(article(files=(SOUND,)))
    assert found == [
        TextLink(1, "https://b.example", "so"),
        TextLink(2, "https://a.example/x", ""),
        TextLink(3, SOUND.url, "", SOUND),
    ]


def test_a_file_that_the_text_links_to_is_there_once() -> None:
    spans = (Span(0, 8, Role.LINK, SOUND.url), *LINKS)
    found = numbered_links(article(spans=spans, files=(SOUND,)))
    assert [(one.number, one.words) for one in found] == [(1, "so"), (2, ""), (3, "The army")]


def test_numbers_stand_after_their_links() -> None:
    page = Page(article(files=(SOUND,)), [], Shape(80, numbered=True))
    assert drawn(page) == [
        "The army said so[1] in July. More at https://a.example/x[2] and in July[1].",
        "",
        "audio · 1:02:05 · 12 MB · https://a.example/talk.mp3[3]",
    ]
    assert not any("[" in line for line in drawn(Page(article(), [], Shape(80))))


@given(st.integers(10, 100), st.integers(1, 30))
def test_no_line_with_numbers_is_wider_than_the_page(width: int, count: int) -> None:
    words = [f"word{number}" for number in range(count)]
    starts = [len(" ".join(words[:at])) + bool(at) for at in range(count)]
    spans = tuple(
        Span(start, start + len(word), Role.LINK, f"https://{word}.example")
        for start, word in zip(starts, words, strict=True)
    )
    lines = drawn(Page(article(" ".join(words), spans), [], Shape(width, numbered=True)))
    assert max(map(len, lines)) <= max(width, len("word29[30]"))
    assert " ".join(lines) == " ".join(f"{word}[{number}]" for number, word in enumerate(words, 1))
