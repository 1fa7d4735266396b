"""Import: files become drafts, articles, and finally analysed articles.

Drafts are stored in small batches as they are read. Then the analysis takes whatever waits, from this
import or from an earlier one that was interrupted.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from storage.database.articles import articles
from storage.database.articles.articles import Outcome
from storage.database.connection import Connection, DeskFile
from storage.database.feeds import subscriptions
from storage.database.searches import saved_searches
from storage.errors import CorrectionError, DeskError
from storage.model import Correction, Draft, IntakeReport, Progress, Rule, SearchDraft, Subscription, Trouble
from storage.names.corrections import Corrector
from storage.pipeline.analyse import Analysis
from storage.pipeline.rules.application import RuleApplication
from storage.pipeline.trouble_list import TroubleList
from storage.sources.files import file_reader
from storage.sources.web.web_addresses import canonical_url

BATCH_SIZE = 50  # drafts in one transaction: short enough that no other writer waits long

Importable: TypeAlias = Draft | Subscription | SearchDraft | Correction


class Intake:
    """Takes articles, subscriptions and corrections into one desk file and reports its progress."""

    def __init__(
        self, desk_file: DeskFile, progress: Callable[[Progress], None], rules: Sequence[Rule] = ()
    ) -> None:
        """Apply `rules` to what is imported; they run no programs and tell the reader nothing."""
        self._rules = rules
        self._desk_file = desk_file
        self._progress = progress
        self._troubles = TroubleList()

    def take_in(self, paths: Sequence[Path], *, defer: bool) -> IntakeReport:
        """Import files and folders, then analyse what waits unless `defer`. Raises `AnalysisError`."""
        outcomes = dict.fromkeys(Outcome, 0)
        subscribed = corrected = searches = 0
        application = RuleApplication(self._rules, outside=False)
        for batch in _batches(self._read(paths)):
            with self._desk_file.writing() as connection:
                before = application.last_number(connection)
                for found in batch:
                    if isinstance(found, Correction):
                        corrected += self._correct(connection, found)
                    elif isinstance(found, Draft):
                        outcomes[articles.store(connection, found, canonical_url(found.url))] += 1
                    elif isinstance(found, SearchDraft):
                        searches += self._save(connection, found)
                    else:
                        subscribed += subscriptions.subscribe_from_list(connection, found, time.time())
                application.arrived(connection, before, time.time())
        analysis = Analysis(self._desk_file, self._progress, self._rules)
        if not defer:
            analysis.run()
        self._troubles.extend(analysis.troubles)
        return IntakeReport(
            new=outcomes[Outcome.NEW],
            changed=outcomes[Outcome.CHANGED],
            unchanged=outcomes[Outcome.UNCHANGED],
            analysed=analysis.done,
            subscribed=subscribed,
            corrected=corrected,
            searches=searches,
            problems=self._troubles.count,
            troubles=self._troubles.listed("import"),
        )

    def reanalyse(self, *, everything: bool) -> IntakeReport:
        """Analyse all articles again, or only those that wait. Raises `AnalysisError`."""
        analysis = Analysis(self._desk_file, self._progress, self._rules)
        if everything:
            analysis.reanalyse()
        else:
            analysis.run()
        troubles = analysis.troubles
        return IntakeReport(
            analysed=analysis.done, problems=troubles.count, troubles=troubles.listed("analysis")
        )

    def resolve_names(self) -> IntakeReport:
        """Resolve all names again from the stored mentions. The report counts the articles."""
        analysis = Analysis(self._desk_file, self._progress, self._rules)
        analysis.resolve_names()
        return IntakeReport(analysed=analysis.done)

    def _correct(self, connection: Connection, found: Correction) -> bool:
        try:
            Corrector(connection).apply(found)
        except CorrectionError as error:
            self._troubles.add(Trouble(f"“{found.name}” {found.verdict}", str(error)))
            return False
        return True

    def _save(self, connection: Connection, found: SearchDraft) -> bool:
        try:
            return saved_searches.save_from_list(connection, found, time.time())
        except DeskError as error:
            self._troubles.add(Trouble(f"“{found.name}”", str(error)))
            return False

    def _read(self, paths: Sequence[Path]) -> Iterator[Importable]:
        # The files are found twice: a list of all files in large folders could fill the memory.
        total = sum(file_reader.count(path) for path in file_reader.find(paths) if isinstance(path, Path))
        done = 0
        for path in file_reader.find(paths):
            for found in file_reader.read(path) if isinstance(path, Path) else [path]:
                if isinstance(found, Trouble):
                    self._troubles.add(found)
                    continue
                done += 1
                what = found.name if isinstance(found, Correction) else found.title
                self._progress(Progress("reading", done, max(done, total), what))
                yield found


def _batches(items: Iterable[Importable]) -> Iterator[list[Importable]]:
    """Yield lists of `BATCH_SIZE` items as they are read, and a last list with the rest."""
    unread = iter(items)
    while batch := list(islice(unread, BATCH_SIZE)):
        yield batch
