"""The journal of what the reader did, for undo and redo."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

NAMES = "names"
"""The kind of deed that a correction of names is."""
STORIES = "stories"
"""The kind of deed that a correction of stories is."""
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """Something that the reader did: to which articles or feeds (`subject`), and their state around it.

    The state is anything that JSON holds; `id` is 0 until it is recorded.
    """

    kind: str
    subject: list[int]
    before: Any
    after: Any
    id: int = 0


def record(connection: sqlite3.Connection, deed: UndoEntry, now: float) -> int:
    """Keep a deed as the last one and return its number; what was undone can't be redone any more."""
    connection.execute("delete from undo_entry where undone")
    cursor = connection.execute(
        "insert into undo_entry (kind, subject, before, after, done) values (?, ?, ?, ?, ?)",
        (deed.kind, *_state(deed), now),
    )
    connection.execute("delete from undo_entry where id <= (select max(id) from undo_entry) - ?", (_KEPT,))
    return int(cursor.lastrowid or 0)


def describe(connection: sqlite3.Connection, deed: UndoEntry) -> None:
    """Set subject and state of a deed that was recorded before they were known."""
    connection.execute(
        "update undo_entry set subject = ?, before = ?, after = ? where id = ?", (*_state(deed), deed.id)
    )


def record_along(connection: sqlite3.Connection, deed: UndoEntry, now: float, within: float) -> None:
    """Keep a deed as part of the last one, if that is of its kind and at most `within` seconds old.

    Their states are lists with one item for each subject, and none of these lists is empty.
    """
    row = connection.execute("select * from undo_entry order by id desc limit 1").fetchone()
    if row is None or row["undone"] or row["kind"] != deed.kind or not 0 <= now - row["done"] <= within:
        record(connection, deed, now)
        return
    # Joined as they are written: reading for each of thousands what those before it left took far longer.
    joined = (
        f"{row[column][:-1]}, {more[1:]}"
        for column, more in zip(("subject", "before", "after"), _state(deed), strict=True)
    )
    connection.execute(
        "update undo_entry set subject = ?, before = ?, after = ?, done = ? where id = ?",
        (*joined, now, row["id"]),
    )


def last_done(connection: sqlite3.Connection) -> UndoEntry | None:
    """Return what is to be undone next."""
    row = connection.execute("select * from undo_entry where not undone order by id desc limit 1").fetchone()
    return _deed(row) if row else None


def last_undone(connection: sqlite3.Connection) -> UndoEntry | None:
    """Return what is to be redone next."""
    row = connection.execute("select * from undo_entry where undone order by id limit 1").fetchone()
    return _deed(row) if row else None


def set_undone(connection: sqlite3.Connection, deed: UndoEntry, undone: bool) -> None:
    """Note that a deed was undone or redone."""
    connection.execute("update undo_entry set undone = ? where id = ?", (undone, deed.id))


def _deed(row: sqlite3.Row) -> UndoEntry:
    subject, before, after = (json.loads(row[column]) for column in ("subject", "before", "after"))
    return UndoEntry(row["kind"], subject, before, after, row["id"])


def _state(deed: UndoEntry) -> tuple[str, str, str]:
    subject, before, after = (
        json.dumps(value, ensure_ascii=False) for value in (deed.subject, deed.before, deed.after)
    )
    return subject, before, after
