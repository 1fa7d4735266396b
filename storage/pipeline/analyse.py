"""The articles that wait for analysis, read in a worker process and stored one by one."""

from collections.abc import Callable, Iterator
from threading import Event

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.lists import article_lists
from storage.database.stories import stories
from storage.model import Article, Progress, Trouble
from storage.names import resolving_again
from storage.names.recording import record_names
from storage.processes.analysis_process import READ_STEP, AnalysisProcess
from storage.processes.desk_lock import desk_lock
from storage.stories.grouping import repair
from storage.stories.linking import Linker

_LOOK_AGAIN = 0.3  # seconds

Report = Callable[[Progress], None]


class Analysis:
    """Analyses what waits in one desk file; only one process at a time does."""

    def __init__(self, desk_file: DeskFile, progress: Report) -> None:
        self._desk_file = desk_file
        self._progress = progress
        self._stop = Event()
        self._last_call = Event()
        self.done = 0
        """How many articles were analysed."""
        self.troubles: list[Trouble] = []
        """Articles that the model could not read."""

    def run(self) -> None:
        """Analyse until no article waits. Raises `AnalysisError`."""
        self.last_call()
        self._run()

    def resolve_names(self) -> None:
        """Resolve the names of all analysed articles anew, without reading them again."""
        with desk_lock(self._desk_file.path, "analysis", self._wait, self._stop.is_set) as is_ours:
            if is_ours:
                resolving_again.begin(self._desk_file)
                self.done = resolving_again.resume(self._desk_file, self._progress, self._stop.is_set)

    def _run(self) -> None:
        if not self._waits():
            return
        with desk_lock(self._desk_file.path, "analysis", self._wait, self._stop.is_set) as is_ours:
            if is_ours and self._waits():
                self._analyse()

    def _waits(self) -> bool:
        return self._total() > 0 or resolving_again.is_unfinished(self._desk_file)

    def begin_anew(self) -> None:
        """Let all articles wait, nobody else being at work, and analyse them. Raises `AnalysisError`."""
        self.last_call()
        with desk_lock(self._desk_file.path, "analysis", self._wait, self._stop.is_set) as is_ours:
            if is_ours:
                with self._desk_file.writing() as connection:
                    articles.forget_analysis(connection)
                self._analyse()

    def run_along(self) -> None:
        """Analyse what arrives until `last_call`, and then what is left. Raises `AnalysisError`."""
        while not (self._last_call.is_set() or self._stop.is_set() or self._total(settled=True)):
            self._stop.wait(_LOOK_AGAIN)
        if not self._stop.is_set():
            self._run()

    def last_call(self) -> None:
        """Tell `run_along` that nothing more will arrive."""
        self._last_call.set()

    def stop(self) -> None:
        """End after the article at hand; the rest waits for another time."""
        self._stop.set()

    def _wait(self) -> None:
        self._progress(Progress("waiting", 0, 0))

    def _total(self, *, settled: bool = False) -> int:
        with self._desk_file.reading() as connection:
            return articles.count_settled(connection) if settled else article_lists.counts(connection).pending

    def _analyse(self) -> None:
        resolving_again.resume(self._desk_file, self._progress, self._stop.is_set)
        linker = Linker()
        with AnalysisProcess() as analyst:
            for article, reading in self._readings(analyst):
                if self._stop.is_set():
                    return
                if self._record(linker, article, reading):
                    self.done += 1
                self._progress(Progress("analysing", self.done, self.done + self._total(), article.title))
        if self._stop.is_set():
            return
        with self._desk_file.writing() as connection:
            stories.forget_seats(connection)
        repair(self._desk_file, self.done, self._stop.is_set)

    def _readings(self, analyst: AnalysisProcess) -> Iterator[tuple[Article, ArticleAnalysis]]:
        """Yield each waiting article with what was found in it, nothing where the analysis failed."""
        for batch, readings in analyst.readings(self._pending()):
            for article, reading in zip(batch, readings, strict=True):
                if isinstance(reading, str):
                    message = f"“{article.title}” was not analysed: {reading}"
                    self.troubles.append(Trouble(article.origin, message))
                    yield article, ArticleAnalysis(article.language, [])
                else:
                    yield article, reading

    def _pending(self) -> Iterator[list[Article]]:
        # By number, not by "the first that wait": the batch at hand waits until it is recorded.
        last = 0
        while not self._stop.is_set():
            with self._desk_file.reading() as connection:
                batch = articles.pending(connection, last, READ_STEP, settled=not self._last_call.is_set())
            if batch:
                last = batch[-1].id
                yield batch
            elif last:
                last = 0
                yield []  # the batch before comes back, and what was passed over gets its turn
            elif self._last_call.is_set():
                return
            else:
                self._stop.wait(_LOOK_AGAIN)

    def _record(self, linker: Linker, article: Article, reading: ArticleAnalysis) -> bool:
        """Store what was found in an article; False if it has changed or gone since it was read.

        All of it in one write: an analysis that is killed before is done again, and nothing comes between.
        """
        with self._desk_file.writing() as connection:
            if not articles.is_pending(connection, article):
                return False
            articles.set_language(connection, article.id, reading.language)
            record_names(connection, article, reading)
            linker.link(connection, article)
            articles.set_analysed(connection, article.id)
            return True
