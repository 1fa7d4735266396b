"""Notices what happens to the desk by itself: other programs write to it, and feeds become due."""

import time
from collections.abc import Callable
from functools import partial

from textual.app import App

from tui.messages import Write
from tui.queries import article_queries, desk_queries, rule_queries, search_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.desk import Changed
from tui.shell import Shell
from tui.tasks.refresh_scheduler import CHECK_SECONDS, FIRST_CHECK_SECONDS

_POLL_SECONDS = 1.0
_SETTLING_SECONDS = 60.0  # between two looks for what only the passing of time changes
_RELOAD_SECONDS = 2.0  # between two reloads while a task writes


class DeskWatch:
    """Asks for the version of the desk and for due feeds; the app gets `Changed` and `DueLoaded`."""

    def __init__(self, app: App[None], shell: Shell, reload: Callable[[], None]) -> None:
        """Call `reload` when another program has written."""
        self._app = app
        self._shell = shell
        self._reload = reload
        self._versions = LatestQuery(app, "version")
        self._dues = LatestQuery(app, "due")
        self._version = 0
        self._reloaded = 0.0

    def begin(self, version: int) -> None:
        """Ask again and again from now on; `version` is the one that the screen shows."""
        self._version = version
        self._app.set_interval(_POLL_SECONDS, self.check_version)
        self._app.set_timer(FIRST_CHECK_SECONDS, self.check_due)
        self._app.set_interval(CHECK_SECONDS, self.check_due)
        self.settle()
        self._app.set_interval(_SETTLING_SECONDS, self.settle)

    def check_due(self) -> None:
        """Ask when the next feed is due."""
        self._dues.ask(partial(desk_queries.next_due, self._shell.desk))

    def settle(self) -> None:
        """Do what is due: run saved searches again, show hidden articles, tell what rules have found."""
        self._app.post_message(Write(partial(search_queries.refresh, self._shell.desk)))
        self._app.post_message(Write(partial(article_queries.unhide_due, self._shell.desk)))
        self._app.post_message(Write(partial(rule_queries.take_notices, self._shell.desk)))

    def check_version(self) -> None:
        """Ask whether another program has written."""
        self._versions.ask(partial(desk_queries.version, self._shell.desk))

    def task_ended(self) -> None:
        """Show at once what a task has written."""
        self._reloaded = 0.0
        self.check_version()
        self.settle()

    def changed(self, event: Changed) -> None:
        """Reload if another program has written; while a task writes, only now and then."""
        now = time.monotonic()
        pause = _RELOAD_SECONDS if self._shell.tasks.running else 0.0
        if event.version != self._version and now - self._reloaded >= pause:
            self._version, self._reloaded = event.version, now
            self._reload()
            self._app.post_message(Write(partial(rule_queries.take_notices, self._shell.desk)))
