"""The dialog before unsubscribing: the articles stay, or are deleted."""

import pytest
from subscriptions import WORLD, furnish

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import WITHOUT_FEED, View
from tui.navigation.places import ReadingPlace
from tui.screens.dialogs.unsubscribe import UnsubscribeScreen

pytestmark = pytest.mark.usefixtures("_furnished")


@pytest.fixture
def _furnished(sample_desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)


async def _ask(stage) -> None:
    stage.app.router.go(ReadingPlace(View(feed=WORLD)))
    await stage.settle()
    await stage.press("d")
    assert isinstance(stage.app.screen, UnsubscribeScreen)


async def test_kept_articles_stand_without_a_feed(on_stage, sample_desk: Desk) -> None:
    articles = sample_desk.feeds.get(WORLD).articles
    async with on_stage(200, 50) as stage:
        await _ask(stage)
        assert "“Without a feed”" in stage.screen_text()
        await stage.press("enter")
        assert stage.reading.view == View()
        stage.app.router.go(ReadingPlace(WITHOUT_FEED))
        await stage.settle()
        assert "Without a feed" in stage.lines()[0]
        assert stage.reading.headlines.count == articles
        assert any("Without a feed" in line[:24] for line in stage.lines()[2:])
        await stage.press("u")
        assert not any("Without a feed" in line[:24] for line in stage.lines()[2:])


async def test_deleted_articles_come_back_by_undo(on_stage, sample_desk: Desk) -> None:
    before = sample_desk.lists.count(View())
    articles = sample_desk.feeds.get(WORLD).articles
    async with on_stage(200, 50) as stage:
        await _ask(stage)
        await stage.press("right")
        assert "Starred articles stay" in stage.screen_text()
        await stage.press("enter")
        assert sample_desk.lists.count(View()) == before - articles
        assert f"{articles} articles deleted; u u takes both back." in stage.lines()[-1]
        await stage.press("u", "u")
        assert sample_desk.lists.count(View()) == before
        assert sample_desk.feeds.get(WORLD).articles == articles


async def test_escape_changes_nothing(on_stage, sample_desk: Desk) -> None:
    async with on_stage(200, 50) as stage:
        await _ask(stage)
        await stage.press("escape")
        assert sample_desk.feeds.get(WORLD).id == WORLD
        assert stage.reading.view == View(feed=WORLD)
