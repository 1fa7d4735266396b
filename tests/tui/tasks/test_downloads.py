"""The downloads of the app: one after the other, with their progress, and stopped at the end."""

import asyncio
from pathlib import Path

import pytest
from processes import HeldTask
from textual.message import Message

from tui.messages import Complain, Say
from tui.tasks.downloads import DownloadProgress, Downloads


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[HeldTask]:
    begun: list[HeldTask] = []
    monkeypatch.setattr(HeldTask, "begun", begun, raising=False)
    monkeypatch.setattr("tui.tasks.task_pool.SubprocessTask", HeldTask)
    return begun


def downloads(messages: list[Message]) -> Downloads:
    return Downloads(Path("desk.db"), report=messages.append, run=asyncio.run)


def test_one_after_the_other(begun: list[HeldTask]) -> None:
    messages: list[Message] = []
    found = downloads(messages)
    found.start(7, 1, None)
    found.start(8, 2, Path("/media"))
    found.start(8, 2, Path("/media"))
    assert [one.task.command for one in begun] == [("download", "--json", "--file", "1", "--", "7")]
    begun[0].advance("downloading", 10, 100)
    begun[0].end(downloaded="/media/a.mp3")
    assert begun[1].task.command == ("download", "--json", "--file", "2", "--to", "/media", "--", "8")
    said = [message.sentence for message in messages if isinstance(message, Say)]
    assert said == [
        "The download begins after the present one.",
        "This file is being downloaded already.",
        "Downloaded as /media/a.mp3",
    ]
    shown = [message.progress for message in messages if isinstance(message, DownloadProgress)]
    assert [one and (one.done, one.total) for one in shown] == [(0, 0), (10, 100), None]


def test_a_download_that_is_stopped_says_nothing(begun: list[HeldTask]) -> None:
    messages: list[Message] = []
    found = downloads(messages)
    found.start(7, 1, None)
    found.start(8, 1, None)
    asyncio.run(found.stop())
    assert len(begun) == 1
    assert not any(isinstance(message, Complain) for message in messages)
    found.start(9, 1, None)
    assert len(begun) == 1
