"""A stand-in for the processes of errands, held until a test says how far it is and how it ends."""

from pathlib import Path

from tui.app import Newsdesk
from tui.messages import ErrandDone, ErrandProgress
from tui.tasks.task_kinds import Errand

REFRESHED = {"feeds": 40, "unchanged": 0, "failed": 0, "new": 12, "changed": 0, "pages": 0, "troubles": []}


class HeldChild:
    """Stands in for a process: it is held until it is told what its report is."""

    begun: list["HeldChild"]

    def __init__(self, desk: Path, errand: Errand) -> None:
        self.errand = errand
        self.stopped = False
        self.begun.append(self)

    async def run(self, listener: Newsdesk) -> None:
        self.listener = listener

    async def stop(self) -> None:
        self.stopped = True
        self.listener.post_message(ErrandDone(self.errand, None, "Stopped.", stopped=True))

    def advance(self, stage: str, done: int, total: int, what: str = "") -> None:
        self.listener.post_message(ErrandProgress(stage, done, total, what))

    def end(self, **changes: object) -> None:
        report = {**REFRESHED, "unchanged": 0, "analysed": 0, **changes}
        self.listener.post_message(ErrandDone(self.errand, report))
