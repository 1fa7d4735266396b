"""Searching as you type."""

from rich.text import Text

from tui.navigation.places import Pane


async def test_results_come_while_typing_and_escape_goes_back(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "j", "slash")
        await stage.type("mosu")
        assert stage.reading.headlines.count == 2
        assert "2 found in 7" in stage.lines()[0]
        await stage.press("escape")
        assert stage.reading.headlines.count == 7
        assert stage.reading.headlines.cursor == 2
        assert stage.title == "Magnus Carlsen keeps the title"
        assert not stage.reading.panes.list_pane.search.display


async def test_a_phrase(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type('"the war is over"')
        assert [headline.id for _, headline in stage.reading.headlines.loaded()] == [2]


async def test_enter_goes_to_the_results_and_back_finds_them_again(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "j", "enter")
        assert stage.reading.pane is Pane.ARTICLE
        await stage.press("ctrl+o")
        assert stage.reading.view.query == "mosul*"
        assert stage.reading.headlines.cursor == 1
        assert stage.reading.panes.list_pane.search.line.value == "mosul*"
        await stage.press("ctrl+o")
        assert stage.reading.view.query == ""
        assert stage.reading.headlines.count == 7
        await stage.press("alt+right")
        assert stage.reading.headlines.count == 2


async def test_a_search_is_one_place_in_the_history_with_all_its_letters(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("carlsen")
        await stage.press("enter", "escape", "alt+right")
        assert stage.reading.view.query == "carlsen*"
        assert stage.reading.headlines.count == 1


async def test_a_search_that_begins_anew_is_no_second_place(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "slash")
        await stage.type("mo")
        await stage.press("backspace", "backspace")
        await stage.type("carlsen")
        await stage.press("enter", "ctrl+o")
        assert stage.reading.view.query == ""
        assert stage.app.shell.history.previous is None


async def test_nothing_found_is_said(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("zebra")
        assert "Nothing in this desk matches" in stage.screen_text()
        assert "“zebra*”." in stage.screen_text()
        assert stage.title == ""


async def test_a_query_that_says_nothing_gets_its_sentence(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type('"-')
        assert "Nothing to search for" in stage.screen_text()
        assert not stage.app._notifications, "said once, where the rows would be"
        await stage.type('mosul"')
        assert stage.reading.headlines.count == 2


async def test_an_emptied_line_shows_the_list_again(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("mo")
        await stage.press("backspace", "backspace")
        assert stage.reading.headlines.count == 7


async def test_searching_from_another_screen(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "enter", "slash")
        await stage.press("shift+tab")
        await stage.type("carlsen")
        assert stage.reading.headlines.count == 1


async def test_a_text_that_is_too_long_is_not_coloured(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        line = stage.reading.panes.list_pane.search.line
        line.value = "(" * 10_000
        await stage.settle()
        assert "this one has 10,000." in stage.screen_text()
        drawn = Text(line.value)
        line.highlighter.highlight(drawn)
        assert [(span.start, span.end) for span in drawn.spans] == [(4_000, 4_001)]
