"""Fetching the pages of articles whose feeds say little."""

import time
from random import Random

from storage.database.articles import pages_to_fetch
from storage.database.articles.pages_to_fetch import PageWanted
from storage.errors import FetchError, NotFoundError, RestingError, SourceError, UnreachableError
from storage.pipeline.fetching import schedule
from storage.pipeline.fetching.parsing import read_page
from storage.processes.database_thread import DatabaseThread
from storage.processes.process_pool import ProcessPool
from storage.sources.web.http import PAGES, Web

_MOST_TRIES, _MOST_UNREACHABLE = 4, 12  # the last some days later: this machine may be offline
_PASSING = frozenset((0, 408, 425, 429))


class PageFetcher:
    """The page visits of one refresh; `stored` counts pages that were taken in."""

    def __init__(self, web: Web, workshop: ProcessPool, clerk: DatabaseThread) -> None:
        self.stored = 0
        self._web = web
        self._workshop = workshop
        self._clerk = clerk
        self._chance = Random()  # noqa: S311 - it only spreads visits

    async def visit(self, wanted: PageWanted) -> str:
        """Fetch a page and store its text where it is better than the feed's, else beside it.

        Returns what went wrong, in a sentence, "" for nothing. Raises `DeskError` alone.
        """
        try:
            response = await self._web.fetch(wanted.url, home=wanted.feed, accept=PAGES)
            entry = await self._clerk.read(pages_to_fetch.draft_of, wanted.article)
            page, better = await self._workshop.do(
                read_page, response.body, response.url, response.content_type, entry
            )
        except SourceError as error:
            await self._fail(wanted, error)
            return str(error)
        except NotFoundError as error:  # deleted meanwhile
            return str(error)
        store = pages_to_fetch.store_page if better else pages_to_fetch.keep_as_alternative
        await self._clerk.write(store, wanted.article, page, time.time())
        self.stored += 1
        return ""

    async def _fail(self, wanted: PageWanted, error: SourceError) -> None:
        now, again = time.time(), None
        passing = isinstance(error, FetchError) and (error.status in _PASSING or error.status >= 500)
        # That a server is left alone says nothing about this page.
        resting = isinstance(error, RestingError)
        most = _MOST_UNREACHABLE if isinstance(error, UnreachableError) else _MOST_TRIES
        if resting or (passing and wanted.tries + 1 < most):
            again = schedule.after_failure(now, wanted.tries + 1, _named(error), chance=self._chance)
        await self._clerk.write(pages_to_fetch.page_failed, wanted.article, str(error), again, now)


def _named(error: SourceError) -> float | None:
    return error.retry_after if isinstance(error, FetchError) else None
