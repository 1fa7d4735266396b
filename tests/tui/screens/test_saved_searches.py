"""Saved searches in the app: saved, shown, changed, moved, deleted; and the order of lists."""

import pytest
from subscriptions import WORDS, WORLD, furnish

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import DeskError
from storage.model import Filter, Sort, View
from tui.layout.search_outline import SearchFolder
from tui.navigation.places import Pane, ReadingPlace
from tui.screens.dialogs.list_order import ListOrderScreen
from tui.screens.dialogs.search_editor import SearchEditor


def saved(stage) -> list[tuple[str, str, str]]:
    return [(one.name, one.query, one.folder) for one in stage.app.shell.desk.searches.all()]


async def go_to_search(stage, name: str) -> None:
    """Put the cursor of the navigator on a saved search."""
    outline = stage.reading.navigator
    stage.reading.panes.focus_pane(Pane.NAVIGATOR)
    await stage.press("g")
    while outline.search is None or outline.search.name != name:
        await stage.press("j")


async def test_a_search_is_saved_shown_and_found_again(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "f")
        assert isinstance(stage.app.screen, SearchEditor)
        await stage.type("Mosul")
        await stage.press("tab", "tab")
        await stage.type("War//Iraq")
        await stage.press("enter")
        assert saved(stage) == [("Mosul", "mosul*", "War/Iraq")]
        assert "Saved as “Mosul”; u takes it back." in stage.screen_text()
        assert stage.lines()[0].startswith(" newsdesk  War / Iraq / Mosul ")
        assert "2 unread of 2" in stage.lines()[0]
        row = next(line for line in stage.lines() if " Mosul " in line[:24])
        assert row[:24].split() == ["Mosul", "2"]
        await stage.press("u")
        assert saved(stage) == []


async def test_counts_follow_what_is_read(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        stage.app.shell.desk.searches.save("Mosul", "mosul")
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "Mosul")
        await stage.press("enter", "m")
        assert "1 unread of 2" in stage.lines()[0]
        await stage.press("A")
        assert "0 unread of 2" in stage.lines()[0]


async def test_the_keys_shown_are_those_of_the_row_that_a_deleted_search_leaves(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        desk = stage.app.shell.desk
        desk.searches.save("Mosul", "mosul")
        desk.labels.change([1], ["war"])
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "Mosul")
        assert stage.lines()[-1].endswith("⏎ show  c change  < up  > down  d delete  ? help")
        await stage.press("d")
        assert stage.reading.navigator.label is not None
        assert stage.lines()[-1].endswith("⏎ show  c change  d delete  ? help")


async def test_a_list_within_another_becomes_a_search(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("f")
        assert "This is the list of all articles" in stage.screen_text()
        await stage.press("slash")
        await stage.type("war")
        await stage.press("enter", "f", "enter")
        assert saved(stage) == [("war*", "war*", "")]


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View(feed=WORLD), 'feed:"World news"'),
        (View(folder="Tech"), "folder:Tech"),
        (View(folder="Tech/Words"), "folder:Tech/Words"),
        (View(Filter.UNREAD, feed=WORDS), None),
        (View(folder="World", query="item"), "folder:World item"),
    ],
)
async def test_the_list_of_a_feed_or_folder_becomes_a_search(
    on_stage, sample_desk: Desk, desk_file: DeskFile, view: View, query: str | None
) -> None:
    furnish(desk_file)
    found = sample_desk.lists.ids(view)
    query = query or f'feed:"{sample_desk.feeds.get(WORDS).title}" is:unread'
    async with on_stage(200, 50) as stage:
        stage.app.router.go(ReadingPlace(view))
        await stage.settle()
        await stage.press("f")
        assert isinstance(stage.app.screen, SearchEditor)
        await stage.type("Mine")
        await stage.press("enter")
        assert saved(stage) == [("Mine", query, "")]
        assert any(line[:24].split()[:1] == ["Mine"] for line in stage.lines())
        assert sorted(sample_desk.lists.ids(View(query=query))) == sorted(found) != []


