"""The state of feeds: which are due, how they answered, and their health."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage.database import labels
from storage.database.articles.article_columns import FEED_TITLE
from storage.errors import NotFoundError
from storage.model import Feed, Pages

PAUSED = "The server asked newsdesk to wait; its feeds are checked again later."
"""The trouble of a feed whose server asked for a pause."""

_DAY = 86400.0  # seconds
_RECENT = 28 * _DAY
_LEAST = 7 * _DAY  # a shorter time says nothing about the articles of a week
_MOST_TIMES = 200
_DUE = "iif(checked > :now + 3600, 0, due)"

# Counted by the index of the list of each feed, in one statement for all feeds.
_FEED = f"""
    select feed.*, {FEED_TITLE} as shown, feed_list.articles, feed_list.unread,
    {labels.NAMES_OF_FEED} as labels,
    (select count(*) from feed_list_entry
        where list = feed_list.id and sort_at between :since and :now) as recent,
    (select min(sort_at) from feed_list_entry
        where list = feed_list.id and sort_at between :since and :now) as first_recent,
    exists (select 1 from feed_list_entry where list = feed_list.id and sort_at < :since) as has_older
    from feed join feed_list on feed_list.feed = feed.id
    where feed.removed is null
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A feed to fetch. Times are Unix seconds; `every` is the present interval in seconds.

    `digest` is that of the body read last.
    """

    id: int
    url: str
    title: str
    etag: str
    modified: str
    digest: str
    every: float
    failures: int
    pages: Pages
    site: str
    added: float
    failing_since: float | None
    checked: float | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A successful fetch: when it was, when the next one is due (Unix seconds), and what the server said.

    `every` is the new interval in seconds. `url` is the new address of a feed that has moved, "" for others.
    """

    now: float
    due: float
    every: float
    url: str = ""
    etag: str = ""
    modified: str = ""


def fetch(connection: sqlite3.Connection, feed: int, now: float) -> Feed:
    """Return one subscription. Raises `NotFoundError`."""
    row = connection.execute(f"{_FEED} and feed.id = :feed", {"feed": feed, **_times(now)}).fetchone()
    if row is None:
        raise NotFoundError(f"There is no feed {feed} in this desk.")
    return _feed(row, now)


def subscribed(connection: sqlite3.Connection, now: float) -> list[Feed]:
    """Return all subscriptions, by folder, then title."""
    feeds = [_feed(row, now) for row in connection.execute(_FEED, _times(now))]
    return sorted(feeds, key=lambda feed: (feed.folder.casefold(), feed.title.casefold(), feed.id))


