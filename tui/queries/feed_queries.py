"""What the screens ask the desk about feeds: blocking functions that each return one message."""

import json
from collections.abc import Collection
from typing import TypedDict

from storage.desk import Desk, newsboat_files
from storage.model import Pages
from tui.messages import Part, Written
from tui.queries.results import FeedsLoaded, NewsboatFound

_FOLDED = "folded"


class Changes(TypedDict, total=False):
    """The fields of a feed to change, with their new values."""

    url: str
    title: str
    folder: str
    pages: Pages
    labels: list[str]


def load_feeds(desk: Desk) -> FeedsLoaded:
    """Load all feeds, what is unread in their folders, and what else the navigator shows."""
    with desk.snapshot():
        return FeedsLoaded(
            feeds=desk.feeds.all(),
            unread=desk.feeds.unread_by_folder(),
            folded=frozenset(json.loads(desk.values.get(_FOLDED) or "[]")),
            followed=desk.names.followed_with_unread(),
            names=desk.names.count(),
            stories=desk.stories.count(),
            searches=desk.searches.all(),
        )


def find_newsboat() -> NewsboatFound:
    """Look for the subscriptions of newsboat."""
    return NewsboatFound(newsboat_files())


def fold(desk: Desk, folded: Collection[str]) -> Written:
    """Keep which folders are folded up."""
    desk.values.set(_FOLDED, json.dumps(sorted(folded), ensure_ascii=False))
    return Written()


def unsubscribe(desk: Desk, feed: int, title: str, undo: str) -> Written:
    """Unsubscribe from a feed; `undo` is the key that takes it back."""
    desk.feeds.unsubscribe(feed)
    return Written(f"Unsubscribed from {title}; {undo} takes it back.", Part.LIST | Part.FEEDS)


def edit_feed(desk: Desk, feed: int, changes: Changes, undo: str) -> Written:
    """Change a feed; `undo` is the key that takes it back."""
    edited = desk.feeds.edit(feed, **changes)
    return Written(f"{edited.title} is changed; {undo} takes it back.", Part.LIST | Part.FEEDS)
