"""The labels of articles and feeds. A label exists as long as something has it; its case does not matter."""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from storage.database import undo_log
from storage.database.text_folding import fold
from storage.database.undo_log import UndoEntry
from storage.errors import NotFoundError
from storage.model import Label

Holders: TypeAlias = Mapping[str, Sequence[int]]
"""The articles, or the feeds, that have each label."""

_NAMES_OF = """
    (select group_concat(name, ',') from (select label.name from {kind}_label
    join label on label.id = {kind}_label.label where {kind}_label.{kind} = {kind}.id order by label.key))
"""
NAMES_OF_ARTICLE, NAMES_OF_FEED = _NAMES_OF.format(kind="article"), _NAMES_OF.format(kind="feed")
"""The SQL for the labels of an article or a feed, with commas between them; null without any."""

_COUNTED = """
    with holding as (
        select label, article from article_label
        union select label, article from feed_label join feed_list using (feed)
        join feed_list_entry on feed_list_entry.list = feed_list.id
    ), counted as (
        select label, count(*) as articles, count(*) - count(read_at) as unread
        from holding join article on article.id = holding.article where hidden_until is null group by label
    )
    select name, coalesce(articles, 0), coalesce(unread, 0),
    (select count(*) from feed_label join feed on feed.id = feed where label = label.id and removed is null)
    from label left join counted on counted.label = label.id order by key
"""


def all_of(connection: sqlite3.Connection) -> list[Label]:
    """Return all labels by name."""
    return [Label(*row) for row in connection.execute(_COUNTED)]


def names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all labels in order."""
    return [row[0] for row in connection.execute("select name from label order by key")]


def split(stored: str | None) -> tuple[str, ...]:
    """Return the labels in a column `NAMES_OF_ARTICLE` or `NAMES_OF_FEED`."""
    return tuple(stored.split(",")) if stored else ()


def change(
    connection: sqlite3.Connection, articles: Iterable[int], add: Iterable[str], remove: Iterable[str] = ()
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Add labels to articles and remove others from them; return what came and what went, by label."""
    given = json.dumps(list(articles))
    gone = {one: _take(connection, one, given) for one in remove}
    come = {one: _give(connection, one, given) for one in add}
    if any(gone.values()) or not all(come.values()):  # a label that nothing got may be new
        drop_unused(connection)
    return _without_empty(come), _without_empty(gone)


def mark(
    connection: sqlite3.Connection, articles: Sequence[int], add: Sequence[str], remove: Sequence[str]
) -> int:
    """Do what `change` does as one undoable action, and return how many articles changed."""
    come, gone = change(connection, articles, add, remove)
    touched = {one for numbers in (*come.values(), *gone.values()) for one in numbers}
    if touched:
        said = _said(touched, [*come], [*gone])
        _record(connection, sorted(touched), {"articles": gone}, {"articles": come}, said)
    return len(touched)


def set_of_feed(connection: sqlite3.Connection, feed: int, wanted: Iterable[str]) -> None:
    """Give a feed these labels and no others."""
    numbers = [_number(connection, one) for one in wanted]
    connection.execute(
        "delete from feed_label where feed = ? and label not in (select value from json_each(?))",
        (feed, json.dumps(numbers)),
    )
    connection.executemany(
        "insert or ignore into feed_label (feed, label) values (?, ?)", [(feed, one) for one in numbers]
    )
    drop_unused(connection)


def rename(connection: sqlite3.Connection, name: str, new: str) -> str:
    """Rename a label; one that has the new name already gets all that this one has. It can be undone.

    Returns a sentence that says so. Raises `NotFoundError`.
    """
    number, present = _existing(connection, name)
    said = f"label “{present}” renamed to “{new}”"
    if fold(new) == fold(present):
        connection.execute("update label set name = ? where id = ?", (new, number))
        _record(connection, [], {"name": present}, {"name": new}, said)
        return said
    articles, feeds = _holders(connection, number)
    before = {"articles": {present: articles}, "feeds": {present: feeds}}
    after = {
        "articles": {new: _give(connection, new, json.dumps(articles))},
        "feeds": {new: _give(connection, new, json.dumps(feeds), "feed")},
    }
    connection.execute("delete from label where id = ?", (number,))
    _record(connection, articles, before, after, said)
    return said


