"""The cursor of a list stands on an article, a name or a story, and not on a row number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.desk import Desk
from storage.model import Filter, View
from tui.messages import Part, Written
from tui.navigation.places import ReadingPlace
from tui.screens.names import NamesScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen

VICTORY, END_OF_WAR = 1, 2
TO_VICTORY = ["j"] * 4
Arrive = Callable[[int], None]


@pytest.fixture
def arrive(desk_file: DeskFile) -> Arrive:
    """Store newer articles."""
    numbers = count(1)

    def arrive(number: int) -> None:
        with desk_file.writing() as connection:
            for _ in range(number):
                day = datetime(2023, 1, 1, tzinfo=UTC)
                articles.store(connection, draft(f"New {next(numbers)}", "The war in Iraq goes on.", day))

    return arrive


async def _reload(stage) -> None:
    stage.app.on_written(Written(changed=Part.ALL))
    await stage.settle()


def _rows(stage) -> list[str]:
    """The rows on screen, without the scroll bar."""
    return [line[:79].rstrip() for line in stage.lines()[2:-2]]


def _under_cursor(stage) -> int:
    return stage.reading.headlines.current.id


@pytest.mark.parametrize("there", [["S"], ["e", "enter"], ["exclamation_mark"], ["slash", *"victory"]])
async def test_newer_articles_leave_it_on_its_article_on_the_way_back(
    on_stage, arrive: Arrive, there: list[str]
) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*there)
        arrive(20)
        await _reload(stage)
        for _ in there[:2]:
            await stage.press("escape")
        assert stage.app.screen is stage.reading
        assert stage.reading.view == View()
        assert stage.reading.headlines.count == 27
        assert _under_cursor(stage) == VICTORY


async def test_newer_articles_leave_the_rows_where_they_are_on_the_screen(on_stage, arrive: Arrive) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("k")
        under, before = _under_cursor(stage), _rows(stage)
        for number in (3, 300):
            arrive(number)
            await _reload(stage)
            assert _under_cursor(stage) == under
            assert _rows(stage) == before


async def test_back_from_another_list_the_rows_are_where_they_were(on_stage, arrive: Arrive) -> None:
    arrive(30)
    async with on_stage(80, 12) as stage:
        await stage.press_at_once(*["j"] * 20)
        await stage.press_at_once(*["k"] * 2)
        before = _rows(stage)
        await stage.press("h", "j", "j", "enter")
        arrive(30)
        await _reload(stage)
        await stage.press("ctrl+o")
        assert _rows(stage) == before


async def test_an_answer_that_comes_late_leaves_it_on_the_article_it_has_moved_to(
    on_stage, arrive: Arrive
) -> None:
    async with on_stage() as stage:
        await stage.press("j")
        arrive(5)
        stage.app.on_written(Written(changed=Part.ALL))
        await stage.press_at_once("j", "j", "j")
        assert _under_cursor(stage) == VICTORY


async def test_by_story_it_goes_to_the_row_of_the_story_and_back(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        assert _under_cursor(stage) == VICTORY
        await stage.press("v")
        assert _under_cursor(stage) == END_OF_WAR
        await stage.press("v")
        assert _under_cursor(stage) == VICTORY
        await stage.press("v", "j", "v")
        assert _under_cursor(stage) == 6


async def test_the_row_of_a_story_that_is_read_stays_until_the_list_is_left(
    on_stage, sample_desk: Desk
) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("v")
        row = stage.reading.headlines.cursor
        await stage.press("enter", "escape")
        assert sample_desk.articles.get(END_OF_WAR).read
        assert stage.reading.headlines.cursor == row
        assert stage.reading.headlines.current.id == _under_cursor(stage) == END_OF_WAR
        await stage.press("v", "v")
        assert stage.reading.headlines.current.id == VICTORY


async def test_a_deleted_article_leaves_it_on_the_next(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        following = stage.reading.headlines.item(5).id
        await stage.press("delete")
        assert _under_cursor(stage) == following


@pytest.mark.parametrize("ahead", [1, 700])
async def test_on_the_page_of_names_it_stands_on_a_name(on_stage, desk_file: DeskFile, ahead: int) -> None:
    async with on_stage() as stage:
        await stage.press("e", "j", "j")
        name = stage.app.screen.names.current
        with desk_file.writing() as connection:
            connection.executemany(
                "insert into entity (name, kind, articles, mentions) values (?, 'person', 90, 90)",
                [(f"Busy {number}",) for number in range(ahead)],
            )
        await _reload(stage)
        assert isinstance(stage.app.screen, NamesScreen)
        assert stage.app.screen.names.current.id == name.id
        assert stage.app.screen.names.cursor == ahead + 2
        await stage.press("enter", "escape")
        assert stage.app.screen.names.current.id == name.id


async def test_on_a_name_page_it_stands_on_an_article(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "right_square_bracket", "enter", "j")
        page = stage.app.screen
        there = page.mentions.current.headline.id
        sample_desk.articles.delete([page.mentions.item(0).headline.id])
        await _reload(stage)
        assert page.mentions.current.headline.id == there
        assert page.mentions.cursor == 0
        sample_desk.undo()
        await stage.press("enter", "escape")
        assert stage.app.screen.mentions.current.headline.id == there


async def test_on_the_page_of_stories_it_stands_on_a_story(on_stage, desk_file: DeskFile) -> None:
    async with on_stage() as stage:
        await stage.press("S")
        page = stage.app.screen
        assert isinstance(page, StoriesScreen)
        before = page.page.item
        with desk_file.writing() as connection:
            newer = stories.create(connection)
            stories.assign(connection, [4, 5], newer)
            stories.update_summary(connection, newer, 4)
        await _reload(stage)
        assert page.page.row == 1
        assert page.page.item == before


async def test_an_article_that_leaves_its_story_leaves_it_in_the_story(on_stage, sample_desk: Desk) -> None:
    sample_desk.stories.same(VICTORY, 4)
    async with on_stage() as stage:
        await stage.press("S", "enter")
        page = stage.app.screen
        assert isinstance(page, StoryScreen)
        page.timeline.select_article(VICTORY)
        await stage.press("percent_sign")
        assert page.timeline.own_article is not None
        assert page.timeline.own_article.id in (END_OF_WAR, 4)


@pytest.mark.parametrize("within", ["", "feed", "name"])
async def test_what_is_read_in_a_search_for_what_is_unread_keeps_its_row(
    on_stage, sample_desk: Desk, within: str
) -> None:
    iraq = sample_desk.names.search("Iraq")[0].id
    view = {"": View(), "feed": View(filter=Filter.UNREAD, since=0.0), "name": View(entity=iraq)}[within]
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(replace(view, query="is:unread war")))
        await stage.settle()
        before = stage.reading.headlines.count
        assert before >= 2
        await stage.press("enter", "escape", "j", "enter", "escape")
        assert sample_desk.lists.counts().unread == 5
        assert stage.reading.headlines.count == before
        await _reload(stage)
        assert stage.reading.headlines.count == before
        assert stage.reading.headlines.cursor == 1


async def test_what_was_read_is_gone_from_such_a_search_when_it_is_opened_again(
    on_stage, sample_desk: Desk
) -> None:
    async with on_stage() as stage:
        search = ReadingPlace(View(query="is:unread war"))
        stage.app.router.go(search)
        await stage.settle()
        before = stage.reading.headlines.count
        await stage.press("enter", "escape")
        stage.app.router.go(ReadingPlace())
        await stage.settle()
        stage.app.router.go(search)
        await stage.settle()
        assert stage.reading.headlines.count == before - 1


async def test_in_the_navigator_it_stands_on_a_name(on_stage, sample_desk: Desk) -> None:
    for name in ("Iraq", "Mosul"):
        sample_desk.names.follow(sample_desk.names.search(name)[0].id)
    async with on_stage(200, 50) as stage:
        navigator = stage.reading.navigator
        await stage.press("h")
        mosul = next(row for row in navigator._rows if getattr(row.item, "name", "") == "Mosul")
        navigator.select(mosul.item)
        sample_desk.articles.delete([3])
        sample_desk.names.follow(sample_desk.names.search("Haidar")[0].id)
        await _reload(stage)
        assert navigator.current.name == "Mosul"
        assert navigator.current.articles == mosul.item.articles - 1
