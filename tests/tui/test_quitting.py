"""How the app ends: everything that the reader did is stored, or the reader learns that it is not."""

import asyncio
import threading

import pytest
from subscriptions import furnish
from textual.message import Message

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import DeskError
from storage.model import View
from tui.messages import Quit, Write, Written


def _fail() -> Message:
    raise DeskError("The disk is full.")


async def _until_ended(stage) -> None:
    async with asyncio.timeout(20):
        while not stage.app._exit:
            await asyncio.sleep(0.01)


async def test_a_write_that_fails_while_a_task_ends_is_reported(
    on_stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage() as stage:
        task_ended = asyncio.Event()
        monkeypatch.setattr(stage.app.shell.tasks, "stop", task_ended.wait)
        stage.app.post_message(Quit())
        stage.app.post_message(Write(_fail))
        await stage.pilot.pause(0.05)
        task_ended.set()
        await _until_ended(stage)
        assert stage.app.return_code == 1


async def test_a_write_that_failed_long_before_is_not_reported(on_stage) -> None:
    async with on_stage() as stage:
        stage.app.post_message(Write(_fail))
        await stage.settle()
        stage.app.post_message(Quit())
        await _until_ended(stage)
        assert stage.app.return_code == 0


async def test_folders_folded_just_before_quitting_stay_folded(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    furnish(desk_file)
    async with on_stage(200, 50) as stage:
        navigator = stage.reading.navigator
        navigator.focus()
        navigator.select(View(folder="Tech"))
        await stage.settle()
        navigator.fold()
        stage.app.post_message(Quit())
        await _until_ended(stage)
        assert sample_desk.values.get("folded") == '["Tech"]'


async def test_it_is_said_that_quitting_waits_for_a_write(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.quitting._NOTICE_SECONDS", 0.01)
    may_write = threading.Event()

    def write() -> Message:
        may_write.wait()
        return Written()

    async with on_stage() as stage:
        stage.app.post_message(Write(write))
        stage.app.post_message(Quit())
        async with asyncio.timeout(20):
            while "Quitting as soon as everything is stored" not in stage.lines()[-1]:
                await asyncio.sleep(0.01)
        may_write.set()
        await _until_ended(stage)
        assert stage.app.return_code == 0
