"""What brings articles in: one errand at a time in a process of its own, told in the status line."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.model import Counts
from tui.layout import wording
from tui.messages import ErrandDone, ErrandProgress
from tui.tasks import task_kinds, task_summary
from tui.tasks.subprocess_task import Child
from tui.tasks.task_kinds import Errand, Task
from tui.tasks.task_summary import Outcome

if TYPE_CHECKING:
    from tui.app import Newsdesk

QUIET_SECONDS = 5.0  # for which the number of waiting articles stays the same when nobody analyses them
_SOON = 0.3  # seconds after which a process that is still at work at the end is worth a word
_FIRST_STAGE = {
    Task.IMPORT: "reading",
    Task.REFRESH: "fetching",
    Task.ADD: "asking",
    Task.PAGE: "page",
    Task.ANALYSIS: "analysing",
}
_WAITING = "waiting"
_SUBSCRIBED = "fetching"  # the stage of adding a feed that comes after it is stored
_STAGES = ("reading", "asking", "fetching", "pages", "analysing", _WAITING)


class Intakes:
    """The errand at hand and those that wait for their turn; the same wish is kept once."""

    def __init__(self, app: "Newsdesk", desk: Path) -> None:
        self._app = app
        self._desk = desk
        self._running: Child | None = None
        self._waiting: deque[Errand] = deque()
        self._quiet = self._closed = self._stopping = False
        self._stages: dict[str, ErrandProgress] = {}
        self._shown: ErrandProgress | None = None
        self._articles = self._before = 0
        self._pending = self._tried = 0
        self.problems: tuple[str, ...] = ()
        """What the last errand could not read, a sentence each."""

    # What can be wished for

    @property
    def running(self) -> bool:
        """Whether an errand is under way."""
        return self._running is not None

    def under_way(self, task: Task) -> bool:
        """Return whether an errand of this kind is under way or waits for its turn."""
        return any(errand.task is task for errand in self._wishes)

    def start(self, paths: Sequence[Path], *, quiet: bool = False) -> None:
        """Import files and folders; `quiet` says nothing at the end if nothing came of it."""
        self._wish(task_kinds.importing(paths, quiet=quiet))
        self._app.reading.reload()

    def refresh(
        self, feeds: Sequence[int] | None = None, *, everything: bool = False, quiet: bool = False
    ) -> None:
        """Fetch these feeds, or those that are due, or `everything`; `quiet` tells of news alone."""
        self._wish(task_kinds.refreshing(feeds, everything=everything, quiet=quiet))

    def add(self, address: str, folder: str = "") -> None:
        """Subscribe to the feed at an address, or to the best that the page there names."""
        self._wish(task_kinds.adding(address, folder))

    def give_up_adding(self, address: str, folder: str) -> bool:
        """Stop looking for the feed at an address; returns whether it is not too late for that."""
        errand = task_kinds.adding(address, folder)
        if errand in self._waiting:
            self._waiting.remove(errand)
            return True
        if self._running is None or self._running.errand != errand or _SUBSCRIBED in self._stages:
            return False
        self._give_up()
        return True

    def fetch_page(self, article: int) -> None:
        """Fetch the page of an article, and show its text."""
        self._wish(task_kinds.fetching_page(article))

    def analyse(self) -> None:
        """Analyse what waits for it at once, or after what is under way."""
        self._tried = self._pending
        self._wish(task_kinds.analysis())

    def analyse_pending(self, counts: Counts) -> None:
        """Analyse the articles that wait for it, unless another program is seen to be at it.

        Tried again only when their number has changed: some may fail every time.
        """
        self._pending = counts.pending
        self._counted(counts.articles)
        if counts.pending not in (0, self._tried):
            self._later(partial(self._analyse_if_still, counts.pending))

    def _later(self, call: Callable[[], None]) -> None:
        self._app.set_timer(QUIET_SECONDS, call)

    def _analyse_if_still(self, pending: int) -> None:
        if not self._running and pending == self._pending != self._tried:
            self.analyse()

    # One after the other

    @property
    def _wishes(self) -> tuple[Errand, ...]:
        at_hand = [self._running.errand] if self._running and not self._stopping else []
        return (*at_hand, *self._waiting)

    def _wish(self, errand: Errand) -> None:
        at_hand = self._running
        if self._closed:
            return
        if errand in self._wishes:
            if not errand.quiet:
                self._tell_of(errand)
                self._app.remark(f"The {errand.task} is under way already.")
        elif at_hand is None:
            self._begin(errand)
        elif at_hand.errand.task is Task.ANALYSIS:
            # What is wished for goes first; the analysis is taken up again afterwards.
            self._waiting.append(errand)
            self._tried = 0
            self._give_up()
        else:
            self._waiting.append(errand)
            if not errand.quiet:
                self._app.remark(f"The {errand.task} begins after the {at_hand.errand.task}.")

    def _tell_of(self, errand: Errand) -> None:
        """Tell of an errand, which nobody had asked for, as of one that was asked for."""
        if self._running and self._running.errand == errand:
            self._quiet = False
        self._waiting = deque(replace(one, quiet=False) if one == errand else one for one in self._waiting)

    def _begin(self, errand: Errand) -> None:
        self._running = child = Child(self._desk, errand)
        self._quiet = errand.quiet
        self._before = self._articles
        self._stages = {}
        self._show(ErrandProgress(_FIRST_STAGE[errand.task], 0, 0, ""))
        self._app.run_worker(child.run(self._app), group="errand")

    def _give_up(self) -> None:
        """Stop what is under way, and go on to what waits."""
        if self._running and not self._stopping:
            self._stopping = True
            self._app.run_worker(self._running.stop(), group="stop")

    async def stop(self) -> None:
        """End what is under way; what it is storing is stored wholly or not at all."""
        self._closed = True
        self._waiting.clear()
        if self._running:
            notice = self._app.set_timer(_SOON, self._say_why_it_lasts)
            await self._running.stop()
            notice.stop()

    def _say_why_it_lasts(self) -> None:
        self._app.remark("Quitting as soon as what has come is stored …")

    # What is told of them

    def progressed(self, progress: ErrandProgress) -> None:
        """Show how far the errand is; of stages that go on side by side, the first."""
        if self._running is None:
            return
        if progress.stage == _WAITING and self._running.errand.task is Task.ANALYSIS:
            self._tried = 0
            self._give_up()  # another program is at it
            return
        self._stages[progress.stage] = progress
        told = (self._stages[stage] for stage in _STAGES if stage in self._stages)
        unfinished = (one for one in told if not one.total or one.done < one.total)
        at_hand = next(unfinished, progress)
        self._show(None if self._quiet and at_hand.stage == _WAITING else at_hand)

    def _counted(self, articles: int) -> None:
        self._articles = articles
        if self._shown:
            self._show(self._shown)

    def _show(self, progress: ErrandProgress | None) -> None:
        if progress:
            new = max(0, self._articles - self._before)
            progress = ErrandProgress(progress.stage, progress.done, progress.total, progress.what, new)
        self._shown = progress
        for screen in self._app.desk_screens():
            screen.show_progress(progress)

    def ended(self, done: ErrandDone) -> None:
        """Say what came of an errand, and begin the next."""
        self._running, self._stopping = None, False
        self._show(None)
        if not done.stopped:
            self._tell(done)
        for screen in self._app.desk_screens():
            screen.desk_changed()
        if self._waiting:
            self._begin(self._waiting.popleft())

    def _tell(self, done: ErrandDone) -> None:
        errand, report = done.errand, done.report
        if report is None:
            self._say(task_summary.failure(errand, done.why))
            return
        self._say(task_summary.outcome(errand, report))
        if errand.task is Task.PAGE and report["pages"]:
            self._app.show_page_text(errand.article)

    def _say(self, outcome: Outcome) -> None:
        self.problems = outcome.problems or self.problems
        if outcome.action:
            hint = outcome.hint.format(self._app.key_for(outcome.action))
        elif outcome.problems:
            key = self._app.key_for("command_palette")
            hint = f" {wording.count(len(outcome.problems), 'problem')}: press {key} and type “problems”."
        else:
            hint = ""
        if outcome.sentence and (outcome.news or not self._quiet):
            self._app.remark(f"{outcome.sentence}{hint}")