async def test_a_wrong_query_stays_in_the_dialog(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("slash")
        await stage.type("war")
        await stage.press("enter", "f", "tab", "end")
        await stage.type(" nofield:x")
        await stage.press("enter")
        assert isinstance(stage.app.screen, SearchEditor)
        assert "There is no field “nofield:”" in stage.screen_text()
        await stage.press("escape")
        assert saved(stage) == []


async def test_what_can_not_be_stored_is_asked_again(on_stage, monkeypatch) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("slash")
        await stage.type("war")
        await stage.press("enter", "f")

        def refuse(*_: object) -> None:
            raise DeskError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr("storage.desk.searches.Searches.save", refuse)
            await stage.type("War")
            await stage.press("enter")
        assert "This was not saved." in stage.screen_text()
        await stage.press("enter")
        assert saved(stage) == [("War", "war*", "")]


async def test_changed_moved_deleted_and_back(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        searches = stage.app.shell.desk.searches
        for name in ("one", "two", "three"):
            searches.save(name, name)
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "three")
        await stage.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert [name for name, _, _ in saved(stage)] == ["three", "one", "two"]
        assert "This is the first search of its folder." in stage.screen_text()
        assert stage.reading.navigator.search.name == "three"
        await stage.press("greater_than_sign", "c", "ctrl+u")
        await stage.type("3")
        await stage.press("enter")
        assert saved(stage)[1] == ("3", "three", "")
        await stage.press("d")
        assert [name for name, _, _ in saved(stage)] == ["one", "two"]
        await stage.press("u")
        assert [name for name, _, _ in saved(stage)] == ["one", "3", "two"]
        await stage.press("g", "less_than_sign")
        assert "Choose a saved search to move it." in stage.screen_text()


async def test_another_program_changes_a_search_while_it_is_edited(on_stage, sample_desk: Desk) -> None:
    async with on_stage(200, 50) as stage:
        one = stage.app.shell.desk.searches.save("War", "war")
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "War")
        await stage.press("c", "ctrl+u")
        await stage.type("Peace")
        with Desk.open(sample_desk.path) as other:
            other.searches.edit(one.id, query="peace", folder="F")
        await stage.press("enter")
        assert saved(stage) == [("Peace", "peace", "F")]


async def test_folders_fold_and_stay_so(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        for name, folder in (("top", ""), ("in", "F"), ("deep", "F/G")):
            stage.app.shell.desk.searches.save(name, name, folder)
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "deep")
        await stage.press("h", "h", "h", "h")
        shown = [line[:24].strip(" ▌") for line in stage.lines()]
        assert "▸ F" in shown
        assert not any(line.startswith(("in", "▾ G", "deep")) for line in shown)
        await stage.press("c")
        assert "Choose a saved search in the folder" in stage.screen_text()
    async with on_stage(200, 50) as stage:
        assert "▸ F" in [line[:24].strip(" ▌") for line in stage.lines()]
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        stage.reading.navigator.select_view(View(query="deep"))
        await stage.press("l")
        assert "▾ F" in [line[:24].strip(" ▌") for line in stage.lines()]
        stage.reading.navigator.select(SearchFolder("F"))
        for mark in ("▸ F", "▾ F"):
            await stage.press("enter")
            assert mark in [line[:24].strip(" ▌") for line in stage.lines()]


async def test_a_search_with_a_wrong_query_is_marked(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        document = (
            '{"format": "newsdesk saved searches", "version": 1, '
            '"outlines": [{"text": "Old", "query": "newsboat:link =~ x"}]}'
        )
        stage.app.shell.desk.searches.import_document(document, "file")
        stage.reading.desk_changed()
        await stage.settle()
        await go_to_search(stage, "Old")
        row = next(line for line in stage.lines() if " Old " in line[:24])
        assert row[:24].split() == ["▌", "Old", "!"]
        assert "There is no field “newsboat:”" in stage.lines()[-1]
        await stage.press("enter")
        assert "There is no field “newsboat:”" in stage.screen_text()


async def test_each_list_keeps_its_order(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("comma")
        assert isinstance(stage.app.screen, ListOrderScreen)
        await stage.press("j", "enter")
        assert stage.reading.view == View(sort=Sort.OLDEST)
        assert "All · oldest first" in stage.lines()[0]
        assert stage.reading.headlines.current.title.startswith("Mosul is free again")
    async with on_stage() as stage:
        assert stage.reading.view == View(sort=Sort.OLDEST)
        await stage.press("escape")
        assert stage.reading.view == View(sort=Sort.OLDEST), "there is no level back"
        await stage.press("comma", "k", "enter")
        assert stage.reading.view == View()
        assert "oldest" not in stage.lines()[0]
        await stage.press("comma", "escape")
        assert stage.reading.view == View()


async def test_a_search_within_an_ordered_list_has_its_own_order(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("comma", "j", "enter", "slash")
        await stage.type("mosul")
        assert stage.reading.view.sort is None
        await stage.press("escape")
        assert stage.reading.view == View(sort=Sort.OLDEST)


async def test_relevance_is_an_order_of_words_only(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("comma")
        assert "By relevance" not in stage.screen_text()
        await stage.press("escape", "slash")
        await stage.type("mosul")
        await stage.press("enter", "comma")
        assert "By relevance  as usual here" in stage.screen_text()
        await stage.press("g", "enter")
        assert stage.reading.view == View(query="mosul*", sort=Sort.DATE)
        assert stage.app.shell.history.previous.view == View()
