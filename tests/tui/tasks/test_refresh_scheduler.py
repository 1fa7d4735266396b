"""Automatic refreshes, and their times in the header."""

import time
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from processes import HeldTask

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Subscription
from storage.settings import Settings
from tui.tasks.refresh_scheduler import PAUSE_SECONDS

ON = Settings()


def a_feed(desk: Desk, desk_file: DeskFile, *, due: float, checked: float | None = None) -> None:
    feed = desk.feeds.subscribe(Subscription("https://example.org/feed.xml", "The Daily"))
    with desk_file.writing() as connection:
        connection.execute("update feed set due = ?, checked = ? where id = ?", (due, checked, feed.id))


async def test_due_feeds_are_fetched_and_not_again_for_a_while(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile, monkeypatch
) -> None:
    a_feed(sample_desk, desk_file, due=time.time() - 5)
    async with on_stage(settings=ON) as stage:
        app = stage.app
        app.desk_watch.check_due()
        await stage.settle()
        assert [child.task.command for child in held] == [("refresh", "--json")]
        app.desk_watch.check_due()
        await stage.settle()
        held[0].end(new=0, failed=1, feeds=1)
        await stage.settle()
        app.desk_watch.check_due()
        await stage.settle()
        assert len(held) == 1, "it failed just now"
        later = SimpleNamespace(time=time.time, monotonic=lambda: time.monotonic() + PAUSE_SECONDS)
        monkeypatch.setattr("tui.tasks.refresh_scheduler.time", later)
        app.desk_watch.check_due()
        await stage.settle()
        assert len(held) == 2


@pytest.mark.parametrize("ahead", [30.0, 86_400.0])
async def test_nothing_is_fetched_before_it_is_due(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile, ahead: float
) -> None:
    a_feed(sample_desk, desk_file, due=time.time() + ahead)
    async with on_stage(settings=ON) as stage:
        stage.app.desk_watch.check_due()
        await stage.settle()
        assert held == []


async def test_a_clock_that_is_set_forward_is_noticed(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile, monkeypatch
) -> None:
    a_feed(sample_desk, desk_file, due=time.time() + 7_200)
    async with on_stage(settings=ON) as stage:
        stage.app.desk_watch.check_due()
        await stage.settle()
        assert held == []
        later = time.time() + 10_000
        monkeypatch.setattr("tui.tasks.refresh_scheduler.time.time", lambda: later)
        stage.app.desk_watch.check_due()
        await stage.settle()
        assert len(held) == 1


async def test_the_settings_can_turn_it_off(
    on_stage, held: list[HeldTask], sample_desk: Desk, desk_file: DeskFile
) -> None:
    a_feed(sample_desk, desk_file, due=0.0)
    async with on_stage(settings=Settings(refresh=False)) as stage:
        stage.app.desk_watch.check_due()
        await stage.settle()
        assert held == []


async def test_without_feeds_nothing_is_fetched_and_no_time_is_shown(on_stage, held: list[HeldTask]) -> None:
    async with on_stage(settings=ON) as stage:
        stage.app.desk_watch.check_due()
        await stage.settle()
        assert held == []
        assert stage.lines()[0].endswith("7 unread of 7")


async def test_the_header_shows_the_times(on_stage, sample_desk: Desk, desk_file: DeskFile) -> None:
    then = datetime.now().astimezone() - timedelta(hours=3)
    due = time.time() + 2 * 86_400
    a_feed(sample_desk, desk_file, due=due, checked=then.timestamp())
    day = datetime.fromtimestamp(due).astimezone()
    async with on_stage(settings=ON) as stage:
        words = f"refreshed {then:%H:%M} · next {day.day} {day:%b %Y}"
        assert stage.lines()[0].endswith(f"7 unread of 7 · {words}")
        await stage.press("e")
        assert f"refreshed {then:%H:%M}" in stage.lines()[0]
        await stage.press("q")
        await stage.resize(60, 24)
        assert stage.lines()[0].endswith(f"7 unread of 7 · refreshed {then:%H:%M}")
        await stage.resize(40, 24)
        assert stage.lines()[0].endswith("7 unread of 7")


async def test_the_header_shows_no_next_time_without_automatic_refreshes(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    a_feed(sample_desk, desk_file, due=time.time() + 600, checked=yesterday.timestamp())
    async with on_stage(settings=Settings(refresh=False)) as stage:
        words = f"refreshed {yesterday.day} {yesterday:%b %Y}"
        assert stage.lines()[0].endswith(f"7 unread of 7 · {words}")
