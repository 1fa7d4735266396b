"""Corrections of names: in stored articles, in later articles, and undone."""

import pytest
from namesakes import Newsroom
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.desk import Desk
from storage.errors import CorrectionError
from storage.model import Correction, Field, Kind, Mention, Route, Verdict

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    return Newsroom(desk, desk_file)


def test_two_names_are_merged_in_stored_and_later_articles(newsroom: Newsroom) -> None:
    first = newsroom.report("LiLo is back.", ("LiLo", PERSON))
    second = newsroom.report("Lindsay Lohan sings. Lindsay Lohan acts.", *[("Lindsay Lohan", PERSON)] * 2)
    before = newsroom.everything()
    lilo, lohan = newsroom.entity("LiLo"), newsroom.entity("Lindsay Lohan")
    assert newsroom.desk.names.same(lilo.id, lohan.id) == (
        "“LiLo” and “Lindsay Lohan” are the same: 1 mention in 1 article moved."
    )
    assert newsroom.entity_names(first) == {"LiLo": "Lindsay Lohan"}
    assert newsroom.desk.names.get(lilo.id) == newsroom.entity("Lindsay Lohan")
    assert newsroom.entity("Lindsay Lohan").articles == 2
    assert newsroom.consistent()
    third = newsroom.report("LiLo again.", ("LiLo", PERSON))
    assert newsroom.entity_names(third) == {"LiLo": "Lindsay Lohan"}
    (name,) = newsroom.desk.articles.names(third)
    assert name.routes == (Route.READER,)

    assert newsroom.desk.undo() == "Undone: “LiLo” and “Lindsay Lohan” are the same"
    assert newsroom.entity_names(third) == newsroom.entity_names(first) == {"LiLo": "LiLo"}
    assert newsroom.entity_names(second) == {"Lindsay Lohan": "Lindsay Lohan"}
    assert newsroom.entity("LiLo").id == lilo.id
    assert newsroom.consistent()
    newsroom.drop(third)
    assert newsroom.everything() == before
    assert newsroom.desk.redo() is not None
    assert newsroom.entity_names(first) == {"LiLo": "Lindsay Lohan"}
    assert newsroom.consistent()


def test_a_surname_is_split_from_the_best_known_person(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.report("George Bush spoke.", ("George Bush", PERSON))
    football = newsroom.report("Bush scored.", ("Bush", PERSON))
    before = newsroom.everything()
    assert newsroom.entity_names(football) == {"Bush": "George Bush"}
    george = newsroom.entity("George Bush")
    assert newsroom.desk.names.not_same(george.id, "Bush") == (
        "“Bush” is not the same as “George Bush”: 1 mention in 1 article moved."
    )
    assert newsroom.entity_names(football) == {"Bush": "Bush"}
    assert newsroom.entity("George Bush").articles == 3
    assert newsroom.entity("Bush").ambiguous
    assert newsroom.consistent()
    later = newsroom.report("Bush scored again.", ("Bush", PERSON))
    assert newsroom.entity_names(later) == {"Bush": "Bush"}
    both = newsroom.report("George Bush met Bush.", ("George Bush", PERSON), ("Bush", PERSON))
    assert newsroom.entity_names(both) == {"George Bush": "George Bush", "Bush": "George Bush"}
    newsroom.drop(both)
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert newsroom.consistent()
    newsroom.desk.redo()
    assert newsroom.entity_names(football) == {"Bush": "Bush"}
    assert newsroom.consistent()


def test_undo_moves_later_mentions_too(newsroom: Newsroom) -> None:
    newsroom.report("George Bush spoke.", ("George Bush", PERSON))
    newsroom.report("Bush scored.", ("Bush", PERSON))
    newsroom.desk.names.not_same(newsroom.entity("George Bush").id, "Bush")
    later = newsroom.report("Bush scored again.", ("Bush", PERSON))
    newsroom.desk.undo()
    assert newsroom.entity_names(later) == {"Bush": "George Bush"}
    assert newsroom.consistent()


def test_a_correction_replaces_an_earlier_one_that_contradicts_it(newsroom: Newsroom) -> None:
    newsroom.report("IS fled.", ("IS", ORGANISATION))
    newsroom.report("The Daesh group fled.", ("Daesh group", ORGANISATION))
    one, other = newsroom.desk.names.search()
    newsroom.desk.names.same(one.id, other.id)
    merged = newsroom.desk.names.get(one.id)
    said = newsroom.desk.names.not_same(merged.id, "Daesh group")
    assert "No longer:" in said
    assert len({*newsroom.entity_names(1).values(), *newsroom.entity_names(2).values()}) == 2
    assert [one.verdict for one in newsroom.desk.names.corrections()] == [Verdict.NOT_SAME]
    for _ in range(2):
        newsroom.desk.undo()
    assert newsroom.desk.names.corrections() == []
    assert newsroom.consistent()


def test_a_circle_of_merged_names_is_one_name(newsroom: Newsroom) -> None:
    for name in ("Sixers", "Philly Five", "Seventysixers"):
        newsroom.report(f"{name} won.", (name, ORGANISATION))
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION))
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Philly Five", ORGANISATION, "Seventysixers"))
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Seventysixers", ORGANISATION, "Sixers"))
    (name,) = newsroom.desk.names.search()
    assert (name.articles, name.mentions) == (3, 3)
    for _ in range(3):
        newsroom.desk.undo()
    assert len(newsroom.desk.names.search()) == 3
    assert newsroom.consistent()


