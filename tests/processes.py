"""A stand-in for the processes of tasks, held until a test says how far it is and how it ends."""

from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from tui.tasks.task import Task, TaskDone, TaskProgress

REFRESHED = {"feeds": 40, "unchanged": 0, "failed": 0, "new": 12, "changed": 0, "pages": 0, "troubles": []}


class HeldTask:
    """Stands in for a process: it is held until it is told what its report is."""

    begun: list["HeldTask"]

    def __init__(self, desk: Path, task: Task) -> None:
        self.task = task
        self.stopped = False
        self.send: Callable[[Message], object] = lambda _: None
        self.begun.append(self)

    async def run(self, send: Callable[[Message], object]) -> None:
        self.send = send

    async def stop(self) -> None:
        self.stopped = True
        self.send(TaskDone(self.task, None, "Stopped.", stopped=True))

    def advance(self, stage: str, done: int, total: int, what: str = "") -> None:
        self.send(TaskProgress(stage, done, total, what))

    def end(self, **changes: object) -> None:
        report = {**REFRESHED, "unchanged": 0, "analysed": 0, **changes}
        self.send(TaskDone(self.task, report))
