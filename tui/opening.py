"""Opens the desk when the app starts: usually before the first picture, which then has the list already."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.app import App

from tui.messages import Failed
from tui.queries import desk_queries
from tui.queries.latest_query import reply_to
from tui.queries.results.desk import DeskOpened
from tui.queries.results.lists import ListLoaded
from tui.router import Router
from tui.shell import Shell

_LONGEST_WAIT = 0.25  # seconds for the desk before the screen is made without it


class Opening:
    """The opening of the desk. The app gets `DeskOpened`, or `Failed` for the work "open"."""

    def __init__(self, app: App[None], shell: Shell, router: Router, path: Path) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._path = path
        self.opened: DeskOpened | None = None
        """The open desk, `None` before."""

    @property
    def first(self) -> ListLoaded | None:
        """The list that is shown first, `None` if the desk is not open yet."""
        return self.opened.first if self.opened else None

    async def begin(self) -> None:
        """Open the desk in a thread; return when it is open, or a little later while that goes on."""
        done = asyncio.Event()
        self._app.run_worker(self._open(done), group="open")
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LONGEST_WAIT)

    async def _open(self, done: asyncio.Event) -> None:
        call = partial(desk_queries.open_desk, self._path, self._app.size.height)
        reply = await asyncio.to_thread(reply_to, "open", call)
        if isinstance(reply, DeskOpened):
            self.opened = reply
            self._shell.open(reply.desk)
            self._shell.orders = reply.orders
            if reply.visited:
                self._shell.history.restore(reply.visited.places, reply.visited.at)
        self._app.post_message(reply)
        done.set()

    def failed(self, event: Failed) -> None:
        """End the app, which has no desk, with the sentence that says why."""
        # By way of the screen, which must not be ended while it is being made.
        message = f"newsdesk: {event.sentence}"
        self._router.reading.call_later(partial(self._app.exit, return_code=1, message=message))