def test_merged_names_of_two_kinds_have_the_kind_of_most_mentions(newsroom: Newsroom) -> None:
    newsroom.report("Apple Park opened.", ("Apple Park", PLACE))
    newsroom.report("Cupertino Inc said so.", ("Cupertino Inc", ORGANISATION))
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Apple Park", PLACE, "Cupertino Inc", ORGANISATION))
    for _ in range(3):
        newsroom.report("Apple Park is open.", ("Apple Park", PLACE))
    newsroom.report("Cupertino Inc is closed.", ("Cupertino Inc", ORGANISATION))
    (name,) = newsroom.desk.names.search()
    assert (name.kind, name.articles) == (PLACE, 6)
    assert newsroom.consistent()


def test_a_kind_is_corrected_in_stored_and_later_articles(newsroom: Newsroom) -> None:
    right = newsroom.report("Leicester won.", ("Leicester", ORGANISATION))
    newsroom.report("Leicester is here.", ("Leicester", PLACE))
    before = newsroom.everything()
    wrong = newsroom.entity("Leicester", ORGANISATION)
    newsroom.desk.names.set_kind(wrong.id, PLACE)
    (leicester,) = [one for one in newsroom.desk.names.search() if one.name == "Leicester"]
    assert (leicester.kind, leicester.articles) == (PLACE, 2)
    later = newsroom.report("Leicester again.", ("Leicester", ORGANISATION))
    assert [name.entity.id for name in newsroom.desk.articles.names(later)] == [leicester.id]
    assert newsroom.consistent()
    with pytest.raises(CorrectionError):
        newsroom.desk.names.set_kind(leicester.id, PLACE)
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert right in [one.headline.id for one in newsroom.desk.names.occurrences(wrong.id, 0, 9)]


def test_a_text_that_is_not_a_name_is_hidden_until_undo(newsroom: Newsroom) -> None:
    newsroom.report("Read More said Ana Kovac.", ("Read More", ORGANISATION), ("Ana Kovac", PERSON))
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.entity("Read More").id)
    assert newsroom.entity_names(1) == {"Ana Kovac": "Ana Kovac"}
    assert [one.name for one in newsroom.desk.names.search()] == ["Ana Kovac"]
    later = newsroom.report("Read More now.", ("Read More", ORGANISATION))
    assert newsroom.entity_names(later) == {}
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert newsroom.consistent()


def test_the_surname_of_a_person_who_is_not_a_name_is_hidden_too(newsroom: Newsroom) -> None:
    both = ("Ana Kovac", PERSON), ("Kovac", PERSON)
    newsroom.report("Ana Kovac spoke. Kovac left.", *both)
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.entity("Ana Kovac").id)
    later = newsroom.report("Ana Kovac is back. Kovac sings.", *both)
    assert newsroom.entity_names(1) == newsroom.entity_names(later) == {}
    assert newsroom.desk.names.search() == []
    assert newsroom.consistent()
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    newsroom.desk.names.forget(newsroom.entity("Ana Kovac").id, "Kovac")
    assert newsroom.entity_names(1) == {"Ana Kovac": "Ana Kovac"}


def test_a_text_that_is_always_a_name_is_found_in_stored_and_later_articles(newsroom: Newsroom) -> None:
    old = newsroom.report("The Green Line closed. Kenya waits.", ("Kenya", PLACE))
    before = newsroom.everything()
    newsroom.desk.names.always("Green Line", ORGANISATION)
    assert newsroom.entity_names(old) == {"Green Line": "Green Line", "Kenya": "Kenya"}
    new = newsroom.report("On the Green Line, late.")
    assert newsroom.entity_names(new) == {"Green Line": "Green Line"}
    assert newsroom.entity("Green Line").articles == 2
    assert newsroom.consistent()
    newsroom.drop(new)
    newsroom.desk.undo()
    assert newsroom.entity_names(old) == {"Kenya": "Kenya"}
    # What was added stays there without a meaning, for a redo.
    assert [row for row in newsroom.everything() if "Green Line" not in row] == before
    assert newsroom.consistent()


def test_a_longer_name_of_the_reader_replaces_a_shorter_one(newsroom: Newsroom) -> None:
    old = newsroom.report("The Kenya Air Show began.", ("Kenya", PLACE))
    newsroom.desk.names.always("Kenya Air Show", OTHER)
    assert newsroom.entity_names(old) == {"Kenya Air Show": "Kenya Air Show"}
    new = newsroom.report("The Kenya Air Show ended.", ("Kenya", PLACE))
    assert newsroom.entity_names(new) == {"Kenya Air Show": "Kenya Air Show"}
    assert newsroom.consistent()
    newsroom.desk.undo()
    assert newsroom.entity_names(old) == {"Kenya": "Kenya"}
    assert newsroom.consistent()


