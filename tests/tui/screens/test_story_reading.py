"""Stories read as one: by keys in the list of stories, on a story's page, and on a story's row."""

import pytest
from linkers import DAY, ELSEWHERE, REPORTS, draft, link

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import StoryFilter, View
from storage.settings import Settings, Stories
from tui.navigation.places import StoriesPlace, StoryPlace
from tui.screens.dialogs.mute_story import MuteStoryScreen

ERUPTION = "Ash from the volcano on Sangeang has reached Lombok, where the airport is closed until Thursday."


@pytest.fixture
def two_stories(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    """The newsroom with two more stories: a verdict with three reports, a volcano with two."""
    volcano = [draft("Volcano stops flights", ELSEWHERE, DAY), draft("Ash over Lombok", ERUPTION, DAY)]
    link(desk_file, [*REPORTS, *volcano])
    assert sample_desk.stories.count() == 3
    return sample_desk


async def test_m_in_the_list_of_stories_marks_one_read_and_unread(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "m")
        assert "Story read (3 articles) until something new is said; u takes it back." in stage.screen_text()
        assert two_stories.stories.newest()[0].unread == 0
        assert "● Banker" not in stage.screen_text()
        await stage.press("m")
        assert "3 articles of the story marked unread; u takes it back." in stage.screen_text()
        await stage.press("A", "A")
        assert two_stories.stories.newest()[0].unread == 0
        assert "Story read until something new is said" in stage.screen_text()
        await stage.press("u", "u")
        assert two_stories.stories.newest()[0].unread == 3


async def test_n_and_p_go_to_unread_stories(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "j", "m", "g", "n")
        assert stage.app.screen.page.rows.cursor == 2
        await stage.press("n")
        assert stage.app.screen.page.rows.cursor == 0
        await stage.press("p")
        assert stage.app.screen.page.rows.cursor == 2
        await stage.press("m", "g", "n")
        assert "No other story is unread." in stage.screen_text()


async def test_n_and_p_on_a_page_go_to_the_page_of_another_story(two_stories: Desk, on_stage) -> None:
    first, second, third = (one.id for one in two_stories.stories.newest())
    async with on_stage() as stage:
        await stage.press("S", "enter", "n")
        assert stage.app.shell.history.current == StoryPlace(second)
        await stage.press("m", "A", "s")
        story = two_stories.stories.get(second)
        assert (story.unread, story.starred) == (0, True)
        await stage.press("n")
        assert stage.app.shell.history.current == StoryPlace(third)
        await stage.press("p")
        assert stage.app.shell.history.current == StoryPlace(first)
        await stage.press("m", "n", "m", "n")
        assert "No other story is unread." in stage.screen_text()


async def test_a_star_shows_and_lists_are_chosen_by_v(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "j", "s")
        assert "The story is starred; u takes it back." in stage.screen_text()
        assert any("★ " in line for line in stage.lines()[4:6])
        await stage.press("v", "v")
        assert "Stories · starred" in stage.lines()[0]
        assert stage.app.screen.page.rows.count == 1
        await stage.press("s", "v")
        assert "No story is muted." in stage.screen_text()
        await stage.press("v")
        assert stage.app.screen.page.rows.count == 3


async def test_a_story_is_muted_by_a_dialog_and_shown_again(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "M")
        assert isinstance(stage.app.screen, MuteStoryScreen)
        await stage.press("escape")
        assert two_stories.stories.count() == 3
        await stage.press("M", "enter")
        assert "Muted until " in stage.screen_text()
        assert two_stories.stories.count() == 2
        await stage.press("v", "v", "v")
        assert stage.app.screen.page.rows.count == 1
        assert "muted until" in stage.screen_text()
        await stage.press("enter", "M", "enter")
        assert "The story is shown again" in stage.screen_text()
        assert two_stories.stories.count(StoryFilter.MUTED) == 0


async def test_a_date_is_typed_and_a_wrong_one_explained(two_stories: Desk, on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press("S", "M", "right", "right", "enter", "enter")
        assert "Type until when, like 2d, 1w" in stage.screen_text()
        await stage.type("soon")
        await stage.press("enter")
        assert "“soon” is not a time" in stage.screen_text()
        await stage.press(*["backspace"] * 4)
        await stage.type("2000-01-01")
        await stage.press("enter")
        assert "This time has passed already." in stage.screen_text()
        await stage.press(*["backspace"] * 10)
        await stage.type("2 days")
        await stage.press("enter")
        assert two_stories.stories.count() == 2


async def test_the_row_of_a_story_is_marked_as_one(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("v")
        row = next(at for at, one in stage.reading.headlines.loaded() if one.story_size == 3)
        await stage.press(*["j"] * row, "m")
        story = stage.reading.headlines.item(row).story
        assert two_stories.stories.get(story).unread == 0
        await stage.press("m", "s")
        assert two_stories.stories.get(story).unread == 3
        assert two_stories.stories.get(story).starred
        assert "3 sources ★" in stage.screen_text()
        await stage.press("A")
        assert two_stories.stories.get(story).unread == 0
        assert two_stories.lists.counts().unread == 9
        await stage.press("M")
        assert isinstance(stage.app.screen, MuteStoryScreen)
        await stage.press("enter")
        assert two_stories.stories.count() == 2
        assert stage.reading.view == View(stories=True)


async def test_other_rows_keep_their_keys(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("v")
        row = next(at for at, one in stage.reading.headlines.loaded() if not one.story_size)
        await stage.press(*["j"] * row, "m")
        assert two_stories.lists.counts().unread == 11
        await stage.press("A")
        assert two_stories.lists.counts().unread == 0


@pytest.mark.parametrize("together", [False, True])
async def test_reading_a_report_reads_the_others_if_the_settings_say_so(
    two_stories: Desk, on_stage, together: bool
) -> None:
    settings = Settings(refresh=False, stories=Stories(read_together=together))
    async with on_stage(settings=settings) as stage:
        await stage.press("v")
        row = next(at for at, one in stage.reading.headlines.loaded() if one.story_size == 3)
        await stage.press(*["j"] * row, "enter")
        said = "The other 2 reports of this story are read too; u takes it back." in stage.screen_text()
        assert said is together
        assert two_stories.lists.counts().unread == (9 if together else 11)
        await stage.press("u")
        assert two_stories.lists.counts().unread == 11


async def test_every_key_of_the_list_of_articles_says_where_it_works(two_stories: Desk, on_stage) -> None:
    async with on_stage() as stage:
        for place in (StoriesPlace(), StoryPlace(1)):
            stage.app.router.go(place)
            await stage.settle()
            for key in ("x", "o", "C", "Y", "r", "space", "1", "right_curly_bracket"):
                await stage.press("down", key)
                assert "works where articles are read." in stage.screen_text(), (place, key)
            await stage.press("h")
            assert "This page has one pane." in stage.screen_text()
