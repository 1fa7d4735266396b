"""Guesses: which names perhaps mean the same, and what accepting or rejecting one does."""

import pytest
from namesakes import Newsroom

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Correction, Entity, Kind, Route, Verdict

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    return Newsroom(desk, desk_file)


def guessed(newsroom: Newsroom, entity: Entity) -> list[tuple[str, Route]]:
    return [(one.entity.name, one.route) for one in newsroom.desk.names.guesses(entity.id)]


def test_a_name_without_evidence_is_offered_on_both_pages(newsroom: Newsroom) -> None:
    newsroom.report("Plum Recovery is sold.", ("Plum Recovery", ORGANISATION))
    newsroom.report("Plum sells shoes.", ("Plum", ORGANISATION))
    longer, shorter = newsroom.entity("Plum Recovery"), newsroom.entity("Plum")
    assert guessed(newsroom, shorter) == [("Plum Recovery", Route.SHORT_FORM)]
    assert guessed(newsroom, longer) == [("Plum", Route.SHORT_FORM)]


def test_an_acronym_in_other_company_is_offered(newsroom: Newsroom) -> None:
    newsroom.report("Kelm Power Club meets.", ("Kelm Power Club", ORGANISATION))
    newsroom.report("KPC meets.", ("KPC", ORGANISATION))
    assert guessed(newsroom, newsroom.entity("KPC")) == [("Kelm Power Club", Route.ACRONYM)]


def test_an_acronym_in_the_same_company_is_no_guess_but_the_name(newsroom: Newsroom) -> None:
    ana = ("Ana Kovac", PERSON)
    newsroom.report("Ana Kovac leads Kelm Power Club.", ana, ("Kelm Power Club", ORGANISATION))
    number = newsroom.report("Ana Kovac leads KPC.", ana, ("KPC", ORGANISATION))
    assert newsroom.entity_names(number)["KPC"] == "Kelm Power Club"


def test_an_accepted_guess_is_one_name_from_then_on(newsroom: Newsroom) -> None:
    newsroom.report("Plum Recovery is sold.", ("Plum Recovery", ORGANISATION))
    newsroom.report("Plum sells shoes.", ("Plum", ORGANISATION))
    longer, shorter = newsroom.entity("Plum Recovery"), newsroom.entity("Plum")
    newsroom.desk.names.same(shorter.id, longer.id)
    number = newsroom.report("Plum closes.", ("Plum", ORGANISATION))
    assert newsroom.desk.names.get(shorter.id).id == newsroom.desk.names.get(longer.id).id
    assert guessed(newsroom, newsroom.desk.articles.names(number)[0].entity) == []


def test_what_the_reader_called_different_is_not_offered(newsroom: Newsroom) -> None:
    newsroom.report("Plum Recovery is sold.", ("Plum Recovery", ORGANISATION))
    newsroom.report("Plum sells shoes.", ("Plum", ORGANISATION))
    apart = Correction(Verdict.NOT_SAME, "Plum", ORGANISATION, "Plum Recovery", ORGANISATION)
    newsroom.desk.names.correct(apart)
    assert guessed(newsroom, newsroom.entity("Plum")) == []
    assert guessed(newsroom, newsroom.entity("Plum Recovery")) == []


def test_a_name_with_nothing_alike_has_no_guesses(newsroom: Newsroom) -> None:
    newsroom.report(
        "Ana Kovac met KPC in Mosul.", ("Ana Kovac", PERSON), ("KPC", ORGANISATION), ("Mosul", PLACE)
    )
    assert [guessed(newsroom, one) for one in newsroom.desk.names.search()] == [[], [], []]
