"""A restart goes on where the app ended; back and forward go on working; what is gone is left out."""

import json

import pytest

from storage.desk import Desk
from storage.model import Filter, View
from tui.history_saving import HistorySaving
from tui.navigation.places import NamePlace, Pane, ReadingPlace, StoriesPlace
from tui.queries import list_queries
from tui.screens.name import NameScreen
from tui.screens.stories import StoriesScreen

VICTORY, END_OF_WAR = 1, 2
TO_VICTORY = ["j"] * 4


async def _quit(stage) -> None:
    await stage.app.action_quit()
    await stage.settle()


async def test_list_article_and_position_are_there_again(on_stage) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("h", "j", "enter", "j", "j", "enter", "pagedown", "right_square_bracket")
        pane = stage.reading.article_pane
        before = stage.title, pane.position, pane.mark, stage.reading.headlines.cursor
        assert pane.position > 0
        await _quit(stage)
    async with on_stage(80, 12) as stage:
        pane = stage.reading.article_pane
        assert (stage.title, pane.position, pane.mark, stage.reading.headlines.cursor) == before
        assert stage.reading.pane is Pane.ARTICLE
        assert stage.reading.view.filter is Filter.UNREAD
        await stage.press("escape")
        assert stage.reading.pane is Pane.LIST
        assert "Unread" in stage.lines()[0]


async def test_the_list_is_loaded_once(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("v", "enter")
        await _quit(stage)
    loaded, load = [], list_queries.load_list
    monkeypatch.setattr(
        "tui.queries.desk_queries.load_list", lambda *a, **k: loaded.append(a) or load(*a, **k)
    )
    monkeypatch.setattr(list_queries, "load_list", lambda *a, **k: loaded.append(a) or load(*a, **k))
    async with on_stage() as stage:
        assert stage.reading.view == View(stories=True)
        assert stage.title == "Baghdad announces the end of the war against Islamic State"
        assert len(loaded) == 1


async def test_back_and_forward_work_across_restarts(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1", "S")
        await _quit(stage)
    async with on_stage() as stage:
        assert isinstance(stage.app.screen, StoriesScreen)
        await stage.press("ctrl+o")
        assert stage.title == "Baghdad announces the end of the war against Islamic State"
        await stage.press("ctrl+o")
        assert stage.title == "Iraq declares victory over Islamic State"
        await _quit(stage)
    async with on_stage() as stage:
        assert stage.title == "Iraq declares victory over Islamic State"
        await stage.press("alt+right", "alt+right")
        assert isinstance(stage.app.screen, StoriesScreen)
        await stage.press("escape", "escape", "escape")
        assert stage.reading.headlines.cursor == 4
        assert stage.reading.pane is Pane.LIST


async def test_a_search_is_there_again(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "slash")
        await stage.type("war")
        await stage.press("enter", "j")
        view, under = stage.reading.view, stage.reading.headlines.current
        await _quit(stage)
    async with on_stage() as stage:
        assert stage.reading.view == view
        assert stage.reading.headlines.current == under
        await stage.press("escape")
        assert stage.reading.view == View()
        assert stage.reading.headlines.cursor == 1


async def test_an_unread_list_begins_anew_with_the_article_that_was_read_last(
    on_stage, sample_desk: Desk
) -> None:
    async with on_stage() as stage:
        await stage.press("h", "j", "enter", "enter", "n", "n", "escape")
        assert stage.reading.headlines.count == 7
        under = stage.reading.headlines.current.id
        await _quit(stage)
    async with on_stage() as stage:
        assert stage.reading.headlines.count == 5
        assert stage.reading.headlines.current.id == under


async def test_quitting_level_by_level_in_one_go_begins_again_where_it_began(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("h", "j", "enter", "j", "enter")
        assert stage.reading.view.filter is Filter.UNREAD
        title = stage.title
        await stage.press("q", "q", "q")
        assert stage.app._exit
    async with on_stage() as stage:
        assert stage.title == title
        assert stage.reading.view.filter is Filter.UNREAD
        assert stage.reading.pane is Pane.ARTICLE


async def test_levels_left_slowly_are_left(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.history_saving._IN_ONE_GO_SECONDS", 0.0)
    async with on_stage() as stage:
        await stage.press("j", "enter", "q", "q")
        assert stage.app._exit
    async with on_stage() as stage:
        assert stage.reading.pane is Pane.LIST
        assert stage.reading.headlines.cursor == 1


async def test_a_late_timer_does_no_harm_to_an_app_that_closes_its_screens(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S")
        app = stage.app
    HistorySaving(app, app.shell, app.router).save()


@pytest.mark.parametrize("stored", ["", "{", '{"version": 1, "at": 0, "places": [{"kind": "attic"}]}', "[]"])
async def test_a_damaged_value_is_ignored(on_stage, sample_desk: Desk, stored: str) -> None:
    sample_desk.values.set("history", stored)
    async with on_stage() as stage:
        assert stage.app.shell.history.current.view == View()
        assert stage.reading.headlines.count == 7


@pytest.mark.parametrize("row", [-5, 10**12])
async def test_impossible_numbers_do_no_harm(on_stage, sample_desk: Desk, row: int) -> None:
    place = {"kind": "reading", "article": 1, "row": row, "line": row, "position": row, "mark": row}
    sample_desk.values.set("history", json.dumps({"version": 1, "at": 0, "places": [place]}))
    async with on_stage() as stage:
        assert stage.title == "Iraq declares victory over Islamic State"
        assert stage.reading.headlines.current.id == VICTORY
        await stage.press("escape", "j")
        assert stage.app.is_running


async def test_an_article_that_is_gone_is_left_out_with_a_sentence(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter")
        await _quit(stage)
    sample_desk.articles.delete([VICTORY])
    async with on_stage() as stage:
        assert stage.reading.pane is Pane.LIST
        assert "This article is no longer in this desk." in stage.lines()[-1]
        assert stage.app.shell.history.current.article is None


async def test_places_that_are_gone_are_skipped_on_the_way_back_and_forward(
    on_stage, sample_desk: Desk
) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1", "S")
        await stage.press("ctrl+o", "ctrl+o", "ctrl+o")
        sample_desk.articles.delete([VICTORY])
        await stage.press("alt+right")
        assert stage.title == "Baghdad announces the end of the war against Islamic State"
        assert "This article is no longer in this desk." in stage.lines()[-1]
        await stage.press("alt+right")
        assert isinstance(stage.app.screen, StoriesScreen)
        await stage.press("ctrl+o", "ctrl+o")
        assert stage.reading.pane is Pane.LIST
        await stage.press("j", "k")
        assert stage.reading.pane is Pane.LIST, "a preview that is gone is no place"


async def test_a_name_that_is_gone_is_skipped(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        stage.app.router.go(NamePlace(999))
        await stage.settle()
        stage.app.router.go(StoriesPlace())
        await stage.settle()
        await _quit(stage)
    async with on_stage() as stage:
        assert isinstance(stage.app.screen, StoriesScreen)
        await stage.press("ctrl+o")
        assert not isinstance(stage.app.screen, NameScreen)


@pytest.mark.parametrize("view", [View(feed=99), View(folder="World")])
async def test_a_feed_or_folder_that_is_gone_is_left_out_with_a_sentence(
    on_stage, sample_desk: Desk, view: View
) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(view))
        await stage.settle()
        await _quit(stage)
    async with on_stage() as stage:
        assert stage.reading.view == View()
        assert stage.reading.headlines.count == 7
        assert "subscribe" in stage.lines()[-1] or "no folder World" in stage.lines()[-1]
