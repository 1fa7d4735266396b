"""What is said of feeds in the table of all of them."""

import time

import pytest
from subscriptions import DAY, HOUR, feed

from storage.model import Feed
from tui.widgets.feed_table import describe_feeds, matching, share_width, trouble_of

NOW = time.time()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"trouble": "It was damaged."}, "It was damaged."),
        ({"trouble": "No answer.", "failing_since": NOW - 20}, "No answer."),
        ({"trouble": "No answer.", "failing_since": NOW - 5 * HOUR}, "No answer. Failing for 5 h."),
        (
            {"trouble": "No answer.", "failing_since": 1_600_000_000.0},
            "No answer. Failing since 13 Sep 2020.",
        ),
        (
            {"trouble": "Gone (410).", "failing_since": NOW - DAY, "gone": True},
            "Gone (410). newsdesk no longer checks it.",
        ),
    ],
)
def test_what_is_wrong_and_since_when(changes: dict[str, object], words: str) -> None:
    assert trouble_of(feed(1, "A feed", **changes), NOW) == words


FEEDS = [
    feed(1, "Ars Technica", "Tech"),
    feed(2, "The Daily", "News/World", trouble="No answer.", failing_since=1.0),
    feed(3, "Été", url="https://summer.example/rss", succeeded=None),
    feed(4, "Lost", gone=True, trouble="Gone (410).", failing_since=1.0),
    feed(5, "Torn", trouble="The feed was damaged."),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("TECH", [1]),
        ("news daily", [2]),
        ("daily tech", []),
        ("summer.example", [3]),
        ("failing", [2, 4]),
        ("gone", [4]),
        ("never", [3]),
        ("damaged", [5]),
    ],
)
def test_feeds_with_these_words_about_them(query: str, found: list[int]) -> None:
    assert [one.id for one in matching(FEEDS, query)] == found


@pytest.mark.parametrize(
    ("feeds", "words"),
    [([], ""), (FEEDS[:1], "1 feed"), (FEEDS, "5 feeds · 2 failing")],
)
def test_how_many(feeds: list[Feed], words: str) -> None:
    assert describe_feeds(feeds) == words


@pytest.mark.parametrize("width", range(8, 300))
def test_a_line_is_never_longer_than_there_is_room(width: int) -> None:
    shares = share_width(width)
    cells = 2 + shares.title + shares.address + sum(column.width for column in shares.columns)
    assert cells <= max(width, 10)
    assert shares.title >= 8


def test_what_matters_most_is_left_out_last() -> None:
    heads = [[column.head for column in share_width(width).columns] for width in (30, 50, 60, 73, 77, 117)]
    assert heads == [
        [],
        ["last success"],
        ["last success", "a week"],
        ["last success", "a week", "next"],
        ["last success", "a week", "next", "unread"],
        ["last success", "a week", "next", "unread", "pages"],
    ]
