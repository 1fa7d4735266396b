"""The entities of the previous analysis. Each stays until the new analysis has replaced its last mention.

They have negative numbers and are not found by their keys: a new analysis numbers entities from 1 and
resolves names without the previous ones, so its result does not depend on what the desk held before.
"""

import json
import sqlite3

from storage.database import key_values
from storage.database.undo.undo_log import NAMES

_OFFSET = "offset of previous entities"  # present while entities are being renumbered


def begin(connection: sqlite3.Connection) -> None:
    """Make all entities previous ones, as soon as `renumber` has nothing left to do.

    What the reader has decided holds, but can no longer be undone.
    """
    (offset,) = connection.execute("select min(0, coalesce(min(id), 0)) from entity").fetchone()
    key_values.set_value(connection, _OFFSET, str(offset))
    _forget_undo(connection)


def renumber(connection: sqlite3.Connection, limit: int) -> bool:
    """Give up to `limit` entities their negative numbers; False if there is nothing to do."""
    offset = key_values.get_value(connection, _OFFSET)
    if offset is None:
        return False
    rows = connection.execute("select id from entity where id > 0 order by id limit ?", (limit,)).fetchall()
    if rows:
        numbers = json.dumps([row[0] for row in rows])
        connection.execute("pragma defer_foreign_keys = on")
        for table, column in _REFERENCES:
            connection.execute(
                f"update {table} set {column} = :offset - {column} "
                f"where {column} in (select value from json_each(:numbers))",
                {"offset": int(offset), "numbers": numbers},
            )
        return True
    _forget_undo(connection)
    connection.execute("delete from sqlite_sequence where name = 'entity'")
    key_values.delete_value(connection, _OFFSET)
    return False


# A trigger on `mention` updates the counts in `spelling`.
_REFERENCES = (
    ("mention", "entity"),
    ("appearance", "entity"),
    ("alias", "entity"),
    ("reassignment", "entity"),
    ("reassignment", "target"),
    ("kept_entity", "entity"),
    ("entity", "merged_into"),
    ("entity", "id"),
)


def articles_with_any(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return at most `limit` articles that have a previous entity, in order of arrival."""
    rows = connection.execute(
        "select distinct article from appearance where entity < 0 order by article limit ?", (limit,)
    )
    return [row[0] for row in rows]


def delete_unused(connection: sqlite3.Connection) -> None:
    """Delete the previous entities that no article mentions and no correction may bring back."""
    connection.execute(
        "delete from entity where id < 0 and articles = 0 "
        "and not exists (select 1 from reassignment where reassignment.entity = entity.id) "
        "and not exists (select 1 from kept_entity where kept_entity.entity = entity.id)"
    )


def _forget_undo(connection: sqlite3.Connection) -> None:
    connection.execute("delete from undo_entry where kind = ?", (NAMES,))
