"""The one-way pipeline: files -> drafts -> articles -> mentions -> entities -> links.

Reading comes first and is written in small batches, so that what could be read is on the desk
whatever happens afterwards; the analysis then takes whatever waits for it, from this import or an
earlier one that was cut short.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from storage.database.articles import articles
from storage.database.articles.articles import Outcome
from storage.database.connection import Connection, DeskFile
from storage.database.feeds import subscriptions
from storage.errors import CorrectionError
from storage.model import Correction, Draft, IntakeReport, Progress, Subscription, Trouble
from storage.names.corrections import Corrector
from storage.pipeline.analyse import Analysis
from storage.pipeline.batches import batches
from storage.sources.files import file_reader
from storage.sources.web.addresses import canonical

STORE_STEP = 50  # drafts in one write: short enough that no other writer waits long
MOST_TROUBLES = 1000  # that are told one by one: a large file can be broken in every line

_Taken = Draft | Subscription | Correction
Report = Callable[[Progress], None]


class Intake:
    """Takes articles and subscriptions into one desk file and tells `progress` how far it is."""

    def __init__(self, desk_file: DeskFile, progress: Report) -> None:
        self._desk_file = desk_file
        self._progress = progress

    def take_in(self, paths: Sequence[Path], *, defer: bool) -> IntakeReport:
        """Import files and folders, then analyse what waits unless `defer`. Raises `AnalysisError`."""
        outcomes = dict.fromkeys(Outcome, 0)
        subscribed = corrected = 0
        troubles = _Troubles()
        for batch in batches(self._read(paths, troubles), STORE_STEP):
            with self._desk_file.writing() as connection:
                for found in batch:
                    if isinstance(found, Correction):
                        corrected += self._correct(connection, found, troubles)
                    elif isinstance(found, Draft):
                        outcomes[articles.store(connection, found, canonical(found.url))] += 1
                    else:
                        subscribed += subscriptions.take_in(connection, found, time.time())
        analysis = Analysis(self._desk_file, self._progress)
        if not defer:
            analysis.run()
        return IntakeReport(
            new=outcomes[Outcome.NEW],
            changed=outcomes[Outcome.CHANGED],
            unchanged=outcomes[Outcome.UNCHANGED],
            analysed=analysis.done,
            subscribed=subscribed,
            corrected=corrected,
            troubles=(*troubles.told(), *analysis.troubles),
        )

    def _correct(self, connection: Connection, found: Correction, troubles: "_Troubles") -> bool:
        try:
            Corrector(connection).take_in(found)
        except CorrectionError as error:
            troubles.add(Trouble(f"“{found.name}” {found.verdict}", str(error)))
            return False
        return True

    def reanalyse(self, *, everything: bool) -> IntakeReport:
        """Analyse all articles afresh, or only those that wait. Raises `AnalysisError`."""
        analysis = Analysis(self._desk_file, self._progress)
        if everything:
            analysis.begin_anew()
        else:
            analysis.run()
        return IntakeReport(analysed=analysis.done, troubles=tuple(analysis.troubles))

    def resolve_names(self) -> IntakeReport:
        """Resolve all names anew from what was recognised; the report counts the articles."""
        analysis = Analysis(self._desk_file, self._progress)
        analysis.resolve_names()
        return IntakeReport(analysed=analysis.done)

    def _read(
        self, paths: Sequence[Path], troubles: "_Troubles"
    ) -> Iterator[Draft | Subscription | Correction]:
        found = list(file_reader.find(paths))
        total = sum(file_reader.count(path) for path in found if isinstance(path, Path))
        done = 0
        for path in found:
            for one in file_reader.read(path) if isinstance(path, Path) else [path]:
                if isinstance(one, Trouble):
                    troubles.add(one)
                    continue
                done += 1
                what = one.name if isinstance(one, Correction) else one.title
                self._progress(Progress("reading", done, max(done, total), what))
                yield one


class _Troubles:
    """The troubles of an import, of which those beyond `MOST_TROUBLES` are only counted."""

    def __init__(self) -> None:
        self._told: list[Trouble] = []
        self._more = 0

    def add(self, trouble: Trouble) -> None:
        if len(self._told) < MOST_TROUBLES:
            self._told.append(trouble)
        else:
            self._more += 1

    def told(self) -> list[Trouble]:
        more = [Trouble("import", f"{self._more:,} more problems")] if self._more else []
        return self._told + more
