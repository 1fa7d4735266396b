"""Changing a feed."""

import pytest
from subscriptions import NETWORK, TECHNICA, furnish

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Pages
from tui.screens.dialogs.feed_editor import FeedEditor
from tui.screens.feeds import FeedsScreen
from tui.widgets.fields import ChoiceField, TextField


@pytest.fixture(autouse=True)
def _furnished(sample_desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)


OPEN = ("exclamation_mark", *"jjjj", "c")


def put(stage, field: str, text: str) -> None:
    stage.app.screen.query_one(f"#{field}", TextField).value = text


async def test_name_and_folder(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        assert stage.app.screen.query_one("#feed-title", TextField).value == "Ars Technica"
        put(stage, "feed-title", "  Ars  ")
        put(stage, "feed-folder", " News / Machines/ ")
        await stage.press("enter")
        assert isinstance(stage.app.screen, FeedsScreen)
        assert "Ars is changed; u takes it back." in stage.lines()[-1]
        feed = sample_desk.feeds.get(TECHNICA)
        assert (feed.title, feed.folder, feed.url) == ("Ars", "News/Machines", "https://example.org/2.xml")
        assert "News / Machines" in stage.screen_text()
        await stage.press("u")
        assert sample_desk.feeds.get(TECHNICA).folder == "Tech"


async def test_when_pages_are_fetched(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN, "tab", "tab", "tab", "right")
        assert stage.app.screen.query_one(ChoiceField).chosen == "always"
        await stage.press("right", "right", "left", "left", "enter")
        assert sample_desk.feeds.get(TECHNICA).pages is Pages.ALWAYS


async def test_the_choice_by_mouse(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        await stage.click("#feed-pages", 18, 0)
        assert stage.app.screen.query_one(ChoiceField).chosen == "never"


async def test_a_folder_that_is_there_is_completed(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        put(stage, "feed-folder", "")
        await stage.press("tab", "tab")
        await stage.type("wor")
        await stage.press("right", "enter")
        assert sample_desk.feeds.get(TECHNICA).folder == "World"


async def test_nothing_changed_is_nothing_done(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        version = sample_desk.version()
        await stage.press(*OPEN, "enter")
        assert isinstance(stage.app.screen, FeedsScreen)
        await stage.press("c", "escape")
        assert isinstance(stage.app.screen, FeedsScreen)
        assert sample_desk.version() == version


async def test_an_address_that_another_feed_has(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        put(stage, "feed-url", sample_desk.feeds.get(NETWORK).url)
        await stage.press("enter")
        assert isinstance(stage.app.screen, FeedEditor)
        assert stage.complaints == ["“Network Weekly” already has this address."]
        assert "These changes were not saved." in stage.screen_text()
        put(stage, "feed-url", "")
        await stage.press("enter")
        assert "A feed needs an address." in stage.screen_text()


async def test_changes_that_are_refused_are_in_the_fields_again(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        put(stage, "feed-title", "Ars")
        put(stage, "feed-url", sample_desk.feeds.get(NETWORK).url)
        await stage.press("enter")
        assert stage.app.screen.query_one("#feed-title", TextField).value == "Ars"
        put(stage, "feed-url", "https://example.org/ars.xml")
        await stage.press("enter")
        assert isinstance(stage.app.screen, FeedsScreen)
        feed = sample_desk.feeds.get(TECHNICA)
        assert (feed.title, feed.url) == ("Ars", "https://example.org/ars.xml")


async def test_a_change_that_waits_for_another_program_is_shown_once_it_is_stored(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        put(stage, "feed-title", "Ars")
        with desk_file.writing():
            await stage.pilot.press("enter", "escape")
            await stage.pilot.pause()
        await stage.settle()
        assert sample_desk.feeds.get(TECHNICA).title == "Ars"
        assert "Ars is changed" in stage.lines()[-1]


async def test_the_keys_of_the_screen_below_do_nothing(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN, "tab", "tab", "tab", "d", "u", "A", "exclamation_mark")
        assert isinstance(stage.app.screen, FeedEditor)
        assert len(sample_desk.feeds.all()) == 7


@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_in_a_small_terminal(on_stage, size: tuple[int, int]) -> None:
    async with on_stage(*size) as stage:
        await stage.press(*OPEN, "tab", "tab", "tab")
        assert isinstance(stage.app.screen, FeedEditor)
        await stage.press("enter")
        assert isinstance(stage.app.screen, FeedsScreen)