def test_the_reader_changes_a_display_name(newsroom: Newsroom) -> None:
    newsroom.report("US troops left.", ("US", PLACE))
    states = newsroom.entity("United States")
    newsroom.desk.names.rename(states.id, "America")
    assert newsroom.desk.names.get(states.id).name == "America"
    newsroom.report("The USA.", ("USA", PLACE))
    assert newsroom.desk.names.get(states.id).name == "America"
    newsroom.desk.names.rename(states.id, "")
    assert newsroom.desk.names.get(states.id).name == "United States"
    newsroom.desk.undo()
    assert newsroom.desk.names.get(states.id).name == "America"


def test_a_name_is_followed_and_muted_and_back(newsroom: Newsroom) -> None:
    newsroom.report("Ana Kovac spoke.", ("Ana Kovac", PERSON))
    ana = newsroom.entity("Ana Kovac")
    newsroom.desk.names.follow(ana.id)
    newsroom.desk.names.mute(ana.id)
    assert newsroom.desk.names.followed_with_unread() == [(newsroom.entity("Ana Kovac"), 1)]
    assert newsroom.entity("Ana Kovac").muted
    newsroom.desk.names.follow(ana.id, False)
    newsroom.desk.names.mute(ana.id, False)
    assert newsroom.desk.names.followed_with_unread() == []
    assert newsroom.entity("Ana Kovac") == ana
    newsroom.desk.undo()
    assert newsroom.entity("Ana Kovac").muted


def test_corrections_apply_to_names_that_the_desk_does_not_have_yet(newsroom: Newsroom) -> None:
    desk = newsroom.desk
    desk.names.correct(Correction(Verdict.SAME, "Tar Heels", ORGANISATION, "North Carolina", ORGANISATION))
    desk.names.correct(Correction(Verdict.NOT_A_NAME, "Read More", ORGANISATION))
    desk.names.correct(Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION))
    desk.names.correct(Correction(Verdict.RENAME, "North Carolina", ORGANISATION, "UNC"))
    desk.names.correct(Correction(Verdict.FOLLOW, "Tar Heels", ORGANISATION))
    newsroom.report("Tar Heels won. Read More.", ("Tar Heels", ORGANISATION), ("Read More", ORGANISATION))
    newsroom.report("North Carolina won at Apple.", ("North Carolina", ORGANISATION), ("Apple", PLACE))
    assert newsroom.entity_names(1) == {"Tar Heels": "UNC"}
    assert newsroom.entity_names(2) == {"North Carolina": "UNC", "Apple": "Apple"}
    assert newsroom.entity("Apple").kind is ORGANISATION
    assert newsroom.entity("UNC").followed


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 500, "\n"])
def test_a_text_that_cannot_be_a_name_is_refused_with_a_sentence(newsroom: Newsroom, name: str) -> None:
    with pytest.raises(CorrectionError, match=r"^[A-Z].*\.$"):
        newsroom.desk.names.always(name, PERSON)
    with pytest.raises(CorrectionError, match=r"^[A-Z].*\.$"):
        newsroom.desk.names.correct(Correction(Verdict.SAME, name, PERSON, "Ana", PERSON))
    assert newsroom.desk.names.corrections() == []
    assert newsroom.desk.undo() is None


def test_the_only_name_of_an_entity_cannot_be_split_from_it(newsroom: Newsroom) -> None:
    newsroom.report("Ana Kovac spoke.", ("Ana Kovac", PERSON))
    ana = newsroom.entity("Ana Kovac")
    with pytest.raises(CorrectionError, match="its spellings are all the same name"):
        newsroom.desk.names.not_same(ana.id, "Ana Kovac")
    with pytest.raises(CorrectionError, match="already one name"):
        newsroom.desk.names.same(ana.id, ana.id)


def test_a_name_with_many_mentions_is_merged_and_restored(newsroom: Newsroom, desk_file: DeskFile) -> None:
    newsroom.report("LiLo.", ("LiLo", PERSON))
    newsroom.report("Lindsay Lohan.", ("Lindsay Lohan", PERSON))
    lilo, lohan = newsroom.entity("LiLo").id, newsroom.entity("Lindsay Lohan").id
    with desk_file.writing() as connection:
        for number in range(3, 203):
            articles.store(connection, draft(f"Report {number}", "LiLo " * 50))
            found = [
                mentions.ResolvedMention(Mention(Field.TEXT, at, at + 4, PERSON), "LiLo", "?lilo", Route.NAME)
                for at in range(0, 250, 5)
            ]
            mentions.record(connection, number, [mentions.Appearance(lilo, found, 1.0)])
    newsroom.desk.names.same(lilo, lohan)
    assert newsroom.desk.names.get(lilo).mentions == 10_002
    assert newsroom.consistent()
    newsroom.desk.undo()
    assert (newsroom.desk.names.get(lilo).mentions, newsroom.desk.names.get(lohan).mentions) == (10_001, 1)
    assert newsroom.consistent()
    with desk_file.reading() as connection:
        assert entities.keys(connection, lilo) == ["?lilo"]
