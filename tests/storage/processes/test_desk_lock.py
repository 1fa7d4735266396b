"""The desk lock between threads and processes."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from paths import ROOT

from storage.processes.desk_lock import desk_lock

HOLD = """
import sys
from pathlib import Path
from storage.processes.desk_lock import desk_lock
with desk_lock(Path(sys.argv[1]), "work"):
    print("mine", flush=True)
    sys.stdin.read()
"""


def held_elsewhere(desk: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "mine\n"
    return child


def test_a_free_lock_is_not_waited_for(tmp_path: Path) -> None:
    waited: list[str] = []
    for _ in range(2):
        with desk_lock(tmp_path / "desk.db", "work", lambda: waited.append("here")):
            pass
    assert waited == []


def test_other_work_and_other_desks_have_other_locks(tmp_path: Path) -> None:
    waited: list[str] = []
    with (
        desk_lock(tmp_path / "desk.db", "work"),
        desk_lock(tmp_path / "desk.db", "play", lambda: waited.append("work")),
        desk_lock(tmp_path / "other.db", "work", lambda: waited.append("desk")),
    ):
        assert waited == []


def test_the_lock_is_released_when_its_holder_is_killed(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    waiting, got = Event(), Event()

    def wait_for_lock() -> None:
        with desk_lock(desk, "work", waiting.set):
            got.set()

    with held_elsewhere(desk) as child:
        thread = Thread(target=wait_for_lock)
        thread.start()
        assert waiting.wait(30)
        assert not got.is_set()
        child.kill()
    assert got.wait(30)
    thread.join()


def test_threads_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    waiting = Event()
    order: list[str] = []

    def wait_for_lock() -> None:
        with desk_lock(desk, "work", waiting.set):
            order.append("second")

    with desk_lock(desk, "work"):
        thread = Thread(target=wait_for_lock)
        thread.start()
        assert waiting.wait(30)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_waiting_can_be_cancelled(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    cancelled, waiting = Event(), Event()
    got: list[bool] = []

    def wait_for_lock() -> None:
        with desk_lock(desk, "work", waiting.set, cancelled.is_set) as is_held:
            got.append(is_held)

    with desk_lock(desk, "work") as is_held:
        assert is_held
        thread = Thread(target=wait_for_lock)
        thread.start()
        assert waiting.wait(30)
        cancelled.set()
        thread.join(30)
        assert got == [False]


def test_an_error_without_the_lock_is_raised_unchanged(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with (
        desk_lock(desk, "work"),
        pytest.raises(OSError, match="mine"),
        desk_lock(desk, "work", is_cancelled=lambda: True),
    ):
        raise OSError("mine")
