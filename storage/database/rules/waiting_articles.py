"""Articles that rules judge after their analysis; some of them are hidden until then."""

import json
import sqlite3
from collections.abc import Iterable

from storage.database import hidden_articles


def add(
    connection: sqlite3.Connection,
    articles: Iterable[int],
    held: Iterable[int],
    until: float,
    *,
    outside: bool,
) -> None:
    """Let articles wait; those that are `held` are hidden meanwhile, at most until a time (Unix seconds).

    `outside` says that rules may run programs for them and tell the reader of them.
    """
    hidden = [*held]
    connection.executemany(
        "insert or ignore into rule_waiting (article, outside) values (?, ?)",
        [(one, int(outside)) for one in articles],
    )
    connection.execute(
        "update rule_waiting set held_until = ? where article in (select value from json_each(?))",
        (until, json.dumps(hidden)),
    )
    hidden_articles.hide(connection, hidden, until, undoable=False)


def take(connection: sqlite3.Connection, article: int) -> bool | None:
    """Let an article wait no longer, show it again if it was held, and return whether it is `outside`.

    `None` says that it did not wait.
    """
    rows = connection.execute(
        "delete from rule_waiting where article = ? returning held_until, outside", (article,)
    ).fetchall()
    if not rows:
        return None
    held_until, outside = rows[0]
    if held_until is not None:
        held = connection.execute(
            "select 1 from article where id = ? and hidden_until = ?", (article, held_until)
        ).fetchone()
        if held:
            hidden_articles.unhide(connection, [article], undoable=False)
    return bool(outside)
