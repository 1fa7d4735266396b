"""What the reader did to articles: read, starred, and how far they were read."""

import json
import sqlite3
import time
from collections.abc import Iterable

from storage.database import undo_log
from storage.database.undo_log import UndoEntry

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
    state: str,
    articles: Iterable[int],
    value: bool,
    undoable: bool = True,
) -> int:
    """Set a state of articles, "read" or "starred", and return how many changed.

    The change can be undone if `undoable`; then earlier actions that were undone can't be redone.
    """
    changed = set_state(connection, state, articles, value)
    if changed and undoable:
        undo_log.record(connection, UndoEntry(state, changed, int(not value), int(value)), time.time())
    return len(changed)


def set_state(connection: sqlite3.Connection, state: str, articles: Iterable[int], value: bool) -> list[int]:
    """Set a state of articles as `mark` does, without the undo log, and return those that changed.

    All copies of an article are read or unread together.
    """
    wanted = with_copies(connection, articles) if state == "read" else list(articles)
    rows = connection.execute(
        f"update article set {_SET[state]} where {_DIFFERS[state]} "
        "and id in (select value from json_each(:articles)) returning id",
        {"value": int(value), "now": time.time(), "articles": json.dumps(wanted)},
    )
    return [row[0] for row in rows.fetchall()]


def with_copies(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return articles with all copies of their texts."""
    rows = connection.execute(
        "with wanted as (select value as id from json_each(?)), shown as (select article.copy_of as id "
        "from wanted join article on article.id = wanted.id where article.copy_of is not null) "
        "select id from wanted union select id from shown "
        "union select id from article where copy_of in (select id from wanted union select id from shown)",
        (json.dumps(list(articles)),),
    )
    return [row[0] for row in rows]


def sentence(state: str, value: bool, articles: int) -> str:
    """Return in words what setting a state did to this many articles."""
    return f"{articles_in_words(articles)} {_SENTENCE[state, value]}"


def articles_in_words(number: int) -> str:
    """Return a number of articles in words, such as "1 article" or "3 articles"."""
    return f"{number} articles" if number != 1 else "1 article"


def save_position(connection: sqlite3.Connection, article: int, position: int) -> None:
    """Store how far an article was read, in code points of its text."""
    connection.execute("update article set position = ? where id = ?", (position, article))
