"""One thread that reads and writes the desk file on behalf of asyncio code."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from storage.database.connection import Connection, DeskFile

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseThread:
    """Runs one call after the other. Leaving the `with` block waits for the call under way."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file
        self._thread = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    async def read(
        self, call: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `call` returns when given a connection for reading. Raises `DeskError`."""
        return await self._run(self._desk_file.reading, call, *args, **kwargs)

    async def write(
        self, call: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `call` returns once its changes are stored in one transaction. Raises `DeskError`."""
        return await self._run(self._desk_file.writing, call, *args, **kwargs)

    async def _run(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        call: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def run() -> T:
            with transaction() as connection:
                return call(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)
