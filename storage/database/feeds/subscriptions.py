"""Subscribing, unsubscribing and editing of feeds, all of which can be undone."""

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from storage.database import undo_log
from storage.database.articles import pages_to_fetch
from storage.database.articles.article_columns import FEED_TITLE
from storage.database.feeds import feeds
from storage.database.labels import NAMES_OF_FEED, set_of_feed, split
from storage.database.text_folding import fold
from storage.database.undo_log import UndoEntry
from storage.errors import DeskError
from storage.model import Feed, Pages, Subscription

Value: TypeAlias = str | float | None

_LABELS = "labels"  # beside the columns of the feed: its labels, with commas between them
_STATE = f"select *, coalesce({NAMES_OF_FEED}, '') as {_LABELS} from feed"
_IMPORT_SECONDS = 60.0  # imported subscriptions with at most this time between them are undone together
# A feed with a new address, or subscribed to again, is fetched as if it were new.
_NEVER_FETCHED: Mapping[str, Value] = {
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
    """Subscribe to a feed, or return the subscription that exists; an unsubscribed feed comes back."""
    feed, before = _add(connection, subscription, now)
    if before is not None:
        after = _state(connection, feed, before)
        undo_log.record(connection, UndoEntry("subscribed", [feed], [before], [after]), now)
    return feeds.fetch(connection, feed, now)


def subscribe_from_list(connection: sqlite3.Connection, subscription: Subscription, now: float) -> bool:
    """Subscribe to a feed of a list and return whether it is new; a whole list is undone at once."""
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
    labels: Sequence[str] | None = None,
) -> Feed:
    """Change a subscription and return it; with the title "" the feed shows its own title.

    Raises `NotFoundError`, and `DeskError` if another subscription has or had the address.
    """
    feeds.fetch(connection, feed, now)
    changes: dict[str, Value] = {
        "url": url.strip() if url is not None else None,
        "name": title.strip() if title is not None else None,
        "folder": _folder(folder) if folder is not None else None,
        "pages": pages,
        _LABELS: _stored(labels) if labels is not None else None,
    }
    present = _state(connection, feed, changes)
    if fold(str(changes[_LABELS] or "")) == fold(str(present[_LABELS])):
        changes[_LABELS] = present[_LABELS]
    changes = {
        column: value for column, value in changes.items() if value is not None and value != present[column]
    }
    if "url" in changes:
        _check_address(connection, str(changes["url"]))
    if changes:
        _change(connection, feed, changes, "edited", now)
    return feeds.fetch(connection, feed, now)


def restore(connection: sqlite3.Connection, feed: int, columns: Mapping[str, Value]) -> None:
    """Set columns of a feed, such as those that the undo log recorded, and its labels."""
    columns = dict(columns)
    other = connection.execute(
        "select 1 from feed where url = ? and id <> ?", (columns.get("url"), feed)
    ).fetchone()
    if other:
        # Another feed has moved to this address in the meantime.
        del columns["url"]
    if _LABELS in columns:
        set_of_feed(connection, feed, split(str(columns.pop(_LABELS))))
    if "url" in columns:
        columns |= _NEVER_FETCHED
    if not columns:
        return
    settings = ", ".join(f"{column} = :{column}" for column in columns)
    connection.execute(f"update feed set {settings} where id = :id", {**columns, "id": feed})
    if "pages" in columns:
        pages_to_fetch.want_pages_of_feed(connection, feed, Pages(str(columns["pages"])), time.time())
    _update_folder_lists(connection, feed)


def title(connection: sqlite3.Connection, feed: int) -> str:
    """Return the title that a feed is shown with, subscribed or not."""
    row = connection.execute(f"select {FEED_TITLE} from feed where id = ?", (feed,)).fetchone()
    return str(row[0])


