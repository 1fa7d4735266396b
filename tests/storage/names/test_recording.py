"""Recording the names of an article, and what a correction reads."""

from collections.abc import Sequence

import pytest
from namesakes import Newsroom
from statements import traced

from storage.analysis.article_analysis import ArticleAnalysis
from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.constraints import Constraints
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Correction, Draft, Field, Kind, Mention, Verdict
from storage.names import recording
from storage.names.corrections import Corrector
from storage.names.recording import names_of_draft, record_names

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE
NAMES = [("Ana Kovac", PERSON), ("Kenya Power", ORGANISATION), ("Mosul", PLACE), ("Jan Novak", PERSON)]


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    return Newsroom(desk, desk_file)


@pytest.mark.parametrize("count", [1, 4])
def test_the_corrections_are_read_once_for_an_article(newsroom: Newsroom, count: int) -> None:
    newsroom.desk.names.correct(Correction(Verdict.SAME, "LiLo", PERSON, "Lindsay Lohan", PERSON))
    text = " met ".join(name for name, _ in NAMES)
    number = newsroom.report(text, *NAMES)
    mentions = [
        Mention(Field.TEXT, text.index(name), text.index(name) + len(name), kind)
        for name, kind in NAMES[:count]
    ]
    with newsroom.desk_file.writing() as connection:
        article = articles.fetch(connection, number)
        with traced(newsroom.desk_file) as statements:
            record_names(connection, article, ArticleAnalysis("en", tuple(mentions)))
    assert len(newsroom.desk.articles.names(number)) == count
    assert sum("from correction" in one for one in statements) == 1


def test_the_mentions_of_an_article_are_clustered_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Constraints] = []

    def cluster(
        title: str, text: str, mentions: Sequence[Mention], constraints: Constraints
    ) -> list[Cluster]:
        calls.append(constraints)
        return cluster_mentions(title, text, mentions, constraints)

    monkeypatch.setattr(recording, "cluster_mentions", cluster)
    newsroom.report(" met ".join(name for name, _ in NAMES), *NAMES)
    assert len(calls) == 1


@pytest.mark.parametrize(
    "correction",
    [
        Correction(Verdict.SAME, "Ana Kovac", PERSON, "Jan Novak", PERSON),
        Correction(Verdict.NOT_SAME, "Novak", PERSON, "Jan Novak", PERSON),
        Correction(Verdict.KIND, "Mosul", PLACE, other_kind=ORGANISATION),
        Correction(Verdict.NOT_A_NAME, "Mosul", PLACE),
        Correction(Verdict.ALWAYS, "Power", ORGANISATION),
        Correction(Verdict.FOLLOW, "Ana Kovac", PERSON),
    ],
)
def test_the_corrections_are_read_once_for_a_correction(newsroom: Newsroom, correction: Correction) -> None:
    newsroom.report(" met ".join(name for name, _ in NAMES), *NAMES)
    with newsroom.desk_file.writing() as connection, traced(newsroom.desk_file) as statements:
        Corrector(connection).apply(correction)
    assert newsroom.desk.names.corrections() == [correction]
    assert sum("from correction" in one and "delete" not in one for one in statements) == 1


def test_corrections_in_one_write_see_each_other(newsroom: Newsroom) -> None:
    newsroom.report("Sixers met Philly Five.", ("Sixers", ORGANISATION), ("Philly Five", ORGANISATION))
    same = Correction(Verdict.SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION)
    apart = Correction(Verdict.NOT_SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION)
    with newsroom.desk_file.writing() as connection:
        corrector = Corrector(connection)
        corrector.apply(same)
        assert "No longer" in corrector.apply(apart)
    assert newsroom.desk.names.corrections() == [apart]
    assert newsroom.entity_names(1) == {"Sixers": "Sixers", "Philly Five": "Philly Five"}
    assert newsroom.consistent()


def test_names_of_a_draft_are_the_most_prominent_first() -> None:
    draft = Draft("1", "Mosul falls", "Ana Kovac saw it. Kovac left Mosul.", "tests")
    mentions = [
        Mention(Field.TITLE, 0, 5, PLACE),
        Mention(Field.TEXT, 0, 9, PERSON),
        Mention(Field.TEXT, 18, 23, PERSON),
        Mention(Field.TEXT, 29, 34, PLACE),
    ]
    found = names_of_draft(draft, mentions)
    assert [(name, kind, len(places)) for name, kind, places in found] == [
        ("Mosul", PLACE, 2),
        ("Ana Kovac", PERSON, 2),
    ]