def unread_by_folder(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many articles are unread in each folder of feeds and all below it, copies included."""
    rows = connection.execute("select folder, unread from feed_list where folder is not null")
    return {row["folder"]: row["unread"] for row in rows}


def due(connection: sqlite3.Connection, now: float, only: Sequence[int] | None = None) -> list[Due]:
    """Return the feeds to fetch, the longest due first: the feeds in `only`, or else all that are due.

    With `now` infinite all feeds are due. A feed that is gone is fetched only if it is in `only`. A feed with
    a check in the future is due, because the clock was put back.
    """
    rows = connection.execute(
        f"select feed.*, {FEED_TITLE} as shown from feed where removed is null "
        f"and (case when :only is null then {_DUE} <= :now and not gone "
        "else id in (select value from json_each(:only)) end) order by due, id",
        {"now": now, "only": None if only is None else json.dumps(list(only))},
    )
    return [
        Due(
            id=row["id"],
            url=row["url"],
            title=row["shown"],
            etag=row["etag"],
            modified=row["modified"],
            digest=row["digest"],
            every=row["every"],
            failures=row["failures"],
            pages=Pages(row["pages"]),
            site=row["site"],
            added=row["added"],
            failing_since=row["failing_since"],
            checked=row["checked"],
        )
        for row in rows
    ]


def address(connection: sqlite3.Connection, feed: int) -> str | None:
    """Return the present address of a feed, `None` for one without a subscription."""
    row = connection.execute("select url from feed where id = ? and removed is null", (feed,)).fetchone()
    return row["url"] if row else None


def addresses(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return number and address of each subscription."""
    rows = connection.execute("select id, url from feed where removed is null")
    return [(row["id"], row["url"]) for row in rows]


def next_due(connection: sqlite3.Connection, now: float) -> float | None:
    """Return when the next feed is due (Unix seconds, past if one is), `None` if there is none."""
    row = connection.execute(
        f"select min({_DUE}) from feed where removed is null and not gone", {"now": now}
    ).fetchone()
    return None if row[0] is None else float(row[0])


def publication_times(connection: sqlite3.Connection, feed: int, now: float) -> list[float]:
    """Return when the latest articles of a feed were published (Unix seconds), newest first, at most 200.

    An undated article counts by its arrival, unless it came with the first fetch of the feed.
    """
    rows = connection.execute(
        "select item.sort_at from feed_list_entry item join article on article.id = item.article "
        "where item.list = (select id from feed_list where feed = :feed) and item.sort_at <= :now "
        "and (article.published is not null "
        "or article.added > (select min(first_seen) from entry where feed = :feed)) "
        "order by item.sort_at desc limit :most",
        {"feed": feed, "now": now, "most": _MOST_TIMES},
    )
    return [row[0] for row in rows]


def record_success(
    connection: sqlite3.Connection,
    feed: int,
    fetched: Fetched,
    *,
    digest: str,
    title: str = "",
    site: str = "",
    trouble: str = "",
) -> None:
    """Record that a feed answered with new content, which is stored.

    `trouble` is a sentence on what was damaged in the body.
    """
    note = _move(connection, feed, fetched.url) or trouble
    connection.execute(
        "update feed set checked = :now, succeeded = :now, due = :due, every = :every, failures = 0, "
        "failing_since = null, gone = 0, trouble = :note, digest = :digest, etag = :etag, "
        "modified = :modified, title = coalesce(nullif(:title, ''), title), "
        "site = coalesce(nullif(:site, ''), site) where id = :feed",
        {**asdict(fetched), "feed": feed, "note": note, "digest": digest, "title": title, "site": site},
    )


def record_unchanged(connection: sqlite3.Connection, feed: int, fetched: Fetched) -> None:
    """Record that a feed answered with nothing new; an `etag` or `modified` of "" keeps the known one."""
    note = _move(connection, feed, fetched.url)
    connection.execute(
        "update feed set checked = :now, succeeded = :now, due = :due, every = :every, "
        "trouble = case when :note <> '' then :note when failures or trouble = :pause then '' "
        "else trouble end, "
        "failures = 0, failing_since = null, gone = 0, "
        "etag = coalesce(nullif(:etag, ''), etag), modified = coalesce(nullif(:modified, ''), modified) "
        "where id = :feed",
        {**asdict(fetched), "feed": feed, "note": note, "pause": PAUSED},
    )


def record_failure(
    connection: sqlite3.Connection, feed: int, *, now: float, trouble: str, due: float, gone: bool = False
) -> None:
    """Record what is wrong with a feed; one that is `gone` is not fetched again."""
    connection.execute(
        "update feed set checked = :now, due = :due, failures = failures + 1, trouble = :trouble, "
        "failing_since = coalesce(failing_since, :now), gone = :gone where id = :feed",
        {"feed": feed, "now": now, "due": due, "trouble": trouble, "gone": int(gone)},
    )


def postpone(connection: sqlite3.Connection, feed: int, due: float, *, paused: bool = False) -> None:
    """Set when a feed is due, at the earliest; this is not a failure of the feed.

    With `paused` the feed says that its server asked for a pause, unless it was failing before.
    """
    connection.execute(
        "update feed set due = max(due, :due), trouble = iif(:paused and not failures, :pause, trouble) "
        "where id = :feed",
        {"due": due, "feed": feed, "paused": paused, "pause": PAUSED},
    )


def _move(connection: sqlite3.Connection, feed: int, url: str) -> str:
    """Set the new address of a feed that has moved; returns a sentence if another feed has that address."""
    if not url:
        return ""
    other = connection.execute(
        f"select {FEED_TITLE} as shown, removed from feed where url = ? and id <> ?", (url, feed)
    ).fetchone()
    if other is None:
        connection.execute("update feed set url = ? where id = ?", (url, feed))
        return ""
    # An unsubscribed feed keeps its address; this one goes on being redirected.
    return "" if other["removed"] else f"It has moved to the address of “{other['shown']}”; keep one of them."


def _times(now: float) -> dict[str, float]:
    return {"now": now, "since": now - _RECENT}


def _feed(row: sqlite3.Row, now: float) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["shown"],
        site=row["site"],
        folder=row["folder"],
        pages=Pages(row["pages"]),
        checked=row["checked"],
        succeeded=row["succeeded"],
        due=row["due"],
        failures=row["failures"],
        trouble=row["trouble"],
        failing_since=row["failing_since"],
        gone=bool(row["gone"]),
        articles=row["articles"],
        unread=row["unread"],
        weekly=_weekly(row, now),
        attributes=tuple((name, value) for name, value in json.loads(row["attributes"])),
        labels=labels.split(row["labels"]),
    )


def _weekly(row: sqlite3.Row, now: float) -> float:
    """Return how many articles a week a feed has brought in the last four weeks, or since its first one."""
    if not row["recent"]:
        return 0.0
    span = _RECENT if row["has_older"] else max(now - row["first_recent"], _LEAST)
    return float(row["recent"] * 7 * _DAY / span)
