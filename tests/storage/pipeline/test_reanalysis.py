"""Analysing all articles again: what a reader sees meanwhile, and what comes out, also after a kill."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from paths import ROOT

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import IntakeReport, Progress, View
from storage.names import resolving_again
from storage.pipeline.analyse import Analysis

SEEDS = sorted((ROOT / "seeds").rglob("*.txt"))[:12]

pytestmark = pytest.mark.xdist_group("reanalysis")  # they share a desk that is analysed once


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk file with analysed seeds, copies of some of them, and longer versions of others."""
    folder = tmp_path_factory.mktemp("analysed")
    rows = [_row(number, seed.read_text("utf-8")) for number, seed in enumerate(SEEDS[::2])]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with Desk.open(folder / "desk.db") as desk:
        desk.work.import_files([*SEEDS, folder / "rows.jsonl"])
        assert any(row.copies for row in desk.lists.headlines(View(), 0, 100))
    return folder / "desk.db"


def _row(number: int, seed: str) -> dict[str, str]:
    title, _, text = seed.partition("\n")
    if number % 2:
        title, text = f"{title}, an update", f"{text}\n\nThe mayor of Mosul was there too. " * 2
    return {"id": str(number), "title": title, "text": text, "source": f"Wire {number % 3}"}


@pytest.fixture
def desk(analysed: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "desk.db"
    path.write_bytes(analysed.read_bytes())
    with Desk.open(path) as opened:
        yield opened


def wrong_story_sizes(desk: Desk) -> list[tuple[int, int]]:
    """Return the stories that hold another number of articles than they claim."""
    members = Counter(one["story"] for one in desk.articles.documents())
    return [
        (one.id, one.articles) for one in desk.stories.newest(limit=1_000) if one.articles != members[one.id]
    ]


def everything(desk: Desk) -> dict[str, Any]:
    """Return all that a reader sees, with names numbered from 0."""
    names = desk.names.search(limit=10_000)
    place = {number: place for place, number in enumerate(sorted(one.id for one in names))}
    documents = list(desk.articles.documents())
    for one in documents:
        for name in one["names"]:
            name["id"] = place[name["id"]]
    return {
        "articles": documents,
        "names": [(replace(one, id=place[one.id]), desk.names.spellings(one.id)) for one in names],
        "stories": desk.stories.newest(limit=1_000),
        "rows": desk.lists.headlines(View(), 0, 1_000),
    }


def test_a_reader_never_misses_the_names_and_links_of_an_article(desk: Desk) -> None:
    before = {one["id"]: one for one in desk.articles.documents()}
    assert any(one["links"] for one in before.values())
    assert any(one["story"] for one in before.values())
    looks: list[int] = []

    def look(step: Progress) -> None:
        with reader.snapshot():
            looks.append(reader.lists.counts().pending)
            for one in reader.articles.documents():
                for field in ("names", "links"):
                    assert one[field] or not before[one["id"]][field], (field, one["id"])
            assert wrong_story_sizes(reader) == []
            if step.done == 1:  # from then on, stories are grouped again with what is analysed by then
                stories = {one["id"]: one["story"] for one in reader.articles.documents()}
                assert stories == {number: one["story"] for number, one in before.items()}

    with Desk.open(desk.path) as reader:
        assert desk.work.reanalyse(progress=look) == IntakeReport(analysed=len(before))
    assert looks == [*range(len(before) - 1, -1, -1)]


def test_the_result_is_the_same(desk: Desk) -> None:
    before = everything(desk)
    desk.work.reanalyse()
    assert everything(desk) == before
    assert wrong_story_sizes(desk) == []


def reanalyse_partly(desk: Desk, articles: int) -> None:
    """Begin to analyse all articles again, and stop after some."""

    def stop(_: Progress) -> None:
        if analysis.done == articles:
            analysis.stop()

    desk_file = DeskFile(desk.path)
    analysis = Analysis(desk_file, stop)
    analysis.reanalyse()
    desk_file.close()


@pytest.mark.parametrize("done", [1, 7, 15])
def test_the_result_is_the_same_after_a_stop(desk: Desk, done: int) -> None:
    before = everything(desk)
    reanalyse_partly(desk, done)
    assert desk.lists.counts().pending == len(before["articles"]) - done
    assert wrong_story_sizes(desk) == []
    desk.work.reanalyse(everything=False)
    assert everything(desk) == before


def test_the_result_is_the_same_when_it_is_begun_twice(desk: Desk) -> None:
    before = everything(desk)
    reanalyse_partly(desk, 9)
    desk.work.reanalyse()
    assert everything(desk) == before


def test_the_result_is_the_same_after_a_kill(desk: Desk) -> None:
    before = everything(desk)
    command = [sys.executable, "-m", "tui", "--desk", desk.path, "reanalyse", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["done"] == 5:
                process.kill()
                break
    assert 0 < desk.lists.counts().pending < len(before["articles"])
    desk.work.reanalyse(everything=False)
    assert everything(desk) == before


def test_the_result_is_the_same_when_it_is_begun_while_names_are_resolved(desk: Desk) -> None:
    before = everything(desk)
    desk_file = DeskFile(desk.path)
    resolving_again.begin(desk_file)
    desk_file.close()
    desk.work.reanalyse()
    assert everything(desk) == before


def test_the_number_of_a_name_leads_to_it_meanwhile_and_afterwards(desk: Desk) -> None:
    def look(_: Progress) -> None:
        assert {number: desk.names.get(number).name for number in before} == before

    before = {one.id: one.name for one in desk.names.search(limit=10_000)}
    desk.work.reanalyse(progress=look)
    look(Progress("", 0, 0))
    assert before.keys().isdisjoint(one.id for one in desk.names.search(limit=10_000))


def test_an_analysis_during_a_refresh_ends_when_nothing_has_arrived(desk_file: DeskFile) -> None:
    def analyse() -> None:
        with Analysis(desk_file, lambda _: None).alongside():
            pass

    thread = Thread(target=analyse, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
