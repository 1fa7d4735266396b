"""What changed in an article, on the screen."""

from datetime import UTC, datetime

import pytest
from newsroom import draft

from storage.database.articles import article_texts, articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Change, Provenance
from tui.navigation.places import Pane, ReadingPlace
from tui.screens.dialogs.revisions import RevisionsScreen

ARTICLE = 8
TEXTS = [
    "The war is over. Nine people died.",
    "The war is over. Ten people died.",
    "The war is over. Ten people died. The minister has spoken.",
]
DAY, NOON = 86_400, 43_200


@pytest.fixture
def changed(desk_file: DeskFile) -> ReadingPlace:
    """The place of an article whose text has changed twice."""
    with desk_file.writing() as connection:
        one = draft("Peace at last", TEXTS[0], datetime.now(UTC), provenance=Provenance.FEED)
        articles.store(connection, one)
        for number, text in enumerate(TEXTS[1:], start=1):
            article_texts.change(connection, ARTICLE, {"text": text}, number * DAY + NOON)
    return ReadingPlace(article=ARTICLE, pane=Pane.ARTICLE)


async def test_the_changes_are_shown_by_sentence_with_their_dates(on_stage, changed: ReadingPlace) -> None:
    async with on_stage(100, 30) as stage:
        stage.app.router.go(changed)
        await stage.settle()
        assert "changed 2 times" in stage.screen_text().replace("\N{NO-BREAK SPACE}", " ")
        await stage.press("D")
        assert isinstance(stage.app.screen, RevisionsScreen)
        shown = [line[1:].rstrip() for line in stage.lines() if line[1:3] in ("− ", "+ ")]
        assert shown == ["+ The minister has spoken.", "− Nine people died.", "+ Ten people died."]
        assert [line.strip() for line in stage.lines() if "Jan 1970" in line] == [
            "3 Jan 1970, 12:00 · from the feed",
            "2 Jan 1970, 12:00 · from the feed",
        ]
        await stage.press("q")
        assert stage.app.screen is stage.reading


async def test_an_article_that_has_not_changed_says_so(on_stage) -> None:
    async with on_stage(100, 30) as stage:
        await stage.press("D")
        assert "The text of this article has not changed since it arrived." in stage.lines()[-1]
        assert stage.app.screen is stage.reading


def test_feed_and_page_have_a_history_of_their_own(
    sample_desk: Desk, desk_file: DeskFile, changed: ReadingPlace
) -> None:
    with desk_file.writing() as connection:
        page = {"provenance": Provenance.PAGE, "text": "Of the page.", "title": "Peace at last"}
        row = article_texts.shown(connection, ARTICLE)
        article_texts.set_alternative(connection, ARTICLE, {**dict(row), **page}, 5 * DAY)
        article_texts.set_alternative(connection, ARTICLE, {**dict(row), **page, "text": "New."}, 6 * DAY)
    latest, *others = sample_desk.articles.replacements(ARTICLE)
    assert (latest.provenance, latest.replaced) == (Provenance.PAGE, 6 * DAY)
    assert latest.sentences[1:] == ((Change.REMOVED, "Of the page."), (Change.ADDED, "New."))
    assert [one.provenance for one in others] == [Provenance.FEED] * 2
