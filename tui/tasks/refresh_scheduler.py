"""The refreshes that happen by themselves: when feeds are due, while the app is open."""

import time
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from storage.model import Feed
from tui.layout import wording
from tui.messages import DueLoaded
from tui.queries import reading_queries
from tui.queries.latest_query import LatestQuery
from tui.tasks.task_kinds import Task

if TYPE_CHECKING:
    from tui.app import Newsdesk

LOOK_SECONDS = 20.0
"""How often is looked whether something is due: by the clock on the wall, which may jump."""
REST_SECONDS = 60.0
"""How long nothing is fetched by itself after a try, whatever came of it."""
FIRST_LOOK_SECONDS = 2.0
"""After which the first round may begin: opening comes before."""

_HALF_A_DAY = 43_200


class Rounds:
    """Looks when feeds are due, has them fetched unless that is `off`, and says when in the header."""

    def __init__(self, app: "Newsdesk", *, off: bool) -> None:
        self._app = app
        self._off = off
        self._dues = LatestQuery(app, "due")
        self._rested = 0.0
        self._refreshed: float | None = None
        self._due: float | None = None

    def begin(self) -> None:
        """Look from now on."""
        self._app.set_timer(FIRST_LOOK_SECONDS, self.look)
        self._app.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Look when the next feed is due."""
        self._dues.ask(partial(reading_queries.next_due, self._app.desk))

    def rest(self) -> None:
        """Fetch nothing by itself for a while: a try has just ended."""
        self._rested = time.monotonic() + REST_SECONDS

    def told(self, event: DueLoaded) -> None:
        """Fetch what is due, unless it is being fetched or was tried just now."""
        self._due = event.due
        due = event.due is not None and event.due <= time.time()
        fetching = self._app.intakes.under_way(Task.REFRESH)
        if due and not self._off and not fetching and time.monotonic() >= self._rested:
            self._app.intakes.refresh(quiet=True)
        self.show()

    def noted(self, feeds: list[Feed]) -> None:
        """Take from the feeds when the last of them was fetched, by whomever, and when the next is due."""
        self._refreshed = max((feed.checked for feed in feeds if feed.checked), default=None)
        self._due = min((feed.due for feed in feeds if not feed.gone), default=None)
        self.show()

    def show(self) -> None:
        """Say in the header when was refreshed, and when will be."""
        parts = [f"refreshed {_moment(self._refreshed)}"] if self._refreshed else []
        if parts and self._due and self._due > time.time() and not self._off:
            parts.append(f"next {_moment(self._due)}")
        for screen in self._app.desk_screens():
            screen.header.show(times=tuple(parts))


def _moment(seconds: float) -> str:
    """Return a time as in "14:02", a day where that is half a day away or more."""
    moment = datetime.fromtimestamp(seconds).astimezone()
    return f"{moment:%H:%M}" if abs(seconds - time.time()) < _HALF_A_DAY else wording.day(moment)
