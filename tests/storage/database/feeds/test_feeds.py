"""The state of feeds: due, successful, failing, moved and gone."""

import math
from dataclasses import replace

import pytest
from deliveries import NOW, arrival, deliver, subscribe

from storage.database.connection import DeskFile
from storage.database.feeds import feeds
from storage.database.feeds.feeds import Fetched
from storage.desk import Desk
from storage.model import Feed, Pages

DAY = 86400.0


@pytest.fixture
def numbers(desk_file: DeskFile) -> list[int]:
    """Three feeds."""
    return subscribe(desk_file, "first", "second", "third")


def succeed(
    desk_file: DeskFile,
    feed: int,
    now: float,
    due: float,
    *,
    url: str = "",
    etag: str = "",
    modified: str = "",
    **more: str,
) -> None:
    with desk_file.writing() as connection:
        feeds.record_success(connection, feed, Fetched(now, due, 60, url, etag, modified), digest="d", **more)


def fail(desk_file: DeskFile, feed: int, now: float, *, gone: bool = False) -> None:
    with desk_file.writing() as connection:
        feeds.record_failure(connection, feed, now=now, trouble="No.", due=now + 60, gone=gone)


def fetch(desk_file: DeskFile, feed: int, now: float = NOW) -> Feed:
    with desk_file.reading() as connection:
        return feeds.fetch(connection, feed, now)


def due(desk_file: DeskFile, now: float, only: list[int] | None = None) -> list[int]:
    with desk_file.reading() as connection:
        return [one.id for one in feeds.due(connection, now, only)]


def test_a_new_feed_is_due_at_once(desk_file: DeskFile, numbers: list[int]) -> None:
    with desk_file.reading() as connection:
        first, *_ = feeds.due(connection, NOW)
        assert feeds.next_due(connection, NOW) == 0
    assert (first.id, first.url, first.etag, first.pages) == (
        numbers[0],
        "https://first.example/feed",
        "",
        Pages.AUTO,
    )


def test_what_a_success_leaves(desk_file: DeskFile, numbers: list[int]) -> None:
    feed = numbers[0]
    fail(desk_file, feed, NOW)
    succeed(
        desk_file,
        feed,
        NOW + 5,
        NOW + 900,
        title="The First",
        site="https://first.example/",
        etag='"e"',
        modified="m",
    )
    after = fetch(desk_file, feed)
    assert (after.title, after.site, after.checked, after.succeeded, after.due) == (
        "The First",
        "https://first.example/",
        NOW + 5,
        NOW + 5,
        NOW + 900,
    )
    assert (after.failures, after.trouble, after.failing_since, after.gone) == (0, "", None, False)
    with desk_file.reading() as connection:
        (again,) = feeds.due(connection, NOW, [feed])
    assert (again.etag, again.modified, again.digest, again.every) == (
        '"e"',
        "m",
        "d",
        60,
    )


def test_what_says_nothing_takes_nothing_away(desk_file: DeskFile, numbers: list[int]) -> None:
    feed = numbers[0]
    succeed(desk_file, feed, NOW, NOW + 900, title="The First", site="s", etag="e", modified="m")
    with desk_file.writing() as connection:
        feeds.record_unchanged(connection, feed, Fetched(NOW + 9, NOW + 99, 7))
        (again,) = feeds.due(connection, NOW, [feed])
    assert (again.etag, again.modified, again.every, again.title) == ("e", "m", 7, "The First")
    succeed(desk_file, feed, NOW + 100, NOW + 900)
    assert (fetch(desk_file, feed).title, fetch(desk_file, feed).site) == ("The First", "s")
    with desk_file.reading() as connection:
        (again,) = feeds.due(connection, NOW, [feed])
    assert (again.etag, again.modified) == ("", "")


def test_failures_count_from_the_first(desk_file: DeskFile, numbers: list[int]) -> None:
    for turn in range(3):
        fail(desk_file, numbers[0], NOW + turn)
    failing = fetch(desk_file, numbers[0])
    assert (failing.failures, failing.failing_since, failing.trouble) == (3, NOW, "No.")
    assert (failing.checked, failing.succeeded, failing.due) == (NOW + 2, None, NOW + 62)
    with desk_file.writing() as connection:
        feeds.record_unchanged(connection, numbers[0], Fetched(NOW + 9, NOW + 99, 0))
    assert fetch(desk_file, numbers[0]).trouble == ""
    assert fetch(desk_file, numbers[0]).failures == 0


def test_damage_is_shown_until_the_feed_is_whole(desk_file: DeskFile, numbers: list[int]) -> None:
    succeed(desk_file, numbers[0], NOW, NOW + 9, trouble="It is cut off.")
    with desk_file.writing() as connection:
        feeds.record_unchanged(connection, numbers[0], Fetched(NOW + 9, NOW + 99, 0))
    damaged = fetch(desk_file, numbers[0])
    assert (damaged.trouble, damaged.failures, damaged.failing_since) == ("It is cut off.", 0, None)
    succeed(desk_file, numbers[0], NOW, NOW + 9)
    assert fetch(desk_file, numbers[0]).trouble == ""


