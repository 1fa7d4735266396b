"""Links as they are stored."""

from newsroom import draft, fill

from storage.database import links
from storage.database.connection import Connections
from storage.desk import Desk
from storage.model import Evidence, LinkKind, Tie


def tie(score: float, kind: LinkKind = LinkKind.RELATED) -> Tie:
    return Tie(kind, score, "both name Mosul", Evidence(names=("Mosul",)))


def test_a_tie_to_an_article_that_has_gone_is_left_out(sample_desk: Desk, connections: Connections) -> None:
    sample_desk.delete(4)
    with connections.writing() as connection:
        links.record(connection, 5, {4: tie(0.5), 6: tie(0.4)}, most_related=8)
        links.record(connection, 4, {7: tie(0.5)}, most_related=8)
    assert [link.other.id for link in sample_desk.links_of(5)] == [6]
    assert sample_desk.links_of(7) == []


def test_only_the_best_related_articles_are_kept(desk: Desk, connections: Connections) -> None:
    fill(connections, [draft(f"Article {number}", "Text.") for number in range(1, 13)])
    with connections.writing() as connection:
        for number in range(2, 12):
            links.record(connection, number, {1: tie(number / 100)}, most_related=3)
        links.record(connection, 12, {1: tie(0.9, LinkKind.SAME_STORY)}, most_related=3)
    assert [link.other.id for link in desk.links_of(1)] == [12, 11, 10, 9]
    assert desk.links_of(4) == []


def test_recording_again_takes_the_place_of_what_was_there(
    sample_desk: Desk, connections: Connections
) -> None:
    with connections.writing() as connection:
        links.record(connection, 1, {6: tie(0.2)}, most_related=8)
    assert [link.other.id for link in sample_desk.links_of(1)] == [6]
    assert sample_desk.links_of(2) == []
