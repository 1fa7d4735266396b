"""The end of a write: saved searches decide about what it has changed.

It runs at the end of every write, so it imports nothing of the search before something has changed.
"""

import sqlite3
import time


def settle(connection: sqlite3.Connection) -> None:
    """Bring the saved searches up to date, if the present write has changed articles or a search."""
    if are_waiting(connection):
        from storage.database.searches import search_entries  # noqa: PLC0415 - see the module's docstring

        search_entries.update(connection, time.time())


def are_waiting(connection: sqlite3.Connection) -> bool:
    """Return whether articles have changed about which searches must decide again, or a search has."""
    row = connection.execute(
        "select exists (select 1 from changed_article) "
        "or exists (select 1 from saved_search where outdated = 2)"
    )
    return bool(row.fetchone()[0])