def test_those_due_longest_come_first(desk_file: DeskFile, numbers: list[int]) -> None:
    first, second, third = numbers
    succeed(desk_file, first, NOW, NOW + 300)
    succeed(desk_file, second, NOW, NOW + 100)
    succeed(desk_file, third, NOW, NOW + 200)
    assert due(desk_file, NOW + 200) == [second, third]
    assert due(desk_file, math.inf) == [second, third, first]
    assert due(desk_file, NOW, [first, 99]) == [first]
    assert due(desk_file, NOW, []) == []
    with desk_file.writing() as connection:
        assert feeds.next_due(connection, NOW) == NOW + 100
        feeds.postpone(connection, second, NOW + 1000)
        assert feeds.next_due(connection, NOW) == NOW + 200


def test_a_feed_that_is_gone_is_fetched_only_by_its_number(desk_file: DeskFile, numbers: list[int]) -> None:
    first, *rest = numbers
    fail(desk_file, first, NOW, gone=True)
    assert due(desk_file, math.inf) == rest
    assert due(desk_file, NOW, [first]) == [first]
    assert fetch(desk_file, first).gone
    succeed(desk_file, first, NOW, NOW)
    assert first in due(desk_file, math.inf)


def test_a_removed_feed_is_never_due(desk: Desk, desk_file: DeskFile, numbers: list[int]) -> None:
    for feed in numbers:
        desk.feeds.unsubscribe(feed)
    assert due(desk_file, math.inf) == due(desk_file, NOW, numbers) == []
    assert desk.feeds.next_due() is None


def test_no_feed_stops_when_the_clock_is_set_back(desk_file: DeskFile, numbers: list[int]) -> None:
    succeed(desk_file, numbers[0], NOW + 400 * DAY, NOW + 401 * DAY)
    assert numbers[0] in due(desk_file, NOW)
    with desk_file.reading() as connection:
        assert feeds.next_due(connection, NOW) == 0


def test_a_feed_moves_unless_another_is_there(desk: Desk, desk_file: DeskFile, numbers: list[int]) -> None:
    first, second, third = numbers
    succeed(desk_file, first, NOW, NOW, url="https://new.example/feed")
    assert fetch(desk_file, first).url == "https://new.example/feed"
    assert fetch(desk_file, first).trouble == ""
    succeed(desk_file, second, NOW, NOW, url="https://new.example/feed")
    assert fetch(desk_file, second).url == "https://second.example/feed"
    assert "“https://new.example/feed”" in fetch(desk_file, second).trouble
    desk.feeds.unsubscribe(first)
    with desk_file.writing() as connection:
        feeds.record_unchanged(connection, third, Fetched(NOW, NOW, 0, url="https://new.example/feed"))
    assert (fetch(desk_file, third).url, fetch(desk_file, third).trouble) == (
        "https://third.example/feed",
        "",
    )


def test_publication_times(desk_file: DeskFile, numbers: list[int]) -> None:
    feed = numbers[0]
    day = arrival("x").draft.published
    assert day is not None
    deliver(desk_file, feed, [arrival("a", day=1), arrival("b", day=3), arrival("c", day=None)])
    deliver(desk_file, feed, [arrival("d", day=None)], later=100)
    in_future = arrival("e")
    in_future = replace(in_future, draft=replace(in_future.draft, published=day.replace(year=9999)))
    deliver(desk_file, feed, [in_future], later=100)
    with desk_file.reading() as connection:
        # That which came undated with the first ones says nothing of when it was published.
        assert feeds.publication_times(connection, feed, NOW + 100) == [
            NOW + 100,
            day.timestamp() + 2 * DAY,
            day.timestamp(),
        ]
        assert feeds.publication_times(connection, numbers[1], NOW) == []


def test_articles_per_week(desk_file: DeskFile, numbers: list[int]) -> None:
    feed = numbers[0]
    assert fetch(desk_file, feed).weekly == 0
    end_of_month = arrival("x", day=31).draft.published
    assert end_of_month is not None
    now = end_of_month.timestamp()
    deliver(desk_file, feed, [arrival(str(day), day=day) for day in range(30, 32)])
    assert fetch(desk_file, feed, now).weekly == 2
    deliver(desk_file, feed, [arrival(str(day), day=day) for day in range(17, 30)])
    assert fetch(desk_file, feed, now).weekly == pytest.approx(7.5)
    deliver(desk_file, feed, [arrival(str(day), day=day) for day in range(1, 17)])
    assert fetch(desk_file, feed, now).weekly == pytest.approx(29 / 4)
    assert fetch(desk_file, feed, now + 100 * DAY).weekly == 0
