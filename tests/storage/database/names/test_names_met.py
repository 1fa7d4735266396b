"""Names that the reader has met, and the introduction of the others."""

import time
from datetime import UTC, datetime

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions, names_met
from storage.database.names.mentions import Appearance
from storage.desk import Desk
from storage.model import Introduction, Kind

NOW = time.time()
DAYS = [datetime(2026, 10, day, tzinfo=UTC) for day in range(1, 5)]
PERSON, NOBODY = 1, 2
DESCRIPTIONS = ["the prime minister", "prime minister of Iraq", "the prime minister", "head of government"]


@pytest.fixture
def named(desk_file: DeskFile) -> DeskFile:
    """Four articles that describe one name, and have another that none of them describes."""
    with desk_file.writing() as connection:
        for number, (day, words) in enumerate(zip(DAYS, DESCRIPTIONS, strict=True), start=1):
            articles.store(connection, draft(f"Report {number}", "Text.", day, source=f"Source {number}"))
            found = [Appearance(PERSON, [], 1.0, words), Appearance(NOBODY, [], 1.0, "")]
            if number == 1:
                entities.create(connection, "Haidar al-Abadi", Kind.PERSON)
                entities.create(connection, "A. Nobody", Kind.PERSON)
            mentions.record(connection, number, found)
    return desk_file


def test_who_a_name_is_comes_from_another_article_that_says_what_most_say(
    named: DeskFile, desk: Desk
) -> None:
    assert desk.names.introductions(4) == {PERSON: Introduction("the prime minister", 3, "Source 3", DAYS[2])}
    assert desk.names.introductions(3)[PERSON].article in (1, 2, 4), "not from the article itself"


def test_a_name_that_was_met_this_week_needs_no_introduction(named: DeskFile, desk: Desk) -> None:
    desk.names.meet([PERSON, 99])
    assert desk.names.introductions(4) == {}
    with named.reading() as connection:
        assert names_met.introductions(connection, 4, time.time() + names_met.WEEK + 1).keys() == {PERSON}
    desk.names.meet([PERSON])
    assert desk.names.introductions(4) == {}


def test_muted_names_and_unknown_articles_have_none(named: DeskFile, desk: Desk) -> None:
    with named.writing() as connection:
        connection.execute("update entity set muted = 1 where id = ?", (PERSON,))
    assert desk.names.introductions(4) == {}
    assert desk.names.introductions(77) == {}
