"""Child processes for tasks of one kind, beside the queue of tasks."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.tasks.subprocess_task import SubprocessTask
from tui.tasks.task import Task, TaskDone


class TaskPool:
    """The tasks that run, each in a process of its own, and those that wait for one."""

    def __init__(
        self,
        desk: Path,
        *,
        receive: Callable[[Message], None],
        run: Callable[[Coroutine[Any, Any, None]], object],
        at_once: int = 1,
        newest: int | None = None,
    ) -> None:
        """Work on the file `desk`; `receive` takes reports, `run` runs a coroutine in the app's loop.

        At most `at_once` tasks run at the same time. Of those that wait, the oldest comes first; with
        `newest`, the newest comes first and only so many are kept.
        """
        self._desk = desk
        self._receive = receive
        self._run = run
        self._at_once = at_once
        self._newest = newest
        self._running: list[SubprocessTask] = []
        self._waiting: list[Task] = []
        self._closed = False

    def __contains__(self, task: Task) -> bool:
        """Return whether a task runs or waits."""
        return task in self._waiting or any(process.task == task for process in self._running)

    @property
    def is_full(self) -> bool:
        """Whether a new task has to wait."""
        return len(self._running) >= self._at_once

    def add(self, task: Task) -> None:
        """Run a task as soon as there is room, unless it runs or waits already."""
        if self._closed or task in self:
            return
        if self._newest is None:
            self._waiting.append(task)
        else:
            self._waiting = [task, *self._waiting][: self._newest]
        self._begin()

    async def stop(self) -> None:
        """Stop what runs and forget what waits. A write in progress is stored wholly or not at all."""
        self._closed = True
        self._waiting.clear()
        for process in [*self._running]:
            await process.stop()

    def _begin(self) -> None:
        while self._waiting and not self.is_full:
            process = SubprocessTask(self._desk, self._waiting.pop(0))
            self._running.append(process)
            self._run(process.run(self._take))

    def _take(self, message: Message) -> None:
        if isinstance(message, TaskDone):
            self._running = [process for process in self._running if process.task != message.task]
        self._receive(message)
        if isinstance(message, TaskDone):
            self._begin()
