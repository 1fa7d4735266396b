"""The articles that queries found, kept for windows that are read one after the other."""

import json
import sqlite3
from array import array
from collections import OrderedDict
from threading import Lock

from storage.database.lists.list_query import list_query, this_minute
from storage.database.lists.row_positions import (
    MOST_ROWS,
    is_listed,
    nearest_unread,
    position,
    row_ids,
)
from storage.model import View

_BLOCK = 5_000  # rows that are found and kept at a time
_MOST_BLOCKS = 16


class QueryResults:
    """The numbers that queries found, in order, for windows that are read one after the other.

    A query may have to look at many articles for one row, so it runs once for each block of 5,000 rows and
    each state of the desk. The 16 blocks used last are kept. For use from any thread.
    """

    def __init__(self) -> None:
        self._blocks: OrderedDict[tuple[object, ...], array[int]] = OrderedDict()
        self._lock = Lock()

    def ids(self, connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[int]:
        """Return the numbers of the rows of a list from `offset`, at most `limit`."""
        if limit > _BLOCK:
            return row_ids(connection, view, offset, limit)
        block, start = divmod(offset, _BLOCK)
        found = self._block(connection, view, block)[start : start + limit]
        if start + limit > _BLOCK:
            found += self._block(connection, view, block + 1)[: start + limit - _BLOCK]
        return found.tolist()

    def _block(self, connection: sqlite3.Connection, view: View, block: int) -> "array[int]":
        # These numbers tell the states of the desk apart for this connection only.
        (data_version,) = connection.execute("pragma data_version").fetchone()
        key = (id(connection), data_version, connection.total_changes, view, this_minute(), block)
        with self._lock:
            if key in self._blocks:
                self._blocks.move_to_end(key)
                return self._blocks[key]
        found = array("q", row_ids(connection, view, block * _BLOCK, _BLOCK))
        with self._lock:
            self._blocks[key] = found
            if len(self._blocks) > _MOST_BLOCKS:
                self._blocks.popitem(last=False)
        return found

    def row_of(self, connection: sqlite3.Connection, view: View, article: int) -> int | None:
        """Return the row of an article in a list, `None` if it is not in it."""
        first = self._block(connection, view, 0)
        if article in first:
            return first.index(article)
        if len(first) < _BLOCK:
            return None
        if not list_query(view).order.ranked:
            return position(connection, view, article)
        number = 1 if is_listed(connection, view, article) else MOST_ROWS
        while number < MOST_ROWS and (block := self._block(connection, view, number)):
            if article in block:
                return number * _BLOCK + block.index(article)
            number += 1
        return None

    def next_unread(self, connection: sqlite3.Connection, view: View, row: int, step: int) -> int | None:
        """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1), if any."""
        if step < 0 and row > _BLOCK:
            row = min(row, _count(connection, view))
        number = max(0, row + step) // _BLOCK
        ranked = list_query(view).order.ranked
        while number >= 0 and (block := self._block(connection, view, number)):
            found = _unread_row(connection, block, number * _BLOCK, row, step)
            if found is not None:
                return found
            if not ranked:
                break
            number += step
        if ranked:
            return None
        article = nearest_unread(connection, view, row, step)
        return None if article is None else position(connection, view, article)


def _unread_row(
    connection: sqlite3.Connection, block: "array[int]", start: int, row: int, step: int
) -> int | None:
    """Return the row of the unread article nearest to `row` in a block that begins with the row `start`."""
    if step > 0:
        places = range(max(0, row + 1 - start), len(block))
    else:
        places = range(min(len(block), row - start) - 1, -1, -1)
    found = connection.execute(
        "select article from facet where article in (select value from json_each(?)) and read_at is null",
        (json.dumps([block[at] for at in places]),),
    )
    unread = {article for (article,) in found}
    return next((start + at for at in places if block[at] in unread), None)


def _count(connection: sqlite3.Connection, view: View) -> int:
    rows = list_query(view)
    return int(connection.execute(rows.select("count(*)"), rows.parameters).fetchone()[0])
