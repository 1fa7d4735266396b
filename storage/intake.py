"""The one-way pipeline: files -> drafts -> articles -> mentions -> entities -> links.

Reading comes first and is written in small batches, so that what could be read is on the desk
whatever happens afterwards; the analysis then takes whatever waits for it, from this import or an
earlier one that was cut short.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from storage.analysis.names import Cluster
from storage.database import articles, lists
from storage.database.articles import Outcome
from storage.database.connection import Connections
from storage.document import draft_document
from storage.errors import SourceError
from storage.linking import Linker
from storage.model import Article, Draft, IntakeReport, Progress, Trouble
from storage.naming import named, record_names
from storage.sources import files
from storage.worker import Analyst

STORE_STEP = 50  # drafts in one write: short enough that no other writer waits long
READ_STEP = 16  # articles that the analysis reads at a time

T = TypeVar("T")
Report = Callable[[Progress], None]


class Intake:
    """Takes articles into one desk file and tells `progress` how far it is."""

    def __init__(self, connections: Connections, progress: Report) -> None:
        self._connections = connections
        self._progress = progress

    def take_in(self, paths: Sequence[Path], *, defer: bool) -> IntakeReport:
        """Import files and folders, then analyse what waits unless `defer`. Raises `AnalysisError`."""
        outcomes = dict.fromkeys(Outcome, 0)
        troubles: list[Trouble] = []
        for batch in _batches(self._read(paths, troubles), STORE_STEP):
            with self._connections.writing() as connection:
                for draft in batch:
                    outcomes[articles.store(connection, draft)] += 1
        analysed = 0 if defer else self._analyse(troubles)
        return IntakeReport(
            new=outcomes[Outcome.NEW],
            changed=outcomes[Outcome.CHANGED],
            unchanged=outcomes[Outcome.UNCHANGED],
            analysed=analysed,
            troubles=tuple(troubles),
        )

    def reanalyse(self, *, everything: bool) -> IntakeReport:
        """Analyse all articles afresh, or only those that wait. Raises `AnalysisError`."""
        if everything:
            with self._connections.writing() as connection:
                articles.forget_analysis(connection)
        troubles: list[Trouble] = []
        analysed = self._analyse(troubles)
        return IntakeReport(analysed=analysed, troubles=tuple(troubles))

    def _read(self, paths: Sequence[Path], troubles: list[Trouble]) -> Iterator[Draft]:
        found = list(files.find(paths))
        total = sum(files.count(path) for path in found if isinstance(path, Path))
        done = 0
        for path in found:
            for draft in files.read(path) if isinstance(path, Path) else [path]:
                if isinstance(draft, Trouble):
                    troubles.append(draft)
                    continue
                done += 1
                self._progress(Progress("reading", done, max(done, total), draft.title))
                yield draft

    def _analyse(self, troubles: list[Trouble]) -> int:
        with self._connections.reading() as connection:
            total = lists.counts(connection).pending
        if not total:
            return 0
        linker = Linker(self._connections)
        done = 0
        with Analyst() as analyst:
            for article, clusters in self._readings(analyst, troubles):
                if self._record(article, clusters):
                    linker.link(article)
                    done += 1
                self._progress(Progress("analysing", done, max(done, total), article.title))
        return done

    def _readings(self, analyst: Analyst, troubles: list[Trouble]) -> Iterator[tuple[Article, list[Cluster]]]:
        """Yield each waiting article with what was found in it, nothing where the analysis failed."""
        for batch, readings in analyst.readings(self._pending(), _texts):
            for article, clusters in zip(batch, readings, strict=True):
                if isinstance(clusters, str):
                    troubles.append(
                        Trouble(article.origin, f"“{article.title}” was not analysed: {clusters}")
                    )
                yield article, [] if isinstance(clusters, str) else clusters

    def _pending(self) -> Iterator[list[Article]]:
        # By number, not by "the first that wait": the batch at hand waits until it is recorded.
        last = 0
        while True:
            with self._connections.reading() as connection:
                batch = articles.pending(connection, after=last, limit=READ_STEP)
            if not batch:
                return
            last = batch[-1].id
            yield batch

    def _record(self, article: Article, clusters: list[Cluster]) -> bool:
        """Store the names of an article; False if it has changed or gone since it was read."""
        with self._connections.writing() as connection:
            if not articles.is_pending(connection, article):
                return False
            record_names(connection, article, clusters)
            return True


def peek(path: Path) -> Mapping[str, Any]:
    """Return what a file holds, with the names in it, as a JSON object; stores nothing.

    Raises `SourceError` when nothing in it can be read, `AnalysisError` when the model fails.
    """
    read = list(files.read(path))
    drafts = [draft for draft in read if isinstance(draft, Draft)]
    troubles = [trouble for trouble in read if isinstance(trouble, Trouble)]
    if not drafts:
        raise SourceError(str(troubles[0]) if troubles else f"{path}: there is nothing in it.")
    documents = []
    with Analyst() as analyst:
        for batch, readings in analyst.readings(_batches(iter(drafts), READ_STEP), _texts):
            for draft, clusters in zip(batch, readings, strict=True):
                found = [] if isinstance(clusters, str) else named(draft, clusters)
                documents.append(draft_document(draft, found))
    return {
        "kind": "text" if path.suffix.lower() in files.TEXT else "jsonl",
        "title": drafts[0].title if len(drafts) == 1 else path.name,
        "articles": documents,
        "troubles": [
            {"origin": trouble.origin, "message": trouble.message, "line": trouble.line}
            for trouble in troubles
        ],
    }


def _texts(batch: Sequence[Article | Draft]) -> list[tuple[str, str]]:
    return [(article.title, article.text) for article in batch]


def _batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(items, size)):
        yield batch
