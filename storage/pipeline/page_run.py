"""Fetching pages alone: of one article, of the articles that the reader wants to read, or all that wait."""

import asyncio
import time
from collections.abc import Callable, Sequence

from storage.database.articles import pages_to_fetch
from storage.database.articles.pages_to_fetch import PageWanted
from storage.database.connection import DeskFile
from storage.errors import SourceError
from storage.model import Progress, RefreshReport, Rule, Trouble
from storage.pipeline.analyse import Analysis
from storage.pipeline.fetching.concurrency import for_each, interleave
from storage.pipeline.fetching.page_fetcher import PAGES_AT_ONCE, PageFetcher, PageQueue
from storage.pipeline.fetching.polite_client import polite_client
from storage.pipeline.trouble_list import TroubleList
from storage.processes.database_thread import DatabaseThread
from storage.processes.desk_lock import desk_lock
from storage.processes.process_pool import ProcessPool
from storage.sources.web.web_addresses import without_credentials
from storage.text.hosts import host_of


class PageRun:
    """Fetches pages for one desk file and reports its progress.

    Each page is stored at once, so a run that is stopped goes on with the others the next time.
    """

    def __init__(
        self, desk_file: DeskFile, progress: Callable[[Progress], None], rules: Sequence[Rule] = ()
    ) -> None:
        """Apply `rules` to the articles that waited for their analysis."""
        self._rules = rules
        self._desk_file = desk_file
        self._progress = progress
        self._troubles = TroubleList()
        self._done = 0

    def run(self, articles: Sequence[int] | None, *, defer: bool) -> RefreshReport:
        """Fetch the pages of `articles` that have none yet, or all that wait; then analyse unless `defer`.

        Only one process at a time fetches all that wait. Raises `AnalysisError` and `DeskError`.
        """
        if articles is None:
            with desk_lock(self._desk_file.path, "pages", lambda: self._progress(Progress("waiting", 0, 0))):
                stored = asyncio.run(self._fetch_waiting())
        else:
            stored = asyncio.run(self._fetch_all(articles))
        return self._report(stored, defer)

    def run_one(self, article: int, *, defer: bool) -> RefreshReport:
        """Fetch the page of one article, then analyse what waits unless `defer`.

        Raises `SourceError` if the page can't be fetched, `NotFoundError`, `AnalysisError` and `DeskError`.
        """
        asyncio.run(self._fetch_one(article))
        return self._report(1, defer)

    def _report(self, stored: int, defer: bool) -> RefreshReport:
        analysis = Analysis(self._desk_file, self._progress, self._rules)
        if not defer:
            analysis.run()
        self._troubles.extend(analysis.troubles)
        with self._desk_file.reading() as connection:
            waiting = pages_to_fetch.count_waiting(connection, time.time())
        return RefreshReport(
            pages=stored,
            pages_waiting=waiting,
            analysed=analysis.done,
            troubles=self._troubles.listed("pages"),
        )

    async def _fetch_waiting(self) -> int:
        with DatabaseThread(self._desk_file) as database:
            async with polite_client(database) as web, ProcessPool() as pool:
                fetcher = PageFetcher(web, pool, database)
                queue = PageQueue(fetcher, database, None, self._progress)
                queue.close()
                await queue.run()
                return fetcher.stored

    async def _fetch_all(self, articles: Sequence[int]) -> int:
        with DatabaseThread(self._desk_file) as database:
            wanted = await database.read(pages_to_fetch.without_page, articles)
            if not wanted:
                return 0
            async with polite_client(database) as web, ProcessPool() as pool:
                fetcher = PageFetcher(web, pool, database)

                async def fetch(one: PageWanted) -> None:
                    if trouble := await fetcher.fetch(one):
                        self._troubles.add(Trouble(without_credentials(one.url), trouble))
                    self._done += 1
                    where = without_credentials(one.url)
                    self._progress(Progress("pages", self._done, len(wanted), where))

                await for_each(interleave(wanted, lambda one: host_of(one.url)), fetch, PAGES_AT_ONCE)
                return fetcher.stored

    async def _fetch_one(self, article: int) -> None:
        with DatabaseThread(self._desk_file) as database:
            wanted = await database.read(pages_to_fetch.wanted, article)
            async with polite_client(database) as web, ProcessPool(size=1) as pool:
                trouble = await PageFetcher(web, pool, database).fetch(wanted)
        if trouble:
            raise SourceError(f"The page can't be shown: {trouble}")
