"""Feeds for tests of the screens: values alone, or stored in a desk as a refresh would."""

import sqlite3
import time

from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.feeds import feed_entries, feeds, subscriptions
from storage.database.feeds.feeds import Fetched
from storage.model import Arrival, Feed, Pages, Provenance, Subscription

HOUR, DAY = 3_600.0, 86_400.0
NO_ADDRESS = "There is no server example.org."
GONE = "The server says that this feed is gone for good (410)."
LONG = (
    "The server did not answer within 20 seconds, three times in a row; that is long even for a server "
    "that stands on the other side of the world, behind a slow line, in a room without windows."
)

BLOG, TECHNICA, NETWORK, WORDS, WORLD, PEOPLE, LOST = range(1, 8)
"""The numbers of the feeds that `furnish` stores."""


def feed(number: int, title: str, folder: str = "", **more: object) -> Feed:
    """Return a feed without errors, fetched an hour ago and due in two and a half; `more` replaces fields."""
    now = time.time()
    fields: dict[str, object] = {
        "url": f"https://example.org/{number}.xml",
        "site": "https://example.org",
        "pages": Pages.AUTO,
        "checked": now - HOUR - 30,
        "succeeded": now - HOUR - 30,
        "due": now + 2.5 * HOUR,
        "failures": 0,
        "trouble": "",
        "failing_since": None,
        "gone": False,
        "articles": 40,
        "unread": 0,
        "weekly": 3.2,
    }
    return Feed(id=number, title=title, folder=folder, **{**fields, **more})  # type: ignore[arg-type]


def furnish(desk_file: DeskFile) -> None:
    """Subscribe a desk to seven feeds in three folders, with articles; three of the feeds fail."""
    wanted = [
        ("A blog without a folder", "", Pages.AUTO),
        ("Ars Technica", "Tech", Pages.AUTO),
        ("Network Weekly", "Tech", Pages.NEVER),
        (
            "A weblog on words, on everything that is made of words, and on much more",
            "Tech/Words",
            Pages.ALWAYS,
        ),
        ("World news", "World", Pages.AUTO),
        ("人民网 国际新闻频道", "World", Pages.AUTO),
        ("Lost and gone", "World", Pages.AUTO),
    ]
    now = time.time()
    with desk_file.writing() as connection:
        for number, (title, folder, pages) in enumerate(wanted, start=1):
            address = f"https://example.org/{number}.xml"
            one = Subscription(address, title, "https://example.org", folder, pages)
            subscriptions.subscribe(connection, one, now - 90 * DAY)
            if number in (LOST, PEOPLE):
                continue
            arrivals = [arrival(number, item) for item in range(number)]
            feed_entries.store_entries(connection, number, arrivals, now - HOUR)
            _succeed(connection, number, now)
        feeds.record_failure(
            connection, NETWORK, now=now - 3 * HOUR - 60, trouble=NO_ADDRESS, due=now + 1.5 * HOUR
        )
        feeds.record_failure(connection, PEOPLE, now=now - 3 * HOUR - 60, trouble=LONG, due=now + 1.5 * HOUR)
        feeds.record_failure(
            connection, LOST, now=now - HOUR - 60, trouble=GONE, due=now + 1.5 * HOUR, gone=True
        )


def furnish_many(desk_file: DeskFile, count: int = 500, folders: int = 100) -> None:
    """Subscribe a desk to many feeds in many folders, one article each, every eleventh failing."""
    now = time.time()
    with desk_file.writing() as connection:
        for number in range(1, count + 1):
            folder = f"Folder {number % folders:03}" + ("/Within" if number % 3 == 0 else "")
            one = Subscription(f"https://example.org/{number}.xml", f"Feed {number:03}", "", folder)
            subscriptions.subscribe_from_list(connection, one, now)
            feed_entries.store_entries(connection, number, [arrival(number, 0)], now - HOUR)
            _succeed(connection, number, now)
            if number % 11 == 0:
                feeds.record_failure(
                    connection, number, now=now - HOUR - 60, trouble=NO_ADDRESS, due=now + 1.5 * HOUR
                )


def arrival(number: int, item: int) -> Arrival:
    """Return an undated entry of a feed."""
    one = draft(
        f"Item {item} of feed {number}",
        "Nothing of note was said.",
        source=f"Feed {number}",
        url=f"https://example.org/{number}/{item}",
        provenance=Provenance.FEED,
    )
    return Arrival(one, one.url, wants_page=False)


def _succeed(connection: sqlite3.Connection, number: int, now: float) -> None:
    for (article,) in connection.execute("select id from article where analysed is null").fetchall():
        articles.set_analysed(connection, article)
    feeds.record_success(connection, number, Fetched(now - HOUR - 30, now + 2.5 * HOUR, 3 * HOUR), digest="x")
