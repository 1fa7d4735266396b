"""Fetching the pictures of articles while they are read, in a process of its own."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.tasks.task import TaskDone, pictures_task
from tui.tasks.task_pool import TaskPool


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
        self._report = report
        self._tasks = TaskPool(desk, receive=self._receive, run=run, newest=1)

    def fetch(self, article: int) -> None:
        """Fetch the pictures of an article."""
        self._tasks.add(pictures_task(article))

    async def stop(self) -> None:
        """Stop what is being fetched."""
        await self._tasks.stop()

    def _receive(self, message: Message) -> None:
        if isinstance(message, TaskDone) and message.report is not None and message.report["pictures"]:
            self._report(PicturesFetched(message.task.article))
