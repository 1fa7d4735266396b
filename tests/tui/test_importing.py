"""Importing in a process of its own."""

import asyncio
import os
from pathlib import Path

import pytest

from storage.desk import Desk
from tui.importing import Import, _sentences
from tui.messages import ImportDone, ImportProgress

REPORT = {"new": 1, "changed": 0, "unchanged": 0, "analysed": 1, "troubles": []}


class Listener:
    def __init__(self) -> None:
        self.heard: list[object] = []

    def post_message(self, message: object) -> bool:
        self.heard.append(message)
        return True


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["1 new article."]),
        ({"new": 1200, "changed": 2, "unchanged": 3}, ["1,200 new articles, 2 changed, 3 known already."]),
        (
            {"new": 0, "troubles": [{"origin": "a.jsonl", "line": 3, "message": "no title"}]},
            ["0 new articles.", "a.jsonl:3: no title"],
        ),
        (
            {"troubles": [{"origin": str(n), "line": 0, "message": "empty"} for n in range(7)]},
            ["1 new article.", *(f"{n}: empty" for n in range(5)), "2 more troubles of this kind."],
        ),
    ],
)
def test_what_is_said_of_a_report(changes: dict[str, object], sentences: list[str]) -> None:
    assert _sentences({**REPORT, **changes}) == sentences


async def test_a_desk_that_fails_is_said_in_its_own_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is no database" * 100)
    listener = Listener()
    await Import(path, [tmp_path]).run(listener)  # type: ignore[arg-type]
    (done,) = listener.heard
    assert isinstance(done, ImportDone)
    assert done.sentences == [f"{path} is not a newsdesk file."]
    assert done.troubled


async def test_articles_appear_and_the_end_is_told(on_empty_stage, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Mosul is free\n\nThe war in Iraq is over, said Haidar al-Abadi.")
    async with on_empty_stage(100, 30) as stage:
        stage.app.screen.line.value = str(tmp_path / "one.txt")
        await stage.press("i", "enter")
        assert "1 new article." in stage.lines()[-1]
        assert "Mosul is free" in stage.screen_text()
        assert not stage.app.importing
    assert desk.counts().articles == 1


async def test_progress_is_drawn_as_a_bar(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.post_message(ImportProgress("analysing", 5, 10, "Mosul is free"))
        await stage.settle()
        assert "Finding names ━━━━━━────── 5/10 Mosul is free" in stage.lines()[-1]


async def test_a_second_import_waits_its_turn(on_stage) -> None:
    async with on_stage() as stage:
        stage.app._import = Import(stage.app._path, [])
        stage.app.start_import([Path("anything")])
        await stage.settle()
        assert "One import at a time" in stage.lines()[-1]


async def test_quitting_ends_the_import(desk: Desk, tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)
    work = Import(desk.path, [fifo])
    listener = Listener()
    running = asyncio.create_task(work.run(listener))  # type: ignore[arg-type]
    while work._process is None:
        await asyncio.sleep(0)
    await work.stop()
    await running
    assert work._process.returncode is not None
    assert isinstance(listener.heard[-1], ImportDone)
