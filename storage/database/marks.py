"""What the reader did to articles: read, starred, reading position; and the journal of undo."""

import json
import sqlite3
import time
from collections.abc import Iterable

_KEPT_ACTIONS = 1000
_SET = {
    "read": "read_at = case when :value then :now end",
    "starred": "starred = :value",
}
_DIFFERS = {"read": "(read_at is null) = :value", "starred": "starred <> :value"}
_SENTENCE = {
    ("read", 1): "marked read",
    ("read", 0): "marked unread",
    ("starred", 1): "starred",
    ("starred", 0): "unstarred",
}


def mark(
    connection: sqlite3.Connection,
    column: str,
    articles: Iterable[int],
    value: bool,
    journal: bool = True,
) -> int:
    """Mark articles (`column` is "read" or "starred") and return how many changed.

    With `journal`, what changed can be undone, and what had been undone can't be redone any more.
    """
    changed = _set(connection, column, articles, value)
    if changed and journal:
        connection.execute("delete from action where undone")
        connection.execute(
            "insert into action (mark, value, articles) values (?, ?, ?)",
            (column, int(value), json.dumps(changed)),
        )
        connection.execute(
            "delete from action where id <= (select max(id) from action) - ?", (_KEPT_ACTIONS,)
        )
    return len(changed)


def undo(connection: sqlite3.Connection) -> str | None:
    """Take back the last action; returns a sentence on what was undone, `None` if there is none."""
    row = connection.execute("select * from action where not undone order by id desc limit 1").fetchone()
    return _replay(connection, row, undone=True)


def redo(connection: sqlite3.Connection) -> str | None:
    """Do again what was last undone; returns a sentence, `None` if there is nothing."""
    row = connection.execute("select * from action where undone order by id limit 1").fetchone()
    return _replay(connection, row, undone=False)


def save_position(connection: sqlite3.Connection, article: int, position: int) -> None:
    """Keep how far an article was read, in code points of its text."""
    connection.execute("update article set position = ? where id = ?", (position, article))


def recall(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what was remembered under `key`."""
    row = connection.execute("select value from memory where key = ?", (key,)).fetchone()
    return row[0] if row else None


def remember(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a small piece of the program's own state, such as the theme."""
    connection.execute(
        "insert into memory values (?, ?) on conflict do update set value = excluded.value", (key, value)
    )


def _replay(connection: sqlite3.Connection, row: sqlite3.Row | None, undone: bool) -> str | None:
    if row is None:
        return None
    articles = json.loads(row["articles"])
    _set(connection, row["mark"], articles, bool(row["value"]) != undone)
    connection.execute("update action set undone = ? where id = ?", (undone, row["id"]))
    what = f"{len(articles)} articles" if len(articles) != 1 else "1 article"
    return f"{'Undone' if undone else 'Redone'}: {what} {_SENTENCE[row['mark'], row['value']]}"


def _set(connection: sqlite3.Connection, column: str, articles: Iterable[int], value: bool) -> list[int]:
    rows = connection.execute(
        f"update article set {_SET[column]} where {_DIFFERS[column]} "
        "and id in (select value from json_each(:articles)) returning id",
        {"value": int(value), "now": time.time(), "articles": json.dumps(list(articles))},
    )
    return [row[0] for row in rows.fetchall()]
