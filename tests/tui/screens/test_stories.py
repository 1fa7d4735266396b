"""The list of stories, the page of a story, and what the reader says of one."""

import pytest
from linkers import DAY, ELSEWHERE, VERDICT, draft, link
from textual.message import Message

from storage.desk import Desk
from storage.errors import DeskError
from storage.model import Filter, Sort, StoryFilter, View
from tui.messages import Part, Written
from tui.navigation.places import Pane, ReadingPlace, StoriesPlace, StoryPlace
from tui.queries import story_queries
from tui.screens.dialogs.help import HelpScreen
from tui.screens.dialogs.same_as import SameAsScreen
from tui.screens.names import NamesScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.widgets.choice_list import ChoiceList

VICTORY = ("j", "j", "j", "j", "enter")


async def test_from_the_list_to_a_story_to_an_article_and_back(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S")
        assert isinstance(stage.app.screen, StoriesScreen)
        assert "2 articles · 2 sources · 9 Dec 2017 · 2 unread" in stage.screen_text()
        assert "m read" in stage.screen_text()
        await stage.press("enter")
        assert isinstance(stage.app.screen, StoryScreen)
        assert "Sources: newsdesk sample, The Daily" in stage.screen_text()
        assert "Before this" in stage.screen_text()
        await stage.press("j", "enter")
        assert stage.reading.pane is Pane.ARTICLE
        assert stage.title == "Baghdad announces the end of the war against Islamic State"
        await stage.press("q")
        assert stage.app.shell.history.current == StoryPlace(1, 2)
        await stage.press("q")
        assert stage.app.shell.history.current == StoriesPlace(0, 1)


async def test_the_story_of_an_article(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "i")
        assert stage.app.shell.history.current == StoryPlace(1, 1)
        await stage.press("q", "q", "k", "k", "i")
        assert "No other article in this desk reports this." in stage.screen_text()


async def test_the_story_above_the_links_opens(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "l", "g", "enter")
        assert isinstance(stage.app.screen, StoryScreen)


async def test_all_the_evidence_of_a_link_is_shown_and_hidden(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "w")
        assert stage.reading.pane is Pane.LINKS
        assert "word of both titles: war" in stage.screen_text()
        assert "how likely the same event: 93%" in stage.screen_text()
        await stage.press("w")
        assert "word of both titles: war" not in stage.screen_text()


async def test_what_was_before_stands_apart(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY)
        text = stage.screen_text()
        assert text.index("Same story") < text.index("Before this")
        await stage.press("2")
        assert stage.title == "Mosul is free again, three years after it fell"
        assert "After this" in stage.screen_text()


async def test_a_list_in_another_order_is_grouped_too(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("comma", "down", "enter")
        assert stage.reading.view == View(sort=Sort.OLDEST)
        await stage.press("v")
        assert stage.reading.view == View(stories=True)
        await stage.press("v")
        assert stage.reading.view == View(sort=Sort.OLDEST)


async def test_a_list_grouped_by_story(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("v")
        assert stage.app.shell.history.current.view == View(stories=True)
        assert stage.reading.headlines.count == 6
        assert "All · by story" in stage.lines()[0]
        await stage.press("v")
        assert stage.reading.headlines.count == 7
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "v")
        assert "Only the lists of all, unread and starred articles" in stage.screen_text()


async def test_an_article_is_not_this_story(on_stage, sample_desk) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "percent_sign")
        assert "Taken out of its story: “Iraq declares victory over Islamic State”." in stage.screen_text()
        assert sample_desk.stories.newest() == []
        await stage.press("u")
        assert [story.articles for story in sample_desk.stories.newest()] == [2]


async def test_another_article_is_the_same_story(on_stage, sample_desk) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "ampersand")
        assert isinstance(stage.app.screen, SameAsScreen)
        assert "Mosul is free again" in stage.screen_text()
        await stage.type("carlsen")
        choices = stage.app.screen.query_one(ChoiceList)
        assert choices.current.title == "Magnus Carlsen keeps the title"
        await stage.press("enter")
        assert {story.articles for story in sample_desk.stories.newest()} == {3}
        assert sample_desk.stories.of(4) == sample_desk.stories.of(1)


