"""Errands in a process of their own, so that nothing of them is felt on the screen."""

import asyncio
import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.message_pump import MessagePump

from tui.messages import ErrandDone, ErrandProgress
from tui.tasks.task_kinds import Errand

PATIENCE = 10.0
"""Seconds within which a process that is asked to stop must have ended; its writes take far less."""

_LINE_LIMIT = 1 << 26
_TELL_SECONDS = 0.1  # at the least between two tellings, however many steps there are
_LOOK_SECONDS = 0.5  # between two looks whether the process is still there
_STEP = frozenset({"stage", "done", "total"})
_LESS_URGENT = 10  # than the screen, which shares the cores


class Child:
    """A process that does one errand; `run` ends when it does, `stop` ends it in order."""

    def __init__(self, desk: Path, errand: Errand) -> None:
        self.errand = errand
        self._command = [sys.executable, "-P", "-m", "tui", "--desk", str(desk), *errand.command]
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False
        self._told = 0.0

    async def run(self, listener: MessagePump) -> None:
        """Do the errand, and post its progress and its end to `listener`."""
        report, why = None, ""
        try:
            if not self._stopped:
                report, why = await self._follow(listener)
        except OSError as error:
            why = f"newsdesk can't start another process: {error.strerror}."
        listener.post_message(ErrandDone(self.errand, report, why, self._stopped))

    async def stop(self) -> None:
        """Ask the process to end, and wait for that; what it is storing is stored wholly or not at all."""
        self._stopped = True
        process = self._process
        if process and process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _follow(self, listener: MessagePump) -> tuple[dict[str, Any] | None, str]:
        """Return the report of the process, or none and what it complained of."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
            # Linux shares the cores among sessions first: in one of its own it takes none of the screen's.
            start_new_session=True,
        )
        _step_back(process.pid)
        if self._stopped:
            process.terminate()
        watch = asyncio.create_task(_end_rest(process))
        try:
            complaint, report = await asyncio.gather(_all_of(process.stderr), self._listen(process, listener))
        finally:
            watch.cancel()
        await process.wait()
        words = complaint.strip().splitlines()
        return report, words[-1].removeprefix("newsdesk: ") if words else "It stopped before its end."

    async def _listen(
        self, process: asyncio.subprocess.Process, listener: MessagePump
    ) -> dict[str, Any] | None:
        report = None
        while process.stdout and (line := await _line_of(process.stdout)):
            try:
                said = json.loads(line)
            except (ValueError, RecursionError):
                continue
            # What a library prints is no line of ours, though it may be JSON.
            if not isinstance(said, dict):
                continue
            if said.keys() >= _STEP and self._worth_telling(said):
                listener.post_message(
                    ErrandProgress(said["stage"], said["done"], said["total"], said.get("what", ""))
                )
            elif "troubles" in said:
                report = said
        return report

    def _worth_telling(self, said: dict[str, Any]) -> bool:
        """Return whether it is time to tell again; what comes often is shown now and then."""
        now = time.monotonic()
        if now - self._told < _TELL_SECONDS and 0 < said["done"] < said["total"]:
            return False
        self._told = now
        return True


def _step_back(process: int) -> None:
    """Let the screen go first where both want a core."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, _LESS_URGENT)
    with suppress(OSError):
        Path(f"/proc/{process}/autogroup").write_text(str(_LESS_URGENT))


async def _end_rest(process: asyncio.subprocess.Process) -> None:
    """Once a process has ended, end those that it has left behind, which may hold on to its output."""
    # Before Python 3.12 `wait` itself would wait for the end of the output.
    while process.returncode is None:
        await asyncio.sleep(_LOOK_SECONDS)
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


async def _line_of(stream: asyncio.StreamReader) -> bytes:
    """Return the next line, b"" at the end; what is too long for one comes as white space."""
    try:
        return await stream.readline()
    except ValueError:
        return b"\n"


async def _all_of(stream: asyncio.StreamReader | None) -> str:
    return (await stream.read()).decode(errors="replace") if stream else ""
