"""Until when the reader has had a brief."""

import sqlite3
import time

from storage.database import key_values, undo_log
from storage.database.undo_log import UndoEntry

_KEY = "last brief"  # the key in desk files


def last(connection: sqlite3.Connection) -> float | None:
    """Return until when, in Unix seconds, the reader has had a brief, `None` before the first one."""
    value = key_values.get_value(connection, _KEY)
    return None if value is None else float(value)


def mark(connection: sqlite3.Connection, until: float) -> None:
    """Record until when the reader has had a brief, so that it can be undone."""
    before = last(connection)
    restore(connection, until)
    after = {"until": until, "said": "brief marked as read"}
    undo_log.record(connection, UndoEntry(undo_log.BRIEF, [], {"until": before}, after), time.time())


def restore(connection: sqlite3.Connection, until: float | None) -> None:
    """Set until when the reader has had a brief, `None` for never."""
    if until is None:
        key_values.delete_value(connection, _KEY)
    else:
        key_values.set_value(connection, _KEY, repr(until))
