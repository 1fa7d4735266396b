"""What the keys and the mouse do on the reading screen."""

import pytest

from storage.desk import Desk
from storage.model import Filter
from tui.navigation.places import NamePlace, Pane, ReadingPlace
from tui.screens.name import NameScreen

VICTORY = "Iraq declares victory over Islamic State"
END_OF_WAR = "Baghdad announces the end of the war against Islamic State"
TO_VICTORY = ["j"] * 4


async def test_the_list_opens_with_a_preview_that_is_not_read(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        assert stage.title == "A short note without a date"
        await stage.press("j", "j")
        assert stage.title == "Magnus Carlsen keeps the title"
        assert sample_desk.lists.counts().unread == 7
        assert "7 unread of 7" in stage.lines()[0]


async def test_before_the_first_unread_article_comes_the_last(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("p")
        assert stage.reading.headlines.cursor == 6
        assert "From the end of the list again." in stage.screen_text()
        await stage.press("n")
        assert stage.reading.headlines.cursor == 0
        assert "From the top of the list again." in stage.screen_text()
        await stage.press("n")
        assert stage.reading.headlines.cursor == 1
        assert "of the list again" not in stage.screen_text()


async def test_opening_reads(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter")
        assert stage.reading.pane is Pane.ARTICLE
        assert sample_desk.articles.get(1).read
        assert "6 unread of 7" in stage.lines()[0]


async def test_names_are_walked_and_opened(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "right_square_bracket")
        assert stage.lines()[-1].startswith(" Iraq · place · 3 articles")
        await stage.press("right_square_bracket", "right_square_bracket")
        assert stage.lines()[-1].startswith(" Haidar al-Abadi · person · 2 articles")
        await stage.press("left_square_bracket")
        assert stage.lines()[-1].startswith(" Islamic State · organisation")
        await stage.press("right_square_bracket", "enter")
        assert isinstance(stage.app.screen, NameScreen)
        assert "Haidar al-Abadi" in stage.lines()[0]


async def test_a_name_out_of_sight_comes_into_sight(on_stage) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter")
        await stage.press_at_once(*["right_square_bracket"] * 30)
        pane = stage.reading.article_pane
        assert pane.scroll_offset.y > 0
        mark = pane.page.marks[pane.mark]
        row = pane.page.row_of(mark.field, mark.start)
        assert pane.scroll_offset.y <= row < pane.scroll_offset.y + pane.size.height


async def test_a_digit_follows_a_link_and_the_way_back_restores_everything(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "right_square_bracket", "right_square_bracket", "1")
        assert stage.title == END_OF_WAR
        await stage.press("ctrl+o")
        assert stage.title == VICTORY
        assert stage.reading.article_pane.mark == 1
        await stage.press("ctrl+o")
        assert stage.reading.pane is Pane.LIST
        assert stage.reading.headlines.cursor == 4
        await stage.press("alt+right", "alt+right")
        assert stage.title == END_OF_WAR


async def test_back_from_a_name_page_finds_the_scrolled_article(on_stage) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter", "pagedown", "right_square_bracket")
        before = stage.reading.article_pane.scroll_offset.y, stage.reading.article_pane.mark
        assert before[0] > 0
        await stage.press("enter")
        assert isinstance(stage.app.screen, NameScreen)
        await stage.press("q")
        pane = stage.reading.article_pane
        assert (pane.scroll_offset.y, pane.mark) == before


async def test_escape_from_a_followed_article_goes_back_and_else_to_the_list(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "1", "escape")
        assert stage.title == VICTORY
        await stage.press("escape")
        assert stage.reading.pane is Pane.LIST


async def test_links_are_followed_from_their_pane(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "l", "j", "j", "enter")
        assert stage.title == "Mosul is free again, three years after it fell"
        await stage.press("l", "G", "enter")
        assert isinstance(stage.app.screen, NameScreen)


async def test_a_link_that_is_not_there_is_said(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "9")
        assert "There is no link 9 here." in stage.lines()[-1]
        assert stage.title == VICTORY


async def test_marks_and_undo(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("s", "m")
        assert sample_desk.articles.get(7).starred
        assert sample_desk.articles.get(7).read
        assert stage.reading.headlines.current.starred
        await stage.press("u")
        assert not sample_desk.articles.get(7).read
        await stage.press("U")
        assert sample_desk.articles.get(7).read
        await stage.press("A")
        assert sample_desk.lists.counts().unread == 0
        assert "marked read" in stage.lines()[-1]
        await stage.press("u")
        assert sample_desk.lists.counts().unread == 6


async def test_an_article_marked_unread_while_open_stays_unread(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "m")
        assert not sample_desk.articles.get(7).read
        await stage.press("j", "k")
        assert not sample_desk.articles.get(7).read


async def test_the_links_count_the_unread_reports_of_the_story_that_is_read(on_stage) -> None:
    async with on_stage() as stage:
        stage.reading.show(ReadingPlace(article=2))
        await stage.settle()
        assert "1 unread" in stage.screen_text()
        await stage.press("m")
        assert "2 unread" in stage.screen_text()
        await stage.press("m")
        assert "1 unread" in stage.screen_text()


async def test_next_unread(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.mark_read([5, 4])
    async with on_stage() as stage:
        await stage.press("n")
        assert stage.title == END_OF_WAR
        await stage.press("p")
        assert stage.title == "A short note without a date"
        sample_desk.articles.mark_read(range(1, 8))
        await stage.press("n")
        assert "Nothing unread is left" in stage.lines()[-1]


async def test_space_reads_on_to_the_next_article(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press("space")
        assert stage.reading.pane is Pane.ARTICLE
        await stage.press("space")
        assert stage.title.startswith("James Webb")
        await stage.press("space")
        assert stage.title.startswith("Magnus")
        await stage.press("space")
        assert stage.title.startswith("Magnus")
        assert stage.reading.article_pane.scroll_offset.y > 0


async def test_the_reading_position_is_kept(on_stage, sample_desk: Desk) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter", "pagedown")
        position = stage.reading.article_pane.position
        assert position > 0
        await stage.press("n")
        assert sample_desk.articles.get(4).position == position
    async with on_stage(120, 12) as stage:
        await stage.press("j", "j", "enter")
        pane = stage.reading.article_pane
        line = pane.page.line(pane.scroll_offset.y)
        assert line.start <= position < line.end


async def test_quitting_keeps_the_reading_position(on_stage, sample_desk: Desk) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter", "pagedown", "escape", "q")
        assert sample_desk.articles.get(4).position > 0
        assert not stage.app.is_running or stage.app._exit


async def test_q_quits_only_at_the_top(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("enter", "q")
        assert not stage.app._exit
        await stage.press("escape")
        assert not stage.app._exit
        await stage.press("q")
        assert stage.app._exit


@pytest.mark.parametrize(
    ("width", "panes"),
    [(80, {"left"}), (120, {"left", "article", "links"}), (200, {"navigator", "left", "article", "links"})],
)
async def test_the_panes_in_sight(on_stage, width: int, panes: set[str]) -> None:
    async with on_stage(width) as stage:
        seen = {
            one
            for one in ("navigator", "left", "article", "links")
            if stage.reading.query_one(f"#{one}").region
        }
        assert seen == panes


async def test_resizing_live_keeps_the_place(on_stage) -> None:
    async with on_stage(200, 50) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter", "right_square_bracket")
        for width, height in ((120, 40), (80, 24), (20, 5), (8, 2), (160, 45), (99, 10)):
            await stage.resize(width, height)
            assert stage.title == VICTORY
            assert stage.reading.pane is Pane.ARTICLE
            assert stage.reading.article_pane.mark == 0
            assert all(len(line) <= width for line in stage.lines())


async def test_one_pane_at_a_time(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("l")
        assert VICTORY in stage.lines()[2]
        await stage.press("l")
        assert "Story" in stage.lines()[2]
        await stage.press("h", "h")
        assert stage.reading.pane is Pane.LIST
        await stage.press("h")
        assert "All" in stage.lines()[2]
        await stage.press("tab", "tab", "tab", "tab")
        assert stage.reading.pane is Pane.LIST


async def test_the_navigator_changes_the_list(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(3)
    sample_desk.articles.mark_read([1, 2])
    async with on_stage(200, 50) as stage:
        await stage.press("h", "j", "enter")
        assert stage.reading.view.filter is Filter.UNREAD
        assert stage.reading.headlines.count == 5
        await stage.press("enter", "escape", "j")
        assert stage.reading.headlines.count == 5, "what was just read stays until the list is left"
        await stage.press("h", "j", "enter")
        assert stage.reading.headlines.count == 1
        await stage.press("h", "j", "enter")
        assert "Stories" in stage.lines()[0]
        await stage.press("ctrl+o", "h", "j", "enter")
        assert "Names" in stage.lines()[0]
        await stage.press("ctrl+o")
        assert stage.reading.view.filter is Filter.STARRED
        await stage.press("s")
        assert "No article has a star yet" in stage.screen_text()


async def test_the_article_alone(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("z")
        assert not stage.reading.query_one("#left").display
        assert stage.reading.article_pane.size.width >= 118
        await stage.press("escape")
        assert stage.reading.query_one("#left").display


async def test_the_mouse(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.click("#list", 10, 9)
        assert stage.title == VICTORY
        assert sample_desk.articles.get(1).read
        await stage.click("#links", 10, 5)
        assert stage.title == END_OF_WAR
        await stage.press("ctrl+o")
        await stage.click("#article", 4, 3)
        assert stage.app.shell.history.current == NamePlace(1)


async def test_selected_text_is_copied_as_it_was_written(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press("enter")
        await stage.pilot.mouse_down("#article", offset=(2, 3))
        await stage.pilot.hover("#article", offset=(8, 4))
        await stage.pilot.mouse_up("#article", offset=(8, 4))
        await stage.settle()
        text = stage.reading.article_pane.page.article.text
        selected = stage.reading.get_selected_text()
        assert selected
        assert text.startswith(selected)
        assert "\n" not in selected
        await stage.press("y")
        assert stage.app.clipboard == selected
        await stage.press("escape", "y")
        assert stage.app.clipboard == "https://example.org/victory"


async def test_an_article_without_an_address_says_so(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("o")
        assert "This article has no address." in stage.lines()[-1]


async def test_what_another_newsdesk_does_is_seen(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        stage.app.desk_watch.check_version()
        await stage.settle()
        sample_desk.articles.mark_read([1, 2, 3])
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert "4 unread of 7" in stage.lines()[0]


async def test_names_and_links_that_come_later_are_shown(on_stage, sample_desk: Desk, desk_file) -> None:
    from storage.database.names import mentions

    async with on_stage() as stage:
        stage.app.desk_watch.check_version()
        await stage.settle()
        with desk_file.writing() as connection:
            mentions.delete_names(connection, 7)
            mentions.delete_names(connection, 1)
        await stage.press_at_once(*TO_VICTORY)
        assert stage.reading.article_pane.marks == []


async def test_an_article_that_is_gone_is_said_in_words(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        sample_desk.articles.delete([4])
        await stage.press("j", "j")
        assert "This article is no longer in this desk." in stage.screen_text()
        assert stage.app.is_running


async def test_a_very_long_article_is_laid_out_for_every_width(on_stage, desk_file) -> None:
    from newsroom import draft

    from storage.database.articles import articles

    with desk_file.writing() as connection:
        articles.store(connection, draft("Long", "One two three. " * 40_000))
        articles.set_analysed(connection, 8)
    async with on_stage() as stage:
        for width in (120, 80, 200):
            await stage.resize(width, 24)
            await stage.press("enter")
            page = stage.reading.article_pane.page
            assert page.article.title == "Long"
            assert page.shape.width == stage.reading.article_pane.measure
