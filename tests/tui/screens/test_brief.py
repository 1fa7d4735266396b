"""The brief on the screen."""

from datetime import UTC, datetime, timedelta

import pytest
from linkers import ELSEWHERE, SAME_EVENT, THIRD_REPORT, VERDICT, draft, link

from storage.database.connection import DeskFile
from storage.desk import Desk
from tui.navigation.places import BriefPlace, StoryPlace
from tui.screens.brief import BriefScreen

MORE = (
    "Priit Laanemets of Kalevipank was sentenced in Tallinn to six years in prison. A second trial against "
    "the auditors Kestrel Partners begins in October, announced prosecutor Maarika Soo."
)


@pytest.fixture
def news(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    """The newsroom with three reports of a verdict and one of a volcano, all of today."""
    now = datetime.now(UTC)
    texts = (
        ("Banker Laanemets sentenced", VERDICT),
        ("Banker in prison", SAME_EVENT),
        ("Six years", THIRD_REPORT),
    )
    reports = [
        draft(title, text, now - timedelta(hours=5 - at), source=f"Paper {at}")
        for at, (title, text) in enumerate(texts)
    ]
    link(desk_file, [*reports, draft("Volcano stops flights", ELSEWHERE, now, source="The Island")])
    return sample_desk


async def test_the_brief_opens_articles_and_stays_the_same(news: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("B")
        assert isinstance(stage.app.screen, BriefScreen)
        text = stage.screen_text()
        assert "What happened since" in text
        assert news.stories.newest()[0].title in text
        assert "3 articles · Paper 0, Paper 1, Paper 2" in text
        assert "Volcano stops flights" in text
        await stage.press("down", "enter")
        assert stage.title in ("Banker Laanemets sentenced", "Banker in prison", "Six years")
        opened = stage.reading.article_pane.article
        assert opened
        assert news.article(opened.id).read
        await stage.press("q")
        assert isinstance(stage.app.screen, BriefScreen)
        assert "3 articles · Paper 0, Paper 1, Paper 2" in stage.screen_text()
        target = stage.app.screen.rows.target
        assert target
        assert target.article == opened.id


@pytest.mark.parametrize("key", ["B", "m", "A"])
async def test_a_brief_is_marked_as_read_and_that_is_undone(news: Desk, on_stage, key: str) -> None:
    async with on_stage() as stage:
        await stage.press("B", key)
        assert "The brief is read: the next one begins here; u takes it back." in stage.screen_text()
        assert "Nothing new and unread." in stage.screen_text()
        assert news.briefs.last() is not None
        await stage.press("u")
        assert news.briefs.last() is None
        await stage.press("q", "B")
        assert news.stories.newest()[0].title in stage.screen_text()


async def test_what_came_after_the_brief_comes_next(news: Desk, desk_file: DeskFile, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("B", "m")
        link(desk_file, [draft("Auditors next", MORE, datetime.now(UTC), source="Paper 9")])
        await stage.press("q", "B")
        text = stage.screen_text()
        assert "1 article · Paper 9" in text
        assert "A second trial against the auditors Kestrel Partners begins in October" in text.replace(
            "\n  ", ""
        )
        assert "Before: " in text


async def test_stories_are_stepped_through_and_opened(news: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("B", "v", "v", "v", "G")
        await stage.press("i")
        assert "No story is under the cursor." in stage.screen_text()
        await stage.press("p")
        target = stage.app.screen.rows.target
        assert target
        assert target.story == news.stories.of(8).id
        await stage.press("p")
        assert "This is the first story." in stage.screen_text()
        await stage.press("G", "n")
        assert "This is the last story." in stage.screen_text()
        await stage.press("p", "i")
        assert isinstance(stage.app.shell.history.current, StoryPlace)


async def test_an_empty_brief_looks_further_back(sample_desk: Desk, on_stage) -> None:
    sample_desk.articles.mark_read([7])  # it has no date, so it counts as of today
    async with on_stage(80, 24) as stage:
        await stage.press("B")
        assert "Nothing new and unread." in stage.screen_text()
        assert "v looks further back: a day, a week, a month." in stage.screen_text()
        await stage.press("v", "v")
        assert "The last 7 days" in stage.screen_text()
        place = stage.app.screen.place()
        assert isinstance(place, BriefPlace)
        assert place.days == 7
        await stage.press("v", "v")
        assert "Since the last brief" in stage.screen_text()


async def test_every_key_that_does_nothing_says_so(news: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("B")
        for key in ("x", "s", "M", "C", "o", "1", "r", "W"):
            await stage.press(key)
            assert "works where articles are read." in stage.screen_text(), key


async def test_an_old_brief_does_not_move_the_next_one_back(news: Desk, on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("B")
        old = stage.app.screen.place()
        await stage.press("m", "q")
        last = news.briefs.last()
        stage.app.router.go(old)
        await stage.settle()
        assert news.stories.newest()[0].title in stage.screen_text()
        await stage.press("m")
        assert "You have read this brief already, or a later one." in stage.screen_text()
        assert news.briefs.last() == last
