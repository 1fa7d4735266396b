"""Which articles each saved search finds, kept as articles change.

Triggers note the articles that a write changes. Before the write ends, each search decides about these
articles alone, so its counts are right in the same moment. What changes without a change of an article is
caught up by `refresh`: time passes, and a name gets another spelling.
"""

import json
import sqlite3
from collections.abc import Collection
from enum import IntFlag

from storage.database.lists import article_lists
from storage.database.searches import changed_articles
from storage.errors import QueryError
from storage.model import View
from storage.query.nodes import FieldName, Term
from storage.query.parser import parse

REFRESH_SECONDS = 300.0  # how old the result of a search by time can be
_MOST_CHANGED = 2_000  # of more changed articles, running the whole search takes less time


class Dependency(IntFlag):
    """What decides about a search. The numbers are stored, and triggers set those of what has changed."""

    READ = 1
    NAMES = 2
    SUBSCRIPTIONS = 4
    TIME = 8
    LABELS = 16
    STORIES = 32
    NOVELTY = 64
    WORDS = 128
    CREDITS = 256
    STARRED = 512
    FORM = 1024
    """Language, copies, links, and what there is of the text."""
    DATES = 2048
    HIDDEN = 4096


_OF_FIELD = {
    FieldName.TITLE: Dependency.WORDS,
    FieldName.SOURCE: Dependency.CREDITS,
    FieldName.BY: Dependency.CREDITS,
    FieldName.FEED: Dependency.SUBSCRIPTIONS,
    FieldName.FOLDER: Dependency.SUBSCRIPTIONS,
    FieldName.LABEL: Dependency.SUBSCRIPTIONS | Dependency.LABELS,
    FieldName.PERSON: Dependency.NAMES,
    FieldName.ORG: Dependency.NAMES,
    FieldName.PLACE: Dependency.NAMES,
    FieldName.NAME: Dependency.NAMES,
    FieldName.STORY: Dependency.STORIES,
    FieldName.LANG: Dependency.FORM,
    FieldName.HAS: Dependency.FORM,
    FieldName.AFTER: Dependency.TIME | Dependency.DATES,
    FieldName.BEFORE: Dependency.TIME | Dependency.DATES,
    FieldName.NEWER: Dependency.TIME | Dependency.DATES,
    FieldName.OLDER: Dependency.TIME | Dependency.DATES,
}
_OF_STATE = {
    "unread": Dependency.READ,
    "read": Dependency.READ,
    "new": Dependency.READ | Dependency.NOVELTY,
    "starred": Dependency.STARRED,
    "hidden": Dependency.HIDDEN,
    "unsubscribed": Dependency.SUBSCRIPTIONS,
}


def check(query: str) -> None:
    """Raise `QueryError` for a query that can't be used."""
    parse(query)


def dependencies(query: str) -> Dependency:
    """Return what decides about a search. Raises `QueryError`."""
    found = Dependency.HIDDEN
    for leaf in parse(query).leaves():
        if not isinstance(leaf, Term):
            found |= Dependency.WORDS
        elif leaf.field is FieldName.IS:
            found |= _OF_STATE.get(leaf.value, Dependency.FORM)
        else:
            found |= _OF_FIELD[leaf.field]
    return found


def update(connection: sqlite3.Connection, now: float) -> None:
    """Bring all searches up to date with what the present write has changed, before it ends."""
    _run_outdated(connection, now)
    changed = connection.execute("select article, what from changed_article").fetchall()
    if not changed:
        return
    rows = connection.execute("select id, query, depends from saved_search where problem = ''").fetchall()
    for search, query, depends in rows:
        articles = [article for article, what in changed if what & depends]
        if len(articles) > _MOST_CHANGED:
            _run(connection, search, query, now)
        elif articles:
            _decide(connection, search, query, articles)
    connection.execute("delete from changed_article")


def is_refresh_due(connection: sqlite3.Connection, now: float) -> bool:
    """Return whether `refresh_one` has something to do."""
    return changed_articles.are_waiting(connection) or _next_due(connection, now) is not None


def refresh_one(connection: sqlite3.Connection, now: float) -> None:
    """Run a search by time again that is old, or one by names that have changed, if there is any."""
    if row := _next_due(connection, now):
        _run(connection, row["id"], row["query"], now)


def _next_due(connection: sqlite3.Connection, now: float) -> sqlite3.Row | None:
    # Where the clock was put back, the last run lies in the future.
    found: sqlite3.Row | None = connection.execute(
        "select id, query from saved_search where outdated or depends & :time "
        "and not (evaluated between :now - :seconds and :now) limit 1",
        {"time": int(Dependency.TIME), "now": now, "seconds": REFRESH_SECONDS},
    ).fetchone()
    return found


def _run_outdated(connection: sqlite3.Connection, now: float) -> None:
    rows = connection.execute("select id, query from saved_search where outdated = 2").fetchall()
    for row in rows:
        _run(connection, row["id"], row["query"], now)


def _run(connection: sqlite3.Connection, search: int, query: str, now: float) -> None:
    """Run a search over all articles, and store what it finds or what is wrong with it."""
    problem, found, depends = "", set[int](), Dependency.HIDDEN
    try:
        depends = dependencies(query)
        found = set(article_lists.ids(connection, View(query=query)))
    except QueryError as error:
        problem = str(error)
    rows = connection.execute("select article from saved_search_entry where search = ?", (search,))
    _store(connection, search, {row[0] for row in rows}, found)
    connection.execute(
        "update saved_search set problem = ?, depends = ?, outdated = 0, evaluated = ? where id = ?",
        (problem, int(depends), now, search),
    )


def _decide(connection: sqlite3.Connection, search: int, query: str, changed: Collection[int]) -> None:
    """Decide again whether a search finds each of the changed articles."""
    try:
        found = article_lists.ids_among(connection, View(query=query), changed)
    except QueryError:
        # It was right when it was last run: what it names is no longer there.
        connection.execute("update saved_search set outdated = 1 where id = ?", (search,))
        return
    rows = connection.execute(
        "select article from saved_search_entry where search = ? "
        "and article in (select value from json_each(?))",
        (search, json.dumps(list(changed))),
    )
    _store(connection, search, {row[0] for row in rows}, set(found))


def _store(connection: sqlite3.Connection, search: int, before: set[int], found: set[int]) -> None:
    connection.executemany(
        "delete from saved_search_entry where search = ? and article = ?",
        [(search, article) for article in before - found],
    )
    connection.executemany(
        "insert into saved_search_entry (search, article) values (?, ?)",
        [(search, article) for article in found - before],
    )
