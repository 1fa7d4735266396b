"""What the reader did to articles: read, starred, reading position."""

import json
import sqlite3
import time
from collections.abc import Iterable

from storage.database.undo import undo_log
from storage.database.undo.undo_log import UndoEntry

_SET = {
    "read": "read_at = case when :value then :now end",
    "starred": "starred = :value",
}
_DIFFERS = {"read": "(read_at is null) = :value", "starred": "starred <> :value"}
_SENTENCE = {
    ("read", True): "marked read",
    ("read", False): "marked unread",
    ("starred", True): "starred",
    ("starred", False): "unstarred",
}


def mark(
    connection: sqlite3.Connection,
    column: str,
    articles: Iterable[int],
    value: bool,
    undoable: bool = True,
) -> int:
    """Mark articles (`column` is "read" or "starred") and return how many changed.

    What changed can be undone if it is to be `undoable`, and what had been undone can't be redone any more.
    """
    changed = set_mark(connection, column, articles, value)
    if changed and undoable:
        undo_log.record(connection, UndoEntry(column, changed, int(not value), int(value)), time.time())
    return len(changed)


def set_mark(connection: sqlite3.Connection, column: str, articles: Iterable[int], value: bool) -> list[int]:
    """Mark articles as `mark` does, and return those that changed; the journal knows nothing of it.

    What is read or unread is so for all copies.
    """
    wanted = json.dumps(list(articles))
    if column == "read":
        wanted = _with_copies(connection, wanted)
    rows = connection.execute(
        f"update article set {_SET[column]} where {_DIFFERS[column]} "
        "and id in (select value from json_each(:articles)) returning id",
        {"value": int(value), "now": time.time(), "articles": wanted},
    )
    return [row[0] for row in rows.fetchall()]


def _with_copies(connection: sqlite3.Connection, articles: str) -> str:
    """Return articles, a JSON array of their numbers, with all that are copies of the same text."""
    row = connection.execute(
        "with wanted as (select value as id from json_each(?)), shown as (select article.copy_of as id "
        "from wanted join article on article.id = wanted.id where article.copy_of is not null) "
        "select json_group_array(id) from (select id from wanted union select id from shown "
        "union select id from article where copy_of in (select id from wanted union select id from shown))",
        (articles,),
    ).fetchone()
    return str(row[0])


def sentence(column: str, value: bool, articles: int) -> str:
    """Return in words what a mark did to so many articles."""
    what = f"{articles} articles" if articles != 1 else "1 article"
    return f"{what} {_SENTENCE[column, value]}"


def save_position(connection: sqlite3.Connection, article: int, position: int) -> None:
    """Keep how far an article was read, in code points of its text."""
    connection.execute("update article set position = ? where id = ?", (position, article))
