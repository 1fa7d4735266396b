"""Searching within a list: where it searches, what is wrong, what can follow, and earlier searches."""

from storage.model import View
from storage.query import parser as query_parser
from storage.query.nodes import Query
from tui.navigation.places import Pane, StoriesPlace
from tui.screens.reading import list_search
from tui.widgets.search_bar import Suggestions


async def test_the_page_of_a_name_searches_its_articles_and_then_the_whole_desk(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter", "slash")
        await stage.type("mosul")
        entity = stage.reading.view.entity
        assert entity is not None
        assert stage.reading.view == View(entity=entity, query="mosul*")
        name = stage.app.shell.desk.names.get(entity).name
        assert f"in {name} · ⇧Tab the whole desk" in stage.screen_text()
        assert f"{name} · Search · mosul*" in stage.lines()[0]
        await stage.press("shift+tab")
        assert stage.reading.view == View(query="mosul*")
        assert f"in the whole desk · ⇧Tab only {name}" in stage.screen_text()
        await stage.press("shift+tab")
        assert stage.reading.view.entity == entity


async def test_a_story_is_searched(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "enter", "slash")
        await stage.type("war")
        assert stage.reading.view.story is not None
        assert stage.reading.headlines.count == 2


async def test_the_whole_desk_needs_no_words(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash", "shift+tab")
        await stage.type("mosul")
        assert stage.reading.view == View(query="mosul*")
        assert "⇧Tab" not in stage.screen_text()


async def test_within_a_saved_search_and_back_to_it(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.shell.desk.searches.save("War", "islamic")
        stage.reading.desk_changed()
        await stage.settle()
        await stage.press("}", "}", "}")
        assert stage.lines()[0].startswith(" newsdesk  War ")
        await stage.press("slash")
        assert "in War" in stage.screen_text()
        await stage.type("mosul")
        assert stage.reading.view.query == "islamic mosul*"
        assert stage.reading.headlines.count == 2
        await stage.press("escape")
        assert stage.reading.view == View(query="islamic")
        await stage.press("escape")
        assert stage.reading.view == View()


async def test_the_next_search_begins_with_the_old_text_selected(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "slash")
        await stage.type("war")
        assert stage.reading.view.query == "war*"
        await stage.press("escape", "slash")
        await stage.type("x")
        assert stage.reading.view.query == "x*"


async def test_a_mistake_is_marked_and_the_results_stay(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("mosul")
        stage.reading.panes.list_pane.search.line.value = "mosul nofield:x"  # as it comes from a paste
        await stage.settle()
        line = next(line for line in stage.lines() if "↑" in line)
        assert line.index("↑") == 1 + len("mosul ")
        assert "There is no field “nofield:”" in stage.screen_text().replace("\n", "")
        assert stage.reading.headlines.count == 2
        await stage.press("enter")
        assert stage.reading.panes.list_pane.searching
        await stage.press("end", *["backspace"] * len(" nofield:x"), "enter")
        assert "↑" not in stage.screen_text()
        assert stage.reading.pane is Pane.LIST
        assert stage.reading.panes.list_pane.search.line.value == "mosul*"


async def test_a_search_that_began_on_a_page_ends_there(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "j", "j")
        await stage.press("S")
        place = stage.app.router.current
        assert isinstance(place, StoriesPlace)
        for end in (("escape",), ("enter", "escape"), ("enter", "enter", "escape", "escape")):
            await stage.press("slash")
            await stage.type("mosul")
            assert stage.reading.headlines.count == 2
            await stage.press(*end)
            assert stage.app.router.current == place
        await stage.press("alt+right")
        assert stage.reading.view.query == "mosul*"


async def test_fields_values_and_names_are_suggested(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        suggestions = stage.reading.query_one(Suggestions)

        def shown() -> list[str]:
            return [row.item.shown for row in suggestions._rows] if suggestions.display else []

        await stage.type("is")
        assert "is:" in shown()
        await stage.press("tab")
        line = stage.reading.panes.list_pane.search.line
        assert line.value == "is:"
        assert shown()[:2] == ["unread", "read"]
        await stage.press("ctrl+n", "right")
        assert line.value == "is:read "
        assert stage.reading.headlines.count == 0
        await stage.press("ctrl+u")
        await stage.type("haid")
        assert shown() == ['person:"Haidar al-Abadi"']
        await stage.press("tab")
        assert line.value == 'person:"Haidar al-Abadi" '
        assert stage.reading.headlines.count == 2
        await stage.type("lang:eng")
        await stage.press("tab")
        assert line.value == 'person:"Haidar al-Abadi" lang:en '
        await stage.press("left", "left", "right")
        assert line.value.endswith("lang:en ")


async def test_a_search_begins_without_the_suggestions_of_the_last_one(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("haid")
        suggestions = stage.reading.query_one(Suggestions)
        assert suggestions.display
        await stage.press("escape", "slash")
        assert not suggestions.display


async def test_of_many_letters_at_once_only_the_last_text_is_read(on_stage, monkeypatch) -> None:
    read: list[str] = []

    def parse(text: str) -> Query:
        read.append(text)
        return query_parser.parse(text)

    monkeypatch.setattr(list_search, "parse", parse)
    async with on_stage() as stage:
        await stage.press("slash")
        line = stage.reading.panes.list_pane.search.line
        for end in range(1, 6):
            line.value = "mosul"[:end]
        await stage.settle()
        assert stage.reading.headlines.count == 2
        assert read == ["mosul*"]


async def test_earlier_searches_come_back_by_arrow_keys_after_a_restart(on_stage) -> None:
    async with on_stage() as stage:
        for text in ("mosul", "carlsen"):
            await stage.press("slash")
            await stage.type(text)
            await stage.press("enter", "escape")
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("telescope")
        await stage.press("up")
        assert stage.reading.view.query == "carlsen*"
        await stage.press("up", "up", "up")
        assert stage.reading.view.query == "mosul*"
        await stage.press("down", "down")
        assert stage.reading.view.query == "telescope*"
        await stage.press("down")
        assert stage.reading.pane is Pane.LIST
        assert not stage.reading.panes.list_pane.searching


async def test_the_fields_are_explained(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash", "f1")
        assert "person: org: place:" in stage.screen_text()
        await stage.press("f1")
        assert "person: org: place:" not in stage.screen_text()
