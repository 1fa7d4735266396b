"""The writing thread."""

from functools import partial

from textual.app import App
from textual.message import Message

from storage.errors import DeskError
from tui.messages import Failed, Write, Written
from tui.queries.writer import Writer


class Listener(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.writer = Writer(self.post_message, partial(self.run_worker, group="write"))

    def on_written(self, event: Written) -> None:
        self.heard.append(event.sentence)

    def on_failed(self, event: Failed) -> None:
        self.heard.append(f"{event.work}: {event.sentence}")


def fail() -> Message:
    raise DeskError("The disk is full.")


async def test_writes_keep_their_order() -> None:
    app = Listener()
    async with app.run_test() as pilot:
        done: list[int] = []

        def write(number: int) -> Message:
            done.append(number)
            return Written(str(number))

        for number in range(50):
            app.writer.write(Write(partial(write, number)))
        assert await app.writer.finish() == []
        await pilot.pause()
        assert done == list(range(50))
        assert app.heard == [str(number) for number in range(50)]


async def test_a_failed_write_is_taken_back_from_the_screen_and_said() -> None:
    app = Listener()
    async with app.run_test() as pilot:
        taken_back: list[str] = []
        app.writer.write(Write(fail, partial(taken_back.append, "star")))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert taken_back == ["star"]
        assert app.heard == ["write: The disk is full."]


async def test_the_end_waits_for_all_writes_and_reports_those_that_fail() -> None:
    app = Listener()
    async with app.run_test():
        done: list[int] = []
        app.writer.write(Write(fail))
        app.writer.write(Write(lambda: done.append(1) or Written()))  # type: ignore[func-returns-value]
        assert await app.writer.finish() == ["The disk is full."]
        assert done == [1]
