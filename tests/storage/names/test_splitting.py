"""What goes with a name that the reader splits from another one, in any order of arrival, and back."""

import pytest
from namesakes import Newsroom

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Correction, Kind, Verdict
from storage.names import resolving_again

PERSON, ORGANISATION = Kind.PERSON, Kind.ORGANISATION
RIDER, SINGER = "John Petersen", "Jon Petersen"
BARE = "Petersen"
Report = tuple[str, tuple[tuple[str, Kind], ...]]
RIDE: Report = (f"{RIDER} won. {BARE} rode well.", ((RIDER, PERSON), (BARE, PERSON)))
SONG: Report = (f"{SINGER} sang. {BARE} bowed.", ((SINGER, PERSON), (BARE, PERSON)))
BOTH: Report = (
    f"{RIDER} met a choir. {BARE} listened. {SINGER} led it. {BARE} was pleased.",
    ((RIDER, PERSON), (BARE, PERSON), (SINGER, PERSON), (BARE, PERSON)),
)
ALONE: Report = (f"{BARE} left.", ((BARE, PERSON),))
MEANT = {RIDE: [RIDER, RIDER], SONG: [SINGER, SINGER], BOTH: [RIDER, RIDER, SINGER, SINGER]}


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    return Newsroom(desk, desk_file)


def meant(newsroom: Newsroom, article: int) -> list[str]:
    """Return the display names of the entities of all mentions of an article, in reading order."""
    names = newsroom.desk.articles.names(article)
    found = sorted((mention, name.entity.name) for name in names for mention in name.mentions)
    return [name for _, name in found]


def resolve_again(newsroom: Newsroom) -> None:
    resolving_again.begin(newsroom.desk_file)
    resolving_again.resume(newsroom.desk_file, lambda _: None, lambda: False)


def split(newsroom: Newsroom, spelling: str) -> str:
    """Split a spelling from the entity that has it."""
    (one,) = [one for one in newsroom.desk.names.search(spelling) if one.kind is PERSON]
    return newsroom.desk.names.not_same(one.id, spelling)


@pytest.mark.parametrize("spelling", [RIDER, SINGER])
@pytest.mark.parametrize(
    "reports",
    [(RIDE, SONG, BOTH), (SONG, RIDE, BOTH), (BOTH, SONG, RIDE), (RIDE, RIDE, SONG), (SONG, BOTH, RIDE)],
)
def test_bare_surnames_go_with_the_full_name_of_their_article(
    newsroom: Newsroom, spelling: str, reports: tuple[Report, ...]
) -> None:
    numbers = {newsroom.report(text, *names): MEANT[text, names] for text, names in reports}
    before = newsroom.everything()
    assert len(newsroom.desk.names.search("Petersen")) == 1
    split(newsroom, spelling)
    assert {number: meant(newsroom, number) for number in numbers} == numbers
    assert newsroom.consistent()
    newsroom.desk.undo()
    assert newsroom.everything() == before
    newsroom.desk.redo()
    assert {number: meant(newsroom, number) for number in numbers} == numbers
    for text, names in (BOTH, SONG, RIDE):
        numbers[newsroom.report(text, *names)] = MEANT[text, names]
    assert {number: meant(newsroom, number) for number in numbers} == numbers
    resolve_again(newsroom)
    assert {number: meant(newsroom, number) for number in numbers} == numbers
    assert newsroom.consistent()


def test_undo_brings_back_what_came_later_with_its_surnames(newsroom: Newsroom) -> None:
    for text, names in (RIDE, SONG):
        newsroom.report(text, *names)
    split(newsroom, SINGER)
    later = [newsroom.report(text, *names) for text, names in (SONG, RIDE)]
    newsroom.desk.undo()
    (one,) = newsroom.desk.names.search("Petersen")
    assert (one.articles, one.mentions) == (4, 8)
    assert {name for article in later for name in meant(newsroom, article)} == {one.name}
    assert newsroom.consistent()


