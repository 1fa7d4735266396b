"""Feeds and pages read in processes of their own: on all cores, within bounded time, whatever they hold."""

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
from storage.sources.drafts.draft_assembly import clipped
from storage.text.plain_text import clean_line

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

PATIENCE = 60.0  # seconds that reading one document may take

_PRELOADED = ["storage.pipeline.fetching.parsing"]
_LONGEST_REASON = 200  # characters

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


class ProcessPool:
    """A process for each core, started when first needed, ended with the `async with` block.

    They also end by themselves when this process is killed: those that are idle read the end of their pipes,
    those at work have a time limit of their own.
    """

    def __init__(self, patience: float = PATIENCE, size: int | None = None) -> None:
        self._patience = patience
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._workers = [_Worker() for _ in range(size or os.cpu_count() or 1)]
        self._threads = ThreadPoolExecutor(len(self._workers))

    async def __aenter__(self) -> Self:
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(self, *_: object) -> None:
        # First the processes, so that a thread that still waits for one finds its pipe at an end.
        for worker in self._workers:
            worker.retire()
        self._threads.shutdown()
        for worker in self._workers:
            worker.end()

    async def do(self, work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Return what a function of a module returns for these arguments, all of which can be pickled.

        Raises the `SourceError` that it raises, and one of its own when it takes too long, dies or fails.
        """
        worker = await self._idle.get()
        task, loop = _Task(work, arguments, self._patience), asyncio.get_running_loop()
        under_way = loop.run_in_executor(self._threads, worker.do, task)
        under_way.add_done_callback(lambda _: self._idle.put_nowait(worker))
        # Shielded: who gives up waiting leaves a busy process behind, which must not be given to another yet.
        answer = await asyncio.shield(under_way)
        if isinstance(answer, SourceError):
            raise answer
        return answer  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


class _Worker:
    """One process, replaced by a fresh one after it died or had to be ended."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._starting = Lock()
        self._retired = False

    def do(self, task: _Task) -> Any:
        """Return what the task gives, or a `SourceError`."""
        try:
            pipe = self._pipe or self._start()
            pipe.send(task)
            if not pipe.poll(task.seconds):
                self.end()
                return SourceError(f"It could not be read within {task.seconds:.0f} seconds.")
            return pipe.recv()
        except (EOFError, OSError):
            self.end()
            return SourceError("It could not be read: it made the program that reads it stop.")

    def retire(self) -> None:
        """Stop the process, whatever it is doing, and start no other."""
        with self._starting:
            self._retired = True
            if self._process:
                self._process.kill()

    def end(self) -> None:
        """Stop the process and wait until it is gone."""
        if self._process and self._pipe:
            # Not asked to end: a signal that newsdesk's caller ignores, the process ignores too.
            self._process.kill()
            self._pipe.close()
            self._process.join()
        self._process = self._pipe = None

    def _start(self) -> Connection:
        context = _context()
        with self._starting:
            if self._retired:
                raise EOFError
            pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            self._process, self._pipe = process, pipe
        theirs.close()
        return pipe


def _context() -> "ForkServerContext | SpawnContext":
    """Return a way to start processes: from a server that has the parsers loaded, where there is such."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the whole process group; when to stop is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            task: _Task = pipe.recv()
            # Twice what newsdesk waits: it comes to this only where newsdesk was killed meanwhile.
            _end_after(2 * task.seconds)
            answer = _answer(task)
            _end_after(0)
            pipe.send(answer)


def _end_after(seconds: float) -> None:
    """Let the system end this process after so many seconds, 0 for not at all, where it can."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(task: _Task) -> Any:
    try:
        return task.work(*task.arguments)
    except SourceError as error:
        return error
    except MemoryError:
        return SourceError("It could not be read: it needs more memory than there is.")
    except Exception as error:  # noqa: BLE001 - one document must not end the reading of the rest
        # What the error says may quote the document.
        reason = clipped(clean_line(f"{type(error).__name__}: {error}"), _LONGEST_REASON)
        return SourceError(f"It could not be read ({reason}).")
