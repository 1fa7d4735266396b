"""Resolving all names again gives the same names, with all corrections and after interruptions."""

from pathlib import Path
from typing import Any

import pytest
from namesakes import Newsroom

from storage.database.connection import DeskFile
from storage.database.names import mentions
from storage.desk import Desk
from storage.model import Correction, Kind, Progress, Verdict
from storage.names import recording, resolving_again
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


def test_names_stay_the_same(newsroom: Newsroom) -> None:
    before = newsroom.everything()
    assert newsroom.desk.work.resolve_names().analysed == 5
    assert newsroom.everything() == before
    assert newsroom.consistent()


def test_corrections_still_apply(newsroom: Newsroom) -> None:
    decide(newsroom.desk)
    before, decided = newsroom.everything(), newsroom.desk.names.corrections()
    for _ in range(2):
        newsroom.desk.work.resolve_names()
        assert newsroom.everything() == before
        assert newsroom.desk.names.corrections() == decided
        assert newsroom.consistent()


def test_an_interrupted_run_is_resumed(
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


def test_only_corrections_after_it_can_be_undone(newsroom: Newsroom) -> None:
    newsroom.desk.names.correct(Correction(Verdict.SAME, "Sixers", ORGANISATION, "Philly Five", ORGANISATION))
    newsroom.desk.work.resolve_names()
    assert newsroom.desk.undo() is None
    before = newsroom.everything()
    newsroom.desk.names.forget(newsroom.entity("Apple").id)
    newsroom.desk.undo()
    assert newsroom.everything() == before


def test_every_article_has_names_after_each_step(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(step: Progress) -> None:
        counts.append([len(newsroom.desk.articles.names(article)) for article in range(1, 6)])

    monkeypatch.setattr(resolving_again, "_STEP", 1)
    counts: list[list[int]] = []
    newsroom.desk.work.resolve_names(progress=look)
    assert len(counts) == 5
    assert all(all(numbers) for numbers in counts)


def test_another_process_sees_the_names_of_all_articles_in_the_middle_of_a_write(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = DeskFile(tmp_path / "desk.db")
    counts: list[int] = []

    def resolve_and_look(*arguments: Any) -> None:
        recording.resolve_again(*arguments)
        with other.reading() as connection:
            counts.extend(len(mentions.names_in(connection, article)) for article in range(1, 6))

    monkeypatch.setattr(resolving_again, "_STEP", 2)
    monkeypatch.setattr(resolving_again, "resolve_again", resolve_and_look)
    newsroom.desk.work.resolve_names()
    other.close()
    assert len(counts) == 25
    assert all(counts)


def test_a_correction_in_the_meantime_holds(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving_again, "_STEP", 2)
    resolving_again.begin(desk_file)
    seen: list[Progress] = []
    resolving_again.resume(desk_file, seen.append, lambda: bool(seen))
    # The new “Kenya Power” is merged into the previous “Sixers”, whose article comes later.
    (power,) = [one.entity for one in newsroom.desk.articles.names(1) if one.entity.name == "Kenya Power"]
    sixers = newsroom.entity("Sixers")
    assert power.id > 0 > sixers.id
    newsroom.desk.names.same(sixers.id, power.id)
    assert newsroom.entity_names(1)["Kenya Power"] == newsroom.entity_names(4)["Sixers"]
    assert resolving_again.resume(desk_file, seen.append, lambda: False) == 3
    with desk_file.reading() as connection:
        assert connection.execute("select count(*) from entity where id < 0").fetchone()[0] == 0
    assert newsroom.entity_names(1)["Kenya Power"] == newsroom.entity_names(4)["Sixers"]
    assert newsroom.consistent()


def test_an_article_that_is_deleted_in_the_meantime_is_passed_over(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving_again, "_STEP", 2)

    def delete(step: Progress) -> None:
        if step.done == 2:
            newsroom.desk.articles.delete([4])

    resolving_again.begin(desk_file)
    assert resolving_again.resume(desk_file, delete, lambda: False) == 4
    assert newsroom.consistent()
