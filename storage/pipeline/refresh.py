"""One refresh: all feeds that are due, the pages of their articles, and the analysis of what is new.

The network runs on asyncio, reading and analysing in processes of their own, and each feed is stored in
one short write, so that articles appear while it goes on. Killed at any point, it loses at most the feeds
at hand: their due times stand, and the next refresh goes on with them.
"""

import asyncio
import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from storage.database.articles import pages_to_fetch
from storage.database.connection import Connection, DeskFile
from storage.database.feeds import feeds
from storage.database.feeds.feeds import Due
from storage.errors import SourceError
from storage.model import Progress, RefreshReport
from storage.pipeline.analyse import Analysis
from storage.pipeline.fetching.concurrency import each, spread, together
from storage.pipeline.fetching.feed_fetcher import FeedFetcher, host
from storage.pipeline.fetching.page_fetcher import PageFetcher
from storage.processes.database_thread import DatabaseThread
from storage.processes.desk_lock import desk_lock
from storage.processes.process_pool import ProcessPool
from storage.sources.web.addresses import without_password
from storage.sources.web.http import Web

FEEDS_AT_ONCE, PAGES_AT_ONCE = 50, 16
_PAGES_READ = 200

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which feeds to ask: `only` these, due or not; else with `everything` all but those that are gone."""

    only: Sequence[int] | None = None
    everything: bool = False


class Refresh:
    """Refreshes one desk file and tells `progress` how far it is."""

    def __init__(self, desk_file: DeskFile, progress: Report, *, mark_changed_unread: bool = False) -> None:
        self._desk_file = desk_file
        self._progress = progress
        self._mark_changed_unread = mark_changed_unread

    def run(self, wish: Wish, *, defer: bool) -> RefreshReport:
        """Fetch what is wished for, and analyse what waits unless `defer`.

        While another refresh is at work on the desk this one waits, and then does what is left. Raises
        `AnalysisError` and `DeskError`; what was stored by then stays.
        """
        asked = time.time()
        analysis = Analysis(self._desk_file, self._progress)
        with (
            nullcontext() if defer else _alongside(analysis),
            desk_lock(self._desk_file.path, "refresh", self._wait),
        ):
            visits, taken_in = asyncio.run(self._go_round(wish, asked))
        tally = visits.tally
        return RefreshReport(
            feeds=tally.feeds,
            unchanged=tally.unchanged,
            failed=tally.failed,
            new=tally.new,
            changed=tally.changed,
            pages=taken_in,
            analysed=analysis.done,
            troubles=(*tally.troubles, *analysis.troubles),
        )

    def fetch_page(self, article: int) -> RefreshReport:
        """Fetch the page of one article, and analyse what waits.

        Raises `SourceError` if the page can't be had, `NotFoundError`, `AnalysisError` and `DeskError`.
        """
        asyncio.run(self._fetch_page(article))
        analysis = Analysis(self._desk_file, self._progress)
        analysis.run()
        return RefreshReport(pages=1, analysed=analysis.done, troubles=tuple(analysis.troubles))

    def _wait(self) -> None:
        self._progress(Progress("waiting", 0, 0))

    async def _go_round(self, wish: Wish, asked: float) -> tuple[FeedFetcher, int]:
        with DatabaseThread(self._desk_file) as clerk:
            due = await clerk.read(_due, wish, asked)
            files = any(one.url.startswith("file:") for one in due)
            async with Web(files=files, at_once=FEEDS_AT_ONCE) as web, ProcessPool() as workshop:
                visits = FeedFetcher(web, workshop, clerk, mark_changed_unread=self._mark_changed_unread)
                page_round = _PageRound(PageFetcher(web, workshop, clerk), clerk, wish.only, self._progress)
                await together(self._visit(due, visits, page_round), page_round.run())
                return visits, page_round.visits.stored

    async def _visit(self, due: Sequence[Due], visits: FeedFetcher, page_round: "_PageRound") -> None:
        done = 0

        async def visit(one: Due) -> None:
            nonlocal done
            await visits.visit(one)
            done += 1
            self._progress(Progress("fetching", done, len(due), without_password(one.title)))
            page_round.look()

        await each(spread(due, lambda one: host(one.url)), visit, FEEDS_AT_ONCE)
        await visits.finish()
        page_round.last_call()

    async def _fetch_page(self, article: int) -> None:
        with DatabaseThread(self._desk_file) as clerk:
            wanted = await clerk.read(pages_to_fetch.wanted, article)
            async with Web() as web, ProcessPool(size=1) as workshop:
                trouble = await PageFetcher(web, workshop, clerk).visit(wanted)
        if trouble:
            raise SourceError(f"The page can't be shown: {trouble}")


class _PageRound:
    """The fetching of pages, which begins while feeds still come in."""

    def __init__(
        self, visits: PageFetcher, clerk: DatabaseThread, only: Sequence[int] | None, progress: Report
    ) -> None:
        self.visits = visits
        self._clerk = clerk
        self._only = only
        self._progress = progress
        self._more = True
        self._stirred = asyncio.Event()
        self._begun = 0
        self._done = 0

    def look(self) -> None:
        """Look for pages that are wanted now."""
        self._stirred.set()

    def last_call(self) -> None:
        """End when no page is left."""
        self._more = False
        self._stirred.set()

    async def run(self) -> None:
        """Fetch pages as they come to be wanted, until after the last call."""
        while True:
            last = not self._more
            self._stirred.clear()
            wanted = await self._clerk.read(pages_to_fetch.waiting, time.time(), _PAGES_READ, self._only)
            if wanted:
                self._begun += len(wanted)
                await each(spread(wanted, lambda one: host(one.url)), self._visit, PAGES_AT_ONCE)
            elif last:
                return
            else:
                await self._stirred.wait()

    async def _visit(self, wanted: pages_to_fetch.PageWanted) -> None:
        await self.visits.visit(wanted)
        self._done += 1
        self._progress(Progress("pages", self._done, self._begun, without_password(wanted.url)))


def _due(connection: Connection, wish: Wish, asked: float) -> list[Due]:
    """Return the feeds to ask; those that another refresh has asked since are left out."""
    now = time.time()
    due = feeds.due(connection, math.inf if wish.everything else now, wish.only)
    # What seems to have been checked in the future was so before the clock was put back.
    return [one for one in due if not asked <= (one.checked or 0.0) <= now]


@contextmanager
def _alongside(analysis: Analysis) -> Iterator[None]:
    """Analyse in a thread what arrives meanwhile, and go on to the end; raises what ended it."""
    with ThreadPoolExecutor(1) as threads:
        under_way = threads.submit(analysis.run_along)
        try:
            yield
            analysis.last_call()
            under_way.result()
        finally:
            analysis.stop()