async def test_copies_open_as_a_list(on_stage, desk_file) -> None:
    link(
        desk_file,
        [draft("Verdict", VERDICT, DAY, source="A"), draft("The verdict", VERDICT, DAY, source="B")],
    )
    link(desk_file, [draft("Volcano", ELSEWHERE, DAY)])
    async with on_stage() as stage:
        assert stage.reading.headlines.count == 9
        text = stage.screen_text()
        assert "1 copy" in text
        row = next(at for at, one in stage.reading.headlines.loaded() if one.copies)
        stage.reading.headlines.move_to(row)
        shown = stage.reading.headlines.current.id
        await stage.press("C")
        assert stage.app.shell.history.current.view == View(copies=shown)
        assert stage.reading.headlines.count == 2
        await stage.press("q")
        assert stage.reading.view == View(Filter.ALL)
        await stage.press("g", "C")
        assert "There are no copies of this article." in stage.screen_text()


async def _dissolve_story(stage) -> None:
    """Take one of its two articles out of the story, in another program."""
    with Desk.open(stage.app.shell.desk.path) as other:
        other.stories.not_this_story(1)
    stage.app.desk_watch.check_version()
    await stage.settle()


async def test_a_story_that_no_longer_exists_is_left_with_a_sentence(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "enter")
        stage.app.desk_watch.check_version()
        await stage.settle()
        await _dissolve_story(stage)
        assert isinstance(stage.app.screen, StoriesScreen)
        assert "This story no longer exists." in stage.lines()[-1]


async def test_a_story_lost_below_a_dialog_is_left_when_the_dialog_closes(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S", "enter")
        stage.app.desk_watch.check_version()
        await stage.settle()
        await stage.press("question_mark")
        await _dissolve_story(stage)
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape")
        assert isinstance(stage.app.screen, StoriesScreen)
        await stage.press("e")
        stage.app.on_written(Written(changed=Part.ALL))
        await stage.settle()
        assert isinstance(stage.app.screen, NamesScreen)


async def test_a_story_that_cannot_be_read_stays_on_screen(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_desk: Desk, _story: int) -> Message:
        raise DeskError("The disk is broken.")

    async with on_stage() as stage:
        await stage.press("S", "enter")
        monkeypatch.setattr(story_queries, "load_story", fail)
        stage.app.on_written(Written(changed=Part.ALL))
        await stage.settle()
        assert isinstance(stage.app.screen, StoryScreen)
        assert [note.message for note in stage.app._notifications] == ["The disk is broken."]


async def test_copies_are_those_of_the_article_that_is_open(on_stage, desk_file, sample_desk) -> None:
    link(
        desk_file,
        [draft("Verdict", VERDICT, DAY, source="A"), draft("The verdict", VERDICT, DAY, source="B")],
    )
    shown = next(one.id for one in sample_desk.lists.headlines(View(), 0, 9) if one.copies)
    sample_desk.articles.star(shown)
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(View(Filter.STARRED), article=1, pane=Pane.ARTICLE))
        await stage.settle()
        assert stage.reading.headlines.current.id == shown
        await stage.press("C")
        assert "There are no copies of this article." in stage.screen_text()


async def test_a_refused_correction_is_said_in_the_status_line(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*VICTORY, "percent_sign", "percent_sign")
        assert "is in no story with other articles." in stage.lines()[-1]
        assert stage.complaints == []


async def test_stories_that_come_too_late_for_another_list_are_dropped(sample_desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("S")
        late = story_queries.load_stories(sample_desk, StoryFilter.ALL, 0, 64)
        assert late.rows
        await stage.press("v", "v", "v")
        stage.app.screen.page.post_message(late)
        await stage.settle()
        assert "No story is muted." in stage.screen_text()
