"""Taking turns: what only one newsdesk at a time should do with a desk file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

_POLL_SECONDS = 0.2


@contextmanager
def desk_lock(
    desk: Path,
    work: str,
    waiting: Callable[[], None] = lambda: None,
    given_up: Callable[[], bool] = lambda: False,
) -> Iterator[bool]:
    """Wait until no other process or thread does this kind of `work` on the desk, then hold the turn.

    `waiting` is called once if there is somebody to wait for. Gives False, without the turn, once
    `given_up` says that it is not waited for any more. The system gives the turn back when a process is
    killed. Where the file system knows no locks, nobody waits.
    """
    from filelock import FileLock  # noqa: PLC0415 - only long work takes turns

    lock = FileLock(desk.with_name(f"{desk.name}.{work}.lock"), thread_local=False)
    try:
        is_ours = _take(lock, waiting, given_up)
    except (NotImplementedError, OSError):
        # A lock is a courtesy between programs, the transactions of the file are what keeps it whole.
        is_ours = True
    try:
        yield is_ours
    finally:
        lock.release()


def _take(lock: "BaseFileLock", waiting: Callable[[], None], given_up: Callable[[], bool]) -> bool:
    from filelock import Timeout  # noqa: PLC0415 - as above

    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
    while not lock.is_locked:
        if given_up():
            return False
        with suppress(Timeout):
            lock.acquire(timeout=_POLL_SECONDS, poll_interval=_POLL_SECONDS)
    return True
