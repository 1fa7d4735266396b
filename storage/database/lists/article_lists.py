"""Lists of articles, read by windows: the cost of a page does not grow with the desk.

A list is ordered newest first by (`sort_at`, `id`), or by relevance for a search. Windows are cut
from covering indexes, so that no text is touched before the rows on screen are known.
"""

import sqlite3
from dataclasses import replace

from storage.database.articles.articles import headlines
from storage.database.lists.list_query import listing, on_shelf, shelf_number
from storage.model import Counts, Filter, Headline, View

_SEARCH_STEP = 500


def window(connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[Headline]:
    """Return the rows of a view from `offset` (0 is the first row), at most `limit`."""
    return headlines(connection, _ids(connection, view, offset, limit))


def count(connection: sqlite3.Connection, view: View) -> int:
    """Return how many rows a view has; those of the standing lists, feeds and folders are kept."""
    if view.query or view.entity is not None or view.story is not None or view.copies is not None:
        return _counted(connection, view)
    if view.stories:
        return _counted(connection, view)
    if shelf_number(view) and view.filter is Filter.STARRED:
        return _counted(connection, view)
    kept = _kept(connection, view)
    match view.filter:
        case Filter.ALL:
            return kept["articles"]
        case Filter.STARRED:
            return kept["starred"]
        case Filter.UNREAD:
            return kept["unread"] + _read_since(connection, view)


def counts(connection: sqlite3.Connection) -> Counts:
    """Return how many articles there are, unread and starred; copies are one article, unless starred."""
    return Counts(**_kept(connection, View()))


def row_of(connection: sqlite3.Connection, view: View, article: int) -> int | None:
    """Return the row of an article in a view (0 is the first), `None` if it is not in it.

    A search is ordered by relevance, where a place can't be counted: always `None`.
    """
    if view.query:
        return None
    rows = listing(view)
    # The order of a list needs the date beside the number, and its index has it there.
    sql = rows.select(
        f"{rows.sort_at}, {rows.id}",
        f"{rows.sort_at} = (select sort_at from article where id = :article) and {rows.id} = :article",
    )
    place = connection.execute(sql, {**rows.parameters, "article": article}).fetchone()
    if place is None:
        return None
    row = connection.execute(
        rows.select("count(*)", f"({rows.sort_at}, {rows.id}) > (:sort_at, :id)"),
        {**rows.parameters, "sort_at": place[0], "id": place[1]},
    )
    return int(row.fetchone()[0])


def next_unread(connection: sqlite3.Connection, view: View, row: int, step: int) -> int | None:
    """Return the row of the nearest unread article after `row` (`step` 1) or before it (-1).

    Row -1 searches from the top. `None` if there is none in that direction.
    """
    if view.query:
        return _next_unread_by_steps(connection, view, row, step)
    at = _ids(connection, view, row, 1) if row >= 0 else []
    if row >= 0 and not at:
        return None
    rows = listing(view)
    beyond = f"({rows.sort_at}, {rows.id}) {'<' if step > 0 else '>'} {_PLACE}" if at else "1"
    order = rows.order if step > 0 else rows.order.replace("desc", "asc")
    sql = rows.select(rows.id, f"{rows.marks}.read_at is null and {beyond} order by {order} limit 1")
    found = connection.execute(sql, {**rows.parameters, "at": at[0] if at else 0}).fetchone()
    return row_of(connection, view, found[0]) if found else None


def unread_ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all unread articles of a view, those behind the row of a story included."""
    rows = listing(replace(view, stories=False))
    found = connection.execute(rows.select(rows.id, f"{rows.marks}.read_at is null"), rows.parameters)
    return [row[0] for row in found]


_PLACE = "(select here.sort_at, here.id from article here where here.id = :at)"


def _next_unread_by_steps(connection: sqlite3.Connection, view: View, row: int, step: int) -> int | None:
    end = row + 1 if step > 0 else row
    while True:
        start = end if step > 0 else max(0, end - _SEARCH_STEP)
        rows = window(connection, view, start, _SEARCH_STEP if step > 0 else end - start)
        places = [start + place for place, headline in enumerate(rows) if not headline.read]
        if places:
            return places[0] if step > 0 else places[-1]
        if not rows or (step < 0 and start == 0):
            return None
        end = start + len(rows) if step > 0 else start


def _ids(connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[int]:
    rows = listing(view)
    found = connection.execute(
        f"{rows.select(rows.id)} order by {rows.order} limit :limit offset :offset",
        {**rows.parameters, "limit": max(0, limit), "offset": max(0, offset)},
    )
    return [row[0] for row in found]


def _counted(connection: sqlite3.Connection, view: View) -> int:
    rows = listing(view)
    return int(connection.execute(rows.select("count(*)"), rows.parameters).fetchone()[0])


def _kept(connection: sqlite3.Connection, view: View) -> dict[str, int]:
    shelf = shelf_number(view)
    if not shelf:
        tally = {row["name"]: row["n"] for row in connection.execute("select name, n from counter")}
        return {
            "articles": tally["articles"] - tally["copies"],
            "unread": tally["unread"] - tally["unread copies"],
            "starred": tally["starred"],
            "pending": tally["pending"],
        }
    row = connection.execute(
        f"select articles, unread from feed_list where id = {shelf}",
        {"feed": view.feed, "folder": view.folder},
    ).fetchone()
    return dict(row) if row else {"articles": 0, "unread": 0}


def _read_since(connection: sqlite3.Connection, view: View) -> int:
    if view.since is None:
        return 0
    shelf = shelf_number(view)
    # By when they were read, of which there are few, and not by the shelf.
    here = on_shelf(shelf, "article.sort_at", "article.id") if shelf else "copy_of is null"
    row = connection.execute(
        f"select count(*) from article where read_at >= :since and {here}",
        {"since": view.since, "feed": view.feed, "folder": view.folder},
    )
    return int(row.fetchone()[0])
