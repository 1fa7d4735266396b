"""The feeds in the navigator: folders, counts, what keys do to a feed there."""

import pytest
from processes import HeldTask
from subscriptions import BLOG, LOST, NETWORK, TECHNICA, WORDS, WORLD, arrival, furnish, furnish_many

from storage.database.connection import DeskFile
from storage.database.feeds import feed_entries
from storage.desk import Desk
from storage.model import Filter, View
from tui.navigation.places import Pane
from tui.screens.dialogs.feed_editor import FeedEditor
from tui.screens.feeds import FeedsScreen
from tui.screens.names import NamesScreen


@pytest.fixture
def _furnished(sample_desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)


pytestmark = pytest.mark.usefixtures("_furnished")


async def to(stage, view: View) -> None:
    """Go to the navigator, and there to the row of a list."""
    stage.reading.panes.focus_pane(Pane.NAVIGATOR)
    await stage.settle()
    for _ in range(40):
        if stage.reading.navigator.current == view:
            return
        await stage.press("j")
    raise AssertionError(f"no row for {view}")


def column(stage) -> list[str]:
    """The navigator's lines at 200x50."""
    return [line.partition("│")[0][1:].rstrip() for line in stage.lines()[2:-2]]


async def test_feeds_stand_below_the_lists_by_folder(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        assert [line for line in column(stage) if line] == [
            "All                22",
            "Unread             22",
            "Starred",
            "Stories             1",
            "Names               6",
            "Feeds     3 failing 7",
            "  A blog without…   1",
            "▾ Tech              9",
            "   Ars Technica     2",
            "   Network Week…  ! 3",
            " ▾ Words            4",
            "    A weblog on…    4",
            "▾ World             5",
            "   Lost and gone    !",
            "   World news       5",
            "   人民网 国际新…   !",
        ]


async def test_a_feed_is_chosen(on_stage) -> None:
    async with on_stage() as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("enter")
        assert stage.reading.view == View(feed=WORLD)
        assert stage.reading.headlines.count == 5
        assert "World news" in stage.lines()[0]
        assert "5 unread of 5" in stage.lines()[0]
        await stage.press("q")
        assert stage.reading.view == View()


async def test_a_folder_is_chosen_with_all_below_it(on_stage) -> None:
    async with on_stage() as stage:
        await to(stage, View(folder="Tech"))
        await stage.press("enter")
        assert stage.reading.headlines.count == 9
        assert "Tech" in stage.lines()[0]
        await to(stage, View(folder="Tech/Words"))
        await stage.press("enter")
        assert stage.reading.headlines.count == 4
        assert "Tech / Words" in stage.lines()[0]


async def test_all_of_a_feed_is_marked_read_and_taken_back(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=TECHNICA))
        await stage.press("enter", "A")
        assert "0 unread of 2" in stage.lines()[0]
        assert "   Ars Technica" in column(stage)
        assert "▾ Tech              7" in column(stage)
        await stage.press("u")
        assert "2 unread of 2" in stage.lines()[0]
        assert "▾ Tech              9" in column(stage)


async def test_reading_an_article_counts_down(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=TECHNICA))
        await stage.press("enter", "enter")
        assert "   Ars Technica     1" in column(stage)


async def test_counts_grow_as_articles_come(on_stage, desk_file: DeskFile) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=TECHNICA))
        with desk_file.writing() as connection:
            feed_entries.store_entries(
                connection, TECHNICA, [arrival(TECHNICA, item) for item in range(9)], 1e9
            )
        stage.reading.desk_changed()
        await stage.settle()
        assert "   Ars Technica     9" in column(stage)
        assert stage.reading.navigator.current == View(feed=TECHNICA)


async def test_the_cursor_stays_while_articles_come(on_stage, desk_file: DeskFile) -> None:
    async with on_stage() as stage:
        await to(stage, View(feed=LOST))
        stage.reading.desk_changed()
        await stage.settle()
        assert stage.reading.navigator.current == View(feed=LOST)
        assert stage.reading.view == View()


async def test_folders_fold_up_and_stay_so(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=WORDS))
        await stage.press("h")
        assert stage.reading.navigator.current == View(folder="Tech/Words")
        await stage.press("left")
        assert " ▸ Words            4" in column(stage)
        await stage.press("left")
        assert stage.reading.navigator.current == View(folder="Tech")
        await stage.press("left")
        assert "▸ Tech            ! 9" in column(stage)
        assert not any("Technica" in line for line in column(stage))
        assert stage.reading.pane is Pane.NAVIGATOR
    async with on_stage(200, 50) as stage:
        assert "▸ Tech            ! 9" in column(stage)
        await to(stage, View(folder="Tech"))
        await stage.press("l")
        assert "   Ars Technica     2" in column(stage)
        await stage.press("l")
        assert stage.reading.pane is Pane.LIST


async def test_a_feed_in_a_folded_folder_is_shown_by_the_folder(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(folder="Tech"))
        await stage.press("left", "exclamation_mark", *"jjjj", "enter")
        assert stage.reading.view == View(feed=TECHNICA)
        assert stage.reading.navigator.current == View(folder="Tech")


