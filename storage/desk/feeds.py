"""Feeds: the subscriptions and their health."""

import time
from collections.abc import Iterable

from storage.database.connection import DeskFile
from storage.database.feeds import feeds, server_pauses, subscriptions
from storage.database.lists import article_lists
from storage.desk.numbers import check_numbers
from storage.errors import SourceError
from storage.model import WITHOUT_FEED, Feed, Pages, Subscription, View
from storage.text.label_names import label_names


class Feeds:
    """The subscriptions of a desk."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def all(self) -> list[Feed]:
        """Return the subscriptions, by folder, then title."""
        with self._desk_file.reading() as connection:
            return feeds.subscribed(connection, time.time())

    def get(self, feed: int) -> Feed:
        """Return one subscription. Raises `NotFoundError`."""
        check_numbers(feed)
        with self._desk_file.reading() as connection:
            return feeds.fetch(connection, feed, time.time())

    def unread_by_folder(self) -> dict[str, int]:
        """Return how many articles are unread in each folder and all below it."""
        with self._desk_file.reading() as connection:
            return feeds.unread_by_folder(connection)

    def next_due(self) -> float | None:
        """Return when the next feed is due (Unix seconds, past if one is due now), `None` without feeds."""
        with self._desk_file.reading() as connection:
            return feeds.next_due(connection, time.time())

    def pauses(self) -> dict[str, float]:
        """Return the servers that asked for a pause, each with the seconds that are left of it."""
        with self._desk_file.reading() as connection:
            return server_pauses.remaining(connection, time.time())

    def subscribe(self, subscription: Subscription) -> Feed:
        """Subscribe to a feed, or return the subscription that exists; an unsubscribed feed comes back."""
        with self._desk_file.writing() as connection:
            return subscriptions.subscribe(connection, subscription, time.time())

    def unsubscribe(self, feed: int, *, delete_articles: bool = False) -> int:
        """Remove a subscription and return how many articles were deleted with it.

        Its articles stay, without a feed. With `delete_articles` those are deleted that no other subscription
        has, unless they are starred. Removal and deletion are two undoable actions. Raises `NotFoundError`.
        """
        check_numbers(feed)
        with self._desk_file.writing() as connection:
            subscriptions.unsubscribe(connection, feed, time.time())
        if not delete_articles:
            return 0
        from storage.stories import deletion

        with self._desk_file.reading() as connection:
            left = article_lists.ids(connection, View(feed=feed, query=f"{WITHOUT_FEED.query} -is:starred"))
        return deletion.delete(self._desk_file, left)

    def edit(
        self,
        feed: int,
        *,
        url: str | None = None,
        title: str | None = None,
        folder: str | None = None,
        pages: Pages | None = None,
        labels: Iterable[str] | None = None,
    ) -> Feed:
        """Change a subscription and return it; with the title "" the feed shows its own title.

        It has `labels` and no others afterwards.

        Raises `NotFoundError`, `SourceError` if `url` is not a web address, and `DeskError` if another
        subscription has or had that address.
        """
        if url and not url.isspace():
            url = _web_address(url)
        check_numbers(feed)
        with self._desk_file.writing() as connection:
            return subscriptions.edit(
                connection,
                feed,
                time.time(),
                url=url,
                title=title,
                folder=folder,
                pages=pages,
                labels=None if labels is None else label_names(labels),
            )

    def opml(self) -> str:
        """Return the subscriptions as an OPML document."""
        from storage.sources.lists.opml_writer import write_opml

        return write_opml(self.all(), "newsdesk subscriptions")


def _web_address(typed: str) -> str:
    """Return a complete address for what the reader typed or pasted. Raises `SourceError`."""
    from storage.sources.discovery.pasted_addresses import (
        normalise_address,
    )

    address = normalise_address(typed)
    if not address:
        raise SourceError(f"“{typed}” is not a web address.")
    return address
