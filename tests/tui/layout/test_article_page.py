from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import (
    Article,
    ChangedNumber,
    Enclosure,
    Entity,
    Extent,
    Field,
    Kind,
    Mention,
    Name,
    NewSentence,
    Provenance,
    Role,
    Span,
)
from tui.layout.article_page import Page, Shape

TEXT = "Haidar al-Abadi met soldiers in Mosul.\n\nA heading\n\nThey said: it is over. Mosul is free."
ARTICLE = Article(
    id=1,
    key="k",
    title="Haidar al-Abadi in Mosul",
    text=TEXT,
    url="https://example.org/a",
    source="The Daily",
    byline="A. Reporter",
    published=datetime(2017, 12, 9, tzinfo=UTC),
    language="en",
    provenance=Provenance.FILE,
    origin="tests",
    read=False,
    starred=False,
    spans=(Span(40, 49, Role.HEADING), Span(51, 89, Role.QUOTE)),
)
ABADI = Entity(1, "Haidar al-Abadi", Kind.PERSON, 2, 3)
MOSUL = Entity(2, "Mosul", Kind.PLACE, 2, 3)
NAMES = [
    Name(ABADI, (Mention(Field.TITLE, 0, 15, Kind.PERSON), Mention(Field.TEXT, 0, 15, Kind.PERSON))),
    Name(MOSUL, (Mention(Field.TEXT, 32, 37, Kind.PLACE), Mention(Field.TEXT, 74, 79, Kind.PLACE))),
]


def test_every_character_has_its_line() -> None:
    page = Page(ARTICLE, NAMES, Shape(20))
    for offset in range(len(TEXT)):
        line = page.line(page.row_of(Field.TEXT, offset))
        assert line.field is Field.TEXT
        assert line.start <= offset < line.end


@given(st.text(max_size=200), st.integers(8, 80), st.booleans())
def test_a_position_comes_back_at_every_width(text: str, width: int, brackets: bool) -> None:
    page = Page(replace(ARTICLE, text=text, spans=()), [], Shape(width, brackets))
    for row in range(page.text_row, page.height):
        assert page.row_of(Field.TEXT, page.offset_at(row)) == row


def test_names_stand_in_reading_order_and_in_their_lines() -> None:
    page = Page(ARTICLE, NAMES, Shape(20))
    assert [(mark.field, mark.entity.name) for mark in page.marks] == [
        (Field.TITLE, "Haidar al-Abadi"),
        (Field.TEXT, "Haidar al-Abadi"),
        (Field.TEXT, "Mosul"),
        (Field.TEXT, "Mosul"),
    ]
    found = [number for row in range(page.height) for number, _ in page.marks_in(page.line(row))]
    assert found == [0, 1, 2, 3]


def test_a_name_over_two_lines_is_in_both() -> None:
    page = Page(ARTICLE, NAMES, Shape(8))
    rows = [row for row in range(page.height) if any(n == 1 for n, _ in page.marks_in(page.line(row)))]
    assert len(rows) == 2


def test_blocks_keep_their_roles() -> None:
    page = Page(ARTICLE, NAMES, Shape(40))
    assert page.line(page.row_of(Field.TEXT, 40)).role is Role.HEADING
    assert page.line(page.row_of(Field.TEXT, 55)).role is Role.QUOTE
    assert page.line(page.row_of(Field.TEXT, 0)).role is None


def test_the_line_about_the_article_says_where_it_is_from() -> None:
    about = " ".join(Page(ARTICLE, NAMES, Shape(80)).about).replace("\N{NO-BREAK SPACE}", " ")
    assert about == "The Daily · A. Reporter · 9 Dec 2017 · from a file · 1 min"


def test_selected_text_has_no_breaks_of_the_page() -> None:
    page = Page(ARTICLE, NAMES, Shape(12))
    first = page.text_row
    assert page.between((first, 0), (first + 3, 4)) == TEXT[: page.line(first + 3).start + 4]
    assert page.between(None, None) == f"{ARTICLE.title}\n\n{TEXT}"