def test_undo_of_a_merge_brings_back_what_came_later_with_its_surnames(newsroom: Newsroom) -> None:
    newsroom.report("Lilo sang.", ("Lilo", PERSON))
    newsroom.report("Ana Kovac sang. Kovac bowed.", ("Ana Kovac", PERSON), ("Kovac", PERSON))
    newsroom.report("Ida Moor sang. Moor bowed.", ("Ida Moor", PERSON), ("Moor", PERSON))
    ana, ida = newsroom.entity("Ana Kovac"), newsroom.entity("Ida Moor")
    newsroom.desk.names.same(ana.id, ida.id)
    later = [
        newsroom.report("Ana Kovac left. Kovac waved.", ("Ana Kovac", PERSON), ("Kovac", PERSON)),
        newsroom.report("Ida Moor left. Moor waved.", ("Ida Moor", PERSON), ("Moor", PERSON)),
    ]
    newsroom.desk.undo()
    assert [meant(newsroom, article) for article in later] == [["Ana Kovac"] * 2, ["Ida Moor"] * 2]
    assert newsroom.consistent()


def test_a_bare_surname_elsewhere_stays_with_the_best_known(newsroom: Newsroom) -> None:
    for text, names in (RIDE, RIDE, RIDE, SONG):
        newsroom.report(text, *names)
    alone = newsroom.report(ALONE[0], *ALONE[1])
    said = split(newsroom, SINGER)
    assert meant(newsroom, alone) == [RIDER]
    moved = "2 mentions in 1 article moved, 1 of them only a surname"
    assert said == f"“{SINGER}” is not the same as “{RIDER}”: {moved}."


def test_a_split_surname_stays_where_the_full_name_explains_it(newsroom: Newsroom) -> None:
    explained = newsroom.report(RIDE[0], *RIDE[1])
    alone = newsroom.report(ALONE[0], *ALONE[1])
    said = split(newsroom, BARE)
    assert said == f"“{BARE}” is not the same as “{RIDER}”: 1 mention in 1 article moved."
    assert meant(newsroom, explained) == [RIDER, RIDER]
    assert meant(newsroom, alone) == [BARE]
    newsroom.desk.undo()
    newsroom.drop(alone)
    assert split(newsroom, BARE).endswith("beside the full name, which it means there.")


def test_father_and_son_are_two_from_the_start_and_stay_so(newsroom: Newsroom) -> None:
    father, son = "Martin Oldham", "Martin Oldham Jr."
    of_son = newsroom.report(f"{son} runs. Oldham spoke.", (son, PERSON), ("Oldham", PERSON))
    of_father = newsroom.report(f"{father} rests. Oldham smiled.", (father, PERSON), ("Oldham", PERSON))
    bare = newsroom.report("Oldham voted.", ("Oldham", PERSON))
    correction = Correction(Verdict.NOT_SAME, son, PERSON, father, PERSON)
    said = newsroom.desk.names.correct(correction)
    assert said == f"“{son}” is not the same as “{father}”: they were two names already."
    for again in (False, True):
        if again:
            resolve_again(newsroom)
        assert meant(newsroom, of_son) == [son, son]
        assert meant(newsroom, of_father) == [father, father]
        assert meant(newsroom, bare) == [father]
    assert newsroom.consistent()


def test_the_counts_of_each_correction_are_said(newsroom: Newsroom) -> None:
    for _ in range(2):
        newsroom.report("Hirak and the Movement met.", ("Hirak", ORGANISATION), ("Movement", ORGANISATION))
    names = newsroom.desk.names
    hirak, movement = newsroom.entity("Hirak"), newsroom.entity("Movement")
    said = [
        names.same(hirak.id, movement.id),
        names.set_kind(hirak.id, Kind.PLACE),
        names.forget(hirak.id, "Movement"),
        names.always("met", Kind.OTHER),
        names.correct(Correction(Verdict.SAME, "Nobody", PERSON, "Somebody", PERSON)),
    ]
    assert [one.partition(": ")[2] for one in said] == [
        "2 mentions in 2 articles moved.",
        "4 mentions in 2 articles.",
        "2 mentions in 2 articles removed.",
        "2 mentions in 2 articles added.",
        "no stored article changes.",
    ]


def test_what_is_one_name_already_is_kept_together(newsroom: Newsroom) -> None:
    newsroom.report(RIDE[0], *RIDE[1])
    newsroom.report(SONG[0], *SONG[1])
    said = newsroom.desk.names.correct(Correction(Verdict.SAME, RIDER, PERSON, SINGER, PERSON))
    assert said == f"“{RIDER}” and “{SINGER}” are the same: they were one name already."
    assert [one.verdict for one in newsroom.desk.names.corrections()] == [Verdict.SAME]
