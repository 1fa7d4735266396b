"""One refresh: the feeds that are due, the pages of their articles, and the analysis of what is new.

The network runs on asyncio; parsing and analysis run in other processes. Each feed is stored in one short
transaction, so articles appear while the refresh goes on. A refresh that is killed loses only the feeds
under way: they stay due, and the next refresh fetches them.
"""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from storage.database.articles import pages_to_fetch
from storage.database.connection import Connection, DeskFile
from storage.database.feeds import feeds
from storage.database.feeds.feeds import Due
from storage.model import Progress, RefreshReport, Rule
from storage.pipeline.analyse import Analysis
from storage.pipeline.fetching.concurrency import for_each, interleave, run_all
from storage.pipeline.fetching.feed_fetcher import FeedFetcher
from storage.pipeline.fetching.page_fetcher import PageFetcher, PageQueue
from storage.pipeline.fetching.polite_client import polite_client
from storage.pipeline.rules.application import RuleApplication
from storage.processes.database_thread import DatabaseThread
from storage.processes.desk_lock import desk_lock
from storage.processes.process_pool import ProcessPool
from storage.sources.web.web_addresses import without_credentials
from storage.text.hosts import host_of

FEEDS_AT_ONCE = 50
PAGE_SECONDS = 60.0
"""Seconds for which a refresh goes on fetching pages after the last feed: the archive of a feed is long."""


class Refresh:
    """Refreshes one desk file and reports its progress."""

    def __init__(
        self,
        desk_file: DeskFile,
        progress: Callable[[Progress], None],
        *,
        mark_changed_unread: bool = False,
        rules: Sequence[Rule] = (),
    ) -> None:
        """Apply `rules` to what arrives."""
        self._rules = rules
        self._desk_file = desk_file
        self._progress = progress
        self._mark_changed_unread = mark_changed_unread

    def run(
        self,
        only: Sequence[int] | None = None,
        *,
        everything: bool = False,
        defer: bool = False,
        page_seconds: float = PAGE_SECONDS,
    ) -> RefreshReport:
        """Fetch the feeds that are due, then analyse what waits unless `defer`.

        `only` names feeds to fetch whether due or not; `everything` means all feeds that are not gone. Pages
        are fetched along with the feeds and for `page_seconds` after the last one; the rest keep waiting.
        Waits while another refresh works on the desk, then does what that left. Raises `AnalysisError` and
        `DeskError`; what was stored by then stays.
        """
        started = time.time()
        analysis = Analysis(self._desk_file, self._progress, self._rules)
        with (
            nullcontext() if defer else analysis.alongside(),
            desk_lock(self._desk_file.path, "refresh", self._wait),
        ):
            feed_fetcher, page_fetcher = asyncio.run(self._fetch(only, everything, started, page_seconds))
        counts, troubles = feed_fetcher.counts, feed_fetcher.troubles
        troubles.extend(analysis.troubles)
        with self._desk_file.reading() as connection:
            waiting = pages_to_fetch.count_waiting(connection, time.time())
        return RefreshReport(
            feeds=counts.feeds,
            unchanged=counts.unchanged,
            failed=counts.failed,
            postponed=counts.postponed,
            new=counts.new,
            changed=counts.changed,
            pages=page_fetcher.stored,
            pages_waiting=waiting,
            analysed=analysis.done,
            troubles=troubles.listed("refresh"),
        )

    def _wait(self) -> None:
        self._progress(Progress("waiting", 0, 0))

    async def _fetch(
        self, only: Sequence[int] | None, everything: bool, started: float, page_seconds: float
    ) -> tuple[FeedFetcher, PageFetcher]:
        with DatabaseThread(self._desk_file) as database:
            due = await database.read(_due, only, everything, started)
            has_files = any(feed.url.startswith("file:") for feed in due)
            async with (
                polite_client(database, allow_files=has_files, max_requests=FEEDS_AT_ONCE) as web,
                ProcessPool() as pool,
            ):
                feed_fetcher = FeedFetcher(
                    web,
                    pool,
                    database,
                    RuleApplication(self._rules),
                    mark_changed_unread=self._mark_changed_unread,
                )
                page_fetcher = PageFetcher(web, pool, database)
                pages = PageQueue(page_fetcher, database, only, self._progress)
                await run_all(self._fetch_feeds(due, feed_fetcher, pages, page_seconds), pages.run())
                return feed_fetcher, page_fetcher

    async def _fetch_feeds(
        self, due: Sequence[Due], fetcher: FeedFetcher, pages: PageQueue, page_seconds: float
    ) -> None:
        done = 0

        async def fetch(feed: Due) -> None:
            nonlocal done
            await fetcher.fetch(feed)
            done += 1
            self._progress(Progress("fetching", done, len(due), without_credentials(feed.title)))
            pages.wake()

        await for_each(interleave(due, lambda feed: host_of(feed.url)), fetch, FEEDS_AT_ONCE)
        await fetcher.finish()
        pages.close(page_seconds)


def _due(connection: Connection, only: Sequence[int] | None, everything: bool, started: float) -> list[Due]:
    """Return the feeds to fetch, without those that another refresh has fetched since `started`."""
    now = time.time()
    due = feeds.due(connection, math.inf if everything else now, only)
    # A check that lies in the future was made before the clock was set back.
    return [feed for feed in due if not started <= (feed.checked or 0.0) <= now]
