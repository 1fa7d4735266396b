"""Importing in a process of its own."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import draft
from textual.widgets import Input

from storage.database import articles
from storage.database.connection import Connections
from storage.desk import Desk
from tui.app import Newsdesk
from tui.importing import Import, _done
from tui.intakes import Intakes
from tui.messages import ImportDone, ImportProgress
from tui.places import Pane, ReadingPlace

REPORT = {"new": 1, "changed": 0, "unchanged": 0, "analysed": 1, "troubles": []}


class Listener:
    def __init__(self) -> None:
        self.heard: list[object] = []

    def post_message(self, message: object) -> bool:
        self.heard.append(message)
        return True


@pytest.mark.parametrize(
    ("changes", "sentence", "problems"),
    [
        ({}, "1 new article.", ()),
        ({"new": 1200, "changed": 2, "unchanged": 3}, "1,200 new articles, 2 changed, 3 known already.", ()),
        (
            {"new": 0, "troubles": [{"origin": "a.jsonl", "line": 3, "message": "no title"}]},
            "0 new articles.",
            ("a.jsonl:3: no title",),
        ),
        (
            {"troubles": [{"origin": str(n), "line": 0, "message": "empty"} for n in range(7)]},
            "1 new article.",
            tuple(f"{n}: empty" for n in range(7)),
        ),
    ],
)
def test_what_is_said_of_a_report(
    changes: dict[str, object], sentence: str, problems: tuple[str, ...]
) -> None:
    done = _done({**REPORT, **changes})
    assert (done.sentence, done.problems) == (sentence, problems)


async def test_a_desk_that_fails_is_said_in_its_own_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is no database" * 100)
    listener = Listener()
    await Import(path, [tmp_path]).run(listener)  # type: ignore[arg-type]
    (done,) = listener.heard
    assert isinstance(done, ImportDone)
    assert done.sentence == "The import failed."
    assert done.problems == (f"{path} is not a newsdesk file.",)


async def test_articles_appear_and_the_end_is_told(on_empty_stage, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Mosul is free\n\nThe war in Iraq is over, said Haidar al-Abadi.")
    async with on_empty_stage(100, 30) as stage:
        stage.app.screen.line.value = str(tmp_path / "one.txt")
        await stage.press("i", "enter")
        assert "1 new article." in stage.lines()[-1]
        assert "Mosul is free" in stage.screen_text()
        assert not stage.app.intakes.running
    assert desk.counts().articles == 1


async def test_progress_is_drawn_as_a_bar(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.post_message(ImportProgress("analysing", 5, 10, "Mosul is free"))
        await stage.settle()
        assert "Finding names ━━━━━━────── 5 of 10 Mosul is free" in stage.lines()[-1]


async def test_problems_can_be_read_again_and_do_not_cover_the_text(
    on_empty_stage, desk: Desk, tmp_path: Path
) -> None:
    lines = ['{"title": "Mosul is free", "text": "The war is over."}', *["no JSON"] * 30]
    (tmp_path / "notes.jsonl").write_text("\n".join(lines))
    async with on_empty_stage(100, 24) as stage:
        stage.app.screen.line.value = str(tmp_path / "notes.jsonl")
        await stage.press("i", "enter")
        assert "1 new article. 30 problems: press : and type “problems”." in stage.lines()[-1]
        assert not stage.app._notifications
        await stage.press("colon")
        stage.app.screen.query_one(Input).value = "problems"
        await stage.settle()
        await stage.press("enter", "enter")
        assert "30 problems" in stage.lines()[0]
        assert "notes.jsonl:2:" in stage.screen_text()
        await stage.press("G")
        assert "notes.jsonl:31:" in stage.screen_text()
        await stage.press("q")
        assert stage.app.screen is stage.reading


async def test_a_first_import_without_news_says_nothing(on_empty_stage, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text("Mosul is free\n\nThe war in Iraq is over.")
    desk.take_in([tmp_path / "seeds"], defer=True)
    async with on_empty_stage(first_import=[tmp_path / "seeds"]) as stage:
        assert desk.article(1).analysed
        assert stage.reading.status.notice == ""


async def test_what_waits_is_analysed_and_what_fails_is_not_tried_for_ever(
    on_stage, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connections.writing() as connection:
        articles.store(connection, draft("Waiting", "The war in Iraq is over."))
    begun: list[list[str]] = []

    async def fail(self: Import, listener: Newsdesk) -> None:
        begun.append(self._command)
        listener.post_message(ImportProgress("analysing", 0, 1, ""))
        listener.post_message(ImportDone("The analysis failed.", ("No model.",)))

    later: list[Callable[[], None]] = []
    monkeypatch.setattr(Import, "run", fail)
    monkeypatch.setattr(Intakes, "_later", lambda _, call: later.append(call))

    async def wait(stage) -> None:
        await stage.settle()
        while later:
            later.pop()()
        await stage.settle()

    async with on_stage() as stage:
        assert begun == []
        await wait(stage)
        assert [command[-3:] for command in begun] == [["reanalyse", "--pending", "--json"]]
        stage.reading.desk_changed()
        await wait(stage)
        assert len(begun) == 1
        with connections.writing() as connection:
            articles.store(connection, draft("Another", "Mosul is free."))
        stage.reading.desk_changed()
        await stage.settle()
        with connections.writing() as connection:
            articles.store(connection, draft("A third", "So is Tikrit."))
        stage.reading.desk_changed()
        await stage.settle()
        later.pop(0)()
        assert len(begun) == 1  # another program is at work: the number goes on changing
        await wait(stage)
        assert len(begun) == 2


async def test_an_article_that_waits_says_so(
    on_stage, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connections.writing() as connection:
        articles.store(connection, draft("Waiting", "The war in Iraq is over.", datetime.now(UTC)))
    monkeypatch.setattr(Intakes, "analyse_pending", lambda *_: None)
    async with on_stage() as stage:
        stage.app.go(ReadingPlace(article=8, pane=Pane.ARTICLE))
        await stage.settle()
        assert "not analysed yet" in stage.screen_text()
        await stage.press("right_square_bracket")
        assert "not analysed yet" in stage.lines()[-1]
        with connections.writing() as connection:
            articles.set_analysed(connection, 8)
        stage.reading.desk_changed()
        await stage.settle()
        assert "No other article" in stage.screen_text()


async def test_a_second_import_waits_its_turn(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.intakes._running = Import(stage.app._path, [])
        stage.app.intakes.start([Path("anything")])
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