def test_an_article_without_text_is_a_page_too() -> None:
    page = Page(replace(ARTICLE, title="", text="", spans=()), [], Shape(40))
    assert page.text[Field.TITLE] == "Untitled"
    assert page.offset_at(page.height) == 0
    assert page.mark_from(0) is None


def test_names_that_overlap_are_both_found() -> None:
    inner = Name(MOSUL, (Mention(Field.TEXT, 7, 15, Kind.PLACE),))
    page = Page(ARTICLE, [NAMES[0], inner], Shape(40))
    assert [n for n, _ in page.marks_in(page.line(page.text_row))] == [1, 2]


def test_an_endless_title_is_cut() -> None:
    page = Page(replace(ARTICLE, title="x" * 10_000), NAMES, Shape(40))
    assert page.about_row <= 12
    assert page.text[Field.TITLE].endswith("…")


def test_reading_time() -> None:
    def last(text: str) -> str:
        return Page(replace(ARTICLE, text=text, spans=()), [], Shape(80)).about[-1].split(" · ")[-1]

    assert last("word " * 460) == "2\N{NO-BREAK SPACE}min"
    assert last("战争" * 400) == "2\N{NO-BREAK SPACE}min"
    assert last("word " * 230 * 300) == "5\N{NO-BREAK SPACE}h"


@pytest.mark.parametrize("width", range(12, 80))
def test_no_dot_is_left_where_the_line_about_an_article_is_broken(width: int) -> None:
    article = replace(ARTICLE, provenance=Provenance.PAGE, other=Provenance.FEED)
    lines = Page(article, [], Shape(width)).about
    assert not any(line.startswith("·") or line.endswith("·") for line in lines)
    assert " ".join(lines).replace(" · ", " ").startswith("The Daily A. Reporter 9")


def about(**changes: object) -> list[str]:
    page = Page(replace(ARTICLE, **changes), [], Shape(120, False))  # type: ignore[arg-type]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in page.about]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"provenance": Provenance.FEED, "other": Provenance.PAGE}, "from the feed · 1 min · x: page text"),
        ({"provenance": Provenance.PAGE, "other": Provenance.FEED}, "from the page · 1 min · x: feed text"),
        ({"provenance": Provenance.FEED}, "from the feed · 1 min"),
        (
            {"provenance": Provenance.FEED, "extent": Extent.TRUNCATED},
            "from the feed · only an excerpt · 1 min · x: fetch its page",
        ),
        (
            {"provenance": Provenance.PAGE, "extent": Extent.TRUNCATED},
            "from the page · the page shows only its beginning · 1 min",
        ),
        (
            {"provenance": Provenance.PAGE, "extent": Extent.PAYWALLED},
            "from the page · behind a paywall · 1 min",
        ),
        (
            {"provenance": Provenance.FEED, "extent": Extent.TRUNCATED, "url": ""},
            "from the feed · only an excerpt · 1 min",
        ),
    ],
)
def test_how_much_of_an_article_it_is_and_what_else_there_is(changes: dict[str, object], words: str) -> None:
    (line,) = about(**changes)
    assert line.endswith(f"9 Dec 2017 · {words}")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-AT", "from a file · in German · 1 min"),
        ("tlh", "from a file · in another language (tlh) · 1 min"),
        ("en-GB", "from a file · 1 min"),
        ("", "from a file · 1 min"),
    ],
)
def test_another_language_than_english_is_named(language: str, words: str) -> None:
    (line,) = about(language=language)
    assert line.endswith(f"9 Dec 2017 · {words}")


@pytest.mark.parametrize(
    ("feeds", "words"),
    [
        (("The Daily", "Wires"), "also in: Wires"),
        (("Wires", "World"), "also in: Wires, World"),
        (("The Daily", "A", "B", "C", "D", "E"), "also in: A, B, C and 2 more"),
    ],
)
def test_the_other_feeds_of_an_article_are_named(feeds: tuple[str, ...], words: str) -> None:
    assert about(feeds=feeds)[-1] == words
    assert len(about(feeds=feeds[:1])) == 1


