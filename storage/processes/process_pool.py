"""A pool of processes that parse feeds and pages: on all cores, each document within a time limit."""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar, TypeVarTuple

from storage.errors import SourceError
from storage.text.plain_text import clean_line, truncate_line

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

TIME_LIMIT = 60.0  # seconds for one document

_PRELOADED = ["storage.pipeline.fetching.parsing"]
_MAX_REASON = 200  # characters

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


class ProcessPool:
    """One process per core, started when first needed and ended with the `async with` block.

    If this process is killed, the others end too: an idle one reads the end of its pipe, a busy one has
    a timer.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, size: int | None = None) -> None:
        self._time_limit = time_limit
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._workers = [_Worker() for _ in range(size or os.cpu_count() or 1)]
        self._threads = ThreadPoolExecutor(len(self._workers))

    async def __aenter__(self) -> Self:
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(self, *_: object) -> None:
        # The processes end first, so that a thread that waits for one reads the end of its pipe.
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.end()

    async def run(self, function: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Return what a module-level function returns for `arguments`, all of which can be pickled.

        Raises the `SourceError` of the function, or one that says that it took too long, died or failed.
        """
        worker = await self._idle.get()
        task, loop = _Task(function, arguments, self._time_limit), asyncio.get_running_loop()
        under_way = loop.run_in_executor(self._threads, worker.run, task)
        under_way.add_done_callback(lambda _: self._idle.put_nowait(worker))
        # Shielded: a cancelled caller leaves a busy process behind, which no other caller may get yet.
        answer = await asyncio.shield(under_way)
        if isinstance(answer, SourceError):
            raise answer
        return answer  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Task:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


class _Worker:
    """One process, replaced by a new one after it died or was ended."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._starting = Lock()
        self._killed = False

    def run(self, task: _Task) -> Any:
        """Return the result of the task, or a `SourceError`."""
        try:
            pipe = self._pipe or self._start()
            pipe.send(task)
            if not pipe.poll(task.seconds):
                self.end()
                return SourceError(f"Reading it took longer than {task.seconds:.0f} seconds.")
            return pipe.recv()
        except (EOFError, OSError):
            self.end()
            return SourceError("It could not be read: the program that reads it crashed.")

    def kill(self) -> None:
        """Kill the process and start no other."""
        with self._starting:
            self._killed = True
            # Read once: the thread that waits for the process may be ending it.
            process = self._process
            if process:
                process.kill()

    def end(self) -> None:
        """Kill the process and wait until it has ended."""
        if self._process and self._pipe:
            # Killed, not terminated: the process inherits the signals that newsdesk's caller ignores.
            self._process.kill()
            self._pipe.close()
            self._process.join()
        self._process = self._pipe = None

    def _start(self) -> Connection:
        context = _context()
        with self._starting:
            if self._killed:
                raise EOFError
            pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            self._process, self._pipe = process, pipe
        theirs.close()
        return pipe


def _context() -> "ForkServerContext | SpawnContext":
    """Return the context that starts processes: a fork server with the parsers loaded, where there is one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the whole process group, but the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            task: _Task = pipe.recv()
            # Twice what the parent waits: the timer only matters if the parent was killed.
            _set_timer(2 * task.seconds)
            answer = _answer(task)
            _set_timer(0)
            pipe.send(answer)


def _set_timer(seconds: float) -> None:
    """Make the system end this process after `seconds`; 0 cancels the timer. Does nothing on Windows."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(task: _Task) -> Any:
    try:
        return task.function(*task.arguments)
    except SourceError as error:
        return error
    except MemoryError:
        return SourceError("It could not be read: there is not enough memory.")
    except Exception as error:  # noqa: BLE001 - one document must not end the reading of the rest
        # The error may quote the document, with control characters in it.
        reason = truncate_line(clean_line(f"{type(error).__name__}: {error}"), _MAX_REASON)
        return SourceError(f"It could not be read ({reason}).")
