"""Which feeds the reader has subscribed to, and what the reader calls them; all of it can be undone."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from storage.database.feeds import feeds
from storage.database.undo import undo_log
from storage.database.undo.undo_log import UndoEntry
from storage.errors import DeskError
from storage.model import Feed, Pages, Subscription

Value: TypeAlias = str | float | None

_IMPORT_SECONDS = 60.0  # subscriptions taken in with at most this between them are undone as one
# Under another address, or come back, a feed is asked anew.
_AFRESH: Mapping[str, Value] = {
    "etag": "",
    "modified": "",
    "digest": "",
    "due": 0,
    "every": 0,
    "failures": 0,
    "trouble": "",
    "failing_since": None,
    "gone": 0,
}


def subscribe(connection: sqlite3.Connection, subscription: Subscription, now: float) -> Feed:
    """Subscribe to a feed, or return the subscription there is; one that was removed comes back."""
    feed, before = _add(connection, subscription, now)
    if before is not None:
        after = _state(connection, feed, before)
        undo_log.record(connection, UndoEntry("subscribed", [feed], [before], [after]), now)
    return feeds.fetch(connection, feed, now)


def take_in(connection: sqlite3.Connection, subscription: Subscription, now: float) -> bool:
    """Subscribe to a feed of a list; returns whether it is new. All of one list are undone as one."""
    feed, before = _add(connection, subscription, now)
    if before is None:
        return False
    after = _state(connection, feed, before)
    undo_log.record_along(connection, UndoEntry("imported", [feed], [before], [after]), now, _IMPORT_SECONDS)
    return True


def unsubscribe(connection: sqlite3.Connection, feed: int, now: float) -> None:
    """Remove a subscription; its articles stay. Raises `NotFoundError`."""
    feeds.fetch(connection, feed, now)
    _change(connection, feed, {"removed": now}, "unsubscribed", now)


def edit(
    connection: sqlite3.Connection,
    feed: int,
    now: float,
    *,
    url: str | None = None,
    title: str | None = None,
    folder: str | None = None,
    pages: Pages | None = None,
) -> Feed:
    """Change a subscription; a title of "" gives it back its own.

    Raises `NotFoundError`, and `DeskError` for an address that another subscription has or had.
    """
    feeds.fetch(connection, feed, now)
    changes: dict[str, Value] = {
        "url": url.strip() if url is not None else None,
        "name": title.strip() if title is not None else None,
        "folder": _folder(folder) if folder is not None else None,
        "pages": pages,
    }
    present = _state(connection, feed, changes)
    changes = {
        column: value for column, value in changes.items() if value is not None and value != present[column]
    }
    if "url" in changes:
        _check_address(connection, str(changes["url"]))
    if changes:
        _change(connection, feed, changes, "edited", now)
    return feeds.fetch(connection, feed, now)


def restore(connection: sqlite3.Connection, feed: int, columns: Mapping[str, Value]) -> None:
    """Set columns of a feed, as they were recorded in the journal."""
    columns = dict(columns)
    other = connection.execute(
        "select 1 from feed where url = ? and id <> ?", (columns.get("url"), feed)
    ).fetchone()
    if other:
        # Another feed has moved to this address since.
        del columns["url"]
    if "url" in columns or ("removed" in columns and columns["removed"] is None):
        columns |= _AFRESH
    if not columns:
        return
    settings = ", ".join(f"{column} = :{column}" for column in columns)
    connection.execute(f"update feed set {settings} where id = :id", {**columns, "id": feed})
    _shelve(connection, feed)


def title(connection: sqlite3.Connection, feed: int) -> str:
    """Return what a feed is called, subscribed or not."""
    row = connection.execute(f"select {feeds.SHOWN_TITLE} from feed where id = ?", (feed,)).fetchone()
    return str(row[0])


def _add(
    connection: sqlite3.Connection, subscription: Subscription, now: float
) -> tuple[int, dict[str, Value] | None]:
    """Return the number of the feed, and how it was before; `None` if it is subscribed to already."""
    row = connection.execute("select * from feed where url = ?", (subscription.url,)).fetchone()
    wanted: dict[str, Value] = {
        "name": subscription.title,
        "site": subscription.site,
        "folder": _folder(subscription.folder),
        "attributes": json.dumps(subscription.attributes, ensure_ascii=False),
        "pages": subscription.pages,
    }
    if row is None:
        wanted |= {"url": subscription.url, "title": "", "added": now}
        marks = ", ".join(f":{column}" for column in wanted)
        cursor = connection.execute(f"insert into feed ({', '.join(wanted)}) values ({marks})", wanted)
        feed = int(cursor.lastrowid or 0)
        _shelve(connection, feed)
        return feed, {"removed": now}
    if row["removed"] is None:
        return row["id"], None
    # Where the subscription says nothing, what the reader had chosen stands.
    said = {
        column: value
        for column, value in wanted.items()
        if value not in ("", "[]", Pages.AUTO) and value != row[column]
    }
    restore(connection, row["id"], {"removed": None, **said})
    return row["id"], {"removed": row["removed"], **{column: row[column] for column in said}}


def _change(
    connection: sqlite3.Connection, feed: int, changes: Mapping[str, Value], kind: str, now: float
) -> None:
    before = _state(connection, feed, changes)
    restore(connection, feed, changes)
    undo_log.record(connection, UndoEntry(kind, [feed], [before], [dict(changes)]), now)


def _state(connection: sqlite3.Connection, feed: int, columns: Mapping[str, Value]) -> dict[str, Value]:
    row = connection.execute("select * from feed where id = ?", (feed,)).fetchone()
    return {column: row[column] for column in columns}


def _check_address(connection: sqlite3.Connection, url: str) -> None:
    if not url:
        raise DeskError("A feed needs an address.")
    other = connection.execute(
        f"select {feeds.SHOWN_TITLE} as shown, removed from feed where url = ?", (url,)
    ).fetchone()
    if other and other["removed"]:
        raise DeskError(f"This was the address of “{other['shown']}”: subscribe to that again instead.")
    if other:
        raise DeskError(f"“{other['shown']}” has this address already.")


def _folder(path: str) -> str:
    """Return a folder's path without empty levels."""
    return "/".join(level.strip() for level in path.split("/") if level.strip())


def _shelve(connection: sqlite3.Connection, feed: int) -> None:
    """Put a feed on the shelves of its folder and those around it, and on no others."""
    folder, removed = connection.execute("select folder, removed from feed where id = ?", (feed,)).fetchone()
    levels = list(accumulate(folder.split("/"), "{}/{}".format)) if folder and removed is None else []
    wanted = [_shelf(connection, level) for level in levels]
    marks = ", ".join("?" * len(wanted))
    connection.execute(
        f"delete from feed_list_feed where feed = ? and list not in ({marks}) "
        "and list in (select id from feed_list where folder is not null)",
        (feed, *wanted),
    )
    connection.executemany(
        "insert or ignore into feed_list_feed (feed, list) values (?, ?)", [(feed, shelf) for shelf in wanted]
    )
    connection.execute(
        "delete from feed_list where folder is not null "
        "and not exists (select 1 from feed_list_feed where feed_list_feed.list = feed_list.id)"
    )


def _shelf(connection: sqlite3.Connection, folder: str) -> int:
    connection.execute("insert or ignore into feed_list (folder) values (?)", (folder,))
    row: Sequence[int] = connection.execute("select id from feed_list where folder = ?", (folder,)).fetchone()
    return row[0]
