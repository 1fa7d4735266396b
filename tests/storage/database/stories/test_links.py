"""Links as they are stored."""

import pytest

from storage.database.connection import DeskFile
from storage.database.stories import links
from storage.database.stories.links import LinkRecord
from storage.desk import Desk
from storage.model import Evidence, LinkKind


def record(likelihood: float, relatedness: float = 0.2, overlap: float = 0.0) -> LinkRecord:
    return LinkRecord(likelihood, relatedness, overlap, Evidence(names=("Mosul",), days=2.5))


def test_only_the_best_related_articles_are_shown(sample_desk: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        links.record(connection, 7, {number: record(0.1, number / 10) for number in range(1, 7)})
    assert [link.other.id for link in sample_desk.articles.links(7)] == [6, 5, 4, 3, 2]
    assert [link.score for link in sample_desk.articles.links(7)] == [0.3, 0.25, 0.2, 0.15, 0.1]


def test_recording_again_takes_the_place_of_what_was_there(sample_desk: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        links.record(connection, 1, {6: record(0.2)})
    assert [link.other.id for link in sample_desk.articles.links(1)] == [6]
    assert sample_desk.articles.links(2) == []


@pytest.mark.parametrize(
    ("found", "kind"),
    [(record(0.9), "same story"), (record(0.9, overlap=0.8), "copy"), (record(0.4), "related")],
)
def test_a_kind_holds_within_a_story_alone(
    sample_desk: Desk, desk_file: DeskFile, found: LinkRecord, kind: str
) -> None:
    with desk_file.writing() as connection:
        links.record(connection, 1, {2: found, 3: found})
    kinds = {link.other.id: link.kind for link in sample_desk.articles.links(1)}
    assert kinds == {2: LinkKind(kind), 3: LinkKind.RELATED}


def test_what_was_not_explained_is_not_shown(sample_desk: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        links.record(connection, 1, {2: LinkRecord(0.9, 0.9, 0.0, None)})
    assert sample_desk.articles.links(1) == []


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(),
        Evidence(
            names=("Mosul", "伊拉克"), title_words=("war",), phrases=("x y",), numbers=("1,2",), days=0.0
        ),
        Evidence(overlap=0.5, only_one="Jackson"),
    ],
)
def test_evidence_comes_back(evidence: Evidence) -> None:
    assert links.load(links.dump(evidence)) == evidence
