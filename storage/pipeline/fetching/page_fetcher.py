"""The pages of articles whose feeds carry little text."""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from random import Random

from storage.database.articles import pages_to_fetch
from storage.database.articles.pages_to_fetch import PageWanted
from storage.database.connection import Connection
from storage.errors import BackoffError, FetchError, NotFoundError, SourceError, UnreachableError
from storage.model import Draft, Progress
from storage.pipeline.fetching import host_furniture, schedule
from storage.pipeline.fetching.concurrency import for_each, interleave
from storage.pipeline.fetching.parsing import Verdict, read_page
from storage.processes.database_thread import DatabaseThread
from storage.processes.process_pool import ProcessPool
from storage.sources.web.web_addresses import without_credentials
from storage.sources.web.web_client import ACCEPT_PAGES, WebClient
from storage.text.hosts import host_of

PAGES_AT_ONCE = 16

_BATCH_SIZE = 200  # pages that are read from the queue at a time
_MAX_TRIES = 4
_MAX_UNREACHABLE = 12  # the last after some days: perhaps this machine was offline
_TEMPORARY = frozenset((0, 408, 425, 429))  # HTTP status; 0 means that no server answered


class PageFetcher:
    """Fetches pages and stores their texts. `stored` counts them."""

    def __init__(self, web: WebClient, pool: ProcessPool, database: DatabaseThread) -> None:
        self.stored = 0
        self._web = web
        self._pool = pool
        self._database = database
        self._random = Random()  # noqa: S311 - only spreads the times

    async def fetch(self, wanted: PageWanted) -> str:
        """Fetch a page; store its text in place of the feed's if it is better, else beside it.

        Returns a sentence on what went wrong, "" if nothing did. Raises `DeskError`.
        """
        try:
            response = await self._web.fetch(wanted.url, feed_address=wanted.feed, accept=ACCEPT_PAGES)
            entry = await self._database.read(pages_to_fetch.draft_of, wanted.article)
            page, verdict = await self._pool.run(
                read_page, response.body, response.url, response.content_type, entry
            )
        except SourceError as error:
            await self._store_failure(wanted, error)
            return str(error)
        except NotFoundError as error:  # the article has been deleted
            return str(error)
        await self._database.write(_store, wanted.article, page, verdict)
        self.stored += 1
        return ""

    async def _store_failure(self, wanted: PageWanted, error: SourceError) -> None:
        now, retry_at = time.time(), None
        temporary = isinstance(error, FetchError) and (error.status in _TEMPORARY or error.status >= 500)
        most = _MAX_UNREACHABLE if isinstance(error, UnreachableError) else _MAX_TRIES
        # A server in back-off was not asked, so its pages are not judged.
        if isinstance(error, BackoffError) or (temporary and wanted.tries + 1 < most):
            retry_after = error.retry_after if isinstance(error, FetchError) else None
            retry_at = schedule.after_failure(now, wanted.tries + 1, retry_after, random=self._random)
        await self._database.write(pages_to_fetch.page_failed, wanted.article, str(error), retry_at, now)


def _store(connection: Connection, article: int, page: Draft, verdict: Verdict) -> None:
    now = time.time()
    page = host_furniture.clean(connection, article, page, now)
    if verdict is Verdict.BETTER:
        pages_to_fetch.store_page(connection, article, page, now)
    else:
        says_no_more = verdict is Verdict.NO_MORE
        pages_to_fetch.keep_as_alternative(connection, article, page, now, says_no_more=says_no_more)


class PageQueue:
    """Fetches the waiting pages of a desk, and those that arrive while it runs."""

    def __init__(
        self,
        fetcher: PageFetcher,
        database: DatabaseThread,
        only: Sequence[int] | None,
        progress: Callable[[Progress], None],
    ) -> None:
        """Take the pages of all feeds, or `only` of these."""
        self._fetcher = fetcher
        self._database = database
        self._only = only
        self._progress = progress
        self._closed = False
        self._ends = math.inf
        self._woken = asyncio.Event()
        self._begun = 0
        self._done = 0

    def wake(self) -> None:
        """Look for waiting pages now."""
        self._woken.set()

    def close(self, seconds: float = math.inf) -> None:
        """Make `run` return when no page waits, or after so many seconds."""
        self._closed = True
        self._ends = time.monotonic() + seconds
        self._woken.set()

    async def run(self) -> None:
        """Fetch pages until the queue is closed and empty. Raises `DeskError`."""
        while True:
            closed = self._closed
            self._woken.clear()
            wanted = await self._database.read(pages_to_fetch.waiting, time.time(), _BATCH_SIZE, self._only)
            if self._is_over:
                return
            if wanted:
                self._begun += len(wanted)
                await for_each(interleave(wanted, lambda one: host_of(one.url)), self._fetch, PAGES_AT_ONCE)
            elif closed:
                return
            else:
                await self._woken.wait()

    @property
    def _is_over(self) -> bool:
        return time.monotonic() >= self._ends

    async def _fetch(self, wanted: PageWanted) -> None:
        if self._is_over:
            return  # it stays in the desk's queue
        await self._fetcher.fetch(wanted)
        self._done += 1
        self._progress(Progress("pages", self._done, self._begun, without_credentials(wanted.url)))
