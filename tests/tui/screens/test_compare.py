"""Two reports of a story side by side."""

import pytest
from linkers import REPORTS, link

from storage.database.connection import DeskFile
from storage.desk import Desk
from tui.navigation.places import ComparePlace, NamePlace, StoryPlace
from tui.screens.compare import CompareScreen


@pytest.fixture
def reported(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    """The newsroom with three reports of a verdict."""
    link(desk_file, REPORTS)
    return sample_desk


async def test_an_article_is_compared_with_the_best_other_report(sample_desk: Desk, on_stage) -> None:
    async with on_stage() as stage:
        row = next(at for at, one in stage.reading.headlines.loaded() if one.id == 1)
        await stage.press(*["j"] * row, "W")
        assert isinstance(stage.app.screen, CompareScreen)
        assert stage.app.screen.place() == ComparePlace(1, 2)
        text = stage.screen_text()
        assert "Iraq declares victory over Islamic State" in text
        assert "Baghdad announces the end of the war" in text
        assert "Mosul" in "".join(line for line in stage.lines() if "Only here" in line)
        await stage.press("escape")
        assert stage.app.screen is stage.reading
        assert stage.reading.headlines.cursor == row


async def test_an_article_without_other_reports_is_not_compared(sample_desk: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("W")
        assert "No other article in this desk reports this." in stage.screen_text()


async def test_only_what_one_says_is_marked(reported: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(8, 9))
        await stage.settle()
        text = stage.screen_text()
        assert "▎ Laanemets denied the charges" in text or "▎Laanemets denied" in text
        found = reported.stories.compare(8, 9)
        assert found.left.only
        assert f"Only here: {len(found.left.only)} sentences" in text


async def test_other_reports_by_n_and_p_and_swapped_sides(reported: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(8, 9))
        await stage.settle()
        await stage.press("tab", "n")
        assert stage.app.screen.place() == ComparePlace(8, 10)
        await stage.press("p")
        assert stage.app.screen.place() == ComparePlace(8, 9)
        await stage.press("h", "n")
        assert stage.app.screen.place() == ComparePlace(10, 9)
        await stage.press("x")
        assert stage.app.screen.place() == ComparePlace(9, 10)
        assert stage.app.focused is stage.app.screen.right.text
        await stage.press("i")
        assert stage.app.shell.history.current == StoryPlace(reported.stories.of(8).id, 10)
        await stage.press("q")
        assert stage.app.screen.place() == ComparePlace(9, 10)


async def test_a_story_of_two_has_no_third_report(sample_desk: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(1))
        await stage.settle()
        await stage.press("n")
        assert "The story has no other report." in stage.screen_text()
        assert stage.app.screen.place() == ComparePlace(1, 2)


async def test_both_scroll_until_they_are_parted(reported: Desk, on_stage) -> None:
    async with on_stage(100, 14) as stage:
        stage.app.router.go(ComparePlace(8, 9))
        await stage.settle()
        screen = stage.app.screen
        await stage.press("G")
        assert screen.right.text.scroll_offset.y == screen.right.text.max_scroll_y > 0
        await stage.press("g", "v", "G")
        assert "Each scrolls by itself." in stage.screen_text() or screen.right.text.scroll_offset.y == 0
        assert screen.right.text.scroll_offset.y == 0
        assert screen.left.text.scroll_offset.y > 0


async def test_a_narrow_terminal_shows_one_side_at_a_time(sample_desk: Desk, on_stage) -> None:
    async with on_stage(80, 24) as stage:
        stage.app.router.go(ComparePlace(1, 2))
        await stage.settle()
        assert "Baghdad announces" not in stage.screen_text()
        await stage.press("tab")
        assert "Baghdad announces" in stage.screen_text()
        assert "Iraq declares victory" not in stage.screen_text()
        await stage.press("tab")
        assert "Iraq declares victory" in stage.screen_text()
        await stage.resize(120, 40)
        assert "Baghdad announces" in stage.screen_text()


async def test_names_and_the_article_open(sample_desk: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(1, 2))
        await stage.settle()
        await stage.press("right_square_bracket", "enter")
        assert isinstance(stage.app.shell.history.current, NamePlace)
        await stage.press("q", "l", "enter")
        assert stage.title == "Baghdad announces the end of the war against Islamic State"


async def test_from_the_page_of_a_story(reported: Desk, on_stage) -> None:
    story = reported.stories.of(8)
    other = next(number for number in (8, 9, 10) if number != story.headline)
    async with on_stage() as stage:
        stage.app.router.go(StoryPlace(story.id, other))
        await stage.settle()
        await stage.press("W")
        assert stage.app.screen.place() == ComparePlace(other, story.headline)
        await stage.press("q")
        stage.app.screen.timeline.select_article(story.headline)
        await stage.press("W")
        assert stage.app.screen.place().left == story.headline
        assert stage.app.screen.place().right != story.headline


async def test_a_report_that_is_deleted_ends_the_comparison(reported: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(8, 9))
        await stage.settle()
        reported.articles.delete([9])
        stage.app.screen.reload()
        await stage.settle()
        assert stage.app.screen is stage.reading
        assert "One of these articles is no longer in this desk." in stage.screen_text()


async def test_every_key_that_does_nothing_says_so(sample_desk: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(1, 2))
        await stage.settle()
        for key in ("m", "A", "s", "C", "Y", "r", "1", "W"):
            await stage.press(key)
            assert "works where articles are read." in stage.screen_text(), key


async def test_a_page_whose_report_is_deleted_elsewhere_is_left(reported: Desk, on_stage) -> None:
    async with on_stage() as stage:
        stage.app.router.go(ComparePlace(8))
        await stage.settle()
        right = stage.app.screen.place().right
        with Desk.open(reported.path) as other:
            other.articles.delete([right])
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert stage.app.screen is stage.reading
        assert "One of these articles is no longer in this desk." in stage.lines()[-1]
