"""Work in other processes: real ones, that fail, hang and die."""

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from storage.errors import FetchError, SourceError
from storage.workshop import Workshop


def run(*tasks: tuple[Callable[..., Any], Any], patience: float = 30, size: int = 1) -> list[Any]:
    async def work() -> list[Any]:
        async with Workshop(patience, size) as workshop:
            return await asyncio.gather(
                *(workshop.do(call, argument) for call, argument in tasks), return_exceptions=True
            )

    return asyncio.run(work())


def test_what_a_function_returns_comes_back_from_another_process() -> None:
    (theirs,) = run((_process, 0))
    assert theirs != os.getpid()


def test_its_own_complaint_comes_back() -> None:
    (error,) = run((_refuse, "no feed"))
    assert isinstance(error, FetchError)
    assert (str(error), error.status) == ("no feed", 410)


def test_a_document_that_fails_dies_or_hangs_does_not_stop_the_next() -> None:
    broken, dead, hung, sound = run((_fail, "x"), (_die, 1), (_hang, 600), (len, "four"), patience=3)
    assert isinstance(broken, SourceError)
    assert "KeyError" in str(broken)
    assert isinstance(dead, SourceError)
    assert "stop" in str(dead)
    assert isinstance(hung, SourceError)
    assert "3 seconds" in str(hung)
    assert sound == 4


def test_work_is_shared_among_the_processes() -> None:
    assert len(set(run(*[(_process, 0.3)] * 4, size=2))) == 2


@pytest.mark.parametrize("size", [1, 2])
def test_leaving_does_not_wait_for_work_that_nobody_waits_for(size: int) -> None:
    async def leave() -> None:
        async with Workshop(600, size) as workshop:
            task = asyncio.create_task(workshop.do(_hang, 600))
            await workshop.do(len, "") if size == 2 else await asyncio.sleep(0)
            task.cancel()

    started = time.monotonic()
    asyncio.run(leave())
    assert time.monotonic() - started < 60


def _process(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _refuse(sentence: str) -> None:
    raise FetchError(sentence, status=410)


def _fail(key: str) -> None:
    {}[key]


def _die(code: int) -> None:
    os._exit(code)


def _hang(seconds: float) -> None:
    time.sleep(seconds)