def test_what_came_with_an_article_stands_below_it() -> None:
    audio = Enclosure("https://example.org/one.mp3", "audio/mpeg", 23_400_000)
    picture = Enclosure("https://example.org/one.jpg", "image/jpeg")
    page = Page(replace(ARTICLE, enclosures=(audio, picture), categories=("War", "Iraq")), NAMES, Shape(80))
    text = page.between(None, None)
    assert text == (
        f"{ARTICLE.title}\n\n{TEXT}\n\naudio · 23 MB · https://example.org/one.mp3\n"
        "image · https://example.org/one.jpg\n\nFiled under War, Iraq"
    )
    linked = [span.target for row in range(page.height) for span in page.spans_in(page.line(row))]
    assert linked == [audio.url, picture.url]
    row = page.row_of(Field.TEXT, page.text[Field.TEXT].index("audio"))
    assert page.line(row).role is Role.ITEM
    assert page.line(row).opens
    assert [mark.entity.name for mark in page.marks][-1] == "Mosul"


def test_only_what_came_with_it() -> None:
    page = Page(replace(ARTICLE, text="", spans=(), categories=tuple("abcdefghijklmnop")), [], Shape(80))
    assert page.text[Field.TEXT] == "Filed under a, b, c, d, e, f, g, h, i, j, k, l and 4 more"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "file · "), (999, "999 bytes"), (1_000, "1 kB"), (999_700, "1 MB"), (2_500_000_000, "2 GB")],
)
def test_sizes(size: int, words: str) -> None:
    page = Page(replace(ARTICLE, enclosures=(Enclosure("https://e.org/f", "", size),)), [], Shape(80))
    assert words in page.text[Field.TEXT]


CODE = "Call run() first.\n\nfor x in y:\n    print(x, " + "x" * 40 + ")\n\nDone."


def test_code_keeps_its_lines_and_is_cut_where_the_room_ends() -> None:
    start, end = CODE.index("for"), CODE.index("\n\nDone")
    spans = (Span(5, 10, Role.CODE), Span(start, end, Role.CODE))
    page = Page(replace(ARTICLE, text=CODE, spans=spans), [], Shape(30))
    rows = [page.line(page.row_of(Field.TEXT, offset)) for offset in (5, start, end - 1)]
    assert [line.role for line in rows] == [None, Role.CODE, Role.CODE]
    assert [(span.start, span.end) for span in page.spans_in(rows[0])] == [(5, 10)]
    lines = [CODE[line.start : line.end] for row in range(page.height) if (line := page.line(row)).role]
    assert lines == ["for x in y:\n", "    print(x, xxxxxxxxxxxxxxx", "x" * 25 + ")\n"]


def test_a_break_within_an_item_makes_no_second_item() -> None:
    text = "One\nmore of it\n\nTwo"
    page = Page(
        replace(ARTICLE, text=text, spans=(Span(0, 14, Role.ITEM), Span(16, 19, Role.ITEM))), [], Shape(30)
    )
    lines = [page.line(row) for row in range(page.text_row, page.height)]
    assert [line.opens for line in lines if line.role is Role.ITEM] == [True, False, True]


def test_the_items_of_a_list_stand_below_one_another() -> None:
    blocks = ["Bring", "1. a lamp", "2. a rope that is long", "Then", "come", "Bye"]
    text = "\n\n".join(blocks)
    places = [(text.index(block), len(block)) for block in (*blocks[1:3], blocks[4])]
    spans = tuple(Span(start, start + length, Role.ITEM) for start, length in places)
    page = Page(replace(ARTICLE, text=text, spans=spans), [], Shape(20))
    lines = [page.line(row) for row in range(page.text_row, page.height)]
    shown = [text[line.start : line.end].strip() for line in lines]
    assert shown == ["Bring", "", "1. a lamp", "2. a rope that is", "long", "", "Then", "", "come", "", "Bye"]
    assert "".join(text[line.start : line.end] for line in lines) == text
    rope = text.index("2. a rope")
    assert [page.row_of(Field.TEXT, at) - page.text_row for at in (rope - 1, rope)] == [2, 3]


