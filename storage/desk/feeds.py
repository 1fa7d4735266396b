"""Feeds: the subscriptions and their health."""

import time

from storage.database.connection import DeskFile
from storage.database.feeds import feeds, subscriptions
from storage.errors import SourceError
from storage.model import Feed, Pages, Subscription


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
        with self._desk_file.reading() as connection:
            return feeds.fetch(connection, feed, time.time())

    def next_due(self) -> float | None:
        """Return when the next feed is due (Unix seconds, past if one is), `None` if there is none."""
        with self._desk_file.reading() as connection:
            return feeds.next_due(connection, time.time())

    def subscribe(self, subscription: Subscription) -> Feed:
        """Subscribe to a feed, or return the subscription there is; one that was removed comes back."""
        with self._desk_file.writing() as connection:
            return subscriptions.subscribe(connection, subscription, time.time())

    def unsubscribe(self, feed: int) -> None:
        """Remove a subscription; its articles stay. Raises `NotFoundError`."""
        with self._desk_file.writing() as connection:
            subscriptions.unsubscribe(connection, feed, time.time())

    def edit(
        self,
        feed: int,
        *,
        url: str | None = None,
        title: str | None = None,
        folder: str | None = None,
        pages: Pages | None = None,
    ) -> Feed:
        """Change a subscription and return it; a title of "" gives it back its own.

        Raises `NotFoundError`, `SourceError` for what is no address, and `DeskError` for an address that
        another subscription has or had.
        """
        if url and not url.isspace():
            url = _whole_address(url)
        with self._desk_file.writing() as connection:
            return subscriptions.edit(
                connection, feed, time.time(), url=url, title=title, folder=folder, pages=pages
            )

    def opml(self) -> str:
        """Return the subscriptions as an OPML document."""
        from storage.sources.lists.opml_writer import write_opml  # noqa: PLC0415 - reading needs none of what it brings

        return write_opml(self.all(), "newsdesk subscriptions")


def _whole_address(pasted: str) -> str:
    from storage.sources.discovery.pasted_addresses import normalise_address  # noqa: PLC0415 - only for what the reader types

    address = normalise_address(pasted)
    if not address:
        raise SourceError(f"“{pasted}” is no web address.")
    return address
