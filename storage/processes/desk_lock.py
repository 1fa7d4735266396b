"""The desk lock: work that only one newsdesk at a time does on a desk file."""

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
    on_wait: Callable[[], None] = lambda: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[bool]:
    """Hold the lock for one kind of `work` on a desk. Waits while another process or thread holds it.

    Calls `on_wait` once if the lock is taken. Yields False, without the lock, as soon as `is_cancelled`
    returns True. The system releases the lock of a process that is killed. On a file system without locks
    it yields True at once.
    """
    from filelock import FileLock  # noqa: PLC0415 - only long work needs the lock

    lock = FileLock(desk.with_name(f"{desk.name}.{work}.lock"), thread_local=False)
    try:
        is_held = _acquire(lock, on_wait, is_cancelled)
    except (NotImplementedError, OSError):
        # The lock only avoids doing work twice; transactions keep the file consistent without it.
        is_held = True
    try:
        yield is_held
    finally:
        lock.release()


def _acquire(lock: "BaseFileLock", on_wait: Callable[[], None], is_cancelled: Callable[[], bool]) -> bool:
    from filelock import Timeout  # noqa: PLC0415 - loaded with the lock

    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait()
    while not lock.is_locked:
        if is_cancelled():
            return False
        with suppress(Timeout):
            lock.acquire(timeout=_POLL_SECONDS, poll_interval=_POLL_SECONDS)
    return True
