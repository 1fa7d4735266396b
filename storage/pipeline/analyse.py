"""The articles that wait for analysis: analysed in a worker process and stored one by one."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from threading import Event

from storage.analysis.article_analysis import ArticleAnalysis
from storage.analysis.recognition.sentence_encoder import LazyEncoder
from storage.database import deleted_articles
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.lists import article_lists
from storage.database.names import entities
from storage.database.stories import boilerplate, retrieval_index, sentence_indexes, stories
from storage.model import Article, Progress, Rule, Trouble
from storage.names import resolving_again
from storage.names.recording import record_names, weigh
from storage.pipeline.rules.application import RuleApplication
from storage.pipeline.trouble_list import TroubleList
from storage.processes.analysis_process import BATCH_SIZE, AnalysisProcess
from storage.processes.desk_lock import desk_lock
from storage.stories import novelty, story_reading
from storage.stories.boilerplate import BoilerplateFinder
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker
from storage.stories.sentence_indexing import (
    encode,
    encode_newcomers,
    index_missing_sentences,
    store_encoded,
    unencoded,
)

_POLL_SECONDS = 0.3
_MOST_OUTDATED = 500  # articles whose boilerplate is found anew in one run


class Analysis:
    """Analyses the waiting articles of one desk file. Only one process at a time does."""

    def __init__(
        self, desk_file: DeskFile, progress: Callable[[Progress], None], rules: Sequence[Rule] = ()
    ) -> None:
        """Apply `rules` to the articles that waited for the analysis."""
        self._desk_file = desk_file
        self._rules = RuleApplication(rules)
        self._progress = progress
        self._encoder = LazyEncoder()
        self._boilerplate = BoilerplateFinder()
        self._stopped = Event()
        self._arrivals_ended = Event()
        self.done = 0
        """How many articles were analysed."""
        self.troubles = TroubleList()
        """The articles that the model could not analyse."""

    def run(self) -> None:
        """Analyse until no article waits. Raises `AnalysisError`."""
        self._arrivals_ended.set()
        self._run()

    @contextmanager
    def alongside(self) -> Iterator[None]:
        """Analyse in a thread whatever arrives during the `with` block, then the rest.

        Raises `AnalysisError` at the end of the block. An error inside the block stops the analysis.
        """
        with ThreadPoolExecutor(1) as threads:
            running = threads.submit(self._run_during_arrivals)
            try:
                yield
                self._arrivals_ended.set()
                running.result()
            finally:
                self.stop()

    def reanalyse(self) -> None:
        """Analyse all articles again, one by one; each keeps its names, links and story until then.

        Raises `AnalysisError`.
        """
        self._arrivals_ended.set()
        with self._lock() as is_held:
            if is_held:
                with self._desk_file.writing() as connection:
                    mark_for_reanalysis(connection)
                self._analyse()
                self._settle_news()

    def resolve_names(self) -> None:
        """Resolve the names of all analysed articles again. The articles are not analysed again."""
        with self._lock() as is_held:
            if is_held:
                resolving_again.begin(self._desk_file)
                self.done = resolving_again.resume(self._desk_file, self._progress, self._stopped.is_set)

    def stop(self) -> None:
        """End after the current article. The rest keeps waiting."""
        self._stopped.set()

    def _lock(self) -> AbstractContextManager[bool]:
        return desk_lock(self._desk_file.path, "analysis", self._wait, self._stopped.is_set)

    def _wait(self) -> None:
        self._progress(Progress("waiting", 0, 0))

    def _run_during_arrivals(self) -> None:
        while not (self._arrivals_ended.is_set() or self._stopped.is_set() or self._waiting(settled=True)):
            self._stopped.wait(_POLL_SECONDS)
        if not self._stopped.is_set():
            self._run()

    def _run(self) -> None:
        with self._desk_file.writing() as connection:
            deleted_articles.purge(connection, time.time())
            entities.delete_unused(connection)
        if not self._has_work():
            return
        with self._lock() as is_held:
            if is_held and self._is_due():
                self._analyse()
            if is_held:
                self._settle_news()

    def _has_work(self) -> bool:
        with self._desk_file.reading() as connection:
            lacks_sentences = bool(sentence_indexes.missing(connection, 1))
            lacks_vectors = sentence_indexes.newcomer(connection) is not None
        return lacks_sentences or lacks_vectors or self._is_due()

    def _is_due(self) -> bool:
        return self._waiting() > 0 or resolving_again.is_unfinished(self._desk_file)

    def _waiting(self, *, settled: bool = False) -> int:
        """Return how many articles wait; with `settled` only those that do not wait for their page too."""
        with self._desk_file.reading() as connection:
            return articles.count_settled(connection) if settled else article_lists.counts(connection).pending

    def _analyse(self) -> None:
        resolving_again.resume(self._desk_file, self._progress, self._stopped.is_set)
        linker = Linker()
        with AnalysisProcess() as process:
            for article, analysis in self._analyses(process):
                if self._stopped.is_set():
                    return
                if self._store(linker, article, analysis):
                    self.done += 1
                self._progress(Progress("analysing", self.done, self.done + self._waiting(), article.title))
        self._link_outdated(linker)
        if self._stopped.is_set():
            return
        with self._desk_file.writing() as connection:
            stories.clear_previous_stories(connection)
            story_reading.settle(connection)
        resolving_again.drop_previous_entities(self._desk_file, self._stopped.is_set)
        regroup_recent(self._desk_file, self.done, self._stopped.is_set)

    def _settle_news(self) -> None:
        """Find out what is new in stories, as far as that may have changed."""
        index_missing_sentences(self._desk_file, self._encoder, self._stopped.is_set)
        encode_newcomers(self._desk_file, self._encoder, self._stopped.is_set)
        while not self._stopped.is_set() and novelty.settle(self._desk_file):
            pass

    def _analyses(self, process: AnalysisProcess) -> Iterator[tuple[Article, ArticleAnalysis]]:
        """Yield each waiting article with its analysis, an empty one if the model failed."""
        for batch, results in process.analyse(self._batches()):
            for article, result in zip(batch, results, strict=True):
                if isinstance(result, str):
                    message = f"“{article.title}” was not analysed: {result}"
                    self.troubles.add(Trouble(article.origin, message))
                    yield article, ArticleAnalysis(article.language)
                else:
                    yield article, result

    def _batches(self) -> Iterator[list[Article]]:
        # By number: the articles of the batch under way still count as waiting.
        last = 0
        while not self._stopped.is_set():
            settled = not self._arrivals_ended.is_set()
            with self._desk_file.reading() as connection:
                batch = articles.pending(connection, last, BATCH_SIZE, settled=settled)
            if batch:
                last = batch[-1].id
                yield batch
            elif last:
                last = 0
                yield []  # collects the batch under way; then articles that arrived below `last` follow
            elif self._arrivals_ended.is_set():
                return
            else:
                self._stopped.wait(_POLL_SECONDS)

    def _store(self, linker: Linker, article: Article, analysis: ArticleAnalysis) -> bool:
        """Store an analysis; False if the article no longer waits or has another text.

        It is one write, or two if its story is to be encoded: between them, other programs may write.
        """
        with self._desk_file.writing() as connection:
            if not articles.is_pending(connection, article):
                return False
            articles.set_language(connection, article.id, analysis.language)
            record_names(connection, article, analysis)
            found = self._boilerplate.find(connection, article)
            boilerplate.set_outdated(connection, found.outdated)
            if found.is_changed:
                weigh(connection, article)
            linker.link(connection, article)
            waiting = unencoded(connection, article.id)
            if not waiting:
                self._complete(connection, article.id)
                return True
        encoded = encode(waiting, self._encoder)
        with self._desk_file.writing() as connection:
            store_encoded(connection, encoded)
            if not articles.is_pending(connection, article):
                return False
            self._complete(connection, article.id)
            return True

    def _complete(self, connection: Connection, article: int) -> None:
        story_reading.settle(connection, [article])
        sentence_indexes.forget_newcomer(connection, article)
        articles.set_analysed(connection, article)
        self._rules.analysed(connection, article, time.time())

    def _link_outdated(self, linker: Linker) -> None:
        """Find the boilerplate of earlier articles anew and link those again where it has changed."""
        with self._desk_file.reading() as connection:
            outdated = boilerplate.outdated(connection, _MOST_OUTDATED)
        for number in outdated:
            if self._stopped.is_set():
                return
            with self._desk_file.writing() as connection:
                is_changed = self._link_again(connection, linker, number)
                waiting = unencoded(connection, number) if is_changed else []
            if is_changed:
                encoded = encode(waiting, self._encoder)
                with self._desk_file.writing() as connection:
                    store_encoded(connection, encoded)
                    story_reading.settle(connection, [number])

    def _link_again(self, connection: Connection, linker: Linker, number: int) -> bool:
        """Link an article again if its boilerplate is outdated and has changed; return whether it has."""
        if not boilerplate.is_outdated(connection, number):
            return False
        article = articles.fetch(connection, number)
        if not self._boilerplate.find(connection, article).is_changed:
            return False
        weigh(connection, article)
        linker.link(connection, article)
        return True


def mark_for_reanalysis(connection: Connection) -> None:
    """Make all articles wait for analysis. The names, links and story of each stay until it is analysed.

    Without profiles and term counts, and with the entities set aside, the analysis of an article depends only
    on the articles analysed before it. Stories keep their numbers.
    """
    stories.keep_previous_stories(connection)
    retrieval_index.clear(connection)
    resolving_again.set_aside(connection)
    articles.set_all_pending(connection)
