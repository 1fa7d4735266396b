"""The page of all feeds."""

import asyncio

import pytest
from subscriptions import LOST, NETWORK, PEOPLE, TECHNICA, WORDS, WORLD, furnish
from textual.message import Message

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import DeskError
from storage.model import View
from tui.navigation.places import FeedsPlace
from tui.queries import feed_queries
from tui.screens.dialogs.add_feed import AddFeedScreen
from tui.screens.dialogs.feed_editor import FeedEditor
from tui.screens.dialogs.welcome import WelcomeScreen
from tui.screens.feeds import FeedsScreen
from tui.tasks.task_queue import TaskQueue


@pytest.fixture
def _furnished(sample_desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)


furnished = pytest.mark.usefixtures("_furnished")


@furnished
async def test_the_health_of_every_feed(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark")
        text = stage.screen_text()
        assert "7 feeds · 3 failing" in stage.lines()[0]
        (technica,) = (line for line in stage.lines() if "Ars Technica" in line)
        assert technica.split() == ["Ars", "Technica", "1", "h", "ago", "2", "in", "2", "h", "2", "auto"]
        assert "There is no server example.org. Failing for 3 h." in text
        assert "gone for good (410). newsdesk no longer checks it." in text
        assert "Tech / Words" in text
        (lost,) = (line for line in stage.lines() if "Lost and gone" in line)
        assert lost.split()[:5] == ["!", "Lost", "and", "gone", "never"]


@furnished
async def test_those_that_fail_come_first(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark")
        words = ("Failing", "Network", "Lost and gone", "人民网", "Without a folder", "Ars", "World news")
        rows = [next(at for at, line in enumerate(stage.lines()) if word in line) for word in words]
        assert rows == sorted(rows)
        assert stage.app.screen.table.current == NETWORK
        for feed in (NETWORK, LOST, PEOPLE):
            sample_desk.feeds.unsubscribe(feed)
        stage.app.screen.desk_changed()
        await stage.settle()
        assert "Failing" not in stage.screen_text()


@furnished
async def test_the_articles_of_a_feed_and_back(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", *"jjjj", "enter")
        assert stage.app.screen is stage.reading
        assert stage.reading.view == View(feed=TECHNICA)
        await stage.press("ctrl+o")
        assert isinstance(stage.app.screen, FeedsScreen)
        assert stage.app.screen.table.current == TECHNICA


@furnished
async def test_one_feed_is_fetched_again(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(TaskQueue, "refresh", lambda _, feeds=None, **more: asked.append((feeds, more)))
    async with on_stage() as stage:
        await stage.press("exclamation_mark", "r", "R")
        assert asked == [([NETWORK], {}), (None, {"everything": True})]


@furnished
async def test_unsubscribing_and_taking_it_back(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", *"jjjj", "d", "enter")
        assert "Unsubscribed from Ars Technica; u takes it back." in stage.lines()[-1]
        assert stage.app.screen.table.current == WORDS
        assert "6 feeds" in stage.lines()[0]
        await stage.press("u")
        assert TECHNICA in {feed.id for feed in sample_desk.feeds.all()}
        assert "7 feeds" in stage.lines()[0]


@furnished
async def test_feeds_are_searched(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", "slash")
        await stage.type("fail")
        table = stage.app.screen.table
        assert {feed.id for feed in table.feeds} == {NETWORK, PEOPLE, LOST}
        await stage.type("ing there")
        assert [feed.id for feed in table.feeds] == [NETWORK]
        await stage.press("enter")
        assert stage.app.shell.history.current == FeedsPlace()
        await stage.press("enter", "ctrl+o")
        assert stage.app.shell.history.current == FeedsPlace("failing there", NETWORK)
        assert [feed.id for feed in stage.app.screen.table.feeds] == [NETWORK]
        await stage.press("escape")
        assert len(stage.app.screen.table.feeds) == 7
        assert stage.app.screen.table.current == NETWORK
        await stage.press("q")
        assert stage.app.screen is stage.reading


@furnished
async def test_a_search_without_a_result(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", "slash")
        await stage.type("zzz")
        assert "No feed has “zzz” in its name or address." in stage.screen_text()
        await stage.press("enter", "j", "r", "d", "c", "enter")
        assert isinstance(stage.app.screen, FeedsScreen)


async def test_without_feeds_there_are_offers(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark")
        assert "No feeds yet." in stage.screen_text()
        await stage.press("enter")
        assert isinstance(stage.app.screen, AddFeedScreen)
        await stage.press("escape", "j", "enter")
        assert isinstance(stage.app.screen, WelcomeScreen)
        assert stage.app.screen.path_line.has_focus
        await stage.press("escape", "d", "c", "r", "j", "k")
        assert isinstance(stage.app.screen, FeedsScreen)


@furnished
async def test_news_of_the_desk_keep_the_cursor(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", *"jjjj")
        sample_desk.feeds.edit(WORLD, title="A new name")
        stage.app.screen.desk_changed()
        await stage.settle()
        assert stage.app.screen.table.current == TECHNICA
        assert "A new name" in stage.screen_text()


@furnished
async def test_add_and_change_from_here(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", "a")
        assert isinstance(stage.app.screen, AddFeedScreen)
        await stage.press("escape", "j", "c")
        assert isinstance(stage.app.screen, FeedEditor)
        await stage.press("escape")
        assert isinstance(stage.app.screen, FeedsScreen)


@furnished
async def test_the_key_a_second_time_stays(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", "exclamation_mark", "tab", "tab", "q")
        assert stage.app.screen is stage.reading


@furnished
async def test_narrow_and_tiny(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("exclamation_mark")
        assert "example.org/2.xml" in stage.screen_text()
        for size in ((80, 24), (40, 10), (20, 5), (160, 50)):
            await stage.resize(*size)
            assert "Feeds" in stage.lines()[0]
        await stage.press("G")
        assert stage.app.screen.table.current == WORLD


@furnished
async def test_feeds_that_could_not_be_read_are_read_again(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_desk: Desk) -> Message:
        raise DeskError("The disk is broken.")

    monkeypatch.setattr("tui.screens.base.RETRY_SECONDS", 0.01)
    async with on_stage() as stage:
        with monkeypatch.context() as broken:
            broken.setattr(feed_queries, "load_feeds", fail)
            await stage.press("exclamation_mark")
            assert "Loading the feeds" in stage.screen_text()
        async with asyncio.timeout(20):
            while "7 feeds" not in stage.lines()[0]:
                await asyncio.sleep(0.01)
