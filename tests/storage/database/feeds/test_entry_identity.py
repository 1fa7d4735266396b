"""Feeds whose guids and addresses say little: nothing comes twice, nothing takes another's place."""

from dataclasses import replace

import pytest
from deliveries import arrival, deliver, subscribe

from storage.database.connection import DeskFile
from storage.database.feeds.entry_identity import Arrival
from storage.database.feeds.feed_entries import EntryCounts
from storage.desk import Desk
from storage.model import Enclosure, View

NEWS = "https://news.example/news"


@pytest.fixture
def feed(desk_file: DeskFile) -> int:
    return subscribe(desk_file, "first")[0]


def on_one_page(key: str) -> Arrival:
    """Make an entry that links to the page where all of them are."""
    return arrival(key, f"Text of {key}.", url=NEWS)


def held(desk: Desk, feed: int | None = None) -> list[str]:
    return sorted(desk.articles.get(row.id).text for row in desk.lists.headlines(View(feed=feed), 0, 100))


def test_an_address_once_shared_is_nobodys_own(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [on_one_page("a")])
    deliver(desk_file, feed, [on_one_page("b"), on_one_page("a")])
    for key in "cde":
        assert deliver(desk_file, feed, [on_one_page(key)]) == EntryCounts(new=1)
        assert deliver(desk_file, feed, [on_one_page(key)]) == EntryCounts(unchanged=1)
    assert held(desk) == [f"Text of {key}." for key in "abcde"]
    assert all(desk.articles.revisions(number) == [] for number in range(1, 6))


def test_an_address_once_shared_is_not_known_in_other_feeds(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    (second,) = subscribe(desk_file, "second")
    deliver(desk_file, feed, [on_one_page("a")])
    deliver(desk_file, feed, [on_one_page("b"), on_one_page("a")])
    assert deliver(desk_file, second, [on_one_page("c")]) == EntryCounts(new=1)
    assert held(desk, second) == ["Text of c."]


def test_what_is_shared_in_one_feed_may_be_one_article_in_another(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    (second,) = subscribe(desk_file, "second")
    deliver(desk_file, feed, [arrival("x", url=NEWS)])
    assert deliver(desk_file, second, [on_one_page("a"), on_one_page("b")]) == EntryCounts(new=2)
    assert deliver(desk_file, feed, [replace_key(arrival("x", url=NEWS), "y")]) == EntryCounts(unchanged=1)


def replace_key(one: Arrival, key: str) -> Arrival:
    return replace(one, draft=replace(one.draft, key=key))


@pytest.mark.parametrize("key", ["a", "another guid"])
def test_an_entry_that_a_feed_holds_twice_is_one(
    desk: Desk, desk_file: DeskFile, feed: int, key: str
) -> None:
    twice = [arrival("a"), replace_key(arrival("a", categories=("x",)), key)]
    assert deliver(desk_file, feed, twice) == EntryCounts(new=1)
    (second,) = subscribe(desk_file, "second")
    assert deliver(desk_file, second, [arrival("a")]) == EntryCounts(unchanged=1)
    twice = [arrival("a", "New."), replace_key(arrival("a", "New."), key)]
    assert deliver(desk_file, feed, twice[::-1]) == EntryCounts(changed=1)
    assert held(desk) == ["New."]


def test_episodes_on_one_page_under_one_title_are_several(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    episodes = [
        arrival(
            str(number), "", title="Episode", url=NEWS, day=None, enclosures=(Enclosure(f"{NEWS}/{number}"),)
        )
        for number in range(3)
    ]
    assert deliver(desk_file, feed, episodes) == EntryCounts(new=3)
    assert deliver(desk_file, feed, episodes[::-1]) == EntryCounts(unchanged=3)
