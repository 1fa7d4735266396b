"""Automatic refreshes: while the app is open, feeds are fetched when they are due."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from storage.model import Feed
from tui.layout import wording
from tui.tasks.task import TaskKind
from tui.tasks.task_queue import TaskQueue

CHECK_SECONDS = 20.0
"""Seconds between two checks whether a feed is due. Frequent, because the wall clock can jump."""
FIRST_CHECK_SECONDS = 2.0
"""Seconds from the opening to the first check: opening comes first."""
PAUSE_SECONDS = 60.0
"""Seconds without an automatic refresh after one has ended, whether it succeeded or not."""

_HALF_A_DAY = 43_200


class RefreshScheduler:
    """Refreshes the feeds that are due, if `automatic`, and keeps the times for the header."""

    def __init__(self, tasks: TaskQueue, changed: Callable[[], None], *, automatic: bool) -> None:
        """Call `changed` when the header has other times to show."""
        self._tasks = tasks
        self._changed = changed
        self._automatic = automatic
        self._paused_until = self._pages_paused_until = 0.0
        self._refreshed: float | None = None
        self._due: float | None = None

    @property
    def times(self) -> tuple[str, ...]:
        """The times of the last and the next refresh, in the words of the header."""
        if not self._refreshed:
            return ()
        refreshed = f"refreshed {_clock(self._refreshed)}"
        if self._automatic and self._due and self._due > time.time():
            return refreshed, f"next {_clock(self._due)}"
        return (refreshed,)

    def use(self, *, automatic: bool) -> None:
        """Refresh what is due by itself from now on, or no longer."""
        self._automatic = automatic
        self._changed()

    def pause(self) -> None:
        """Start no automatic refresh for `PAUSE_SECONDS`, because one has just ended."""
        self._paused_until = time.monotonic() + PAUSE_SECONDS

    def pause_pages(self) -> None:
        """Fetch no waiting pages for `PAUSE_SECONDS`, because that has just been done."""
        self._pages_paused_until = time.monotonic() + PAUSE_SECONDS

    def pages_waiting(self, number: int) -> None:
        """Fetch the pages that wait, if nothing else is under way."""
        if number and self._automatic and time.monotonic() >= self._pages_paused_until:
            self._tasks.fetch_waiting_pages()

    def feed_due(self, due: float | None) -> None:
        """Refresh if a feed is due (Unix seconds) and no refresh runs or ended a moment ago."""
        self._due = due
        is_due = due is not None and due <= time.time()
        paused = time.monotonic() < self._paused_until
        if is_due and self._automatic and not paused and not self._tasks.has(TaskKind.REFRESH):
            self._tasks.refresh(quiet=True)
        self._changed()

    def feeds_loaded(self, feeds: Sequence[Feed]) -> None:
        """Keep when the latest of these feeds was fetched, by any program, and when the next one is due."""
        self._refreshed = max((feed.checked for feed in feeds if feed.checked), default=None)
        self._due = min((feed.due for feed in feeds if not feed.gone), default=None)
        self._changed()


def _clock(seconds: float) -> str:
    """Return a time as "14:02", or its day if it is half a day away or more."""
    moment = datetime.fromtimestamp(seconds).astimezone()
    return f"{moment:%H:%M}" if abs(seconds - time.time()) < _HALF_A_DAY else wording.day(moment)
