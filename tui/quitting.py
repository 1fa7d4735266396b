"""Ends the app, once everything that the reader did and that has come in is stored."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

from textual.app import App

from tui.messages import Flush, Say, Write
from tui.queries.writer import Writer
from tui.shell import Shell

_NOTICE_SECONDS = 0.3  # between two notices about what quitting waits for
_FLUSH_SECONDS = 1.0


class Quitting:
    """The end of the app. The screen goes on while the last things are stored."""

    def __init__(
        self, app: App[None], shell: Shell, writer: Writer, last_writes: Callable[[], Iterable[Write]]
    ) -> None:
        """End `app`; `last_writes` returns what is still to be stored once the screen is there."""
        self._app = app
        self._shell = shell
        self._writer = writer
        self._last_writes = last_writes
        self._begun = False

    def begin(self, code: int) -> None:
        """Quit with an exit code, with the terminal as it was before."""
        if self._begun:
            return
        self._begun = True
        self._writer.forget_failures()
        for write in self._last_writes() if self._app.screen_stack else ():
            self._writer.write(write)
        self._app.run_worker(self._quit(code), group="quit")

    async def _quit(self, code: int) -> None:
        notice = self._app.set_interval(_NOTICE_SECONDS, self._say_what_it_waits_for)
        await self._shell.tasks.stop()
        await self._shell.pages.stop()
        await self._shell.pictures.stop()
        await self._shell.downloads.stop()
        await self._flush()
        failures = await self._writer.finish()
        notice.stop()
        if failures:
            self._app.exit(return_code=code or 1, message=f"newsdesk: {failures[0]}")
        else:
            self._app.exit(return_code=code)

    def _say_what_it_waits_for(self) -> None:
        if self._app.screen_stack:
            self._app.post_message(Say("Quitting as soon as everything is stored …"))

    async def _flush(self) -> None:
        """Wait for the writes that rise from the widget in focus to the app.

        A write may be the answer to a message from a widget further down: the second round waits for that.
        """
        for _ in range(2):
            arrived = asyncio.Event()
            if self._app.screen_stack:
                (self._app.focused or self._app.screen).post_message(Flush(arrived))
                with suppress(TimeoutError):  # the widget may be removed meanwhile
                    await asyncio.wait_for(arrived.wait(), _FLUSH_SECONDS)
