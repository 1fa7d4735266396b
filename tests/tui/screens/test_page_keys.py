"""The status line of a page belongs to what has the focus, and keys without an effect say why."""

import pytest
from subscriptions import furnish

from storage.database.connection import DeskFile
from tui import keys
from tui.navigation.places import Pane, ReadingPlace
from tui.screens.base import DeskScreen, PageScreen
from tui.screens.brief import BriefScreen
from tui.screens.compare import CompareScreen
from tui.screens.dialogs.help import HelpScreen
from tui.screens.feeds import FeedsScreen
from tui.screens.name import NameScreen
from tui.screens.names import NamesScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen


@pytest.mark.parametrize("page", ["e", "exclamation_mark"])
async def test_the_status_line_shows_what_enter_does_in_the_search_line(
    on_stage, desk_file: DeskFile, page: str
) -> None:
    furnish(desk_file)
    async with on_stage() as stage:
        await stage.press(page)
        assert "to the list" not in stage.lines()[-1]
        assert "⏎ open" in stage.lines()[-1] or "⏎ articles" in stage.lines()[-1]
        await stage.press("slash")
        assert stage.lines()[-1].endswith("⏎ to the list  Esc end the search")
        assert "⏎ goes to the list" in stage.screen_text()
        await stage.press("tab")
        assert "to the list" not in stage.lines()[-1]


@pytest.mark.parametrize(
    "page", [BriefScreen, CompareScreen, FeedsScreen, NameScreen, NamesScreen, StoriesScreen, StoryScreen]
)
def test_every_key_is_bound_on_every_page(page: type[PageScreen]) -> None:
    anywhere = (*keys.ROWS, *keys.EVERYWHERE, keys.QUIT, *DeskScreen.BINDINGS, *page.BINDINGS)
    bound = {key for binding in anywhere for key in binding.key.split(",")}
    assert {key for binding in keys.ALL for key in binding.key.split(",")} <= bound


@pytest.mark.parametrize("page", ["e", "exclamation_mark", "S"])
async def test_keys_of_the_reading_screen_say_where_they_work(on_stage, page: str) -> None:
    async with on_stage() as stage:
        await stage.press(page)
        for key in ("f", "comma", "T", "W", "1"):
            await stage.press(key)
            assert "works where articles are read." in stage.lines()[-1], key


@pytest.mark.parametrize("page", ["escape", "e", "S", "B"])
async def test_a_letter_that_is_no_key_says_so(on_stage, page: str) -> None:
    async with on_stage() as stage:
        await stage.press(page)
        for letter in ("J", "K", "I"):
            await stage.press(letter)
            assert f"{letter} is not a key; ? shows all keys." in stage.lines()[-1]
        await stage.press("j")
        assert "is not a key" not in stage.lines()[-1]


async def test_letters_that_are_typed_are_not_keys(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("JKI")
        assert stage.reading.panes.list_pane.search.line.value == "JKI"
        assert "is not a key" not in stage.screen_text()
        await stage.press("escape", "question_mark")
        await stage.type("JK")
        await stage.press("escape")
        assert "is not a key" not in stage.screen_text()


async def test_at_the_ends_there_is_a_word(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press("left", "left")
        assert "There is no other pane on this side." in stage.lines()[-1]
        await stage.press(*["right"] * 4)
        assert "There is no other pane on this side." in stage.lines()[-1]
        stage.app.router.go(ReadingPlace(article=1, pane=Pane.ARTICLE))
        await stage.settle()
        names = len(stage.reading.article_pane.marks)
        assert names > 1
        await stage.press(*["right_square_bracket"] * names)
        assert "This is the last name." not in stage.lines()[-1]
        await stage.press("right_square_bracket")
        assert "This is the last name." in stage.lines()[-1]
        await stage.press(*["left_square_bracket"] * names)
        assert "This is the first name." in stage.lines()[-1]


@pytest.mark.parametrize("key", ["c", "d", "r"])
async def test_keys_for_a_feed_say_why_they_do_nothing(on_stage, key: str) -> None:
    async with on_stage() as stage:
        await stage.press("exclamation_mark", key)
        assert "There are no feeds yet: a adds one." in stage.lines()[-1]


async def test_the_help_scrolls_while_its_search_has_the_focus(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press("question_mark")
        table = stage.app.screen.table
        await stage.press("pagedown")
        page = table.scroll_offset.y
        assert page > 10
        await stage.press("down", "down", "up")
        assert table.scroll_offset.y == page + 1
        await stage.press("pageup", "pageup")
        assert table.scroll_offset.y == 0
        assert stage.app.focused is not table
        await stage.press("q")
        assert stage.app.screen.page.query_text == "q"
        assert stage.lines()[-1].endswith("Esc close")
        await stage.press("escape")
        assert not isinstance(stage.app.screen, HelpScreen)


async def test_the_help_scrolls_with_the_focus_on_the_keys(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press("question_mark", "enter", "G")
        table = stage.app.screen.table
        assert table.scroll_offset.y == table.max_scroll_y
        await stage.press("pageup")
        assert 0 < table.scroll_offset.y < table.max_scroll_y
        await stage.press("g")
        assert table.scroll_offset.y == 0
        await stage.press("q")
        assert not isinstance(stage.app.screen, HelpScreen)
