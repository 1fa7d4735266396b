"""How many requests run at once: in all, and to one host."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class RateLimit:
    """Places for requests. Who waits for a busy host keeps none of the others waiting."""

    def __init__(self, at_once: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._per_host = per_host
        self._places: dict[str, asyncio.Semaphore] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def place(self, host: str) -> AsyncIterator[None]:
        """Hold a place at `host` for the time of the block, after waiting for it."""
        own = self._places.setdefault(host, asyncio.Semaphore(self._per_host))
        self._users[host] = self._users.get(host, 0) + 1
        try:
            # The host first: a place among all is taken only by who can use it at once.
            async with own, self._all:
                yield
        finally:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._places[host]
