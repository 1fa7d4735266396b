"""Deleted articles: their rows are set aside for undo; later only their identity is kept.

The rows leave all tables, so every list, count, search, name and story is without them. A restored article
has no names and links until it is analysed again.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from storage.database.stories import stories, story_constraints

KEPT_SECONDS = 30 * 86_400  # how long an article can be restored

Detach = Callable[[sqlite3.Connection, int], object]
"""Takes an article, by its number, out of what other articles are compared and grouped with."""


def delete(connection: sqlite3.Connection, numbers: Iterable[int], now: float, detach: Detach) -> list[int]:
    """Delete articles and return the numbers of those that existed, in the order given."""
    return [number for number in dict.fromkeys(numbers) if _delete(connection, number, now, detach)]


def restore(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Restore deleted articles and return the numbers of those that were still kept."""
    # The last one first: what joins two articles was set aside with the one that was deleted first.
    return [number for number in reversed(numbers) if _restore(connection, number)]


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop the content of articles deleted 30 days ago or earlier, which can't be restored afterwards."""
    purged = connection.execute(
        "update deleted_article set content = null where content is not null and deleted <= ?",
        (now - KEPT_SECONDS,),
    )
    if purged.rowcount:
        connection.execute(
            "delete from undo_entry where kind = 'deleted' and not undone and not exists (select 1 "
            "from json_each(subject) join deleted_article on deleted_article.id = json_each.value "
            "where deleted_article.content is not null)"
        )


def _delete(connection: sqlite3.Connection, number: int, now: float, detach: Detach) -> bool:
    row = connection.execute("select * from article where id = ?", (number,)).fetchone()
    if row is None:
        return False
    content = json.dumps(_content(connection, row), ensure_ascii=False)
    detach(connection, number)
    _keep_entities(connection, number)
    connection.execute("update entry set deleted_article = article where article = ?", (number,))
    connection.execute(
        "insert into deleted_article (id, scope, key, canonical, deleted, content) values (?, ?, ?, ?, ?, ?)",
        (number, row["scope"], row["key"], row["canonical"], now, content),
    )
    connection.execute("delete from article where id = ?", (number,))
    return True


def _keep_entities(connection: sqlite3.Connection, number: int) -> None:
    """Keep the entities that undo or redo of corrections needs once the article is restored."""
    connection.execute(
        "insert or ignore into kept_entity (entity, undo_entry) select entity.id, undo_entry "
        "from reassignment join entity on entity.id in (reassignment.entity, reassignment.target) "
        "where article = ?",
        (number,),
    )


def _content(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """Return all that restoring an article needs, as JSON can hold it."""

    def select(sql: str) -> list[dict[str, Any]]:
        return [dict(found) for found in connection.execute(sql, {"id": row["id"]})]

    return {
        "article": dict(row),
        "alternative": select("select * from alternative where article = :id"),
        "revision": select(
            "select article, replaced, title, text, spans, provenance from revision "
            "where article = :id order by id"
        ),
        "story_constraint": select("select * from story_constraint where a = :id or b = :id"),
        "digests": {
            one["feed"]: one["digest"] for one in select("select feed, digest from entry where article = :id")
        },
        "is_headline": bool(
            select(
                "select 1 from article join story on story.id = article.story and headline = article.id "
                "where article.id = :id"
            )
        ),
    }


def _restore(connection: sqlite3.Connection, number: int) -> bool:
    row = connection.execute(
        "select content from deleted_article where id = ? and content is not null", (number,)
    ).fetchone()
    if row is None:
        return False
    content = json.loads(row["content"])
    article = {**content["article"], "analysed": None, "copy_of": None, "previous_story": None}
    article["key"] = _present_key(connection, article)
    if article["story"] is not None:
        article["story"] = stories.current_number(connection, article["story"])
    _insert(connection, "article", article)
    for table in ("alternative", "revision"):
        for one in content[table]:
            _insert(connection, table, one)
    for one in content["story_constraint"]:
        story_constraints.add(connection, [(one["a"], one["b"])], must_link=bool(one["together"]))
    _restore_entries(connection, number, content["digests"])
    if article["story"] is not None:
        stories.update_summary(connection, article["story"], number if content["is_headline"] else None)
    connection.execute(
        "update article set copy_of = shown.id from article shown where article.id = ? and shown.id = ? "
        "and shown.copy_of is null",
        (number, content["article"]["copy_of"]),
    )
    connection.execute("delete from deleted_article where id = ?", (number,))
    return True


def _restore_entries(connection: sqlite3.Connection, number: int, digests: Mapping[str, str]) -> None:
    """Give an article its entries, including those that came while it was deleted."""
    rows = connection.execute(
        "select * from entry where deleted_article = ? order by first_seen", (number,)
    ).fetchall()
    # Inserted anew, so that the triggers add the article to the lists of the feeds. With the digest of the
    # stored text, the next refresh brings what has changed since.
    connection.execute("delete from entry where deleted_article = ?", (number,))
    feeds = set()
    for entry in map(dict, rows):
        entry["deleted_article"] = None
        if entry["feed"] not in feeds:
            feeds.add(entry["feed"])
            entry["article"] = number
            entry["digest"] = digests.get(str(entry["feed"]), entry["digest"])
        _insert(connection, "entry", entry)


def _present_key(connection: sqlite3.Connection, article: Mapping[str, Any]) -> str:
    """Return the key of a deleted article: its feed may have given its entry another one since."""
    row = connection.execute(
        "select key from entry where deleted_article = ? and 'feed:' || feed = ? order by first_seen",
        (article["id"], article["scope"]),
    ).fetchone()
    return str(row["key"] if row else article["key"])


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, Any]) -> None:
    values = ", ".join(f":{column}" for column in columns)
    connection.execute(f"insert into {table} ({', '.join(columns)}) values ({values})", columns)
