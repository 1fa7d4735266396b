"""A web client that keeps to the pauses that servers asked for in earlier runs."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database.feeds import server_pauses
from storage.processes.database_thread import DatabaseThread
from storage.sources.web.web_client import WebClient


@asynccontextmanager
async def polite_client(
    database: DatabaseThread, *, allow_files: bool = False, max_requests: int = 50
) -> AsyncIterator[WebClient]:
    """Yield a client that knows the pauses of the desk; those that servers ask for meanwhile are stored."""
    pauses = await database.read(server_pauses.remaining, time.time())
    async with WebClient(allow_files=allow_files, max_requests=max_requests, pauses=pauses) as web:
        try:
            yield web
        finally:
            if found := web.pauses():
                await database.write(server_pauses.store, found, time.time())
