"""Tasks in a process of its own: progress, the report, the end."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from textual.message import Message

from storage.desk import Desk
from tui.tasks import task
from tui.tasks.subprocess_task import SubprocessTask
from tui.tasks.task import TaskDone, TaskProgress

_DEAF = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('{"stage": "fetching", "done": 0, "total": 0, "what": "%d"}' % os.getpid(), flush=True)
signal.pause()
"""

_GARBAGE = r"""
import sys
print("null", "7", "[1]", '"stage"', "{}", '{"stage": "fetching"}', sep="\n")
print("[" * 100_000, "\xff", "x" * (1 << 21), sep="\n")
print('{"stage": "fetching", "done": 1, "total": 2}')
print('{"troubles": [], "new": 3}')
print("it is over", file=sys.stderr)
"""
_DIES = """
import os, signal, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
os.kill(os.getpid(), signal.SIGKILL)
"""


class Listener:
    """Keeps the messages of a task; `begun` is set with the first one."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.begun = asyncio.Event()

    def hear(self, message: Message) -> None:
        self.heard.append(message)
        self.begun.set()


def scripted(desk: Path, script: str) -> SubprocessTask:
    """Return a task that runs a script in place of newsdesk."""
    return SubprocessTask(desk, task.analysis_task(), (sys.executable, "-c", script))


async def test_an_import_reports_its_progress_and_its_result(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    file.write_text('{"title": "Mosul is free", "text": "The war is over."}\nno JSON\n')
    listener = Listener()
    await SubprocessTask(desk.path, task.import_task([file])).run(listener.hear)
    *steps, done = listener.heard
    assert all(isinstance(step, TaskProgress) for step in steps)
    assert {step.stage for step in steps} == {"reading", "analysing"}
    assert isinstance(done, TaskDone)
    assert done.report
    assert done.report["new"] == 1
    assert len(done.report["troubles"]) == 1
    assert not done.stopped
    assert desk.lists.counts().articles == 1


async def test_a_file_with_the_name_of_an_option_is_a_file(desk: Desk, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "--json").write_text("Mosul is free\n\nThe war is over.")
    monkeypatch.chdir(tmp_path)
    (done, *_) = await _heard(SubprocessTask(desk.path, task.import_task([Path("--json")])))
    assert done.report is None or done.report["troubles"], "it is read as a file, whose kind is not known"


async def test_the_error_message_of_the_process_is_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is no database" * 100)
    (done,) = await _heard(SubprocessTask(path, task.import_task([tmp_path])))
    assert done.report is None
    assert done.why == f"{path} is not a newsdesk file."


async def test_a_process_that_is_stopped_says_so(desk: Desk, tmp_path: Path) -> None:
    fifo, file = tmp_path / "slow.txt", tmp_path / "a.txt"
    os.mkfifo(fifo)
    file.write_text("Mosul is free\n\nThe war is over.")
    child, listener = SubprocessTask(desk.path, task.import_task([file, fifo])), Listener()
    async with asyncio.timeout(60):
        running = asyncio.create_task(child.run(listener.hear))
        await listener.begun.wait()
        await child.stop()
        await running
    done = listener.heard[-1]
    assert isinstance(done, TaskDone)
    assert done.stopped


async def test_one_that_is_stopped_before_it_began_never_begins(desk: Desk, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    child = scripted(desk.path, f"open({str(trace)!r}, 'w')")
    await child.stop()
    (done,) = await _heard(child)
    assert done.stopped
    assert not trace.exists()


async def test_one_that_does_not_end_is_ended(desk: Desk, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tui.tasks.subprocess_task.STOP_SECONDS", 0.05)
    child, listener = scripted(desk.path, _DEAF), Listener()
    async with asyncio.timeout(60):
        running = asyncio.create_task(child.run(listener.hear))
        await listener.begun.wait()
        await child.stop()
        await running
    step = listener.heard[0]
    assert isinstance(step, TaskProgress)
    with pytest.raises(ProcessLookupError):
        os.kill(int(step.what), 0)


async def test_frequent_steps_are_reported_now_and_then(desk: Desk) -> None:
    listener = Listener()
    steps = 'for n in range(5001): print(\'{"stage": "fetching", "done": %d, "total": 5000}\' % n)'
    await scripted(desk.path, steps).run(listener.hear)
    reported = [one.done for one in listener.heard if isinstance(one, TaskProgress)]
    assert reported[-1] == 5000
    assert len(reported) < 100


async def test_garbage_is_passed_over(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr("tui.tasks.subprocess_task._LINE_LIMIT", 1 << 20)
    listener = Listener()
    await scripted(desk.path, _GARBAGE).run(listener.hear)
    step, done = listener.heard
    assert isinstance(step, TaskProgress)
    assert isinstance(done, TaskDone)
    assert (step.done, step.total) == (1, 2)
    assert done.report == {"troubles": [], "new": 3}


async def test_one_that_dies_does_not_leave_others_behind(desk: Desk) -> None:
    async with asyncio.timeout(30):
        (done,) = await _heard(scripted(desk.path, _DIES))
    assert done.report is None
    assert done.why == "It stopped before its end."


async def _heard(child: SubprocessTask) -> list[TaskDone]:
    listener = Listener()
    await child.run(listener.hear)
    return [one for one in listener.heard if isinstance(one, TaskDone)]
