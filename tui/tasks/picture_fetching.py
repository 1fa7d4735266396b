"""Fetching the pictures of articles while they are read, in a process of its own."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.tasks.subprocess_task import SubprocessTask
from tui.tasks.task import TaskDone, pictures_task


@dataclass(eq=False, repr=False)
class PicturesFetched(Message):
    """The pictures of an article that could be had are on this machine."""

    article: int


class PictureFetching:
    """One article at a time; of those that come meanwhile only the newest is kept. Failures are silent."""

    def __init__(
        self,
        desk: Path,
        *,
        report: Callable[[Message], object],
        run: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        """Work on the file `desk`; `report` takes the results, `run` runs a coroutine in the app's loop."""
        self._desk = desk
        self._report = report
        self._run = run
        self._running: SubprocessTask | None = None
        self._next: int | None = None
        self._closed = False

    def fetch(self, article: int) -> None:
        """Fetch the pictures of an article."""
        if self._closed or (self._running and self._running.task.article == article):
            return
        self._next = article
        self._begin()

    async def stop(self) -> None:
        """Stop what is being fetched."""
        self._closed, self._next = True, None
        if self._running:
            await self._running.stop()

    def _begin(self) -> None:
        if self._running is None and self._next is not None:
            self._running = SubprocessTask(self._desk, pictures_task(self._next))
            self._next = None
            self._run(self._running.run(self._receive))

    def _receive(self, message: Message) -> None:
        if isinstance(message, TaskDone):
            self._running = None
            if message.report is not None and message.report["pictures"]:
                self._report(PicturesFetched(message.task.article))
            self._begin()
