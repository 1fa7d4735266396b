"""What the reader decides about names: at once, for later articles, and taken back."""

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


def test_two_names_become_one_and_later_articles_know_it(newsroom: Newsroom) -> None:
    first = newsroom.report("LiLo is back.", ("LiLo", PERSON))
    second = newsroom.report("Lindsay Lohan sings. Lindsay Lohan acts.", *[("Lindsay Lohan", PERSON)] * 2)
    before = newsroom.everything()
    lilo, lohan = newsroom.named("LiLo"), newsroom.named("Lindsay Lohan")
    assert newsroom.desk.names.same(lilo.id, lohan.id) == "“LiLo” and “Lindsay Lohan” are the same."
    assert newsroom.meant(first) == {"LiLo": "Lindsay Lohan"}
    assert newsroom.desk.names.get(lilo.id) == newsroom.named("Lindsay Lohan")
    assert newsroom.named("Lindsay Lohan").articles == 2
    assert newsroom.consistent()
    third = newsroom.report("LiLo again.", ("LiLo", PERSON))
    assert newsroom.meant(third) == {"LiLo": "Lindsay Lohan"}
    (name,) = newsroom.desk.articles.names(third)
    assert name.routes == (Route.READER,)

    assert newsroom.desk.undo() == "Undone: “LiLo” and “Lindsay Lohan” are the same"
    assert newsroom.meant(third) == newsroom.meant(first) == {"LiLo": "LiLo"}
    assert newsroom.meant(second) == {"Lindsay Lohan": "Lindsay Lohan"}
    assert newsroom.named("LiLo").id == lilo.id
    assert newsroom.consistent()
    newsroom.drop(third)
    assert newsroom.everything() == before
    assert newsroom.desk.redo() is not None
    assert newsroom.meant(first) == {"LiLo": "Lindsay Lohan"}
    assert newsroom.consistent()


def test_a_surname_is_said_not_to_be_its_best_known_bearers(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.report("George Bush spoke.", ("George Bush", PERSON))
    football = newsroom.report("Bush scored.", ("Bush", PERSON))
    before = newsroom.everything()
    assert newsroom.meant(football) == {"Bush": "George Bush"}
    george = newsroom.named("George Bush")
    assert newsroom.desk.names.not_same(george.id, "Bush") == "“Bush” is not the same as “George Bush”."
    assert newsroom.meant(football) == {"Bush": "Bush"}
    assert newsroom.named("George Bush").articles == 3
    assert newsroom.named("Bush").ambiguous
    assert newsroom.consistent()
    later = newsroom.report("Bush scored again.", ("Bush", PERSON))
    assert newsroom.meant(later) == {"Bush": "Bush"}
    both = newsroom.report("George Bush met Bush.", ("George Bush", PERSON), ("Bush", PERSON))
    assert newsroom.meant(both) == {"George Bush": "George Bush", "Bush": "Bush"}
    newsroom.drop(both)
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert newsroom.consistent()
    newsroom.desk.redo()
    assert newsroom.meant(football) == {"Bush": "Bush"}
    assert newsroom.consistent()


def test_what_came_in_between_goes_back_with_the_rest(newsroom: Newsroom) -> None:
    newsroom.report("George Bush spoke.", ("George Bush", PERSON))
    newsroom.report("Bush scored.", ("Bush", PERSON))
    newsroom.desk.names.not_same(newsroom.named("George Bush").id, "Bush")
    later = newsroom.report("Bush scored again.", ("Bush", PERSON))
    newsroom.desk.undo()
    assert newsroom.meant(later) == {"Bush": "George Bush"}
    assert newsroom.consistent()


def test_the_later_of_two_contradicting_corrections_wins_and_says_so(newsroom: Newsroom) -> None:
    newsroom.report("IS fled.", ("IS", ORGANISATION))
    newsroom.report("The Daesh group fled.", ("Daesh group", ORGANISATION))
    one, other = newsroom.desk.names.search()
    newsroom.desk.names.same(one.id, other.id)
    merged = newsroom.desk.names.get(one.id)
    said = newsroom.desk.names.not_same(merged.id, "Daesh group")
    assert "No longer:" in said
    assert len({*newsroom.meant(1).values(), *newsroom.meant(2).values()}) == 2
    assert [one.verdict for one in newsroom.desk.names.corrections()] == [Verdict.NOT_SAME]
    for _ in range(2):
        newsroom.desk.undo()
    assert newsroom.desk.names.corrections() == []
    assert newsroom.consistent()


def test_a_circle_of_same_as_is_one_name(newsroom: Newsroom) -> None:
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


def test_names_of_two_kinds_become_one_and_stay_it_whichever_kind_has_more(newsroom: Newsroom) -> None:
    newsroom.report("Apple Park opened.", ("Apple Park", PLACE))
    newsroom.report("Cupertino Inc said so.", ("Cupertino Inc", ORGANISATION))
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Apple Park", PLACE, "Cupertino Inc", ORGANISATION))
    for _ in range(3):
        newsroom.report("Apple Park is open.", ("Apple Park", PLACE))
    newsroom.report("Cupertino Inc is closed.", ("Cupertino Inc", ORGANISATION))
    (name,) = newsroom.desk.names.search()
    assert (name.kind, name.articles) == (PLACE, 6)
    assert newsroom.consistent()


def test_a_kind_is_set_right_for_good(newsroom: Newsroom) -> None:
    right = newsroom.report("Magnus Carlsen won.", ("Magnus Carlsen", ORGANISATION))
    newsroom.report("Magnus Carlsen is here.", ("Magnus Carlsen", PERSON))
    before = newsroom.everything()
    wrong = newsroom.named("Magnus Carlsen", ORGANISATION)
    newsroom.desk.names.set_kind(wrong.id, PERSON)
    (carlsen,) = [one for one in newsroom.desk.names.search() if one.name == "Magnus Carlsen"]
    assert (carlsen.kind, carlsen.articles) == (PERSON, 2)
    later = newsroom.report("Magnus Carlsen again.", ("Magnus Carlsen", ORGANISATION))
    assert [name.entity.id for name in newsroom.desk.articles.names(later)] == [carlsen.id]
    assert newsroom.consistent()
    with pytest.raises(CorrectionError):
        newsroom.desk.names.set_kind(carlsen.id, PERSON)
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert right in [one.headline.id for one in newsroom.desk.names.occurrences(wrong.id, 0, 9)]


def test_what_is_no_name_is_seen_nowhere_and_comes_back(newsroom: Newsroom) -> None:
    newsroom.report("Read More said Ana Kovac.", ("Read More", ORGANISATION), ("Ana Kovac", PERSON))
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.named("Read More").id)
    assert newsroom.meant(1) == {"Ana Kovac": "Ana Kovac"}
    assert [one.name for one in newsroom.desk.names.search()] == ["Ana Kovac"]
    later = newsroom.report("Read More now.", ("Read More", ORGANISATION))
    assert newsroom.meant(later) == {}
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    assert newsroom.consistent()


