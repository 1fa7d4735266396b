"""Every `q` and Escape goes back one level, also when several come at once."""

import pytest

from storage.model import View
from tui.navigation.places import Pane
from tui.screens.names import NamesScreen

TO_VICTORY = ["j"] * 4


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_from_an_article_of_another_list(on_stage, key: str) -> None:
    async with on_stage() as stage:
        await stage.press("h", "j", "enter", "enter")
        assert stage.reading.pane is Pane.ARTICLE
        await stage.press_at_once(key, key)
        assert stage.reading.view == View()
        assert stage.reading.pane is Pane.LIST


async def test_from_a_followed_article_to_the_end_of_the_app(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1")
        await stage.press_at_once("q", "q")
        assert stage.reading.pane is Pane.LIST
        assert not stage.app._exit
        await stage.press("1", "enter", "1")
        await stage.press_at_once("q", "q", "q")
        assert stage.app._exit


async def test_from_the_results_of_a_search(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "slash")
        await stage.type("war")
        await stage.press("enter")
        await stage.press_at_once("q", "q")
        assert stage.app._exit


async def test_from_a_page_above_a_page(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter", "j", "enter")
        assert stage.reading.pane is Pane.ARTICLE
        await stage.press_at_once("q", "q")
        assert isinstance(stage.app.screen, NamesScreen)
        await stage.press_at_once("q", "q")
        assert stage.app._exit


async def test_a_search_on_a_page_is_a_level(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "slash")
        await stage.type("mo")
        await stage.press("enter")
        await stage.press_at_once("escape", "escape")
        assert stage.app.screen is stage.reading


async def test_escape_at_the_top_does_not_quit(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once("escape", "escape", "escape")
        assert not stage.app._exit
