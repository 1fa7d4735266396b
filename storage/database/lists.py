"""Lists of articles, read by windows: the cost of a page does not grow with the desk.

A list is ordered newest first by (`sort_at`, `id`), or by relevance for a search. Windows are cut
from covering indexes, so that no text is touched before the rows on screen are known.
"""

import sqlite3
from dataclasses import dataclass

from storage.database.articles import headlines
from storage.database.search import match_expression
from storage.model import Counts, Filter, Headline, View

_SEARCH_STEP = 500


@dataclass(frozen=True, slots=True)
class _Listing:
    """The SQL of a view: what it reads from, which rows, in what order, and the parameters."""

    source: str
    condition: str
    order: str
    parameters: dict[str, str | int | float]

    def ids(self) -> str:
        return f"select article.id from {self.source} where {self.condition} order by {self.order}"


def window(connection: sqlite3.Connection, view: View, offset: int, limit: int) -> list[Headline]:
    """Return the rows of a view from `offset` (0 is the first row), at most `limit`."""
    return headlines(connection, _ids(connection, view, offset, limit))


def count(connection: sqlite3.Connection, view: View) -> int:
    """Return how many rows a view has; the standing lists are counted as they change."""
    if not view.query and view.entity is None:
        kept = _tally(connection)
        match view.filter:
            case Filter.ALL:
                return kept["articles"]
            case Filter.STARRED:
                return kept["starred"]
            case Filter.UNREAD:
                return kept["unread"] + _read_since(connection, view)
    listing = _listing(view)
    sql = f"select count(*) from {listing.source} where {listing.condition}"
    return int(connection.execute(sql, listing.parameters).fetchone()[0])


def counts(connection: sqlite3.Connection) -> Counts:
    """Return how many articles there are, unread and starred."""
    return Counts(**_tally(connection))


def row_of(connection: sqlite3.Connection, view: View, article: int) -> int | None:
    """Return the row of an article in a view (0 is the first), `None` if it is not in it.

    A search is ordered by relevance, where a place can't be counted: always `None`.
    """
    if view.query:
        return None
    listing = _listing(view)
    place = connection.execute(
        f"select article.sort_at, article.id from {listing.source} "
        f"where {listing.condition} and article.id = :article",
        {**listing.parameters, "article": article},
    ).fetchone()
    if place is None:
        return None
    sql = (
        f"select count(*) from {listing.source} where {listing.condition} "
        "and (article.sort_at, article.id) > (:sort_at, :id)"
    )
    row = connection.execute(sql, {**listing.parameters, "sort_at": place[0], "id": place[1]})
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
    listing = _listing(view)
    beyond = "1" if not at else _beyond(step)
    order = listing.order if step > 0 else listing.order.replace("desc", "asc")
    sql = (
        f"select article.id from {listing.source} where {listing.condition} "
        f"and article.read_at is null and {beyond} order by {order} limit 1"
    )
    found = connection.execute(sql, {**listing.parameters, "at": at[0] if at else 0}).fetchone()
    return row_of(connection, view, found[0]) if found else None


def unread_ids(connection: sqlite3.Connection, view: View) -> list[int]:
    """Return the numbers of all unread articles of a view."""
    listing = _listing(view)
    sql = f"select article.id from {listing.source} where {listing.condition} and article.read_at is null"
    return [row[0] for row in connection.execute(sql, listing.parameters)]


def _beyond(step: int) -> str:
    here = "(select here.sort_at, here.id from article here where here.id = :at)"
    return f"(article.sort_at, article.id) {'<' if step > 0 else '>'} {here}"


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
    listing = _listing(view)
    rows = connection.execute(
        f"{listing.ids()} limit :limit offset :offset",
        {**listing.parameters, "limit": max(0, limit), "offset": max(0, offset)},
    )
    return [row[0] for row in rows]


def _listing(view: View) -> _Listing:
    source, order = "article", "article.sort_at desc, article.id desc"
    conditions: list[str] = []
    parameters: dict[str, str | int | float] = {}
    match view.filter:
        case Filter.UNREAD if view.since is None:
            conditions.append("article.read_at is null")
        case Filter.UNREAD:
            conditions.append("(article.read_at is null or article.read_at >= :since)")
            parameters["since"] = view.since or 0.0
        case Filter.STARRED:
            conditions.append("article.starred")
        case Filter.ALL:
            pass
    if view.entity is not None:
        source = "appearance join article on article.id = appearance.article"
        order = "appearance.sort_at desc, appearance.article desc"
        conditions.append("appearance.entity = :entity")
        parameters["entity"] = view.entity
    if view.query:
        source = "article_fts join article on article.id = article_fts.rowid"
        order = "article_fts.rank"
        conditions.append("article_fts match :match")
        parameters["match"] = match_expression(view.query)
        if view.entity is not None:
            conditions[-2] = "article.id in (select article from appearance where entity = :entity)"
    return _Listing(source, " and ".join(conditions) or "1", order, parameters)


def _tally(connection: sqlite3.Connection) -> dict[str, int]:
    return {row["name"]: row["n"] for row in connection.execute("select name, n from tally")}


def _read_since(connection: sqlite3.Connection, view: View) -> int:
    if view.since is None:
        return 0
    row = connection.execute("select count(*) from article where read_at >= ?", (view.since,))
    return int(row.fetchone()[0])
