"""Work in other processes: real ones, that fail, hang and die."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from paths import ROOT

from storage.errors import FetchError, SourceError
from storage.processes.process_pool import ProcessPool

_FORSAKEN = """
import asyncio
from storage.processes.process_pool import ProcessPool

async def work():
    async with ProcessPool(2, 1) as workshop:
        await workshop.do(exec, "print('at work', flush=True)\\nwhile True: pass")

asyncio.run(work())
"""


def run(*tasks: tuple[Callable[..., Any], Any], patience: float = 30, size: int = 1) -> list[Any]:
    async def work() -> list[Any]:
        async with ProcessPool(patience, size) as workshop:
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
    run((len, ""))  # what processes come from is there now: three seconds are enough for them
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


def test_an_error_that_quotes_the_document_is_shown_without_its_tricks() -> None:
    (error,) = run((_quote, "\x1b]0;mine\x07\u202e\n" + "long " * 1000))
    assert str(error).isprintable()
    assert len(str(error)) < 300


def test_a_process_that_somebody_gave_up_on_is_given_to_nobody_while_it_works() -> None:
    async def work() -> tuple[int, int]:
        async with ProcessPool(60, 2) as workshop:
            busy = await workshop.do(_process, 0)  # the one that was used last comes first
            abandoned = asyncio.create_task(workshop.do(_hang, 60))
            await asyncio.sleep(0)
            abandoned.cancel()
            with suppress(asyncio.CancelledError):
                await abandoned
            return busy, await workshop.do(_process, 0)

    busy, free = asyncio.run(work())
    assert free != busy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timer that ends a process")
def test_work_without_end_ends_when_nobody_is_left_to_end_it() -> None:
    with subprocess.Popen([sys.executable, "-c", _FORSAKEN], cwd=ROOT, stdout=subprocess.PIPE) as newsdesk:
        assert newsdesk.stdout
        assert newsdesk.stdout.readline() == b"at work\n"
        newsdesk.kill()
        # It has the same standard output, which is at its end when no process is left.
        assert newsdesk.stdout.read() == b""


@pytest.mark.parametrize("size", [1, 2])
def test_leaving_does_not_wait_for_work_that_nobody_waits_for(size: int) -> None:
    async def leave() -> None:
        async with ProcessPool(600, size) as workshop:
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


def _quote(text: str) -> None:
    raise ValueError(text)


def _die(code: int) -> None:
    os._exit(code)


def _hang(seconds: float) -> None:
    time.sleep(seconds)
