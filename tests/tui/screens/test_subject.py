"""Which article the keys mean: the selected row in the list, else the one that is shown."""

from storage.desk import Desk
from storage.model import Filter
from tui.navigation.places import Pane

VICTORY = "Iraq declares victory over Islamic State"
END_OF_WAR = "Baghdad announces the end of the war against Islamic State"
TO_VICTORY = ["j"] * 4


async def test_in_one_pane_addresses_are_those_of_the_selected_row(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("y")
        assert stage.app.clipboard == "https://example.org/victory", "nothing was opened before"
        await stage.press("enter", "escape", "k", "o")
        assert "This article has no address." in stage.lines()[-1]
        await stage.press("enter")
        stage.app.copy_to_clipboard("")
        await stage.press("y")
        assert stage.app.clipboard == ""


async def test_in_one_pane_digits_and_links_wait_for_the_selected_row(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "escape", "k", "2")
        assert stage.reading.pane is Pane.LIST
        assert "Open the article first" in stage.lines()[-1]
        await stage.press("shift+tab")
        assert stage.reading.pane is Pane.LINKS
        assert VICTORY in stage.screen_text(), "the links are those of the row"
        await stage.press("1")
        assert stage.title == VICTORY


async def test_a_search_shows_the_article_that_it_found(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "h", "slash")
        await stage.type("carlsen")
        await stage.press("enter")
        assert stage.title == "Magnus Carlsen keeps the title"
        await stage.press("escape")
        assert stage.title == "A short note without a date", "what was open before is open again"
        assert stage.reading.pane is Pane.LIST


async def test_another_list_shows_its_own_article(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    async with on_stage(200, 50) as stage:
        await stage.press("enter")
        stage.reading.go_to_list(Filter.STARRED)
        await stage.settle()
        assert stage.title == VICTORY


async def test_the_cursor_goes_along_with_links_back_and_forward(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1")
        assert stage.title == END_OF_WAR
        assert stage.reading.headlines.current.id == 2
        await stage.press("ctrl+o")
        assert stage.reading.headlines.current.id == 1
        await stage.press("alt+right")
        assert stage.reading.headlines.current.id == 2
        await stage.press("h", "s")
        assert sample_desk.articles.get(2).starred


async def test_the_cursor_goes_along_within_a_search(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("iraq")
        await stage.press("enter")
        stage.reading.panes.open(3, followed=True)
        await stage.settle()
        assert stage.reading.headlines.current.id == 3


async def test_beside_a_list_without_it_the_pane_decides(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    async with on_stage() as stage:
        stage.reading.go_to_list(Filter.STARRED)
        await stage.settle()
        await stage.press("enter", "1")
        assert stage.title == END_OF_WAR
        assert stage.reading.headlines.current.id == 1
        await stage.press("s")
        assert sample_desk.articles.get(2).starred
        await stage.press("u", "h", "s")
        assert not sample_desk.articles.get(1).starred


async def test_coming_back_to_an_article_does_not_read_it_again(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "m", "1", "m")
        await stage.press("ctrl+o")
        assert not sample_desk.articles.get(1).read
        await stage.press("alt+right")
        assert stage.title == END_OF_WAR
        assert not sample_desk.articles.get(2).read


async def test_leaving_a_list_goes_to_all_articles_first(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    async with on_stage() as stage:
        await stage.press("j", "j")
        for which in (Filter.STARRED, Filter.UNREAD):
            stage.reading.go_to_list(which)
            await stage.settle()
        for key in ("q", "escape"):
            await stage.press(key)
            assert stage.reading.view.filter is Filter.ALL
            stage.reading.go_to_list(Filter.STARRED)
            await stage.settle()
        await stage.press("escape")
        assert not stage.app._exit
        await stage.press("q")
        assert stage.app._exit


async def test_from_a_list_back_to_the_row_in_all(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "j")
        stage.reading.go_to_list(Filter.UNREAD)
        await stage.settle()
        await stage.press("escape")
        assert stage.reading.headlines.cursor == 2


async def test_the_header_counts_the_list(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    sample_desk.articles.star(2)
    sample_desk.articles.mark_read([2])
    async with on_stage() as stage:
        stage.reading.go_to_list(Filter.STARRED)
        await stage.settle()
        assert stage.lines()[0].endswith("1 unread of 2")
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "enter", "escape")
        assert stage.lines()[0].endswith("1 found in 7")
        await stage.press("ctrl+o")
        assert stage.lines()[0].endswith("1 found in 7")
