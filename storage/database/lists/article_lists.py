"""Lists of articles, read in windows: the cost of a window does not grow with the desk.

The numbers of the articles in a window are read from narrow indexes first, and then the rows of these
articles only.
"""

import sqlite3
from array import array
from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from storage.database.articles.articles import headlines
from storage.database.lists.list_query import (
    ListQuery,
    feed_list_number,
    is_in_feed_list,
    is_plain,
    list_query,
    this_minute,
)
from storage.database.lists.orders import place
from storage.model import Counts, Filter, Headline, View

_SEARCH_STEP = 500  # rows of a search among which the next unread one is looked for at a time
_BLOCK = 5_000  # rows of a query's list that are found and kept at a time
_MOST_BLOCKS = 16
_MOST_ROWS = 2**62  # more than any desk has; the sum of two still fits an SQLite integer


class RankedSearches:
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
            return _ids(connection, view, offset, limit)
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
        found = array("q", _ids(connection, view, block * _BLOCK, _BLOCK))
        with self._lock:
            self._blocks[key] = found
            if len(self._blocks) > _MOST_BLOCKS:
                self._blocks.popitem(last=False)
        return found


def window(
    connection: sqlite3.Connection, view: View, offset: int, limit: int, searches: RankedSearches
) -> list[Headline]:
    """Return the rows of a view from `offset` (0 is the first row), at most `limit`."""
    offset, limit = (min(max(0, number), _MOST_ROWS) for number in (offset, limit))
    if is_plain(view):
        return headlines(connection, _ids(connection, view, offset, limit))
    return headlines(connection, searches.ids(connection, view, offset, limit))


def ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all articles of a view, in its order."""
    return _ids(connection, view, 0, _MOST_ROWS)


def count(connection: sqlite3.Connection, view: View) -> int:
    """Return how many rows a view has; the standing lists, feeds and folders have counters."""
    if view.query.strip() or view.entity is not None or view.story is not None or view.copies is not None:
        return _count_rows(connection, view)
    if view.stories:
        return _count_rows(connection, view)
    if feed_list_number(view) and view.filter is Filter.STARRED:
        return _count_rows(connection, view)
    counters = _counters(connection, view)
    match view.filter:
        case Filter.ALL:
            return counters["articles"]
        case Filter.STARRED:
            return counters["starred"]
        case Filter.UNREAD:
            return counters["unread"] + _count_read_since(connection, view)


def count_unread(connection: sqlite3.Connection, view: View) -> int:
    """Return how many rows of a view are unread."""
    view = replace(view, since=None)
    if view.filter is Filter.STARRED:
        return _count_rows(connection, view, f"{list_query(view).state}.read_at is null")
    return count(connection, replace(view, filter=Filter.UNREAD))


def counts(connection: sqlite3.Connection) -> Counts:
    """Return how many articles there are, unread and starred; copies count as one article, unless starred."""
    return Counts(**_counters(connection, View()))


def row_of(connection: sqlite3.Connection, view: View, article: int, searches: RankedSearches) -> int | None:
    """Return the row of an article in a view (0 is the first), `None` if it is not in it."""
    rows = list_query(view)
    found = _place(connection, rows, article)
    if found is None:
        return None
    if rows.order.ranked:
        return _row_in_blocks(connection, view, article, searches)
    sql = rows.select("count(*)", rows.order.beyond(-1))
    return int(connection.execute(sql, {**rows.parameters, **found}).fetchone()[0])


def next_unread(
    connection: sqlite3.Connection, view: View, row: int, step: int, searches: RankedSearches
) -> int | None:
    """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

    Row -1 searches from the top, a row past the end (with `step` -1) from the bottom. `None` if there is none
    in that direction.
    """
    row = min(row, _MOST_ROWS)
    rows = list_query(view)
    if rows.order.ranked:
        return _next_unread_in_blocks(connection, view, row, step, searches)
    at = _ids(connection, view, row, 1) if row >= 0 else []
    if row >= 0 and not at and step > 0:
        return None
    here = _place(connection, rows, at[0]) if at else None
    beyond = "1" if here is None else rows.order.beyond(step)
    sql = rows.select(rows.id, f"{rows.state}.read_at is null and {beyond}")
    found = connection.execute(
        f"{sql} order by {rows.order.sql(step)} limit 1", {**rows.parameters, **(here or {})}
    ).fetchone()
    return row_of(connection, view, found[0], searches) if found else None


def unread_ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all unread articles of a view, including those behind the row of a story."""
    rows = list_query(replace(view, stories=False))
    found = connection.execute(rows.select(rows.id, f"{rows.state}.read_at is null"), rows.parameters)
    return [row[0] for row in found]


