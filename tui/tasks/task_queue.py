"""The queue of tasks: import, refresh, add feeds, fetch pages, analyse; one process at a time."""

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.timer import Timer

from storage.model import Counts
from tui.keymap import Keys
from tui.layout import wording
from tui.messages import Say
from tui.tasks import task_summary
from tui.tasks.subprocess_task import SubprocessTask
from tui.tasks.task import (
    Task,
    TaskDone,
    TaskKind,
    TaskProgress,
    add_task,
    analysis_task,
    import_task,
    refresh_task,
    waiting_pages_task,
)
from tui.tasks.task_summary import TaskSummary

QUIET_SECONDS = 5.0
"""Seconds for which the number of waiting articles stays the same if no other program analyses them."""

_FIRST_STAGE = {
    TaskKind.IMPORT: "reading",
    TaskKind.REFRESH: "fetching",
    TaskKind.ADD: "asking",
    TaskKind.PAGES: "pages",
    TaskKind.ANALYSIS: "analysing",
}
# The reader's tasks go before these, which are stopped and go on later.
_BACKGROUND = (TaskKind.ANALYSIS, TaskKind.PAGES)
_WAITING = "waiting"
_SUBSCRIBED = "fetching"  # the stage of adding a feed that comes after it is stored
_STAGES = ("reading", "asking", "fetching", "pages", "analysing", _WAITING)


@dataclass(eq=False, repr=False)
class ProgressChanged(Message):
    """The status line has another progress to show, or none."""

    progress: TaskProgress | None


