"""A task in a process of its own, so that it does not slow down the screen."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.message import Message

from tui.tasks.task import Task, TaskDone, TaskProgress

STOP_SECONDS = 10.0
"""Seconds that a process gets to stop when asked; its writes take far less."""

_LINE_LIMIT = 1 << 26
_REPORT_SECONDS = 0.1  # between two progress messages at least, however many steps there are
_CHECK_SECONDS = 0.5  # between two checks whether the process still runs
_PROGRESS_KEYS = frozenset({"stage", "done", "total"})
_NEWSDESK = (sys.executable, "-P", "-m", "tui")
_NICENESS = 10  # below the screen, which shares the cores


class SubprocessTask:
    """A process that does one task."""

    def __init__(self, desk: Path, task: Task, program: Sequence[str] = _NEWSDESK) -> None:
        """Do `task` on the file `desk` with `program`, which gets the command as its arguments."""
        self.task = task
        self._command = [*program, "--desk", str(desk), *task.command]
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False
        self._reported = 0.0

    async def run(self, send: Callable[[Message], object]) -> None:
        """Run the process to its end; `send` its progress, and its end as `TaskDone`."""
        report, why = None, ""
        try:
            if not self._stopped:
                report, why = await self._follow(send)
        except OSError as error:
            why = f"newsdesk can't start another process: {error.strerror}."
        send(TaskDone(self.task, report, why, self._stopped))

    async def stop(self) -> None:
        """Ask the process to end, and wait for it. A write in progress is stored wholly or not at all."""
        self._stopped = True
        process = self._process
        if process and process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _follow(self, send: Callable[[Message], object]) -> tuple[dict[str, Any] | None, str]:
        """Return the report of the process, or None and its last error message."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
            # Linux divides the cores among sessions first: in its own session it slows down no other.
            start_new_session=True,
        )
        _lower_priority(process.pid)
        if self._stopped:
            process.terminate()
        watch = asyncio.create_task(_end_leftovers(process))
        try:
            errors, report = await asyncio.gather(_all_of(process.stderr), self._read_output(process, send))
        finally:
            watch.cancel()
        await process.wait()
        words = errors.strip().splitlines()
        return report, words[-1].removeprefix("newsdesk: ") if words else "It stopped before its end."

    async def _read_output(
        self, process: asyncio.subprocess.Process, send: Callable[[Message], object]
    ) -> dict[str, Any] | None:
        report = None
        while process.stdout and (line := await _line_of(process.stdout)):
            try:
                said = json.loads(line)
            except (ValueError, RecursionError):
                continue
            # A library may print JSON too; only objects come from newsdesk.
            if not isinstance(said, dict):
                continue
            if said.keys() >= _PROGRESS_KEYS and self._is_worth_reporting(said):
                send(TaskProgress(said["stage"], said["done"], said["total"], said.get("what", "")))
            elif "troubles" in said:
                report = said
        return report

    def _is_worth_reporting(self, said: dict[str, Any]) -> bool:
        """Return whether the last report is long enough ago; the first and last step always count."""
        now = time.monotonic()
        if now - self._reported < _REPORT_SECONDS and 0 < said["done"] < said["total"]:
            return False
        self._reported = now
        return True


def _lower_priority(process: int) -> None:
    """Give a process less priority than the screen."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, _NICENESS)
    with suppress(OSError):
        Path(f"/proc/{process}/autogroup").write_text(str(_NICENESS))


async def _end_leftovers(process: asyncio.subprocess.Process) -> None:
    """After a process has ended, end its child processes: they may keep its output open."""
    # Before Python 3.12, `wait` also waits for the end of the output.
    while process.returncode is None:
        await asyncio.sleep(_CHECK_SECONDS)
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


async def _line_of(stream: asyncio.StreamReader) -> bytes:
    """Return the next line, b"" at the end; a line that is too long becomes an empty one."""
    try:
        return await stream.readline()
    except ValueError:
        return b"\n"


async def _all_of(stream: asyncio.StreamReader | None) -> str:
    return (await stream.read()).decode(errors="replace") if stream else ""
