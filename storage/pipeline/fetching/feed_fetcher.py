"""Asking one feed: what it answers is read and stored in one write, and what is wrong is noted."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar
from urllib.parse import urlsplit

from storage.database.connection import Connection
from storage.database.feeds import feed_entries, feeds
from storage.database.feeds.feed_entries import EntryCounts
from storage.database.feeds.feeds import Due
from storage.errors import FetchError, RestingError, SourceError, UnreachableError
from storage.model import Trouble
from storage.pipeline.fetching import schedule
from storage.pipeline.fetching.parsing import Delivery, read_feed
from storage.processes.database_thread import DatabaseThread
from storage.processes.process_pool import ProcessPool
from storage.sources.web.addresses import without_password
from storage.sources.web.http import Response, Web

_GONE = 410

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """What the visits of one refresh came to; see `RefreshReport` for the fields."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response to a feed, with the digest of its body, and where to ask from now on, "" for as before."""

    response: Response
    digest: str
    moved: str


class FeedFetcher:
    """The visits of one refresh; `tally` grows with each."""

    def __init__(
        self, web: Web, workshop: ProcessPool, clerk: DatabaseThread, *, mark_changed_unread: bool
    ) -> None:
        self.tally = Tally()
        self._web = web
        self._workshop = workshop
        self._clerk = clerk
        self._mark_changed_unread = mark_changed_unread
        self._chance = Random()  # noqa: S311 - it only spreads visits
        self._reached = False
        self._unreachable: list[tuple[Due, UnreachableError]] = []

    async def visit(self, due: Due) -> None:
        """Ask a feed and store what it brought. Raises `DeskError` alone: the feed's troubles are noted."""
        self.tally.feeds += 1
        try:
            await self._ask(due)
        except UnreachableError as error:
            self._unreachable.append((due, error))
            return
        except RestingError as error:
            await self._postpone(due, time.time() + (error.retry_after or schedule.HOUR), str(error))
        except SourceError as error:
            await self._fail(due, error)
        # A file says nothing about the network.
        self._reached = self._reached or bool(host(due.url))

    async def finish(self) -> None:
        """Note the failures of the feeds whose servers could not be reached.

        Where no server at all could be, it is this machine that is offline: no feed is blamed for that.
        """
        offline = not self._reached and len({host(due.url) for due, _ in self._unreachable}) > 1
        for due, error in self._unreachable:
            if offline:
                await self._postpone(due, time.time() + schedule.OFFLINE, "")
            else:
                await self._fail(due, error)
        if offline:
            self.tally.troubles.append(Trouble("network", "none of the servers can be reached"))

    async def _ask(self, due: Due) -> None:
        response = await self._web.fetch(due.url, due.etag, due.modified, home=due.url)
        digest = hashlib.blake2b(response.body, digest_size=16).hexdigest()
        if response.status == 304 or digest == due.digest:
            self.tally.unchanged += 1
            await self._note(due, lambda connection: self._store_unchanged(connection, due, response))
            return
        delivery = await self._read(due, response)
        moved = response.moved
        if (named := delivery.feed.moved) and named != due.url and await self._is_feed(due, named):
            moved = named
        answer = _Answer(response, digest, moved)
        counts = await self._note(due, lambda connection: self._store(connection, due, answer, delivery))
        if counts:
            self.tally.new += counts.new
            self.tally.changed += counts.changed

    async def _note(self, due: Due, write: Callable[[Connection], T]) -> T | None:
        """Store what became of a visit, unless the feed has another address now, or is unsubscribed."""

        def note(connection: Connection) -> T | None:
            return write(connection) if feeds.address(connection, due.id) == due.url else None

        return await self._clerk.write(note)

    async def _read(self, due: Due, response: Response) -> Delivery:
        body, address, content_type = response.body, response.url, response.content_type
        return await self._workshop.do(read_feed, body, address, content_type, due.pages, due.first)

    async def _is_feed(self, due: Due, address: str) -> bool:
        """Return whether the address that a feed says it has moved to holds one."""
        try:
            await self._read(due, await self._web.fetch(address, home=due.url))
        except SourceError:
            return False
        return True

    def _store(self, connection: Connection, due: Due, answer: _Answer, delivery: Delivery) -> EntryCounts:
        now, response = time.time(), answer.response
        counts = feed_entries.store_entries(
            connection, due.id, delivery.arrivals, now, self._mark_changed_unread
        )
        feeds.record_success(
            connection,
            due.id,
            now=now,
            url=answer.moved,
            etag=response.etag,
            modified=response.modified,
            digest=answer.digest,
            title=delivery.feed.title,
            site=delivery.feed.site,
            due=self._next(connection, due, now, response, delivery.feed.every),
            every=delivery.feed.every,
            trouble=delivery.feed.trouble,
        )
        return counts

    def _store_unchanged(self, connection: Connection, due: Due, response: Response) -> None:
        now = time.time()
        feeds.record_unchanged(
            connection,
            due.id,
            now=now,
            url=response.moved,
            etag=response.etag,
            modified=response.modified,
            due=self._next(connection, due, now, response, due.every),
            every=due.every,
        )

    def _next(self, connection: Connection, due: Due, now: float, response: Response, every: float) -> float:
        published = feeds.rhythm(connection, due.id, now)
        return schedule.after_success(
            now, published, asked=every, fresh=response.max_age, chance=self._chance
        )

    async def _fail(self, due: Due, error: SourceError) -> None:
        self._tell(due, str(error))
        now, gone = time.time(), isinstance(error, FetchError) and error.status == _GONE
        retry_after = error.retry_after if isinstance(error, FetchError) else None
        again = schedule.after_failure(now, due.failures + 1, retry_after, chance=self._chance)

        def write(connection: Connection) -> None:
            feeds.record_failure(connection, due.id, now=now, trouble=str(error), due=again, gone=gone)

        await self._note(due, write)

    async def _postpone(self, due: Due, until: float, why: str) -> None:
        self._tell(due, why)
        await self._note(due, lambda connection: feeds.postpone(connection, due.id, until))

    def _tell(self, due: Due, trouble: str) -> None:
        self.tally.failed += 1
        if trouble:
            self.tally.troubles.append(Trouble(without_password(due.url), trouble))


def host(url: str) -> str:
    """Return the host of an address, "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
