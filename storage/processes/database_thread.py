"""One thread that reads and writes the desk for work that runs on asyncio."""

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
    """Does one piece of work after the other; leaving the `with` block waits for the one at hand."""

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
        """Return what `call` finds. Raises `DeskError`."""
        return await self._do(self._desk_file.reading, call, *args, **kwargs)

    async def write(
        self, call: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `call` returns once its changes are stored, all or none. Raises `DeskError`."""
        return await self._do(self._desk_file.writing, call, *args, **kwargs)

    async def _do(
        self,
        opened: Callable[[], AbstractContextManager[Connection]],
        call: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def job() -> T:
            with opened() as connection:
                return call(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, job)
