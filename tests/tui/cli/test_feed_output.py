"""The health of a feed in words."""

from typing import Any

import pytest

from storage.model import Feed, Pages
from tui.cli import feed_output


def feed(**changes: Any) -> Feed:
    values: dict[str, Any] = {
        "id": 3,
        "url": "https://example.org/feed",
        "title": "The Daily",
        "site": "",
        "folder": "World",
        "pages": Pages.AUTO,
        "checked": 1000.0 * 60 - 300,
        "succeeded": 1000.0 * 60 - 300,
        "due": 1000.0 * 60 + 1500,
        "failures": 0,
        "trouble": "",
        "failing_since": None,
        "gone": False,
        "articles": 12,
        "unread": 3,
        "weekly": 14.2,
    }
    return Feed(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["12 articles, 3 unread · checked 5 min ago, next in 25 min · about 14 a week"]),
        (
            {"articles": 1, "unread": 0, "weekly": 0.0, "checked": None, "due": 0.0},
            ["1 article, 0 unread · not fetched yet, next now"],
        ),
        (
            {"trouble": "The server denied access (403).", "failing_since": 1000.0 * 60 - 7300},
            [
                "12 articles, 3 unread · checked 5 min ago, next in 25 min · about 14 a week",
                "failing for 2 h: The server denied access (403).",
            ],
        ),
        (
            {"gone": True, "trouble": "It is gone (410).", "failing_since": 1000.0 * 60 - 300, "weekly": 0.0},
            [
                "12 articles, 3 unread · checked 5 min ago, no longer fetched",
                "failing for 5 min: It is gone (410).",
            ],
        ),
    ],
)
def test_health_in_words(changes: dict[str, Any], lines: list[str]) -> None:
    assert list(feed_output.health(feed(**changes), 1000.0 * 60)) == lines