async def test_the_mouse_folds_by_the_mark_and_opens_elsewhere(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        row = column(stage).index("▾ World             5")
        await stage.click("#navigator", 1, row)
        assert column(stage)[row] == "▸ World           ! 5"
        assert stage.reading.view == View()
        await stage.click("#navigator", 4, row)
        assert stage.reading.view == View(folder="World")


async def test_unsubscribing_and_taking_it_back(on_stage, sample_desk: Desk) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("enter")
        await stage.press("h", "d", "enter")
        assert "Unsubscribed from World news; u takes it back." in stage.lines()[-1]
        assert WORLD not in {feed.id for feed in sample_desk.feeds.all()}
        assert not any("World news" in line for line in column(stage))
        assert stage.reading.view == View()
        await stage.press("u")
        assert "   World news       5" in column(stage)


async def test_the_cursor_stays_near_a_feed_that_was_removed(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=NETWORK))
        await stage.press("d", "enter")
        assert stage.reading.navigator.current == View(folder="Tech/Words")


async def test_keys_for_a_feed_where_there_is_none(on_stage) -> None:
    async with on_stage() as stage:
        for key in ("d", "c"):
            await stage.press(key)
            assert "Choose a feed in the lists" in stage.lines()[-1]
        assert len(stage.app.screen_stack) == 1


async def test_keys_for_a_feed_mean_the_one_in_the_list(on_stage, held: list[HeldTask]) -> None:
    async with on_stage(200, 50) as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("enter")
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        await stage.press("g", "r", "c")
        assert held[0].task.command[-2:] == ("--feed", str(WORLD))
        assert isinstance(stage.app.screen, FeedEditor)
        await stage.press("escape", "d", "enter")
        assert "Unsubscribed from World news" in stage.lines()[-1]


async def test_rows_of_one_feed_do_not_repeat_its_name(on_stage, sample_desk: Desk) -> None:
    told = f"Feed {WORLD}"
    sample_desk.feeds.edit(WORLD, title=told)
    async with on_stage() as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("enter")
        assert not any(told in line[:40] for line in stage.lines()[1:])
        await stage.press("q")
        assert any(told in line[:40] for line in stage.lines()[1:])


async def test_what_is_wrong_is_said_under_the_cursor(on_stage) -> None:
    async with on_stage() as stage:
        await to(stage, View(feed=NETWORK))
        assert "There is no server example.org." in stage.lines()[-1]
        await to(stage, View(folder="Tech/Words"))
        assert "Tech / Words" in stage.lines()[-1]


async def test_the_keys_for_a_feed_are_hinted_at_on_a_feed_alone(on_stage) -> None:
    async with on_stage() as stage:
        await to(stage, View(feed=BLOG))
        assert "d unsubscribe" in stage.lines()[-1]
        await stage.press("k", "k")
        assert "d unsubscribe" not in stage.lines()[-1]


async def test_a_feed_without_articles_says_why(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await to(stage, View(feed=LOST))
        await stage.press("enter")
        assert "gone for good (410)" in " ".join(stage.screen_text().split())


async def test_the_standing_lists_still_work(on_stage) -> None:
    async with on_stage() as stage:
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        await stage.press("j", "enter")
        assert stage.reading.view.filter is Filter.UNREAD
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        await stage.press("j", "j", "j", "enter")
        assert isinstance(stage.app.screen, NamesScreen)
        await stage.press("q")
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        await stage.press("g", "j", "j", "j", "j", "j", "enter")
        assert isinstance(stage.app.screen, FeedsScreen)


async def test_a_place_in_a_feed_is_found_again(on_stage) -> None:
    async with on_stage() as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("enter", "j", "enter", "e", "ctrl+o", "ctrl+o")
        assert stage.reading.view == View(feed=WORLD)
        assert stage.reading.headlines.cursor == 1
        await stage.press("ctrl+o")
        assert stage.reading.view == View()


async def test_hundreds_of_feeds_scroll(on_stage, desk_file: DeskFile) -> None:
    furnish_many(desk_file)
    async with on_stage(80, 24) as stage:
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        await stage.press("G")
        last = stage.reading.navigator.current
        assert isinstance(last, View)
        assert stage.reading.navigator.scroll_offset.y > 500
        await stage.press("pageup", "k", "g")
        assert stage.reading.navigator.current is Filter.ALL
        assert stage.reading.navigator.scroll_offset.y == 0


async def test_a_key_that_comes_before_the_first_layout_scrolls_too(on_stage, desk_file: DeskFile) -> None:
    furnish_many(desk_file)
    async with on_stage(80, 24) as stage:
        stage.reading.panes.focus_pane(Pane.NAVIGATOR)
        stage.reading.navigator.action_last()
        await stage.settle()
        assert stage.reading.navigator.scroll_offset.y > 500


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5)])
async def test_narrow_and_tiny(on_stage, size: tuple[int, int]) -> None:
    async with on_stage(*size) as stage:
        await to(stage, View(feed=WORLD))
        await stage.press("left", "left", "right", "enter")
        assert stage.reading.view == View(folder="World")


async def test_the_next_and_previous_list_come_in_the_order_of_the_rows(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        assert stage.reading.view == View()
        await stage.press("left_curly_bracket")
        assert "This is the first list." in stage.lines()[-1]
        await stage.press("right_curly_bracket")
        assert stage.reading.view.filter is Filter.UNREAD
        await stage.press("right_curly_bracket", "right_curly_bracket")
        assert stage.reading.view == View(feed=BLOG)
        await stage.press("left_curly_bracket")
        assert stage.reading.view == View(Filter.STARRED)
        await stage.press_at_once(*["right_curly_bracket"] * 4)
        assert stage.reading.view == View(feed=NETWORK)
        for _ in range(7):
            await stage.press("right_curly_bracket")
        assert "This is the last list." in stage.lines()[-1]
