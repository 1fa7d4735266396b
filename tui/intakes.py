"""Imports and late analyses: one at a time, in a process of its own, told in the status line."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.model import Counts
from tui import wording
from tui.importing import Import
from tui.messages import ImportDone, ImportProgress

if TYPE_CHECKING:
    from tui.app import Newsdesk

QUIET_SECONDS = 5.0  # for which the number of waiting articles stays the same when nobody analyses them


class Intakes:
    """What brings articles in, and finds the names of those that are in already."""

    def __init__(self, app: "Newsdesk", desk: Path) -> None:
        self._app = app
        self._desk = desk
        self._running: Import | None = None
        self._quiet = False
        self._pending = 0
        self._tried = 0
        self.problems: tuple[str, ...] = ()
        """What the last import could not read, a sentence each."""

    @property
    def running(self) -> bool:
        """Whether an import is going on."""
        return self._running is not None

    def start(self, paths: Sequence[Path], *, quiet: bool = False) -> None:
        """Import files and folders; `quiet` says nothing at the end if nothing came of it."""
        if self._running:
            self._app.remark("One import at a time: the one before is still going on.")
        else:
            self._quiet, self.problems = quiet, ()
            self._run(paths)
            self._app.reading.reload()

    def analyse_pending(self, counts: Counts) -> None:
        """Analyse the articles that wait for it, unless another program is seen to be at it.

        Tried again only when their number has changed: some may fail every time.
        """
        self._pending = counts.pending
        if counts.pending not in (0, self._tried):
            self._later(partial(self._analyse_if_still, counts.pending))

    def _later(self, call: Callable[[], None]) -> None:
        self._app.set_timer(QUIET_SECONDS, call)

    def _analyse_if_still(self, pending: int) -> None:
        if not self._running and pending == self._pending != self._tried:
            self._tried = pending
            self._quiet = True
            self._run(())

    def _run(self, paths: Sequence[Path]) -> None:
        self._running = Import(self._desk, paths)
        self.progressed(ImportProgress("reading" if paths else "analysing", 0, 0, ""))
        self._app.run_worker(self._running.run(self._app), group="import")

    def progressed(self, progress: ImportProgress | None) -> None:
        """Show how far the import is, or that there is none."""
        for screen in self._app.desk_screens():
            screen.show_progress(progress)

    def ended(self, done: ImportDone) -> None:
        """Say what came of the import."""
        self._running = None
        self.progressed(None)
        if done.problems:
            self.problems = done.problems
            problems = wording.count(len(done.problems), "problem")
            key = self._app.key_for("command_palette")
            self._app.remark(f"{done.sentence} {problems}: press {key} and type “problems”.")
        elif done.stored or not self._quiet:
            self._app.remark(done.sentence)
        for screen in self._app.desk_screens():
            screen.desk_changed()

    async def stop(self) -> None:
        """End what is going on; what it is storing is stored wholly or not at all."""
        if self._running:
            await self._running.stop()
