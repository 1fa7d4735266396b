"""Lists of articles, read in windows: the cost of a window does not grow with the desk.

The numbers of the articles in a window are read from narrow indexes first, and then the rows of these
articles only.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from storage.database.articles.headlines import headlines
from storage.database.lists.list_query import feed_list_number, is_in_feed_list, is_plain, list_query
from storage.database.lists.query_results import QueryResults
from storage.database.lists.row_positions import MOST_ROWS, nearest_unread, position, row_ids
from storage.model import Counts, Filter, Headline, Sort, View

_SPARSEST = 4  # numbers for each of some articles that still count as neighbours


def window(
    connection: sqlite3.Connection, view: View, offset: int, limit: int, results: QueryResults
) -> list[Headline]:
    """Return the rows of a view from `offset` (0 is the first row), at most `limit`."""
    offset, limit = (min(max(0, number), MOST_ROWS) for number in (offset, limit))
    if is_plain(view):
        return headlines(connection, row_ids(connection, view, offset, limit))
    return headlines(connection, results.ids(connection, view, offset, limit))


def ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all articles of a view, in its order."""
    return row_ids(connection, view, 0, MOST_ROWS)


def ids_among(connection: sqlite3.Connection, view: View, articles: Iterable[int]) -> set[int]:
    """Return those of these articles that a view has: quickly, if they are few."""
    wanted = list(articles)
    if not wanted:
        return set()
    first, last = min(wanted), max(wanted)
    are_neighbours = last - first < _SPARSEST * len(wanted)
    rows = list_query(
        replace(view, sort=Sort.DATE), one_by_one=True, span=(first, last) if are_neighbours else None
    )
    found = connection.execute(
        rows.select(rows.id, f"{rows.id} in (select value from json_each(:articles))"),
        {**rows.parameters, "articles": json.dumps(wanted)},
    )
    return {row[0] for row in found}


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


def row_of(connection: sqlite3.Connection, view: View, article: int, results: QueryResults) -> int | None:
    """Return the row of an article in a view (0 is the first), `None` if it is not in it."""
    if is_plain(view):
        return position(connection, view, article)
    return results.row_of(connection, view, article)


def read_at(connection: sqlite3.Connection, article: int) -> float | None:
    """Return when an article was read, in Unix seconds, `None` if it is unread or not in the desk."""
    row = connection.execute("select read_at from article where id = ?", (article,)).fetchone()
    return row[0] if row else None


def next_unread(
    connection: sqlite3.Connection, view: View, row: int, step: int, results: QueryResults
) -> int | None:
    """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

    Row -1 searches from the top, a row past the end (with `step` -1) from the bottom. `None` if there is none
    in that direction.
    """
    row = min(row, MOST_ROWS)
    if not is_plain(view):
        return results.next_unread(connection, view, row, step)
    found = nearest_unread(connection, view, row, step)
    return None if found is None else position(connection, view, found)


def unread_ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all unread articles of a view, including those behind the row of a story."""
    rows = list_query(replace(view, stories=False))
    found = connection.execute(rows.select(rows.id, f"{rows.state}.read_at is null"), rows.parameters)
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
