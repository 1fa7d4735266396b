"""Queries in threads."""

from threading import Event

from textual.app import App
from textual.message import Message

from storage.errors import DeskError
from tui.messages import Failed, Written
from tui.queries.latest_query import LatestQuery


class Listener(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def on_written(self, event: Written) -> None:
        self.heard.append(event.sentence)

    def on_failed(self, event: Failed) -> None:
        self.heard.append(f"{event.work}: {event.sentence}")


async def test_only_the_newest_question_is_answered() -> None:
    app = Listener()
    async with app.run_test() as pilot:
        go, asked = Event(), []
        latest = LatestQuery(app, "list")

        def first() -> Message:
            go.wait(10)
            return Written("first")

        def other(name: str) -> Message:
            asked.append(name)
            return Written(name)

        latest.ask(first)
        for name in ("second", "third", "fourth"):
            latest.ask(lambda name=name: other(name))
        go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard == ["fourth"]
        assert asked == ["fourth"]
        latest.ask(lambda: other("fifth"))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard == ["fourth", "fifth"]


async def test_an_error_is_a_sentence() -> None:
    app = Listener()
    async with app.run_test() as pilot:

        def fail() -> Message:
            raise DeskError("The disk is full.")

        LatestQuery(app, "list").ask(fail)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard == ["list: The disk is full."]
