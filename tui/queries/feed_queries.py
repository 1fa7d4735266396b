"""What the screens ask the desk about feeds: blocking functions that each return one message."""

from collections.abc import Collection
from typing import TypedDict

from storage.desk import Desk, newsboat_files
from storage.model import WITHOUT_FEED, Pages
from tui.layout import wording
from tui.messages import Part, Written
from tui.queries import stored_texts
from tui.queries.results.feeds import FeedsLoaded, NewsboatFound, UnreadArticles

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
            folded=frozenset(stored_texts.load(desk, _FOLDED)),
            followed=desk.names.followed_with_unread(),
            names=desk.names.count(),
            stories=desk.stories.count(),
            searches=desk.searches.all(),
            labels=desk.labels.all(),
            without_feed=_without_feed(desk),
        )


def _without_feed(desk: Desk) -> UnreadArticles:
    articles = desk.lists.count(WITHOUT_FEED)
    return UnreadArticles(articles, desk.lists.count_unread(WITHOUT_FEED) if articles else 0)


def find_newsboat() -> NewsboatFound:
    """Look for the subscriptions of newsboat."""
    return NewsboatFound(newsboat_files())


def fold(desk: Desk, folded: Collection[str]) -> Written:
    """Keep which folders are folded up."""
    stored_texts.save(desk, _FOLDED, sorted(folded))
    return Written()


def unsubscribe(desk: Desk, feed: int, title: str, *, delete: bool = False) -> Written:
    """Unsubscribe from a feed, and `delete` its articles or keep them."""
    deleted = desk.feeds.unsubscribe(feed, delete_articles=delete)
    if not deleted:
        return Written(f"Unsubscribed from {title}", Part.LIST | Part.FEEDS, undo_steps=1)
    articles = wording.count(deleted, "article")
    return Written(f"Unsubscribed from {title}, {articles} deleted", Part.ALL, undo_steps=2)


def edit_feed(desk: Desk, feed: int, changes: Changes) -> Written:
    """Change a feed."""
    edited = desk.feeds.edit(feed, **changes)
    return Written(f"{edited.title} is changed", Part.LIST | Part.FEEDS, undo_steps=1)
