"""A key-value store for the program's own state, such as the theme."""

import sqlite3


def get_value(connection: sqlite3.Connection, key: str) -> str | None:
    """Return the value of a key, `None` if it has none."""
    row = connection.execute("select value from key_value where key = ?", (key,)).fetchone()
    return row[0] if row else None


def set_value(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Store a value under a key, in place of an earlier one."""
    connection.execute(
        "insert into key_value values (?, ?) on conflict do update set value = excluded.value", (key, value)
    )


def delete_value(connection: sqlite3.Connection, key: str) -> None:
    """Delete a key with its value."""
    connection.execute("delete from key_value where key = ?", (key,))
