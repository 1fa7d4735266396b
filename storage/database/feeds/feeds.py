"""Feeds as they are asked, answer and fail."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from storage.errors import NotFoundError
from storage.model import Feed, Pages

# What the reader calls a feed, else what it calls itself, else its address.
SHOWN_TITLE = "coalesce(nullif(feed.name, ''), nullif(feed.title, ''), feed.url)"

_DAY = 86400.0
_LATELY = 28 * _DAY
_LEAST = 7 * _DAY  # a shorter time says nothing about the articles of a week
_RHYTHM = 200
_DUE = "iif(checked > :now + 3600, 0, due)"

_FEED = f"""
    select feed.*, {SHOWN_TITLE} as shown, feed_list.articles, feed_list.unread, feed_list.id as feed_list
    from feed join feed_list on feed_list.feed = feed.id
"""


@dataclass(frozen=True, slots=True)
class Due:
    """What asking a feed needs to know; all times are Unix seconds, `every` a span in seconds.

    `first` says that it has never answered. `digest` is that of the body last read.
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
    first: bool


def fetch(connection: sqlite3.Connection, feed: int, now: float) -> Feed:
    """Return one subscription. Raises `NotFoundError`."""
    row = connection.execute(f"{_FEED} where feed.id = ? and feed.removed is null", (feed,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no feed {feed} in this desk.")
    return _feed(connection, row, now)


def subscribed(connection: sqlite3.Connection, now: float) -> list[Feed]:
    """Return all subscriptions, by folder, then title."""
    rows = connection.execute(f"{_FEED} where feed.removed is null").fetchall()
    feeds = [_feed(connection, row, now) for row in rows]
    return sorted(feeds, key=lambda feed: (feed.folder.casefold(), feed.title.casefold(), feed.id))


def due(connection: sqlite3.Connection, now: float, only: Sequence[int] | None = None) -> list[Due]:
    """Return the feeds to ask, the longest due first: those of `only`, due or not, else all that are due.

    With `now` infinite all are due, but for those that are gone, which only `only` asks again. A feed that
    seems to have been asked in the future is due: the clock was put back.
    """
    rows = connection.execute(
        f"select feed.*, {SHOWN_TITLE} as shown from feed where removed is null "
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
            first=row["succeeded"] is None,
        )
        for row in rows
    ]


def address(connection: sqlite3.Connection, feed: int) -> str | None:
    """Return where a feed is asked now; `None` for one that is not subscribed to."""
    row = connection.execute("select url from feed where id = ? and removed is null", (feed,)).fetchone()
    return row["url"] if row else None


def next_due(connection: sqlite3.Connection, now: float) -> float | None:
    """Return when the next feed is due (Unix seconds, past if one is), `None` if there is none."""
    row = connection.execute(
        f"select min({_DUE}) from feed where removed is null and not gone", {"now": now}
    ).fetchone()
    return None if row[0] is None else float(row[0])


def rhythm(connection: sqlite3.Connection, feed: int, now: float) -> list[float]:
    """Return when the latest articles of a feed were published (Unix seconds), the newest first, at most 200.

    An undated one counts by when it arrived, unless it came with all others at the first fetch.
    """
    rows = connection.execute(
        "select item.sort_at from feed_list_entry item join article on article.id = item.article "
        "where item.list = (select id from feed_list where feed = :feed) and item.sort_at <= :now "
        "and (article.published is not null "
        "or article.added > (select min(first_seen) from entry where feed = :feed)) "
        "order by item.sort_at desc limit :most",
        {"feed": feed, "now": now, "most": _RHYTHM},
    )
    return [row[0] for row in rows]


def record_success(
    connection: sqlite3.Connection,
    feed: int,
    *,
    now: float,
    due: float,
    every: float,
    digest: str,
    title: str = "",
    site: str = "",
    url: str = "",
    etag: str = "",
    modified: str = "",
    trouble: str = "",
) -> None:
    """Note that a feed answered with something new, now read and stored.

    `url` is the address it has moved to, if it has. `trouble` says what of the body was damaged.
    """
    note = _move(connection, feed, url) or trouble
    connection.execute(
        "update feed set checked = :now, succeeded = :now, due = :due, every = :every, failures = 0, "
        "failing_since = null, gone = 0, trouble = :note, digest = :digest, etag = :etag, "
        "modified = :modified, title = coalesce(nullif(:title, ''), title), "
        "site = coalesce(nullif(:site, ''), site) where id = :feed",
        {
            "feed": feed,
            "now": now,
            "due": due,
            "every": every,
            "note": note,
            "digest": digest,
            "etag": etag,
            "modified": modified,
            "title": title,
            "site": site,
        },
    )


def record_unchanged(
    connection: sqlite3.Connection,
    feed: int,
    *,
    now: float,
    due: float,
    every: float,
    url: str = "",
    etag: str = "",
    modified: str = "",
) -> None:
    """Note that a feed answered with nothing new; what it said of its state ("" for nothing) is kept."""
    note = _move(connection, feed, url)
    connection.execute(
        "update feed set checked = :now, succeeded = :now, due = :due, every = :every, "
        "trouble = case when :note <> '' then :note when failures then '' else trouble end, "
        "failures = 0, failing_since = null, gone = 0, "
        "etag = coalesce(nullif(:etag, ''), etag), modified = coalesce(nullif(:modified, ''), modified) "
        "where id = :feed",
        {
            "feed": feed,
            "now": now,
            "due": due,
            "every": every,
            "note": note,
            "etag": etag,
            "modified": modified,
        },
    )


def record_failure(
    connection: sqlite3.Connection, feed: int, *, now: float, trouble: str, due: float, gone: bool = False
) -> None:
    """Note what is wrong with a feed; one that is `gone` is asked no more."""
    connection.execute(
        "update feed set checked = :now, due = :due, failures = failures + 1, trouble = :trouble, "
        "failing_since = coalesce(failing_since, :now), gone = :gone where id = :feed",
        {"feed": feed, "now": now, "due": due, "trouble": trouble, "gone": int(gone)},
    )


def postpone(connection: sqlite3.Connection, feed: int, due: float) -> None:
    """Ask a feed later, without blaming it."""
    connection.execute("update feed set due = ? where id = ?", (due, feed))


def _move(connection: sqlite3.Connection, feed: int, url: str) -> str:
    """Give a feed its new address; returns a sentence instead where another feed has it."""
    if not url:
        return ""
    other = connection.execute(
        f"select {SHOWN_TITLE} as shown, removed from feed where url = ? and id <> ?", (url, feed)
    ).fetchone()
    if other is None:
        connection.execute("update feed set url = ? where id = ?", (url, feed))
        return ""
    # The address of a feed that was unsubscribed stays with it, and this one is redirected as before.
    return "" if other["removed"] else f"It has moved to the address of “{other['shown']}”; one is enough."


def _feed(connection: sqlite3.Connection, row: sqlite3.Row, now: float) -> Feed:
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
        weekly=_weekly(connection, row["feed_list"], now),
        attributes=tuple((name, value) for name, value in json.loads(row["attributes"])),
    )


def _weekly(connection: sqlite3.Connection, shelf: int, now: float) -> float:
    count, oldest = connection.execute(
        "select count(*), min(sort_at) from feed_list_entry where list = ? and sort_at between ? and ?",
        (shelf, now - _LATELY, now),
    ).fetchone()
    if not count:
        return 0.0
    older = connection.execute(
        "select exists (select 1 from feed_list_entry where list = ? and sort_at < ?)", (shelf, now - _LATELY)
    ).fetchone()[0]
    span = _LATELY if older else max(now - oldest, _LEAST)
    return float(count * 7 * _DAY / span)