def delete(connection: sqlite3.Connection, name: str) -> str:
    """Delete a label and return a sentence that says so. It can be undone. Raises `NotFoundError`."""
    number, present = _existing(connection, name)
    articles, feeds = _holders(connection, number)
    connection.execute("delete from label where id = ?", (number,))
    said = f"label “{present}” deleted"
    _record(connection, articles, {"articles": {present: articles}, "feeds": {present: feeds}}, {}, said)
    return said


def restore(connection: sqlite3.Connection, take: Mapping[str, Any], give: Mapping[str, Any]) -> None:
    """Take labels from what has them according to one state of an undo entry; give those of the other."""
    for kind in ("article", "feed"):
        for name, numbers in take.get(f"{kind}s", {}).items():
            _take(connection, name, json.dumps(numbers), kind)
        for name, numbers in give.get(f"{kind}s", {}).items():
            _give(connection, name, json.dumps(numbers), kind)
    if name := give.get("name"):
        connection.execute("update label set name = ? where key = ?", (name, fold(name)))
    drop_unused(connection)


def _number(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a label, which is created if there is none."""
    connection.execute("insert or ignore into label (name, key) values (?, ?)", (name, fold(name)))
    row = connection.execute("select id from label where key = ?", (fold(name),)).fetchone()
    return int(row[0])


def _existing(connection: sqlite3.Connection, name: str) -> tuple[int, str]:
    row = connection.execute("select id, name from label where key = ?", (fold(name),)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no label “{name}”.")
    return row[0], row[1]


def _give(connection: sqlite3.Connection, name: str, numbers: str, kind: str = "article") -> list[int]:
    """Give a label to articles or feeds, a JSON array, and return those that did not have it."""
    rows = connection.execute(
        f"insert or ignore into {kind}_label ({kind}, label) select id, :label from {kind} "
        f"where id in (select value from json_each(:numbers)) returning {kind}",
        {"label": _number(connection, name), "numbers": numbers},
    ).fetchall()
    return sorted(row[0] for row in rows)


def _take(connection: sqlite3.Connection, name: str, numbers: str, kind: str = "article") -> list[int]:
    """Take a label from articles or feeds, a JSON array, and return those that had it."""
    rows = connection.execute(
        f"delete from {kind}_label where label = (select id from label where key = :key) "
        f"and {kind} in (select value from json_each(:numbers)) returning {kind}",
        {"key": fold(name), "numbers": numbers},
    ).fetchall()
    return sorted(row[0] for row in rows)


def _holders(connection: sqlite3.Connection, number: int) -> tuple[list[int], list[int]]:
    """Return the articles and the feeds that have a label."""
    articles, feeds = (
        [row[0] for row in connection.execute(f"select {kind} from {kind}_label where label = ?", (number,))]
        for kind in ("article", "feed")
    )
    return articles, feeds


def drop_unused(connection: sqlite3.Connection) -> None:
    """Forget the labels that nothing has any more."""
    connection.execute(
        "delete from label where not exists (select 1 from article_label where label = label.id) "
        "and not exists (select 1 from feed_label where label = label.id)"
    )


def _record(
    connection: sqlite3.Connection,
    articles: Sequence[int],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    said: str,
) -> None:
    entry = UndoEntry(undo_log.LABELS, [*articles], {**before}, {**after, "said": said})
    undo_log.record(connection, entry, time.time())


def _said(touched: Iterable[int], come: Sequence[str], gone: Sequence[str]) -> str:
    number = len([*touched])
    words = f"{number} articles" if number != 1 else "1 article"
    parts = [f"labelled {_quoted(come)}"] if come else []
    parts += [f"no longer labelled {_quoted(gone)}"] if gone else []
    return f"{words} {' and '.join(parts)}"


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in labels)


def _without_empty(found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    return {name: numbers for name, numbers in found.items() if numbers}
