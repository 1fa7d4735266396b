"""Taking turns: what only one newsdesk at a time should do with a desk file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.2


@contextmanager
def turn(desk: Path, work: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Wait until no other process or thread does this kind of `work` on the desk, then hold the turn.

    `waiting` is called once if there is somebody to wait for. The system gives the turn back when a
    process is killed. Where the file system knows no locks, nobody waits.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only long work takes turns

    lock = FileLock(desk.with_name(f"{desk.name}.{work}.lock"), thread_local=False)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(poll_interval=_POLL_SECONDS)
    except (NotImplementedError, OSError):
        # A lock is a courtesy between programs, the transactions of the file are what keeps it whole.
        yield
        return
    try:
        yield
    finally:
        lock.release()
