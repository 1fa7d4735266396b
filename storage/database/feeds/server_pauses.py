"""The pauses that servers asked for, which every process keeps to."""

import sqlite3
from collections.abc import Mapping


def remaining(connection: sqlite3.Connection, now: float) -> dict[str, float]:
    """Return the servers that asked for a pause, each with the seconds that are left of it.

    A server is a host, with its port unless that is the default one. `now` is in Unix seconds.
    """
    rows = connection.execute(
        "select server, until - :now from server_pause where until > :now", {"now": now}
    )
    return dict(rows.fetchall())


def store(connection: sqlite3.Connection, pauses: Mapping[str, float], now: float) -> None:
    """Store the pauses that `remaining` returns, and forget those that are over."""
    connection.execute("delete from server_pause where until <= ?", (now,))
    connection.executemany(
        "insert into server_pause values (?, ?) on conflict do update set until = max(until, excluded.until)",
        [(server, now + seconds) for server, seconds in pauses.items()],
    )
