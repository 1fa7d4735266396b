"""Stores where the reader is, so that the next start goes on there, also after a crash."""

import time
from functools import partial

from textual.app import App

from tui.messages import Write
from tui.queries import desk_queries
from tui.router import Router
from tui.shell import Shell

SECONDS = 3.0  # between two looks at whether the reader has moved
_IN_ONE_GO_SECONDS = 1.5


class HistorySaving:
    """Stores the places visited whenever they have changed.

    Who quits by going back level by level in one go finds the next start where the first step was taken.
    """

    def __init__(self, app: App[None], shell: Shell, router: Router) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._begun = False
        self._stored = ""
        self._left = -_IN_ONE_GO_SECONDS
        self._before_leaving = ""

    def begin(self) -> None:
        """Store changes from now on."""
        self._begun = True
        self._app.set_interval(SECONDS, self.save)

    def leaving(self) -> None:
        """Keep where the reader is before going one level back."""
        now = time.monotonic()
        if now - self._left >= _IN_ONE_GO_SECONDS:
            self._before_leaving = self._written()
        self._left = now

    def save(self) -> None:
        """Store where the reader is, if that has changed, unless the app is closing its screens."""
        if self._app.is_running and self._shell.ready and (write := self._write_of(self._written())):
            self._app.post_message(write)

    def write_at_the_end(self) -> Write | None:
        """Return the write that stores where the next start begins, `None` if that is stored."""
        if not (self._shell.ready and self._begun):
            return None
        in_one_go = time.monotonic() - self._left < _IN_ONE_GO_SECONDS
        return self._write_of(self._before_leaving if in_one_go else self._written())

    def _write_of(self, text: str) -> Write | None:
        if not text or text == self._stored:
            return None
        self._stored = text
        return Write(partial(desk_queries.save_value, self._shell.desk, desk_queries.HISTORY, text))

    def _written(self) -> str:
        from tui.navigation import saved_history  # noqa: PLC0415 - not needed for the first picture

        history = self._shell.history
        places = [*history.places]
        places[history.at] = self._router.current
        return saved_history.written(places, history.at)
