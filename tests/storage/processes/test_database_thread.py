"""The database thread: one call after the other, whole transactions, errors where they are awaited."""

import asyncio
import threading

import pytest

from storage.database import key_values
from storage.database.connection import Connection, DeskFile
from storage.errors import NotFoundError
from storage.processes.database_thread import DatabaseThread


def append(connection: Connection, text: str) -> str:
    stored = (key_values.get_value(connection, "test") or "") + text
    key_values.set_value(connection, "test", stored)
    return stored


def fail(connection: Connection) -> None:
    append(connection, "lost")
    raise NotFoundError("There is none.")


def test_calls_run_one_after_the_other_in_one_thread(desk_file: DeskFile) -> None:
    async def work() -> tuple[list[str], set[int]]:
        with DatabaseThread(desk_file) as database:
            results = await asyncio.gather(*(database.write(append, letter) for letter in "abc"))
            threads = {await database.read(lambda _: threading.get_ident()) for _ in range(3)}
            return results, threads

    results, threads = asyncio.run(work())
    assert results == ["a", "ab", "abc"]
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_an_error_is_raised_and_leaves_nothing_behind(desk_file: DeskFile) -> None:
    async def work() -> str | None:
        with DatabaseThread(desk_file) as database:
            with pytest.raises(NotFoundError, match="There is none"):
                await database.write(fail)
            return await database.read(key_values.get_value, "test")

    assert asyncio.run(work()) is None


def test_leaving_waits_for_the_call_under_way(desk_file: DeskFile) -> None:
    started, go_on = threading.Event(), threading.Event()

    def wait(connection: Connection) -> None:
        started.set()
        assert go_on.wait(30)
        append(connection, "done")

    async def work() -> None:
        with DatabaseThread(desk_file) as database:
            task = asyncio.create_task(database.write(wait))
            while not started.is_set():
                await asyncio.sleep(0)
            task.cancel()
            go_on.set()

    asyncio.run(work())
    with desk_file.reading() as connection:
        assert key_values.get_value(connection, "test") == "done"
