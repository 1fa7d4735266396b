"""The undo log: what the reader did, with the state before and after."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

NAMES = "names"
"""The kind of a correction of names."""
STORIES = "stories"
"""The kind of a correction of stories."""
STORY_STATES = "story states"
"""The kind of a change of what holds for a whole story: read, starred, muted."""
BRIEF = "brief"
"""The kind of a mark until when the reader has had a brief."""
TEXT = "text"
"""The kind of a change of the text that is shown of an article."""
DELETED = "deleted"
"""The kind of a deletion of articles."""
HIDDEN = "hidden"
"""The kind of a change of what is hidden."""
RULES = "rules"
"""The kind of what rules did at the reader's command; its `before` has the entries of all changes."""
LABELS = "labels"
"""The kind of a change of labels."""
_MOST_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """An action of the reader: its kind, the numbers of its articles or feeds, and their state around it.

    The states are values that JSON can hold. `id` is 0 until the entry is recorded.
    """

    kind: str
    subject: list[int]
    before: Any
    after: Any
    id: int = 0


def record(connection: sqlite3.Connection, entry: UndoEntry, now: float) -> int:
    """Add an entry as the latest and return its number; undone entries can't be redone afterwards."""
    connection.execute("delete from undo_entry where undone")
    cursor = connection.execute(
        "insert into undo_entry (kind, subject, before, after, done) values (?, ?, ?, ?, ?)",
        (entry.kind, *_as_json(entry), now),
    )
    connection.execute(
        "delete from undo_entry where id <= (select max(id) from undo_entry) - ?", (_MOST_ENTRIES,)
    )
    return int(cursor.lastrowid or 0)


def complete(connection: sqlite3.Connection, entry: UndoEntry) -> None:
    """Set the subject and the states of an entry that was recorded without them."""
    connection.execute(
        "update undo_entry set subject = ?, before = ?, after = ? where id = ?", (*_as_json(entry), entry.id)
    )


def extend(connection: sqlite3.Connection, entry: UndoEntry) -> bool:
    """Set the subject of an entry; return False if the entry was undone or dropped, and nothing was set."""
    changed = connection.execute(
        "update undo_entry set subject = ? where id = ? and not undone", (json.dumps(entry.subject), entry.id)
    )
    return changed.rowcount > 0


def record_along(connection: sqlite3.Connection, entry: UndoEntry, now: float, within: float) -> None:
    """Add an entry to the latest one if that has the same kind and is at most `within` seconds old.

    The states are lists with one item for each subject, and none of these lists is empty.
    """
    row = connection.execute("select * from undo_entry order by id desc limit 1").fetchone()
    if row is None or row["undone"] or row["kind"] != entry.kind or not 0 <= now - row["done"] <= within:
        record(connection, entry, now)
        return
    # Joined as text: decoding what is there for each of thousands of entries takes far longer.
    joined = (
        f"{row[column][:-1]}, {more[1:]}"
        for column, more in zip(("subject", "before", "after"), _as_json(entry), strict=True)
    )
    connection.execute(
        "update undo_entry set subject = ?, before = ?, after = ?, done = ? where id = ?",
        (*joined, now, row["id"]),
    )


def next_to_undo(connection: sqlite3.Connection) -> UndoEntry | None:
    """Return the latest entry that is not undone, `None` if there is none."""
    row = connection.execute("select * from undo_entry where not undone order by id desc limit 1").fetchone()
    return _entry(row) if row else None


def next_to_redo(connection: sqlite3.Connection) -> UndoEntry | None:
    """Return the entry that was undone last, `None` if there is none."""
    row = connection.execute("select * from undo_entry where undone order by id limit 1").fetchone()
    return _entry(row) if row else None


def entry(connection: sqlite3.Connection, number: int) -> UndoEntry | None:
    """Return the entry with a number, `None` if the log has dropped it."""
    row = connection.execute("select * from undo_entry where id = ?", (number,)).fetchone()
    return _entry(row) if row else None


def set_undone(connection: sqlite3.Connection, entry: UndoEntry, undone: bool) -> bool:
    """Record that an entry was undone or redone; return False if the log has dropped it."""
    changed = connection.execute("update undo_entry set undone = ? where id = ?", (undone, entry.id))
    return changed.rowcount > 0


def _entry(row: sqlite3.Row) -> UndoEntry:
    subject, before, after = (json.loads(row[column]) for column in ("subject", "before", "after"))
    return UndoEntry(row["kind"], subject, before, after, row["id"])


def _as_json(entry: UndoEntry) -> tuple[str, str, str]:
    subject, before, after = (
        json.dumps(value, ensure_ascii=False) for value in (entry.subject, entry.before, entry.after)
    )
    return subject, before, after