class TaskQueue:
    """The running task and those that wait for their turn; equal tasks are kept once."""

    def __init__(
        self,
        desk: Path,
        keys: Keys,
        *,
        report: Callable[[Message], object],
        run: Callable[[Coroutine[Any, Any, None]], object],
        after: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        """Work on the file `desk`.

        `report` takes the messages about tasks, `run` runs a coroutine in the app's loop, `after` calls a
        function after some seconds.
        """
        self._desk = desk
        self._keys = keys
        self._report = report
        self._run = run
        self._after = after
        self._running: SubprocessTask | None = None
        self._waiting: deque[Task] = deque()
        self._quiet = self._closed = self._stopping = False
        self._stages: dict[str, TaskProgress] = {}
        self._shown: TaskProgress | None = None
        self._articles = self._articles_before = 0
        self._pending = self._tried = 0
        self.problems: tuple[str, ...] = ()
        """What the last task could not read, a sentence each."""

    # Tasks to do

    @property
    def running(self) -> bool:
        """Whether a task is running."""
        return self._running is not None

    @property
    def running_kind(self) -> TaskKind | None:
        """The kind of the running task."""
        return self._running.task.kind if self._running else None

    def has(self, kind: TaskKind) -> bool:
        """Return whether a task of this kind is running or waits for its turn."""
        return any(task.kind is kind for task in self._tasks)

    def start(self, paths: Sequence[Path], *, quiet: bool = False) -> None:
        """Import files and folders; a `quiet` import says nothing if it brought nothing."""
        self._add(import_task(paths, quiet=quiet))

    def refresh(
        self, feeds: Sequence[int] | None = None, *, everything: bool = False, quiet: bool = False
    ) -> None:
        """Fetch these feeds, or those that are due, or `everything`; `quiet` reports only news."""
        self._add(refresh_task(feeds, everything=everything, quiet=quiet))

    def add(self, address: str, folder: str = "") -> None:
        """Subscribe to the feed at an address, or to the best one that the page there names."""
        self._add(add_task(address, folder))

    def give_up_adding(self, address: str, folder: str) -> bool:
        """Stop looking for the feed at an address; return False if it is too late for that."""
        task = add_task(address, folder)
        if task in self._waiting:
            self._waiting.remove(task)
            return True
        if self._running is None or self._running.task != task or _SUBSCRIBED in self._stages:
            return False
        self._stop_running()
        return True

    def fetch_waiting_pages(self) -> None:
        """Fetch the pages that wait in the desk's queue, unless something else is under way."""
        if not self._tasks:
            self._add(waiting_pages_task())

    def analyse(self) -> None:
        """Analyse what waits for it, at once or after the running task."""
        self._tried = self._pending
        self._add(analysis_task())

    def analyse_pending(self, counts: Counts) -> None:
        """Analyse the articles that wait for it, unless another program seems to be doing so.

        It is tried again only when their number has changed: some may fail every time.
        """
        self._pending = counts.pending
        self._articles = counts.articles
        if self._shown:
            self._show(self._shown)
        if counts.pending not in (0, self._tried):
            self._after(QUIET_SECONDS, partial(self._analyse_if_still, counts.pending))

    def _analyse_if_still(self, pending: int) -> None:
        if not self._running and pending == self._pending != self._tried:
            self.analyse()

    # One after the other

    @property
    def _tasks(self) -> tuple[Task, ...]:
        running = [self._running.task] if self._running and not self._stopping else []
        return (*running, *self._waiting)

    def _add(self, task: Task) -> None:
        running = self._running
        if self._closed:
            return
        if task in self._tasks:
            if not task.quiet:
                self._make_audible(task)
                self._say(f"The {task.kind} is under way already.")
        elif running is None:
            self._begin(task)
        elif running.task.kind in _BACKGROUND:
            # What is left of it is begun again afterwards.
            self._waiting.append(task)
            self._tried = 0
            self._stop_running()
        else:
            self._waiting.append(task)
            if not task.quiet:
                self._say(f"The {task.kind} begins after the {running.task.kind}.")

    def _make_audible(self, task: Task) -> None:
        """Report the end of a quiet task after all: the reader has asked for it too."""
        if self._running and self._running.task == task:
            self._quiet = False
        self._waiting = deque(replace(one, quiet=False) if one == task else one for one in self._waiting)

    def _begin(self, task: Task) -> None:
        self._running = SubprocessTask(self._desk, task)
        self._quiet = task.quiet
        self._articles_before = self._articles
        self._stages = {}
        self._show(TaskProgress(_FIRST_STAGE[task.kind], 0, 0, ""))
        self._run(self._running.run(self._receive))

    def _stop_running(self) -> None:
        """Stop the running task, and go on to those that wait."""
        if self._running and not self._stopping:
            self._stopping = True
            self._run(self._running.stop())

    async def stop(self) -> None:
        """Stop the running task and drop the others. A write in progress is stored wholly or not at all."""
        self._closed = True
        self._waiting.clear()
        if self._running:
            await self._running.stop()

    # Progress and results

    def _receive(self, message: Message) -> None:
        """Take a message of the running task."""
        if isinstance(message, TaskProgress):
            self._progressed(message)
        elif isinstance(message, TaskDone):
            self._ended(message)
            self._report(message)

    def _progressed(self, progress: TaskProgress) -> None:
        """Show how far the task is; of stages that run side by side, the first unfinished one."""
        if self._running is None:
            return
        if progress.stage == _WAITING and self._running.task.kind in _BACKGROUND:
            self._tried = 0
            self._stop_running()  # another program does it
            return
        self._stages[progress.stage] = progress
        stages = (self._stages[stage] for stage in _STAGES if stage in self._stages)
        unfinished = (one for one in stages if not one.total or one.done < one.total)
        current = next(unfinished, progress)
        self._show(None if self._quiet and current.stage == _WAITING else current)

    def _show(self, progress: TaskProgress | None) -> None:
        if progress:
            new = max(0, self._articles - self._articles_before)
            progress = TaskProgress(progress.stage, progress.done, progress.total, progress.what, new)
        self._shown = progress
        self._report(ProgressChanged(progress))

    def _ended(self, done: TaskDone) -> None:
        """Show the result of a task, and begin the next one."""
        self._running, self._stopping = None, False
        self._show(None)
        if not done.stopped:
            self._summarise(done)
        if self._waiting:
            self._begin(self._waiting.popleft())

    def _summarise(self, done: TaskDone) -> None:
        if done.task.kind is TaskKind.ADD and not (done.report or {}).get("feeds"):
            return  # the dialog that asked for the feed says why there is none
        if done.report is None:
            self._say_summary(task_summary.failure(done.task, done.why))
            return
        self._say_summary(task_summary.summary(done.task, done.report))

    def _say_summary(self, summary: TaskSummary) -> None:
        self.problems = summary.problems or self.problems
        hint = ""
        if summary.action:
            hint = summary.hint.format(self._keys.key_for(summary.action))
        elif summary.problems:
            key = self._keys.key_for("command_palette")
            problems = wording.count(task_summary.count_problems(summary.problems), "problem")
            hint = f" {problems}: press {key} and type “problems”."
        if summary.sentence and (summary.news or not self._quiet):
            self._say(f"{summary.sentence}{hint}")

    def _say(self, sentence: str) -> None:
        self._report(Say(sentence))
