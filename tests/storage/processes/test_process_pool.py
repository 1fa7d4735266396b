"""The process pool: real processes that fail, hang and die."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from paths import ROOT

from storage.errors import FetchError, SourceError
from storage.processes.process_pool import ProcessPool, _Worker

_ORPHANED = """
import asyncio
from storage.processes.process_pool import ProcessPool

async def work():
    async with ProcessPool(2, 1) as pool:
        await pool.run(exec, "print('at work', flush=True)\\nwhile True: pass")

asyncio.run(work())
"""


def run(*tasks: tuple[Callable[..., Any], Any], time_limit: float = 30, size: int = 1) -> list[Any]:
    async def work() -> list[Any]:
        async with ProcessPool(time_limit, size) as pool:
            return await asyncio.gather(
                *(pool.run(call, argument) for call, argument in tasks), return_exceptions=True
            )

    return asyncio.run(work())


def test_a_function_runs_in_another_process() -> None:
    (theirs,) = run((_process, 0))
    assert theirs != os.getpid()


def test_the_error_of_the_function_is_raised() -> None:
    (error,) = run((_refuse, "no feed"))
    assert isinstance(error, FetchError)
    assert (str(error), error.status) == ("no feed", 410)


def test_a_process_that_its_thread_ends_while_it_is_killed() -> None:
    killed = []

    class Ending(_Worker):
        """A worker whose process is gone after the first look at it."""

        looks = 0

        @property
        def _process(self) -> Any:
            self.looks += 1
            return SimpleNamespace(kill=lambda: killed.append(self.looks)) if self.looks == 1 else None

        @_process.setter
        def _process(self, process: Any) -> None:
            """The property makes its process up."""

    Ending().kill()
    assert killed == [1]


def test_work_that_fails_crashes_or_hangs_does_not_stop_the_next() -> None:
    run((len, ""))  # starts the fork server: from now on three seconds are enough for a process
    broken, dead, hung, sound = run((_fail, "x"), (_die, 1), (_hang, 600), (len, "four"), time_limit=3)
    assert isinstance(broken, SourceError)
    assert "KeyError" in str(broken)
    assert isinstance(dead, SourceError)
    assert "crashed" in str(dead)
    assert isinstance(hung, SourceError)
    assert "3 seconds" in str(hung)
    assert sound == 4


def test_work_is_shared_by_the_processes() -> None:
    assert len(set(run(*[(_process, 0.3)] * 4, size=2))) == 2


def test_an_error_that_quotes_the_document_is_shown_without_control_characters() -> None:
    (error,) = run((_quote, "\x1b]0;mine\x07\u202e\n" + "long " * 1000))
    assert str(error).isprintable()
    assert len(str(error)) < 300


def test_the_busy_process_of_a_cancelled_caller_is_not_reused() -> None:
    async def work() -> tuple[int, int]:
        async with ProcessPool(60, 2) as pool:
            busy = await pool.run(_process, 0)  # the process used last is used first
            abandoned = asyncio.create_task(pool.run(_hang, 60))
            await asyncio.sleep(0)
            abandoned.cancel()
            with suppress(asyncio.CancelledError):
                await abandoned
            return busy, await pool.run(_process, 0)

    busy, free = asyncio.run(work())
    assert free != busy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timer that ends a process")
def test_endless_work_ends_after_newsdesk_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _ORPHANED], cwd=ROOT, stdout=subprocess.PIPE) as newsdesk:
        assert newsdesk.stdout
        assert newsdesk.stdout.readline() == b"at work\n"
        newsdesk.kill()
        # The worker shares its standard output, which ends when no process has it open.
        assert newsdesk.stdout.read() == b""


@pytest.mark.parametrize("size", [1, 2])
def test_leaving_the_pool_does_not_wait_for_cancelled_work(size: int) -> None:
    async def leave() -> None:
        async with ProcessPool(600, size) as pool:
            task = asyncio.create_task(pool.run(_hang, 600))
            await pool.run(len, "") if size == 2 else await asyncio.sleep(0)
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
