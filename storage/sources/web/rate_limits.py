"""Limits on requests to servers: how many run at once, and which servers to leave alone for a while."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from storage.errors import BackoffError, UnreachableError
from storage.sources.web.http_headers import retry_after
from storage.sources.web.http_requests import RawResponse
from storage.sources.web.request_url import RequestUrl

_TOO_MANY_REQUESTS, _UNAVAILABLE = 429, 503
_DEFAULT_PAUSE = 3600.0  # seconds, where a server names no time
_MAX_PAUSE = 86400.0
_MAX_FAILURES = 2


class ConcurrencyLimit:
    """Limits how many requests run at once: `total` in all and `per_host` to one host.

    A request that waits for a busy host does not delay requests to other hosts.
    """

    def __init__(self, total: int, per_host: int) -> None:
        self._total = asyncio.Semaphore(total)
        self._per_host = per_host
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait for a free slot at `host` and hold it during the block."""
        own = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        self._users[host] = self._users.get(host, 0) + 1
        try:
            # The host comes first: a request that still waits for its host takes none of the total.
            async with own, self._total:
                yield
        finally:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._hosts[host]


class Backoff:
    """The servers that asked for a pause or can't be reached, for the lifetime of one client."""

    def __init__(self, pauses: Mapping[str, float]) -> None:
        """Begin with `pauses`, the seconds that are left by server."""
        now = time.monotonic()
        self._until = {server: now + min(seconds, _MAX_PAUSE) for server, seconds in pauses.items()}
        self._failures: dict[str, int] = {}
        self._unreachable: dict[str, UnreachableError] = {}

    def check(self, url: RequestUrl) -> None:
        """Raise `BackoffError` during a pause, `UnreachableError` after two failed connections in a row."""
        server = url.authority
        seconds = self._until.get(server, 0.0) - time.monotonic()
        if seconds > 0:
            raise BackoffError(
                "The server asked newsdesk to wait before the next request.", retry_after=seconds
            )
        if self._failures.get(server, 0) >= _MAX_FAILURES:
            raise UnreachableError(str(self._unreachable[server]))

    def pauses(self) -> dict[str, float]:
        """Return the servers that asked for a pause, each with the seconds that are left of it."""
        now = time.monotonic()
        return {server: until - now for server, until in self._until.items() if until > now}

    def record_response(self, url: RequestUrl, response: RawResponse) -> None:
        """Reset the failures of the server, and start the pause that its response asks for."""
        server, seconds = url.authority, retry_after(response.headers)
        self._failures.pop(server, None)
        if response.status == _TOO_MANY_REQUESTS or (response.status == _UNAVAILABLE and seconds):
            self._until[server] = time.monotonic() + min(seconds or _DEFAULT_PAUSE, _MAX_PAUSE)

    def record_failure(self, url: RequestUrl, error: UnreachableError) -> None:
        """Count a failed connection to the server."""
        self._failures[url.authority] = self._failures.get(url.authority, 0) + 1
        self._unreachable[url.authority] = error
