"""Feeds and their entries, for a desk that a test fills itself."""

from collections.abc import Sequence
from datetime import UTC, datetime

from storage.database.connection import DeskFile
from storage.database.feeds import subscriptions
from storage.database.feeds.feed_entries import EntryCounts, store_entries
from storage.model import Arrival, Draft, Provenance, Subscription

NOW = datetime(2026, 11, 1, tzinfo=UTC).timestamp()


def arrival(
    key: str,
    text: str = "Text.",
    *,
    title: str = "",
    url: str | None = None,
    day: int | None = 1,
    wants_page: bool = False,
    **more: object,
) -> Arrival:
    """Return an entry, by default with a URL made of its key; `day` is a day of October 2026."""
    address = f"https://news.example/{key}" if url is None else url
    draft = Draft(
        key=key,
        title=title or f"Title of {key}",
        text=text,
        origin="https://news.example/feed",
        url=address,
        published=datetime(2026, 10, day, tzinfo=UTC) if day else None,
        provenance=Provenance.FEED,
        **more,  # type: ignore[arg-type]
    )
    return Arrival(draft, address, wants_page)


def page(title: str, text: str, **more: object) -> Draft:
    """Return the draft of a page."""
    return Draft("page", title, text, "https://news.example/page", provenance=Provenance.PAGE, **more)  # type: ignore[arg-type]


def subscribe(desk_file: DeskFile, *names: str, folder: str = "") -> list[int]:
    """Subscribe to a feed for each name, and return their numbers."""
    with desk_file.writing() as connection:
        return [
            subscriptions.subscribe(
                connection, Subscription(f"https://{name}.example/feed", folder=folder), NOW
            ).id
            for name in names
        ]


def deliver(
    desk_file: DeskFile, feed: int, arrivals: Sequence[Arrival], later: float = 0, **more: bool
) -> EntryCounts:
    """Store the entries of a feed, `later` seconds after `NOW`."""
    with desk_file.writing() as connection:
        return store_entries(connection, feed, arrivals, NOW + later, **more)