def _place(connection: sqlite3.Connection, rows: ListQuery, article: int) -> dict[str, str | float] | None:
    """Return the parameters of an article's place in a list, `None` if it is not there."""
    # With the date beside the number, both are found in the index that orders the list.
    sql = rows.select(
        "1" if rows.order.ranked else rows.order.columns,
        f"{rows.sort_at} = (select sort_at from article where id = :article) and {rows.id} = :article",
    )
    found = connection.execute(sql, {**rows.parameters, "article": article}).fetchone()
    return None if found is None else place(tuple(found))


def _row_in_blocks(
    connection: sqlite3.Connection, view: View, article: int, searches: RankedSearches
) -> int | None:
    start = 0
    while found := searches.ids(connection, view, start, _BLOCK):
        if article in found:
            return start + found.index(article)
        start += _BLOCK
    return None


def _next_unread_in_blocks(
    connection: sqlite3.Connection, view: View, row: int, step: int, searches: RankedSearches
) -> int | None:
    end = row + 1 if step > 0 else row
    while True:
        start = end if step > 0 else max(0, end - _SEARCH_STEP)
        rows = window(connection, view, start, _SEARCH_STEP if step > 0 else end - start, searches)
        unread = [start + place for place, headline in enumerate(rows) if not headline.read]
        if unread:
            return unread[0] if step > 0 else unread[-1]
        if not rows or (step < 0 and start == 0):
            return None
        end = start + len(rows) if step > 0 else start


def _ids(connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[int]:
    rows = list_query(view)
    found = connection.execute(
        f"{rows.select(rows.id)} order by {rows.order.sql()} limit :limit offset :offset",
        {**rows.parameters, "limit": limit, "offset": offset},
    )
    return [row[0] for row in found]


def _count_rows(connection: sqlite3.Connection, view: View, condition: str = "1") -> int:
    rows = list_query(view)
    return int(connection.execute(rows.select("count(*)", condition), rows.parameters).fetchone()[0])


def _counters(connection: sqlite3.Connection, view: View) -> dict[str, int]:
    number = feed_list_number(view)
    if not number:
        counters = {row["name"]: row["n"] for row in connection.execute("select name, n from counter")}
        return {
            "articles": counters["articles"] - counters["hidden"] - counters["copies"],
            "unread": counters["unread"] - counters["unread copies"],
            "starred": counters["starred"],
            "pending": counters["pending"],
        }
    row = connection.execute(
        f"select articles, unread from feed_list where id = {number}",
        {"feed": view.feed, "folder": view.folder},
    ).fetchone()
    return dict(row) if row else {"articles": 0, "unread": 0}


def _count_read_since(connection: sqlite3.Connection, view: View) -> int:
    """Return how many articles an unread list still shows that were read since it was opened."""
    if view.since is None:
        return 0
    number = feed_list_number(view)
    # Selected by the time of reading, because few articles were read since then.
    here = is_in_feed_list(number, "article.sort_at", "article.id") if number else "copy_of is null"
    row = connection.execute(
        f"select count(*) from article where read_at >= :since and hidden_until is null and {here}",
        {"since": view.since, "feed": view.feed, "folder": view.folder},
    )
    return int(row.fetchone()[0])
