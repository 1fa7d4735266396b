"""Importing in a process of its own, so that nothing of it is felt on the screen."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.message_pump import MessagePump

from tui import wording
from tui.messages import ImportDone, ImportProgress

_LINE_LIMIT = 1 << 26


class Import:
    """One import into a desk file; `run` ends when the process does, `stop` ends it gently.

    Without `paths` the articles that wait for analysis are analysed.
    """

    def __init__(self, desk: Path, paths: Sequence[Path]) -> None:
        work = ["import", "--json", *map(str, paths)] if paths else ["reanalyse", "--pending", "--json"]
        self._what = "import" if paths else "analysis"
        self._command = [sys.executable, "-P", "-m", "tui", "--desk", str(desk), *work]
        self._process: asyncio.subprocess.Process | None = None

    async def run(self, listener: MessagePump) -> None:
        """Run the import and post its progress and its end to `listener`."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
        )
        complaint, report = await asyncio.gather(_all_of(process.stderr), self._listen(process, listener))
        await process.wait()
        if report is None:
            words = complaint.strip().splitlines()
            why = words[-1].removeprefix("newsdesk: ") if words else "It stopped before its end."
            listener.post_message(ImportDone(f"The {self._what} failed.", (why,)))
        else:
            listener.post_message(_done(report))

    async def stop(self) -> None:
        """Ask the process to end, and wait for that; what it is storing is stored wholly or not at all."""
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def _listen(
        self, process: asyncio.subprocess.Process, listener: MessagePump
    ) -> dict[str, Any] | None:
        report = None
        while process.stdout and (line := await process.stdout.readline()):
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if "stage" in said:
                listener.post_message(
                    ImportProgress(said["stage"], said["done"], said["total"], said.get("what", ""))
                )
            elif "new" in said:
                report = said
        return report


async def _all_of(stream: asyncio.StreamReader | None) -> str:
    return (await stream.read()).decode(errors="replace") if stream else ""


def _done(report: dict[str, Any]) -> ImportDone:
    """Return what came of an import: a sentence on the articles, and one on each problem."""
    parts = [
        wording.count(report["new"], "new article"),
        *([f"{report['changed']:,} changed"] if report["changed"] else []),
        *([f"{report['unchanged']:,} known already"] if report["unchanged"] else []),
    ]
    problems = tuple(_problem(trouble) for trouble in report.get("troubles", []))
    return ImportDone(f"{', '.join(parts)}.", problems, report["new"] + report["changed"])


def _problem(trouble: dict[str, Any]) -> str:
    place = f"{trouble['origin']}:{trouble['line']}" if trouble.get("line") else trouble["origin"]
    return f"{place}: {trouble['message']}"
