"""Rows of a list by their positions, and positions of articles, by the order of the list."""

import json
import sqlite3

from storage.database.lists.list_query import ListQuery, list_query
from storage.database.lists.orders import place
from storage.model import View

MOST_ROWS = 2**62  # more than any desk has; the sum of two still fits an SQLite integer
_FEW = 5_000  # rows that are found and sorted sooner than read one by one in a scattered order


def row_ids(connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[int]:
    """Return the numbers of the articles of a view from `offset`, at most `limit`."""
    rows = list_query(view)
    few = _few(connection, rows) if rows.order.scattered else None
    if few is None:
        sql, parameters = f"{rows.select(rows.id)} order by {rows.order.sql()}", rows.parameters
    else:
        sql = f"select {rows.id} from {rows.source} where {rows.id} in (select value from json_each(:few))"
        sql, parameters = f"{sql} order by {rows.order.sorting().sql()}", {"few": json.dumps(few)}
    found = connection.execute(
        f"{sql} limit :limit offset :offset", {**parameters, "limit": limit, "offset": offset}
    )
    return [row[0] for row in found]


def is_listed(connection: sqlite3.Connection, view: View, article: int) -> bool:
    """Return whether a view has an article."""
    return _found(connection, list_query(view), "1", article) is not None


def position(connection: sqlite3.Connection, view: View, article: int) -> int | None:
    """Return the row of an article in a view, `None` if it is not in it. Not for a ranked order."""
    rows = list_query(view)
    here = _place(connection, rows, article)
    if here is None:
        return None
    sql = rows.select("count(*)", rows.order.beyond(-1))
    return int(connection.execute(sql, {**rows.parameters, **here}).fetchone()[0])


def nearest_unread(connection: sqlite3.Connection, view: View, row: int, step: int) -> int | None:
    """Return the unread article next after `row` (`step` 1) or before it (-1). Not for a ranked order."""
    at = row_ids(connection, view, row, 1) if row >= 0 else []
    if row >= 0 and not at and step > 0:
        return None
    rows = list_query(view)
    here = _place(connection, rows, at[0]) if at else None
    beyond = "1" if here is None else rows.order.beyond(step)
    sql = rows.select(rows.id, f"{rows.state}.read_at is null and {beyond}")
    found = connection.execute(
        f"{sql} order by {rows.order.sql(step)} limit 1", {**rows.parameters, **(here or {})}
    ).fetchone()
    return None if found is None else int(found[0])


def _few(connection: sqlite3.Connection, rows: ListQuery) -> list[int] | None:
    """Return all numbers of a list in no order, if they are few: these are sorted rather than looked up."""
    found = connection.execute(f"{rows.select(rows.id)} limit {_FEW}", rows.parameters).fetchall()
    return [row[0] for row in found] if len(found) < _FEW else None


def _place(connection: sqlite3.Connection, rows: ListQuery, article: int) -> dict[str, str | float] | None:
    """Return the parameters of an article's place in a list, `None` if it is not there."""
    found = _found(connection, rows, rows.order.columns, article)
    return None if found is None else place(tuple(found))


def _found(connection: sqlite3.Connection, rows: ListQuery, what: str, article: int) -> sqlite3.Row | None:
    # With the date beside the number, both are found in the index that orders the list.
    here = f"{rows.sort_at} = (select sort_at from article where id = :article) and {rows.id} = :article"
    found: sqlite3.Row | None = connection.execute(
        rows.select(what, here), {**rows.parameters, "article": article}
    ).fetchone()
    return found