def test_what_stands_for_no_name_is_none_either(newsroom: Newsroom) -> None:
    both = ("Ana Kovac", PERSON), ("Kovac", PERSON)
    newsroom.report("Ana Kovac spoke. Kovac left.", *both)
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.named("Ana Kovac").id)
    later = newsroom.report("Ana Kovac is back. Kovac sings.", *both)
    assert newsroom.meant(1) == newsroom.meant(later) == {}
    assert newsroom.desk.names.search() == []
    assert newsroom.consistent()
    newsroom.drop(later)
    newsroom.desk.undo()
    assert newsroom.everything() == before
    newsroom.desk.names.forget(newsroom.named("Ana Kovac").id, "Kovac")
    assert newsroom.meant(1) == {"Ana Kovac": "Ana Kovac"}


def test_what_is_always_a_name_is_found_in_old_and_new_articles(newsroom: Newsroom) -> None:
    old = newsroom.report("The Green Line closed. Kenya waits.", ("Kenya", PLACE))
    before = newsroom.everything()
    newsroom.desk.names.always("Green Line", ORGANISATION)
    assert newsroom.meant(old) == {"Green Line": "Green Line", "Kenya": "Kenya"}
    new = newsroom.report("On the Green Line, late.")
    assert newsroom.meant(new) == {"Green Line": "Green Line"}
    assert newsroom.named("Green Line").articles == 2
    assert newsroom.consistent()
    newsroom.drop(new)
    newsroom.desk.undo()
    assert newsroom.meant(old) == {"Kenya": "Kenya"}
    # What was added stays there without a meaning, for a redo.
    assert [row for row in newsroom.everything() if "Green Line" not in row] == before
    assert newsroom.consistent()


