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


def test_nobody_waits_for_nobody(tmp_path: Path) -> None:
    waited: list[str] = []
    for _ in range(2):
        with desk_lock(tmp_path / "desk.db", "work", lambda: waited.append("here")):
            pass
    assert waited == []


def test_other_work_and_other_desks_do_not_wait(tmp_path: Path) -> None:
    waited: list[str] = []
    with (
        desk_lock(tmp_path / "desk.db", "work"),
        desk_lock(tmp_path / "desk.db", "play", lambda: waited.append("work")),
        desk_lock(tmp_path / "other.db", "work", lambda: waited.append("desk")),
    ):
        assert waited == []


def test_a_turn_is_waited_for_and_comes_when_its_holder_is_killed(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    waiting, got = Event(), Event()

    def take() -> None:
        with desk_lock(desk, "work", waiting.set):
            got.set()

    with held_elsewhere(desk) as child:
        thread = Thread(target=take)
        thread.start()
        assert waiting.wait(30)
        assert not got.is_set()
        child.kill()
    assert got.wait(30)
    thread.join()


def test_threads_of_one_process_take_turns_too(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    waiting = Event()
    order: list[str] = []

    def take() -> None:
        with desk_lock(desk, "work", waiting.set):
            order.append("second")

    with desk_lock(desk, "work"):
        thread = Thread(target=take)
        thread.start()
        assert waiting.wait(30)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_turn_need_not_be_waited_for_to_the_end(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    given_up, waiting = Event(), Event()
    got: list[bool] = []

    def take() -> None:
        with desk_lock(desk, "work", waiting.set, given_up.is_set) as is_ours:
            got.append(is_ours)

    with desk_lock(desk, "work") as is_ours:
        assert is_ours
        thread = Thread(target=take)
        thread.start()
        assert waiting.wait(30)
        given_up.set()
        thread.join(30)
        assert got == [False]


def test_what_goes_wrong_while_a_turn_is_not_held_is_raised_as_it_is(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with (
        desk_lock(desk, "work"),
        pytest.raises(OSError, match="mine"),
        desk_lock(desk, "work", given_up=lambda: True),
    ):
        raise OSError("mine")
