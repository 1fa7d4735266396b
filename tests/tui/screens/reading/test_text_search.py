"""Finding words in the article that is open."""

from datetime import UTC, datetime

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.model import Field
from tui.layout.text_positions import FoldedText
from tui.navigation.places import Pane, ReadingPlace

ARTICLE = 8
TEXT = "\n\n".join(
    [
        "The Straße of Zürich is long.",
        *(f"Paragraph {number} tells more of it, and goes on for a while. " * 4 for number in range(20)),
        "At its end stands a house in Zurich\nthat nobody knows.",
        *(f"Paragraph {number} ends it, and goes on for a while. " * 4 for number in range(20, 30)),
    ]
)


@pytest.fixture
def long(desk_file: DeskFile) -> ReadingPlace:
    """The place of a long article in which three words are "Zürich"."""
    with desk_file.writing() as connection:
        articles.store(connection, draft("A street in ZÜRICH", TEXT, datetime.now(UTC)))
    return ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE)


async def test_all_hits_are_highlighted_and_keys_go_through_them(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        await stage.press("slash")
        await stage.type("zurich")
        pane = stage.reading.article_pane
        assert [hit.field for hit in pane.hits] == [Field.TITLE, Field.TEXT, Field.TEXT]
        assert "“zurich” 1 of 3" in stage.lines()[-1]
        await stage.press("enter")
        assert stage.app.focused is pane
        await stage.press("n", "n")
        assert "“zurich” 3 of 3" in stage.lines()[-1]
        assert any("a house in Zurich" in line for line in stage.lines()), "scrolled into sight"
        await stage.press("N")
        assert "“zurich” 2 of 3" in stage.lines()[-1]
        await stage.press("p", "p")
        assert pane.hit == 2
        await stage.press("n")
        assert pane.hit == 0
        assert "From the top again." in stage.lines()[-1]
        assert pane.article.id == ARTICLE, "n went to no other article"


async def test_escape_in_the_text_ends_the_find_where_the_reader_is(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        await stage.press("slash")
        await stage.type("a house")
        await stage.press("enter")
        pane = stage.reading.article_pane
        there = pane.scroll_offset.y
        assert there > 0
        await stage.press("escape")
        assert (pane.hits, pane.hit) == ((), None)
        assert pane.scroll_offset.y == there
        assert stage.reading.pane is Pane.ARTICLE
        await stage.press("N")
        assert "There is no find to go on with: / in the article begins one." in stage.lines()[-1]
        await stage.press("escape")
        assert stage.reading.pane is Pane.LIST


async def test_escape_while_typing_goes_back_to_where_it_began(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        pane = stage.reading.article_pane
        pane.scroll_to(y=5, animate=False)
        await stage.press("slash")
        await stage.type("a house")
        assert pane.scroll_offset.y != 5
        await stage.press("escape")
        assert pane.scroll_offset.y == 5
        assert stage.app.focused is pane


async def test_what_is_not_there_is_said(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        await stage.press("slash")
        await stage.type("[nowhere")
        assert "“[nowhere” is not in this article" in stage.lines()[-1]
        await stage.press("enter", "n")
        assert "“[nowhere” is not in this article." in stage.lines()[-1]


async def test_a_find_ends_with_its_article(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        await stage.press("slash")
        await stage.type("zurich")
        await stage.press("enter")
        stage.app.router.go(ReadingPlace(article=1, pane=Pane.ARTICLE))
        await stage.settle()
        assert stage.reading.panes.reader.finding is None
        assert stage.reading.article_pane.hits == ()


async def test_in_the_list_the_key_searches_the_desk(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        await stage.press("slash")
        await stage.type("zurich")
        assert "zurich" in stage.reading.view.query


async def test_progress_and_the_time_that_is_left(on_stage, long: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        first = stage.lines()[-1]
        assert "min left" in first
        await stage.press("G")
        assert "100 %" in stage.lines()[-1]
        assert "min left" not in stage.lines()[-1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("strasse", ["Straße"]),
        ("ZÜRICH is", ["Zürich is"]),
        ("of  it", ["of\nit"]),
        ("a.b", ["a.b"]),
        ("", []),
        ("  ", []),
    ],
)
def test_case_diacritics_and_white_space_do_not_matter(words: str, found: list[str]) -> None:
    text = "Straße in Zürich is full of\nit; a.b or axb"
    assert [text[start:end] for start, end in FoldedText(text).find(words)] == found


@pytest.mark.parametrize("deleted_here", [True, False])
async def test_a_find_ends_with_a_deleted_article(
    on_stage, sample_desk, long: ReadingPlace, deleted_here
) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(long)
        await stage.settle()
        await stage.press("slash")
        await stage.type("goes on")
        await stage.press("enter", "n")
        if deleted_here:
            await stage.press("delete")
        else:
            with type(sample_desk).open(sample_desk.path) as other:
                other.articles.delete([ARTICLE])
            stage.app.desk_watch.check_version()
            await stage.settle()
        assert stage.reading.panes.reader.finding is None
        assert stage.reading.panes.reader.query_one("#find").region.height == 0
