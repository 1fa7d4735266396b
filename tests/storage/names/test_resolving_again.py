"""Resolving all names again gives the same names, with all corrections and after interruptions."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from namesakes import Newsroom

from storage.database import key_values
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


def test_a_run_that_an_earlier_version_began_is_resumed(newsroom: Newsroom, desk_file: DeskFile) -> None:
    before = newsroom.everything()
    with desk_file.writing() as connection:
        key_values.set_value(connection, "names resolved up to", "2")
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
    assert power.id > sixers.id
    newsroom.desk.names.same(sixers.id, power.id)
    assert newsroom.entity_names(1)["Kenya Power"] == newsroom.entity_names(4)["Sixers"]
    assert resolving_again.resume(desk_file, seen.append, lambda: False) == 3
    assert newsroom.entity_names(1)["Kenya Power"] == newsroom.entity_names(4)["Sixers"]
    assert newsroom.consistent()


def test_a_correction_of_previous_names_is_no_longer_undone_after_the_run(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving_again, "_STEP", 2)
    resolving_again.begin(desk_file)
    seen: list[Progress] = []
    resolving_again.resume(desk_file, seen.append, lambda: bool(seen))
    newsroom.desk.names.same(newsroom.entity("Sixers").id, newsroom.entity("Philly Five").id)
    newsroom.desk.names.forget(newsroom.entity("Apple").id)
    newsroom.desk.names.follow(newsroom.entity("Kenya Power").id)
    resolving_again.resume(desk_file, seen.append, lambda: False)
    corrected = newsroom.everything()
    assert newsroom.desk.undo() == "Undone: you follow “Kenya Power”"
    assert newsroom.desk.undo() is None
    assert newsroom.everything() == corrected
    assert [one.verdict for one in newsroom.desk.names.corrections()] == [Verdict.SAME, Verdict.NOT_A_NAME]
    assert newsroom.consistent()


def test_a_correction_of_previous_names_is_undone_during_the_run(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = newsroom.everything()
    monkeypatch.setattr(resolving_again, "_STEP", 2)
    resolving_again.begin(desk_file)
    seen: list[Progress] = []
    resolving_again.resume(desk_file, seen.append, lambda: bool(seen))
    newsroom.desk.names.same(newsroom.entity("Sixers").id, newsroom.entity("Philly Five").id)
    newsroom.desk.names.forget(newsroom.entity("Apple").id)
    resolving_again.resume(desk_file, seen.append, lambda: len(seen) > 1)
    assert newsroom.desk.undo()
    assert newsroom.desk.undo()
    resolving_again.resume(desk_file, seen.append, lambda: False)
    assert newsroom.everything() == before
    assert newsroom.consistent()


def entities(newsroom: Newsroom) -> dict[int, tuple[str, Kind]]:
    return {one.id: (one.name, one.kind) for one in newsroom.desk.names.search()}


def leads_to(newsroom: Newsroom, numbers: Iterable[int]) -> dict[int, tuple[str, Kind]]:
    found = {number: newsroom.desk.names.get(number) for number in numbers}
    return {number: (one.name, one.kind) for number, one in found.items()}


def test_the_number_of_a_name_always_leads_to_it(
    newsroom: Newsroom, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_: Progress) -> None:
        seen.append(leads_to(newsroom, before))

    monkeypatch.setattr(resolving_again, "_STEP", 1)
    decide(newsroom.desk)
    before = entities(newsroom)
    seen = [leads_to(newsroom, before)]
    resolving_again.begin(desk_file)
    resolving_again.resume(desk_file, look, lambda: len(seen) > 3)
    resolving_again.begin(desk_file)
    resolving_again.resume(desk_file, look, lambda: False)
    assert len(seen) == 1 + 3 + 5
    assert all(one == before for one in seen)
    assert leads_to(newsroom, before) == before
    assert before.keys().isdisjoint(entities(newsroom))


def test_numbers_lead_on_until_the_next_run(newsroom: Newsroom, desk_file: DeskFile) -> None:
    counts = []
    for _ in range(4):
        newsroom.desk.work.resolve_names()
        with desk_file.reading() as connection:
            counts.append(connection.execute("select count(*) from entity").fetchone()[0])
    assert counts == [counts[0]] * 4


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