def _add(
    connection: sqlite3.Connection, subscription: Subscription, now: float
) -> tuple[int, dict[str, Value] | None]:
    """Return the number of a feed and its columns before, `None` if it was subscribed to already."""
    row = connection.execute(f"{_STATE} where url = ?", (subscription.url,)).fetchone()
    wanted: dict[str, Value] = {
        "name": subscription.title,
        "site": subscription.site,
        "folder": _folder(subscription.folder),
        "attributes": json.dumps(subscription.attributes, ensure_ascii=False),
        "pages": subscription.pages,
    }
    if row is None:
        wanted |= {"url": subscription.url, "title": "", "added": now}
        placeholders = ", ".join(f":{column}" for column in wanted)
        cursor = connection.execute(f"insert into feed ({', '.join(wanted)}) values ({placeholders})", wanted)
        feed = int(cursor.lastrowid or 0)
        _update_folder_lists(connection, feed)
        set_of_feed(connection, feed, subscription.labels)
        return feed, {"removed": now}
    if row["removed"] is None:
        return row["id"], None
    # Where the subscription has no value, the earlier choice of the reader stays.
    wanted[_LABELS] = _stored(subscription.labels)
    given = {
        column: value
        for column, value in wanted.items()
        if value not in ("", "[]", Pages.AUTO) and value != row[column]
    }
    restore(connection, row["id"], {"removed": None, **_NEVER_FETCHED, **given})
    return row["id"], {"removed": row["removed"], **{column: row[column] for column in given}}


def _change(
    connection: sqlite3.Connection, feed: int, changes: Mapping[str, Value], kind: str, now: float
) -> None:
    before = _state(connection, feed, changes)
    restore(connection, feed, changes)
    undo_log.record(connection, UndoEntry(kind, [feed], [before], [dict(changes)]), now)


def _state(connection: sqlite3.Connection, feed: int, columns: Mapping[str, Value]) -> dict[str, Value]:
    row = connection.execute(f"{_STATE} where id = ?", (feed,)).fetchone()
    return {column: row[column] for column in columns}


def _check_address(connection: sqlite3.Connection, url: str) -> None:
    if not url:
        raise DeskError("A feed needs an address.")
    other = connection.execute(
        f"select {FEED_TITLE} as shown, removed from feed where url = ?", (url,)
    ).fetchone()
    if other and other["removed"]:
        raise DeskError(f"This was the address of “{other['shown']}”; subscribe to that feed again.")
    if other:
        raise DeskError(f"“{other['shown']}” already has this address.")


def _stored(labels: Sequence[str]) -> str:
    return ",".join(sorted(labels, key=fold))


def _folder(path: str) -> str:
    """Return a folder's path without empty levels."""
    return "/".join(level.strip() for level in path.split("/") if level.strip())


def _update_folder_lists(connection: sqlite3.Connection, feed: int) -> None:
    """Add a feed to the lists of its folder and of the folders around it, and to no others."""
    folder, removed = connection.execute("select folder, removed from feed where id = ?", (feed,)).fetchone()
    levels = list(accumulate(folder.split("/"), "{}/{}".format)) if folder and removed is None else []
    wanted = [_folder_list(connection, level) for level in levels]
    connection.execute(
        "delete from feed_list_feed where feed = ? and list not in (select value from json_each(?)) "
        "and list in (select id from feed_list where folder is not null)",
        (feed, json.dumps(wanted)),
    )
    connection.executemany(
        "insert or ignore into feed_list_feed (feed, list) values (?, ?)",
        [(feed, number) for number in wanted],
    )
    connection.execute(
        "delete from feed_list where folder is not null "
        "and not exists (select 1 from feed_list_feed where feed_list_feed.list = feed_list.id)"
    )


def _folder_list(connection: sqlite3.Connection, folder: str) -> int:
    """Return the number of the list of a folder, which is created if there is none."""
    connection.execute("insert or ignore into feed_list (folder) values (?)", (folder,))
    row: Sequence[int] = connection.execute("select id from feed_list where folder = ?", (folder,)).fetchone()
    return row[0]
