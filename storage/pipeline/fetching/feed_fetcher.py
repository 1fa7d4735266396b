"""Fetching feeds: each response is parsed and stored in one transaction, each failure is recorded."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TypeVar

from storage.database.connection import Connection
from storage.database.feeds import feed_entries, feeds
from storage.database.feeds.feed_entries import EntryCounts
from storage.database.feeds.feeds import Due, Fetched
from storage.errors import BackoffError, FetchError, SourceError, UnreachableError
from storage.model import Trouble
from storage.pipeline.fetching import schedule
from storage.pipeline.fetching.parsing import Delivery, read_feed
from storage.pipeline.rules.application import RuleApplication
from storage.pipeline.trouble_list import TroubleList
from storage.processes.database_thread import DatabaseThread
from storage.processes.process_pool import ProcessPool
from storage.sources.web.request_url import RequestUrl
from storage.sources.web.web_addresses import without_credentials
from storage.sources.web.web_client import Response, WebClient
from storage.text.hosts import host_of

_GONE = 410

T = TypeVar("T")


@dataclass(slots=True)
class FetchCounts:
    """What the fetches of one refresh did; see `RefreshReport` for the fields."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    postponed: int = 0
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response with the digest of its body and the feed's new address, "" if it has not moved."""

    response: Response
    digest: str
    moved: str


class FeedFetcher:
    """Fetches the feeds of one refresh; `counts` and `troubles` grow with each."""

    def __init__(
        self,
        web: WebClient,
        pool: ProcessPool,
        database: DatabaseThread,
        rules: RuleApplication,
        *,
        mark_changed_unread: bool,
    ) -> None:
        """Apply `rules` to new articles in the write that stores them."""
        self._rules = rules
        self.counts = FetchCounts()
        self.troubles = TroubleList()
        self._web = web
        self._pool = pool
        self._database = database
        self._mark_changed_unread = mark_changed_unread
        self._random = Random()  # noqa: S311 - only spreads the times
        self._any_reached = False
        self._unreachable: list[tuple[Due, UnreachableError]] = []

    async def fetch(self, feed: Due) -> None:
        """Fetch a feed and store its entries, or record why that failed. Raises `DeskError`."""
        self.counts.feeds += 1
        try:
            await self._fetch(feed)
        except UnreachableError as error:
            self._unreachable.append((feed, error))
            return
        except BackoffError as error:
            # The feed that the server refused has failed; this one was not asked.
            self.counts.postponed += 1
            await self._postpone(feed, time.time() + (error.retry_after or schedule.HOUR), paused=True)
        except SourceError as error:
            await self._store_failure(feed, error)
        # A file without a host says nothing about the network.
        self._any_reached = self._any_reached or bool(host_of(feed.url))

    async def finish(self) -> None:
        """Record the failures of the feeds whose servers could not be reached, and the pauses of servers.

        If no server at all could be reached, this machine is offline, and no feed is marked as failing.
        """
        if pauses := self._web.pauses():
            await self._database.write(partial(_postpone_feeds, pauses))
        offline = not self._any_reached and len({host_of(feed.url) for feed, _ in self._unreachable}) > 1
        for feed, error in self._unreachable:
            if offline:
                self.counts.failed += 1
                await self._postpone(feed, time.time() + schedule.OFFLINE, paused=False)
            else:
                await self._store_failure(feed, error)
        if offline:
            self.troubles.add(Trouble("network", "none of the servers can be reached"))

    async def _fetch(self, feed: Due) -> None:
        response = await self._web.fetch(feed.url, feed.etag, feed.modified, feed_address=feed.url)
        digest = hashlib.blake2b(response.body, digest_size=16).hexdigest()
        if response.status == 304 or digest == feed.digest:
            self.counts.unchanged += 1
            await self._write(feed, lambda connection: self._store_unchanged(connection, feed, response))
            return
        delivery = await self._parse(feed, response)
        moved = response.moved
        if (named := delivery.feed.moved) and named != feed.url and await self._is_feed(feed, named):
            moved = named
        answer = _Answer(response, digest, moved)
        counts = await self._write(feed, lambda connection: self._store(connection, feed, answer, delivery))
        if counts:
            self.counts.new += counts.new
            self.counts.changed += counts.changed

    async def _write(self, feed: Due, store: Callable[[Connection], T]) -> T | None:
        """Store a result, unless the feed has another address by now or was unsubscribed."""

        def write(connection: Connection) -> T | None:
            return store(connection) if feeds.address(connection, feed.id) == feed.url else None

        return await self._database.write(write)

    async def _parse(self, feed: Due, response: Response) -> Delivery:
        body, address, content_type = response.body, response.url, response.content_type
        return await self._pool.run(read_feed, body, address, content_type, feed.pages)

    async def _is_feed(self, feed: Due, address: str) -> bool:
        """Return whether there is a feed at the address that the feed says it has moved to."""
        try:
            await self._parse(feed, await self._web.fetch(address, feed_address=feed.url))
        except SourceError:
            return False
        return True

    def _store(self, connection: Connection, feed: Due, answer: _Answer, delivery: Delivery) -> EntryCounts:
        now, before = time.time(), self._rules.last_number(connection)
        counts = feed_entries.store_entries(
            connection, feed.id, delivery.arrivals, now, self._mark_changed_unread
        )
        self._rules.arrived(connection, before, now)
        feeds.record_success(
            connection,
            feed.id,
            self._fetched(connection, feed, answer.response, answer.moved, delivery.feed.every),
            digest=answer.digest,
            title=delivery.feed.title,
            site=delivery.feed.site,
            trouble=delivery.feed.trouble,
        )
        return counts

    def _store_unchanged(self, connection: Connection, feed: Due, response: Response) -> None:
        fetched = self._fetched(connection, feed, response, response.moved, feed.every)
        feeds.record_unchanged(connection, feed.id, fetched)

    def _fetched(
        self, connection: Connection, feed: Due, response: Response, moved: str, every: float
    ) -> Fetched:
        now = time.time()
        published = feeds.publication_times(connection, feed.id, now)
        due = schedule.after_success(now, published, asked=every, fresh=response.max_age, random=self._random)
        return Fetched(now, due, every, moved, response.etag, response.modified)

    async def _store_failure(self, feed: Due, error: SourceError) -> None:
        self.counts.failed += 1
        self.troubles.add(Trouble(without_credentials(feed.url), str(error)))
        now, gone = time.time(), isinstance(error, FetchError) and error.status == _GONE
        retry_after = error.retry_after if isinstance(error, FetchError) else None
        due = schedule.after_failure(now, feed.failures + 1, retry_after, random=self._random)

        def store(connection: Connection) -> None:
            feeds.record_failure(connection, feed.id, now=now, trouble=str(error), due=due, gone=gone)

        await self._write(feed, store)

    async def _postpone(self, feed: Due, until: float, *, paused: bool) -> None:
        await self._write(feed, lambda connection: feeds.postpone(connection, feed.id, until, paused=paused))


def _postpone_feeds(pauses: Mapping[str, float], connection: Connection) -> None:
    """Postpone all feeds of the servers that asked for a pause, also those that were not due."""
    now = time.time()
    for feed, url in feeds.addresses(connection):
        if seconds := pauses.get(_server(url)):
            feeds.postpone(connection, feed, now + seconds, paused=True)


def _server(url: str) -> str:
    """Return the host of an address, with its port unless that is the default one; "" without a host."""
    try:
        return RequestUrl.parse(url).authority
    except FetchError:
        return ""
