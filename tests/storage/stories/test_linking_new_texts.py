"""Teasers that get their full texts: the links and stories are those of the full texts alone."""

import random
from dataclasses import replace

import pytest
from invented_news import reports_of_events
from linkers import DAY, ELSEWHERE, REPORTS, draft, link

from storage.database.articles import articles
from storage.database.articles.headlines import headlines
from storage.database.connection import DeskFile
from storage.database.stories import links, stories
from storage.desk import Desk
from storage.model import Draft
from storage.stories.linking import Linker

TEASER_WORDS = 20
Pair = tuple[int, int]


def teaser(one: Draft) -> Draft:
    return replace(one, text=" ".join(one.text.split()[:TEASER_WORDS]))


def give_text(desk_file: DeskFile, linker: Linker, one: Draft) -> int:
    """Store an article again with another text and link it; return its number."""
    with desk_file.writing() as connection:
        articles.store(connection, one)
        row = connection.execute("select id from article where key = ?", (one.key,)).fetchone()
        linker.link(connection, articles.fetch(connection, row[0]))
        articles.set_analysed(connection, row[0])
    return int(row[0])


def together(desk_file: DeskFile) -> set[Pair]:
    """Return the pairs of articles that are in one story."""
    with desk_file.reading() as connection:
        rows = connection.execute(
            "select one.id, other.id from article one join article other "
            "on other.story = one.story and other.id > one.id"
        )
        return {(row[0], row[1]) for row in rows}


@pytest.mark.parametrize("seed", range(3))
def test_stories_after_teasers_are_those_of_the_full_texts(
    desk: Desk, desk_file: DeskFile, seed: int
) -> None:
    full = reports_of_events()
    linker = Linker()
    link(desk_file, full, linker)
    at_once = together(desk_file)
    assert len(at_once) > 30
    for one in full:
        give_text(desk_file, linker, teaser(one))
    assert together(desk_file) != at_once
    for one in random.Random(seed).sample(full, len(full)):
        give_text(desk_file, linker, one)
    assert together(desk_file) == at_once


def test_what_teasers_joined_leaves_with_the_full_texts(desk: Desk, desk_file: DeskFile) -> None:
    linker = Linker()
    text = "Police in Tallinn found a bear in the pool of the banker Priit Laanemets on Tuesday."
    first = draft("Bear found in pool of Laanemets", text, DAY)
    second = replace(first, key="second", title="Bear in pool of Laanemets found", source="B")
    numbers = link(desk_file, [first, second], linker)
    assert together(desk_file) == {(numbers[0], numbers[1])}
    give_text(desk_file, linker, replace(second, title="Volcano stops flights", text=ELSEWHERE))
    assert together(desk_file) == set()


def test_the_first_articles_are_linked_again_when_there_are_others(desk: Desk, desk_file: DeskFile) -> None:
    linker = Linker()
    one, other, *_ = link(desk_file, REPORTS, linker)

    def likelihood() -> float:
        with desk_file.reading() as connection:
            return links.likelihoods_among(connection, [one, other])[one, other]

    before = likelihood()
    link(desk_file, reports_of_events()[:9], linker)
    after = likelihood()
    with desk_file.writing() as connection:
        linker.link(connection, articles.fetch(connection, other))
    assert before < after == pytest.approx(likelihood(), abs=0.02)


def test_a_teaser_is_likely_in_its_story(desk: Desk, desk_file: DeskFile) -> None:
    linker = Linker()
    numbers = link(desk_file, [REPORTS[0], teaser(REPORTS[1])], linker)
    with desk_file.reading() as connection:
        assert stories.members_of(connection, numbers)[0].story is not None
        assert [one.story_likely for one in headlines(connection, numbers)] == [True, True]
    give_text(desk_file, linker, REPORTS[1])
    with desk_file.reading() as connection:
        assert [one.story_likely for one in headlines(connection, numbers)] == [False, False]