def test_a_longer_name_that_is_always_one_takes_the_place_of_a_shorter(newsroom: Newsroom) -> None:
    old = newsroom.report("The Kenya Air Show began.", ("Kenya", PLACE))
    newsroom.desk.names.always("Kenya Air Show", OTHER)
    assert newsroom.meant(old) == {"Kenya Air Show": "Kenya Air Show"}
    new = newsroom.report("The Kenya Air Show ended.", ("Kenya", PLACE))
    assert newsroom.meant(new) == {"Kenya Air Show": "Kenya Air Show"}
    assert newsroom.consistent()
    newsroom.desk.undo()
    assert newsroom.meant(old) == {"Kenya": "Kenya"}
    assert newsroom.consistent()


def test_names_are_shown_as_the_reader_wants(newsroom: Newsroom) -> None:
    newsroom.report("US troops left.", ("US", PLACE))
    states = newsroom.named("United States")
    newsroom.desk.names.rename(states.id, "America")
    assert newsroom.desk.names.get(states.id).name == "America"
    newsroom.report("The USA.", ("USA", PLACE))
    assert newsroom.desk.names.get(states.id).name == "America"
    newsroom.desk.names.rename(states.id, "")
    assert newsroom.desk.names.get(states.id).name == "United States"
    newsroom.desk.undo()
    assert newsroom.desk.names.get(states.id).name == "America"


def test_a_name_is_followed_and_muted_and_no_more(newsroom: Newsroom) -> None:
    newsroom.report("Ana Kovac spoke.", ("Ana Kovac", PERSON))
    ana = newsroom.named("Ana Kovac")
    newsroom.desk.names.follow(ana.id)
    newsroom.desk.names.mute(ana.id)
    assert newsroom.desk.names.followed_with_unread() == [(newsroom.named("Ana Kovac"), 1)]
    assert newsroom.named("Ana Kovac").muted
    newsroom.desk.names.follow(ana.id, False)
    newsroom.desk.names.mute(ana.id, False)
    assert newsroom.desk.names.followed_with_unread() == []
    assert newsroom.named("Ana Kovac") == ana
    newsroom.desk.undo()
    assert newsroom.named("Ana Kovac").muted


def test_corrections_hold_for_names_that_are_not_there_yet(newsroom: Newsroom) -> None:
    desk = newsroom.desk
    desk.names.correct(Correction(Verdict.SAME, "Tar Heels", ORGANISATION, "North Carolina", ORGANISATION))
    desk.names.correct(Correction(Verdict.NOT_A_NAME, "Read More", ORGANISATION))
    desk.names.correct(Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION))
    desk.names.correct(Correction(Verdict.RENAME, "North Carolina", ORGANISATION, "UNC"))
    desk.names.correct(Correction(Verdict.FOLLOW, "Tar Heels", ORGANISATION))
    newsroom.report("Tar Heels won. Read More.", ("Tar Heels", ORGANISATION), ("Read More", ORGANISATION))
    newsroom.report("North Carolina won at Apple.", ("North Carolina", ORGANISATION), ("Apple", PLACE))
    assert newsroom.meant(1) == {"Tar Heels": "UNC"}
    assert newsroom.meant(2) == {"North Carolina": "UNC", "Apple": "Apple"}
    assert newsroom.named("Apple").kind is ORGANISATION
    assert newsroom.named("UNC").followed


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 500, "\n"])
def test_what_can_be_no_name_is_refused_in_a_sentence(newsroom: Newsroom, name: str) -> None:
    with pytest.raises(CorrectionError, match=r"^[A-Z].*\.$"):
        newsroom.desk.names.always(name, PERSON)
    with pytest.raises(CorrectionError, match=r"^[A-Z].*\.$"):
        newsroom.desk.names.correct(Correction(Verdict.SAME, name, PERSON, "Ana", PERSON))
    assert newsroom.desk.names.corrections() == []
    assert newsroom.desk.undo() is None


def test_the_only_name_of_an_entity_can_not_be_taken_from_it(newsroom: Newsroom) -> None:
    newsroom.report("Ana Kovac spoke.", ("Ana Kovac", PERSON))
    ana = newsroom.named("Ana Kovac")
    with pytest.raises(CorrectionError, match="all its spellings are one name"):
        newsroom.desk.names.not_same(ana.id, "Ana Kovac")
    with pytest.raises(CorrectionError, match="already one name"):
        newsroom.desk.names.same(ana.id, ana.id)


def test_a_large_name_is_moved_and_moved_back_as_a_whole(newsroom: Newsroom, desk_file: DeskFile) -> None:
    newsroom.report("LiLo.", ("LiLo", PERSON))
    newsroom.report("Lindsay Lohan.", ("Lindsay Lohan", PERSON))
    lilo, lohan = newsroom.named("LiLo").id, newsroom.named("Lindsay Lohan").id
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
