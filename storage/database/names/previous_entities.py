"""The entities of the previous analysis, while all names are resolved anew.

During such a run the entities up to a stored number are the previous ones. They are not found by their keys,
so the result does not depend on what the desk held before. Each stays until its last article has new names;
from then on its number leads to the entity that this article has in its place, until the next run begins.
Numbers are never reused, so a page that is open, or a number that the reader has noted, still shows its name.
"""

import sqlite3
from collections.abc import Mapping

from storage.database import key_values
from storage.database.undo_log import NAMES

# A trigger of version 5 knows the key too: it keeps previous entities without articles.
_LAST = "previous entities up to"
LAST_PREVIOUS = f"coalesce((select cast(value as integer) from key_value where key = '{_LAST}'), 0)"
"""The SQL for the number of the last previous entity, 0 if there is none."""


def begin(connection: sqlite3.Connection) -> None:
    """Make all entities previous ones. What the reader has decided holds, but can no longer be undone."""
    if not is_unfinished(connection):
        # The previous entities of the last run: unlike entities merged by a decision, they have no keys.
        connection.execute(
            "delete from entity where merged_into is not null "
            "and not exists (select 1 from alias where alias.entity = entity.id)"
        )
    (last,) = connection.execute("select coalesce(max(id), 0) from entity").fetchone()
    key_values.set_value(connection, _LAST, str(last))
    connection.execute("delete from undo_entry where kind = ?", (NAMES,))


def is_unfinished(connection: sqlite3.Connection) -> bool:
    """Return whether a run has begun that `end` has not ended yet."""
    return key_values.get_value(connection, _LAST) is not None


def articles_left(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return at most `limit` articles that still have a previous entity, in order of arrival."""
    rows = connection.execute(
        # A cross join looks at the few entities first; otherwise SQLite scans all appearances.
        "select distinct article from entity cross join appearance on appearance.entity = entity.id "
        f"where entity.id <= {LAST_PREVIOUS} and entity.articles > 0 order by article limit ?",
        (limit,),
    )
    return [row[0] for row in rows]


def redirect(connection: sqlite3.Connection, successors: Mapping[int, int]) -> None:
    """Redirect those of these entities that are previous ones without articles to their successors."""
    changed = [
        entity
        for entity, successor in successors.items()
        if connection.execute(
            f"update entity set merged_into = ? where id = ? and id <= {LAST_PREVIOUS} "
            "and articles = 0 and merged_into is null",
            (successor, entity),
        ).rowcount
    ]
    connection.executemany("delete from alias where entity = ?", [(entity,) for entity in changed])


def end(connection: sqlite3.Connection) -> None:
    """End the run, after all articles have new names.

    Corrections of previous entities in the meantime hold, but can no longer be undone.
    """
    connection.execute(
        "delete from undo_entry where kind = ? and ("
        f" exists (select 1 from json_each(subject) where value <= {LAST_PREVIOUS})"
        " or exists (select 1 from reassignment where reassignment.undo_entry = undo_entry.id"
        f" and (entity <= {LAST_PREVIOUS} or target <= {LAST_PREVIOUS})))",
        (NAMES,),
    )
    key_values.delete_value(connection, _LAST)
