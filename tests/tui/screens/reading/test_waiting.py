"""What the keys do while an article or a list is on its way, or could not be loaded."""

from threading import Event

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import NewsdeskError
from storage.model import Filter, View
from tui.messages import Part
from tui.navigation.places import Pane, ReadingPlace
from tui.queries import article_queries, list_queries

TO_VICTORY = ["j"] * 4
VICTORY = 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Articles load once it is set; it is set at first."""
    may_load, load = Event(), article_queries.load_article

    def slow(*arguments):
        may_load.wait(20)
        return load(*arguments)

    monkeypatch.setattr(article_queries, "load_article", slow)
    may_load.set()
    return may_load


def notices(stage) -> list[str]:
    return [note.message for note in stage.app._notifications]


def broken(*_arguments, **_options):
    raise NewsdeskError("The disk is gone.")


@pytest.mark.parametrize("key", ["delete", "m", "s"])
async def test_keys_for_an_article_do_nothing_in_the_navigator(on_stage, sample_desk: Desk, key: str) -> None:
    async with on_stage(200, 50) as stage:
        before = sample_desk.articles.get(7)
        await stage.press("h")
        assert stage.reading.pane is Pane.NAVIGATOR
        await stage.press(key)
        assert sample_desk.articles.get(7) == before
        assert "Choose an article first." in stage.lines()[-1]


async def test_a_key_means_the_article_on_its_way_and_not_the_text_before(
    on_stage, sample_desk: Desk, gate: Event
) -> None:
    async with on_stage() as stage:
        await stage.press("enter")
        following = stage.reading.headlines.item(1).id
        gate.clear()
        await stage.pilot.press("n")
        await stage.until(lambda: stage.reading.panes.reader.article == following)
        await stage.pilot.press("s")
        gate.set()
        await stage.settle()
        assert sample_desk.articles.get(following).starred
        assert not sample_desk.articles.get(7).starred


async def test_an_article_that_cannot_be_loaded_says_why_in_its_place(
    on_stage, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage() as stage:
        with monkeypatch.context() as patched:
            patched.setattr(type(stage.app.shell.desk.articles), "get", broken)
            await stage.press("j", "enter")
            assert stage.title == ""
            assert "The disk is gone." in stage.screen_text()
            assert not notices(stage)
            assert stage.reading.links.article_links is None
            await stage.press("delete")
        assert sample_desk.lists.counts().articles == 7
        await stage.press("escape", "enter")
        assert stage.title.startswith("James Webb")


async def test_an_article_deleted_elsewhere_leaves_its_page_with_a_sentence(
    on_stage, sample_desk: Desk
) -> None:
    async with on_stage() as stage:
        await stage.press("j", "enter")
        sample_desk.articles.delete([stage.reading.panes.reader.article])
        stage.reading.desk_changed(Part.ALL)
        await stage.settle()
        assert stage.title == ""
        assert "This article is no longer in this desk." in stage.screen_text()
        assert not notices(stage)
        await stage.press("escape", "enter")
        assert stage.title


async def test_the_way_back_to_a_deleted_article_says_that_it_is_gone(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1")
        sample_desk.articles.delete([VICTORY])
        await stage.press("ctrl+o")
        assert stage.reading.pane is Pane.LIST
        assert stage.app.shell.history.current.article is None
        assert "This article is no longer in this desk." in stage.lines()[-1]
        assert not notices(stage)


# Lists


async def test_rows_needed_while_another_list_is_on_its_way_are_loaded(
    on_stage, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_file.writing() as connection:
        for count in range(400):
            articles.store(connection, draft(f"Filler {count}", "The war in Iraq is over."))
    may_load, load, needed = Event(), list_queries.load_list, []

    def slow(desk, place, *arguments, **options):
        if place.view.filter is Filter.STARRED:
            may_load.wait(20)
        return load(desk, place, *arguments, **options)

    monkeypatch.setattr(list_queries, "load_list", slow)
    async with on_stage() as stage:
        pane, headlines = stage.reading.panes.list_pane, stage.reading.headlines
        load_window = list_queries.load_headlines
        monkeypatch.setattr(
            list_queries, "load_headlines", lambda *a, **k: (needed.append(a), load_window(*a, **k))[1]
        )
        pane.show(ReadingPlace(View(Filter.STARRED)))
        headlines.move_to(headlines.count - 1)
        await stage.until(lambda: needed)
        pane.show(ReadingPlace(row=headlines.count - 1))
        may_load.set()
        await stage.settle()
        assert headlines.current is not None


async def test_a_list_that_cannot_be_loaded_says_why_in_its_place(
    on_stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage() as stage:
        with monkeypatch.context() as patched:
            patched.setattr(list_queries, "load_list", broken)
            stage.reading.go_to_list(Filter.UNREAD)
            await stage.settle()
            assert "The disk is gone." in stage.screen_text()
            assert not stage.reading.headlines.count
            assert not notices(stage)
        stage.reading.go_to_list(Filter.ALL)
        await stage.settle()
        assert stage.reading.headlines.count == 7


async def test_a_list_that_cannot_be_loaded_again_is_tried_once_more(
    on_stage, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.reading.list_pane.RETRY_SECONDS", 0.01)
    async with on_stage() as stage:
        with monkeypatch.context() as patched:
            patched.setattr(list_queries, "load_list", broken)
            sample_desk.articles.star(7)
            stage.reading.desk_changed(Part.LIST)
            await stage.until(lambda: notices(stage))
            assert stage.reading.headlines.count == 7
        await stage.until(lambda: stage.reading.headlines.current.starred)
