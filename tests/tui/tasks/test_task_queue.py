"""The queue of tasks, and what the status line says about them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import draft
from processes import HeldTask
from textual.message import Message
from textual.widgets import Input

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Subscription
from storage.settings import Settings
from tui.navigation.places import Pane, ReadingPlace
from tui.tasks.subprocess_task import SubprocessTask
from tui.tasks.task import TaskDone, TaskKind, TaskProgress
from tui.tasks.task_queue import TaskQueue


async def test_an_empty_list_says_that_articles_are_on_their_way(
    on_empty_stage, desk: Desk, held: list[HeldTask]
) -> None:
    desk.feeds.subscribe(Subscription("https://example.org/feed"))
    async with on_empty_stage(100, 30) as stage:
        assert "Press R to fetch the feeds." in stage.reading.headlines.empty
        await stage.press("R")
        assert "The first articles are on their way …" in stage.reading.headlines.empty
        held[0].end(new=0)
        await stage.settle()
        assert "Press R to fetch the feeds." in stage.reading.headlines.empty


async def test_the_keys_of_the_settings_are_named_in_an_empty_list(on_empty_stage, desk: Desk) -> None:
    async with on_empty_stage(100, 30, Settings(refresh=False, keys={"add_feed": "ctrl+a"})) as stage:
        await stage.press("escape")
        assert "Press Ctrl+A to add a feed" in stage.reading.headlines.empty


async def test_articles_appear_and_the_result_is_shown(on_empty_stage, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Mosul is free\n\nThe war in Iraq is over, said Haidar al-Abadi.")
    async with on_empty_stage(100, 30) as stage:
        stage.app.screen.path_line.value = str(tmp_path / "one.txt")
        await stage.press("i", "enter")
        assert "1 new article." in stage.lines()[-1]
        assert "Mosul is free" in stage.screen_text()
        assert not stage.app.shell.tasks.running
    assert desk.lists.counts().articles == 1


async def test_problems_can_be_read_again_and_do_not_cover_the_text(
    on_empty_stage, desk: Desk, tmp_path: Path
) -> None:
    lines = ['{"title": "Mosul is free", "text": "The war is over."}', *["no JSON"] * 30]
    (tmp_path / "notes.jsonl").write_text("\n".join(lines))
    async with on_empty_stage(100, 24) as stage:
        stage.app.screen.path_line.value = str(tmp_path / "notes.jsonl")
        await stage.press("i", "enter")
        assert "1 new article. 30 problems: press : and type “problems”." in stage.lines()[-1]
        assert not stage.complaints
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
    desk.work.import_files([tmp_path / "seeds"], defer=True)
    async with on_empty_stage(first_import=[tmp_path / "seeds"]) as stage:
        assert desk.articles.get(1).analysed
        assert stage.reading.status.notice == ""


async def test_waiting_articles_are_analysed_and_failures_are_not_tried_for_ever(
    on_stage, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("Waiting", "The war in Iraq is over."))
    begun: list[tuple[str, ...]] = []

    async def fail(self: SubprocessTask, send: Callable[[Message], object]) -> None:
        begun.append(self.task.command)
        send(TaskProgress("analysing", 0, 1, ""))
        send(TaskDone(self.task, None, "No model."))

    later: list[Callable[[], None]] = []
    monkeypatch.setattr(SubprocessTask, "run", fail)
    make = TaskQueue.__init__

    def make_patient(self: TaskQueue, *arguments, **options) -> None:
        make(self, *arguments, **{**options, "after": lambda _, call: later.append(call)})

    monkeypatch.setattr(TaskQueue, "__init__", make_patient)

    async def wait(stage) -> None:
        await stage.settle()
        while later:
            later.pop()()
        await stage.settle()

    async with on_stage() as stage:
        assert begun == []
        await wait(stage)
        assert begun == [("reanalyse", "--pending", "--json")]
        stage.reading.desk_changed()
        await wait(stage)
        assert len(begun) == 1
        with desk_file.writing() as connection:
            articles.store(connection, draft("Another", "Mosul is free."))
        stage.reading.desk_changed()
        await stage.settle()
        with desk_file.writing() as connection:
            articles.store(connection, draft("A third", "So is Tikrit."))
        stage.reading.desk_changed()
        await stage.settle()
        later.pop(0)()
        assert len(begun) == 1  # another program is at work: the number goes on changing
        await wait(stage)
        assert len(begun) == 2


async def test_an_article_that_waits_says_so(
    on_stage, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, draft("Waiting", "The war in Iraq is over.", datetime.now(UTC)))
    monkeypatch.setattr(TaskQueue, "analyse_pending", lambda *_: None)
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(article=8, pane=Pane.ARTICLE))
        await stage.settle()
        assert "not analysed yet" in stage.screen_text()
        await stage.press("right_square_bracket")
        assert "not analysed yet" in stage.lines()[-1]
        with desk_file.writing() as connection:
            articles.set_analysed(connection, 8)
        stage.reading.desk_changed()
        await stage.settle()
        assert "No other article" in stage.screen_text()


async def test_a_refresh_shows_its_stages_and_its_result(on_stage, held: list[HeldTask]) -> None:
    async with on_stage(160, 40) as stage:
        stage.app.shell.tasks.refresh()
        await stage.settle()
        assert "Fetching feeds …" in stage.lines()[-1]
        held[0].advance("fetching", 20, 40)
        held[0].advance("analysing", 3, 9, "Mosul is free")
        await stage.settle()
        assert "Fetching feeds ━━━━━━────── 20 of 40" in stage.lines()[-1]
        held[0].advance("fetching", 40, 40)
        held[0].advance("analysing", 6, 9, "Mosul is free")
        await stage.settle()
        assert "Finding names ━━━━━━━━──── 6 of 9" in stage.lines()[-1]
        held[0].end(failed=2)
        await stage.settle()
        assert "12 new articles from 40 feeds · 2 feeds failed: press !" in stage.lines()[-1]
        assert not stage.app.shell.tasks.running


async def test_new_articles_are_counted_while_they_come(
    on_stage, held: list[HeldTask], desk_file: DeskFile
) -> None:
    async with on_stage(160, 40) as stage:
        stage.app.shell.tasks.refresh()
        await stage.settle()
        held[0].advance("fetching", 1, 40)
        with desk_file.writing() as connection:
            articles.store(connection, draft("One", "The war is over."))
            articles.store(connection, draft("Two", "Mosul is free."))
        stage.reading.desk_changed()
        await stage.settle()
        assert "1 of 40 · 2 new" in stage.lines()[-1]


async def test_the_row_of_the_cursor_stands_beside_the_progress(on_stage, held: list[HeldTask]) -> None:
    async with on_stage(160, 40) as stage:
        stage.app.shell.tasks.refresh()
        await stage.settle()
        held[0].advance("fetching", 1, 40)
        await stage.press("j", "j")
        assert "1 of 40  3 of 7" in stage.lines()[-1]


async def test_tasks_run_one_after_the_other(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        tasks = stage.app.shell.tasks
        tasks.start([Path("anything")])
        tasks.refresh()
        await stage.settle()
        assert "The refresh begins after the import." in stage.lines()[-1]
        tasks.add("https://example.org/")
        tasks.refresh()
        tasks.refresh(everything=True)
        await stage.settle()
        assert [child.task.kind for child in held] == [TaskKind.IMPORT]
        assert tasks.has(TaskKind.REFRESH)
        held[-1].end()
        await stage.settle()
        held[-1].end()
        await stage.settle()
        held[-1].end(feeds=[], candidates=[])
        await stage.settle()
        held[-1].end()
        await stage.settle()
        assert [child.task.command[:1] for child in held] == [
            ("import",),
            ("refresh",),
            ("add",),
            ("refresh",),
        ]
        assert "--all" in held[-1].task.command
        assert not tasks.running


async def test_equal_tasks_run_once(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        tasks = stage.app.shell.tasks
        tasks.refresh(quiet=True)
        tasks.refresh()
        await stage.settle()
        assert "The refresh is under way already." in stage.lines()[-1]
        held[0].end(new=0)
        await stage.settle()
        assert len(held) == 1
        assert "Nothing new from 40 feeds." in stage.lines()[-1], "it has been asked for in between"


async def test_a_waiting_quiet_task_is_reported_once_the_reader_asks_for_it(
    on_stage, held: list[HeldTask]
) -> None:
    async with on_stage() as stage:
        tasks = stage.app.shell.tasks
        tasks.start([Path("anything")])
        tasks.refresh(quiet=True)
        tasks.refresh()
        await stage.settle()
        held[0].end()
        await stage.settle()
        held[1].end(new=0)
        await stage.settle()
        assert "Nothing new from 40 feeds." in stage.lines()[-1]


async def test_no_task_begins_while_the_app_quits(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        await stage.app.shell.tasks.stop()
        stage.app.shell.tasks.refresh(quiet=True)
        await stage.settle()
        assert held == []


async def test_a_quiet_refresh_reports_only_news(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.refresh(quiet=True)
        await stage.settle()
        held[-1].advance("waiting", 0, 0)
        await stage.settle()
        assert "Waiting" not in stage.lines()[-1]
        held[-1].end(new=0, failed=3)
        await stage.settle()
        assert stage.reading.status.notice == ""
        stage.app.shell.tasks.refresh(quiet=True)
        await stage.settle()
        held[-1].end()
        await stage.settle()
        assert "12 new articles from 40 feeds." in stage.lines()[-1]


async def test_an_analysis_makes_way_for_what_the_reader_asks_for(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.analyse()
        await stage.settle()
        stage.app.shell.tasks.refresh()
        await stage.settle()
        assert held[0].stopped
        assert [child.task.kind for child in held] == [TaskKind.ANALYSIS, TaskKind.REFRESH]
        assert stage.reading.status.notice == ""


async def test_an_analysis_stops_while_another_program_analyses(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.analyse()
        await stage.settle()
        held[0].advance("waiting", 0, 0)
        await stage.settle()
        assert held[0].stopped
        assert not stage.app.shell.tasks.running
        assert stage.reading.status.notice == ""
        assert stage.app.shell.tasks.problems == ()


async def test_waiting_tasks_do_not_begin_at_quitting(on_stage, held: list[HeldTask]) -> None:
    async with on_stage() as stage:
        stage.app.shell.tasks.start([Path("anything")])
        stage.app.shell.tasks.refresh()
        await stage.settle()
        await stage.press("q")
        assert held[0].stopped
        assert len(held) == 1
