"""Work that takes a while: import, analysis, refresh."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from storage.database.articles import pages_to_fetch
from storage.database.connection import DeskFile
from storage.desk.numbers import check_numbers
from storage.model import IntakeReport, Progress, RefreshReport, Rule
from storage.settings import pictures_folder


class Work:
    """Work that takes a while and reports its progress."""

    def __init__(self, desk_file: DeskFile, rules: Callable[[], Sequence[Rule]]) -> None:
        """Apply the rules that `rules` returns to what arrives."""
        self._desk_file = desk_file
        self._rules = rules

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        defer: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> IntakeReport:
        """Import files and folders and, unless `defer`, analyse what waits for it.

        What can't be read is in the report's troubles. Raises `AnalysisError` if the language model fails;
        what is stored by then stays.
        """
        from storage.pipeline.intake import Intake

        return Intake(self._desk_file, progress, self._rules()).take_in(paths, defer=defer)

    def reanalyse(
        self, *, everything: bool = True, progress: Callable[[Progress], None] = lambda _: None
    ) -> IntakeReport:
        """Analyse all stored articles again, or only those that wait for it. Raises `AnalysisError`."""
        from storage.pipeline.intake import Intake

        return Intake(self._desk_file, progress, self._rules()).reanalyse(everything=everything)

    def resolve_names(self, *, progress: Callable[[Progress], None] = lambda _: None) -> IntakeReport:
        """Resolve all names again from the stored mentions and the reader's corrections.

        The articles are not analysed again. The corrections stay in force but can't be undone afterwards.
        """
        from storage.pipeline.intake import Intake

        return Intake(self._desk_file, progress, self._rules()).resolve_names()

    def refresh(
        self,
        feeds: Sequence[int] | None = None,
        *,
        everything: bool = False,
        defer: bool = False,
        mark_changed_unread: bool = False,
        page_seconds: float | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> RefreshReport:
        """Fetch the feeds that are due, or `feeds`, or with `everything` all; then analyse, unless `defer`.

        Pages are fetched along with the feeds, and for `page_seconds` after the last one, by default for a
        minute; those that are left wait for the next refresh or for `fetch_pages`.

        What is wrong with a feed is in the report's troubles and in the feed. With `mark_changed_unread`, an
        article whose words change becomes unread again. Raises `AnalysisError`; what is stored by then stays.
        """
        from storage.pipeline.refresh import PAGE_SECONDS, Refresh

        rules = self._rules()
        refresh = Refresh(self._desk_file, progress, mark_changed_unread=mark_changed_unread, rules=rules)
        seconds = PAGE_SECONDS if page_seconds is None else page_seconds
        report = refresh.run(feeds, everything=everything, defer=defer, page_seconds=seconds)
        return self._with_programs(report, rules)

    def _with_programs(self, report: RefreshReport, rules: Sequence[Rule]) -> RefreshReport:
        """Run the programs that rules have queued, and return the report with what went wrong."""
        if not any(rule.run for rule in rules):
            return report
        from storage.pipeline.rules.rule_programs import run_queued

        return replace(report, troubles=(*report.troubles, *run_queued(self._desk_file, rules)))

    def pages_waiting(self) -> int:
        """Return how many pages are to be fetched by the next refresh or `fetch_pages`."""
        with self._desk_file.reading() as connection:
            return pages_to_fetch.count_waiting(connection, time.time())

    def fetch_pages(
        self,
        articles: Sequence[int] | None = None,
        *,
        defer: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> RefreshReport:
        """Fetch the pages of those `articles` that have none yet, or all that wait; then analyse.

        Two of a server at a time. With `defer`, the analysis is left to the next one. What can't be fetched
        is in the report's troubles, and is tried again later. Raises `AnalysisError`; what is stored by then
        stays.
        """
        from storage.pipeline.page_run import PageRun

        return PageRun(self._desk_file, progress, self._rules()).run(articles, defer=defer)

    def fetch_pictures(
        self, articles: Sequence[int], *, progress: Callable[[Progress], None] = lambda _: None
    ) -> RefreshReport:
        """Fetch the pictures of articles that are not on this machine yet; troubles are in the report."""
        from storage.pipeline.picture_run import PictureRun
        from storage.sources.pictures.picture_cache import PictureCache

        return PictureRun(self._desk_file, PictureCache(pictures_folder()), progress).run(articles)

    def download(
        self,
        article: int,
        folder: Path,
        *,
        enclosure: int = 0,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> Path:
        """Download a file that comes with an article, by default the first, and return where it is.

        A download that was cut goes on where it ended. No other file is overwritten. Raises `NotFoundError`,
        `FetchError`, and `ExportError` if the folder can't be written.
        """
        from storage.pipeline.media_download import download_enclosure

        check_numbers(article)
        return download_enclosure(self._desk_file, article, enclosure, folder, progress=progress)

    def fetch_page(
        self, article: int, *, defer: bool = False, progress: Callable[[Progress], None] = lambda _: None
    ) -> RefreshReport:
        """Fetch the page of an article; its text is shown if it is better, else kept as the other text.

        Then what waits is analysed, unless `defer`.

        Raises `SourceError` if the page can't be fetched, `NotFoundError`, and `AnalysisError`.
        """
        check_numbers(article)
        with self._desk_file.reading() as connection:
            pages_to_fetch.wanted(connection, article)
        from storage.pipeline.page_run import PageRun

        return PageRun(self._desk_file, progress, self._rules()).run_one(article, defer=defer)
