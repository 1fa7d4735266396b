"""Fetching the pages of articles while they are read, beside the queue of tasks."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.tasks import task_summary
from tui.tasks.task import Task, TaskDone, page_task
from tui.tasks.task_pool import TaskPool

AT_ONCE = 2
"""How many pages are fetched at the same time."""

_MOST_WAITING = 6  # wishes of a reader who goes on quickly; older ones are dropped


@dataclass(eq=False, repr=False)
class PageFetched(Message):
    """The page of an article was fetched and is stored; `asked` says that the reader asked for its text."""

    article: int
    asked: bool


@dataclass(eq=False, repr=False)
class PageMissed(Message):
    """The page of an article could not be fetched, as `sentence` says."""

    article: int
    sentence: str
    asked: bool


class PageFetching:
    """The pages that are fetched, each by a process of its own, and those that wait, newest first."""

    def __init__(
        self,
        desk: Path,
        *,
        report: Callable[[Message], object],
        run: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        """Work on the file `desk`; `report` takes the results, `run` runs a coroutine in the app's loop."""
        self._report = report
        self._tasks = TaskPool(desk, receive=self._receive, run=run, at_once=AT_ONCE, newest=_MOST_WAITING)
        self._asked: set[int] = set()
        self._tried: set[int] = set()

    def is_fetching(self, article: int) -> bool:
        """Return whether the page of an article is on its way."""
        return page_task(article) in self._tasks

    def fetch_once(self, article: int) -> bool:
        """Fetch a page unless that was tried since the app was opened; return whether it is on its way."""
        if article not in self._tried:
            self._add(article)
        return self.is_fetching(article)

    def fetch(self, article: int) -> None:
        """Fetch the page of an article because the reader asked for its text."""
        self._asked.add(article)
        self._add(article)

    async def stop(self) -> None:
        """Stop what is being fetched. A write in progress is stored wholly or not at all."""
        await self._tasks.stop()

    def _add(self, article: int) -> None:
        self._tried.add(article)
        self._tasks.add(page_task(article))

    def _receive(self, message: Message) -> None:
        if isinstance(message, TaskDone):
            self._ended(message.task, message)

    def _ended(self, task: Task, done: TaskDone) -> None:
        article = task.article
        asked = article in self._asked
        self._asked.discard(article)
        if done.report is None:
            sentence = task_summary.failure(task, done.why).sentence
        else:
            sentence = task_summary.summary(task, done.report).sentence
        if done.report is not None and done.report["pages"]:
            self._report(PageFetched(article, asked))
        elif not done.stopped:
            self._report(PageMissed(article, sentence, asked))
