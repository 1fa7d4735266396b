"""Deleted articles: their rows are set aside for undo; later only their identity is kept.

The rows leave all tables, so every list, count, search, name and story is without them. A restored article
has no names and links until it is analysed again.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database import labels
from storage.database.stories import stories, story_constraints

KEPT_SECONDS = 30 * 86_400  # how long an article can be restored


def content(connection: sqlite3.Connection, number: int) -> dict[str, Any]:
    """Return all that restoring an article will need, as JSON can hold it."""

    def select(sql: str) -> list[dict[str, Any]]:
        return [dict(found) for found in connection.execute(sql, {"id": number})]

    return {
        "article": select("select * from article where id = :id")[0],
        "alternative": select("select * from alternative where article = :id"),
        "revision": select(
            "select article, replaced, title, text, spans, provenance from revision "
            "where article = :id order by id"
        ),
        "story_constraint": select("select * from story_constraint where a = :id or b = :id"),
        "judged_article": select("select * from judged_article where article = :id"),
        "labels": labels.split(
            connection.execute(
                f"select {labels.NAMES_OF_ARTICLE} from article where id = ?", (number,)
            ).fetchone()[0]
        ),
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


def delete(connection: sqlite3.Connection, number: int, content: Mapping[str, Any], now: float) -> None:
    """Delete an article that was taken out of its story, and keep its content from before that."""
    _keep_entities(connection, number)
    connection.execute("update entry set deleted_article = article where article = ?", (number,))
    identity = [content["article"][column] for column in ("scope", "key", "canonical")]
    connection.execute(
        "insert into deleted_article (id, scope, key, canonical, deleted, content) values (?, ?, ?, ?, ?, ?)",
        (number, *identity, now, json.dumps(content, ensure_ascii=False)),
    )
    connection.execute("delete from article where id = ?", (number,))
    labels.drop_unused(connection)


def restorable(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return the deleted articles among these whose content is still kept, in the order given."""
    wanted = list(numbers)
    rows = connection.execute(
        "select id from deleted_article where content is not null and id in (select value from json_each(?))",
        (json.dumps(wanted),),
    )
    found = {row[0] for row in rows}
    return [number for number in wanted if number in found]


def restore(connection: sqlite3.Connection, number: int) -> None:
    """Restore a deleted article that is `restorable`."""
    row = connection.execute("select * from deleted_article where id = ?", (number,)).fetchone()
    content = json.loads(row["content"])
    # A feed may have changed what identifies the article since, but only in the columns of this row.
    identity = {column: row[column] for column in ("scope", "key", "canonical")}
    article = {**content["article"], **identity, "analysed": None, "copy_of": None, "previous_story": None}
    article["key"] = _present_key(connection, article)
    if article["story"] is not None:
        article["story"] = stories.current_number(connection, article["story"])
    _insert(connection, "article", article)
    for table in ("alternative", "revision", "judged_article"):
        for one in content.get(table, ()):
            _insert(connection, table, one)
    for one in content["story_constraint"]:
        story_constraints.add(connection, [(one["a"], one["b"])], must_link=bool(one["together"]))
    labels.change(connection, [number], content.get("labels", ()))
    _restore_entries(connection, number, content["digests"])
    connection.execute(
        "update article set copy_of = shown.id, read_at = "
        "case when (article.read_at is null) = (shown.read_at is null) then article.read_at "
        "else shown.read_at end "
        "from article shown where article.id = ? and shown.id = ? and shown.copy_of is null",
        (number, content["article"]["copy_of"]),
    )
    # The story counts its articles without copies, so the article must be a copy again by now.
    if article["story"] is not None:
        stories.update_summary(connection, article["story"], number if content["is_headline"] else None)
    connection.execute("delete from deleted_article where id = ?", (number,))


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


def _keep_entities(connection: sqlite3.Connection, number: int) -> None:
    """Keep the entities that undo or redo of corrections needs once the article is restored."""
    connection.execute(
        "insert or ignore into kept_entity (entity, undo_entry) select entity.id, undo_entry "
        "from reassignment join entity on entity.id in (reassignment.entity, reassignment.target) "
        "where article = ?",
        (number,),
    )


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