def test_items_with_numbers_and_nested_ones_are_wrapped_beside_their_number() -> None:
    blocks = ["12. One two three", "\u00a0\u00a0a. four five", "\u00a0\u00a0six seven eight"]
    text = "\n\n".join(blocks)
    spans = [Span(text.index(block), text.index(block) + len(block), Role.ITEM) for block in blocks]
    page = Page(replace(ARTICLE, text=text, spans=tuple(spans)), [], Shape(13))
    lines = [page.line(row) for row in range(page.text_row, page.height)]
    shown = [(text[line.start : line.end].strip("\n "), line.item) for line in lines if line.role]
    assert shown == [
        ("12. One two", (0, "12. ")),
        ("three", (0, "12. ")),
        ("\u00a0\u00a0a. four", (2, "a. ")),
        ("five", (2, "a. ")),
        ("\u00a0\u00a0six seven", (2, "")),
        ("eight", (2, "")),
    ]


QUOTED = "One two three.\n\nFour five six seven.\n\nEight"
QUOTE = QUOTED.index("Four"), QUOTED.index("\n\nEight")


@pytest.mark.parametrize(
    ("role", "width", "lines"),
    [
        (None, 20, ["One two three.", "", "Four five six seven.", "", "Eight"]),
        (Role.HEADING, 20, ["One two three.", "", "Four five six seven.", "", "Eight"]),
        (Role.QUOTE, 20, ["One two three.", "", "Four five six ", "seven.", "", "Eight"]),
        (Role.ITEM, 20, ["One two three.", "", "Four five six ", "seven.", "", "Eight"]),
        (Role.CODE, 20, ["One two three.", "", "Four five six seve", "n.", "", "Eight"]),
        (Role.QUOTE, 8, ["One two ", "three.", "", "Four ", "five six ", "seven.", "", "Eight"]),
    ],
)
def test_blocks_are_laid_out_by_their_role(role: Role | None, width: int, lines: list[str]) -> None:
    spans = (Span(*QUOTE, role),) if role else ()
    page = Page(replace(ARTICLE, text=QUOTED, spans=spans), [], Shape(width))
    shown = [page.line(row) for row in range(page.text_row, page.height)]
    assert [QUOTED[line.start : line.end].strip("\n") for line in shown] == lines
    assert {line.role for line in shown if QUOTE[0] <= line.start < QUOTE[1]} == {role}


@pytest.mark.parametrize(
    ("news", "new"),
    [
        ([], []),
        ([(0, 3)], [0]),
        ([(3, 4)], [0]),
        ([(16, 36)], [2]),
        ([(10, 20)], [0, 1, 2]),
        ([(0, 40)], [0, 1, 2, 3, 4]),
        ([(0, 1), (38, 43)], [0, 4]),
    ],
)
def test_lines_that_say_something_new(news: list[tuple[int, int]], new: list[int]) -> None:
    sentences = [NewSentence(*place) for place in news]
    page = Page(replace(ARTICLE, text=QUOTED, spans=()), [], Shape(20), news=sentences)
    rows = range(page.text_row, page.height)
    assert [row - page.text_row for row in rows if page.is_new(page.line(row))] == new
    assert not page.is_new(page.line(0))


def test_numbers_that_have_changed_stand_above_the_text() -> None:
    changed = (ChangedNumber("13", "34"), ChangedNumber("2 days", "1 week"))
    news = [NewSentence(0, 3, changed=changed), NewSentence(4, 9, changed=changed[:1])]
    page = Page(replace(ARTICLE, text=QUOTED), [], Shape(80), news=news)
    assert page.about[-1] == "changed since you read: 13 → 34, 2 days → 1 week"


@pytest.mark.parametrize(
    ("brackets", "width", "lines"),
    [
        (False, 17, ["Haidar al-Abadi ", "in Mosul"]),
        (True, 17, ["Haidar al-Abadi ", "in Mosul"]),
        (False, 15, ["Haidar al-Abadi ", "in Mosul"]),
        (True, 15, ["Haidar ", "al-Abadi in ", "Mosul"]),
    ],
)
def test_brackets_need_room(brackets: bool, width: int, lines: list[str]) -> None:
    page = Page(ARTICLE, NAMES, Shape(width, brackets))
    title = [page.line(row) for row in range(page.about_row)]
    assert [ARTICLE.title[line.start : line.end] for line in title] == lines
