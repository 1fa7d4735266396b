"""Downloads of the files that come with articles, one after the other, beside the queue of tasks."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.messages import Complain, Say
from tui.tasks import task_summary
from tui.tasks.task import TaskDone, TaskProgress, download_task
from tui.tasks.task_pool import TaskPool


@dataclass(eq=False, repr=False)
class DownloadProgress(Message):
    """How far the present download is, `None` if there is none."""

    progress: TaskProgress | None


class Downloads:
    """The running download and those that wait, one after the other. What is cut goes on when asked."""

    def __init__(
        self,
        desk: Path,
        *,
        report: Callable[[Message], object],
        run: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        """Work on the file `desk`; `report` takes the results, `run` runs a coroutine in the app's loop."""
        self._report = report
        self._tasks = TaskPool(desk, receive=self._receive, run=run)

    def start(self, article: int, number: int, folder: Path | None) -> None:
        """Download a file of an article (1 is the first) to a folder, `None` for that of the system."""
        task = download_task(article, number, folder)
        if task in self._tasks:
            self._report(Say("This file is being downloaded already."))
        elif self._tasks.is_full:
            self._report(Say("The download begins after the present one."))
        else:
            self._report(DownloadProgress(TaskProgress("downloading", 0, 0, "")))
        self._tasks.add(task)

    async def stop(self) -> None:
        """Stop the download; what has come stays, and the next time it goes on from there."""
        await self._tasks.stop()

    def _receive(self, message: Message) -> None:
        if isinstance(message, TaskProgress):
            self._report(DownloadProgress(message))
        elif isinstance(message, TaskDone):
            self._ended(message)

    def _ended(self, done: TaskDone) -> None:
        self._report(DownloadProgress(None))
        if done.report is not None:
            self._report(Say(task_summary.summary(done.task, done.report).sentence))
        elif not done.stopped:
            self._report(Complain(f"The download failed: {done.why}"))
