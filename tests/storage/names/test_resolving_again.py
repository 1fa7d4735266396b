"""All names resolved anew: as they were, whatever the reader decided, however often it is cut off."""

import pytest
from namesakes import Newsroom

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Correction, Kind, Progress, Verdict
from storage.names import resolving_again
from storage.pipeline.analyse import Analysis

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    newsroom = Newsroom(desk, desk_file)
    newsroom.report("Bush and Kenya Power.", ("Bush", PERSON), ("Kenya Power", ORGANISATION))
    newsroom.report("George Bush, IS, KPC.", ("George Bush", PERSON), ("IS", ORGANISATION))
    newsroom.report("Read More, Daesh.", ("Read More", ORGANISATION), ("Daesh", ORGANISATION))
    newsroom.report("Bush. Sixers. Philly Five.", ("Bush", PERSON), ("Sixers", ORGANISATION))
    newsroom.report("Philly Five won in Apple.", ("Philly Five", ORGANISATION), ("Apple", PLACE))
    return newsroom


def decide(desk: Desk) -> None:
    for correction in (
        Correction(Verdict.NOT_A_NAME, "Read More", ORGANISATION),
        Correction(Verdict.ALWAYS, "KPC", ORGANISATION),
        Correction(Verdict.SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION),
        Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION),
        Correction(Verdict.NOT_SAME, "Bush", PERSON, "George Bush", PERSON),
        Correction(Verdict.RENAME, "IS", ORGANISATION, "the caliphate"),
    ):
        desk.names.correct(correction)


def test_names_are_what_they_were(newsroom: Newsroom) -> None:
    before = newsroom.everything()
    assert newsroom.desk.work.resolve_names().analysed == 5
    assert newsroom.everything() == before
    assert newsroom.consistent()


def test_names_are_what_the_reader_made_of_them(newsroom: Newsroom) -> None:
    decide(newsroom.desk)
    before, decided = newsroom.everything(), newsroom.desk.names.corrections()
    for _ in range(2):
        newsroom.desk.work.resolve_names()
        assert newsroom.everything() == before
        assert newsroom.desk.names.corrections() == decided
        assert newsroom.consistent()


def test_what_is_cut_off_goes_on_the_next_time(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving_again, "_STEP", 2)
    decide(newsroom.desk)
    before = newsroom.everything()
    resolving_again.begin(desk_file)
    seen: list[Progress] = []
    assert resolving_again.resume(desk_file, seen.append, lambda: bool(seen)) == 2
    assert resolving_again.is_unfinished(desk_file)
    Analysis(desk_file, lambda _: None).run()
    assert not resolving_again.is_unfinished(desk_file)
    assert newsroom.everything() == before


def test_what_was_carried_out_before_can_not_be_undone_but_what_comes_after_can(newsroom: Newsroom) -> None:
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION))
    newsroom.desk.work.resolve_names()
    assert newsroom.desk.undo() is None
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.named("Apple").id)
    newsroom.desk.undo()
    assert newsroom.everything() == before


def test_a_reader_never_misses_the_names_of_an_article(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(step: Progress) -> None:
        counts.append([len(newsroom.desk.articles.names(article)) for article in range(1, 6)])

    monkeypatch.setattr(resolving_again, "_STEP", 1)
    counts: list[list[int]] = []
    newsroom.desk.work.resolve_names(progress=look)
    assert len(counts) == 5
    assert all(all(numbers) for numbers in counts)
