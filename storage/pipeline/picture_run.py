"""Fetching the pictures of articles into the cache."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.database.articles import articles, pages_to_fetch
from storage.database.connection import Connection, DeskFile
from storage.errors import NotFoundError, SourceError
from storage.model import Progress, RefreshReport, Trouble
from storage.pipeline.fetching.concurrency import for_each, interleave
from storage.pipeline.trouble_list import TroubleList
from storage.processes.process_pool import ProcessPool
from storage.sources.pictures.picture_cache import PictureCache
from storage.sources.pictures.picture_decoding import small_copy
from storage.sources.web.web_addresses import without_credentials
from storage.sources.web.web_client import WebClient
from storage.text.hosts import host_of

MOST = 24
"""Pictures of one article that are fetched, the first ones."""

_MAX_BYTES = 8_000_000
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/*;q=0.8"
_AT_ONCE = 8
_SECONDS, _SILENT_SECONDS = 30.0, 10.0  # for one picture, and without a byte of it
_DECODING_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class PictureWanted:
    """A picture to fetch, and an address of its article's home: only that may be in a private network."""

    address: str
    home: str


class PictureRun:
    """Fetches pictures for one desk file and reports its progress."""

    def __init__(
        self, desk_file: DeskFile, cache: PictureCache, progress: Callable[[Progress], None]
    ) -> None:
        self._desk_file = desk_file
        self._cache = cache
        self._progress = progress
        self._troubles = TroubleList()
        self._done = self._stored = 0

    def run(self, numbers: Sequence[int]) -> RefreshReport:
        """Fetch the pictures of these articles that are not in the cache yet. Raises `DeskError`."""
        with self._desk_file.reading() as connection:
            wanted = {one.address: one for number in numbers for one in self._wanted(connection, number)}
        if wanted:
            asyncio.run(self._fetch_all([*wanted.values()]))
            self._cache.prune()
        return RefreshReport(pictures=self._stored, troubles=self._troubles.listed("pictures"))

    def _wanted(self, connection: Connection, number: int) -> list[PictureWanted]:
        try:
            article, page = articles.fetch(connection, number), pages_to_fetch.wanted(connection, number)
        except NotFoundError:
            return []  # without an address, nothing says which network its pictures may be in
        addresses = dict.fromkeys([article.image, *(one.address for one in article.pictures)])
        chosen = [*filter(None, addresses)][:MOST]
        return [PictureWanted(one, page.feed or page.url) for one in chosen if self._cache.is_wanted(one)]

    async def _fetch_all(self, wanted: Sequence[PictureWanted]) -> None:
        async with (
            WebClient(timeout=_SILENT_SECONDS, deadline=_SECONDS) as web,
            ProcessPool(_DECODING_SECONDS, size=1) as pool,
        ):

            async def fetch(one: PictureWanted) -> None:
                await self._fetch(web, pool, one)
                self._done += 1
                self._progress(
                    Progress("pictures", self._done, len(wanted), without_credentials(one.address))
                )

            await for_each(interleave(wanted, lambda one: host_of(one.address)), fetch, _AT_ONCE)

    async def _fetch(self, web: WebClient, pool: ProcessPool, one: PictureWanted) -> None:
        try:
            response = await web.fetch(
                one.address, feed_address=one.home, accept=_ACCEPT, max_bytes=_MAX_BYTES
            )
            self._cache.store(one.address, await pool.run(small_copy, response.body))
            self._stored += 1
        except (SourceError, OSError) as error:
            reason = str(error) if isinstance(error, SourceError) else f"it can't be stored: {error.strerror}"
            self._troubles.add(Trouble(without_credentials(one.address), reason))
            if isinstance(error, SourceError):
                self._cache.store_failure(one.address)
