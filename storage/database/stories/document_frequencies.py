"""The terms of a desk: their numbers, and in how many articles each occurs."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

LINKED = "linked"
"""The tally of the articles that were counted."""


def seed(connection: sqlite3.Connection, articles: Mapping[str, int]) -> None:
    """Give numbers to the terms of the background, the most frequent first, if the desk has none yet."""
    if connection.execute("select 1 from term limit 1").fetchone() is None:
        ranked = sorted(articles.items(), key=lambda item: (-item[1], item[0]))
        connection.executemany("insert into term (text, articles) values (?, ?)", ranked)


def counts(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return every term's number with its count."""
    return [(row[0], row[1]) for row in connection.execute("select id, articles from term")]


def linked(connection: sqlite3.Connection) -> int:
    """Return how many articles were counted, those of the background left aside."""
    return int(connection.execute("select n from counter where name = ?", (LINKED,)).fetchone()[0])


def numbers(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return the number of each of these terms, which get one if they have none."""
    wanted = list(terms)
    found = _known(connection, wanted)
    new = [term for term in wanted if term not in found]
    if new:
        connection.executemany("insert into term (text, articles) values (?, 0)", [(term,) for term in new])
        found |= _known(connection, new)
    return found


def count(connection: sqlite3.Connection, terms: Iterable[int], times: int) -> None:
    """Count one more article that has these terms, or (`times` -1) one less."""
    connection.execute(
        "update term set articles = articles + ? where id in (select value from json_each(?))",
        (times, json.dumps(list(terms))),
    )
    connection.execute("update counter set n = n + ? where name = ?", (times, LINKED))


def forget(connection: sqlite3.Connection) -> None:
    """Drop all terms."""
    connection.execute("delete from term")
    connection.execute("update counter set n = 0 where name = ?", (LINKED,))


def _known(connection: sqlite3.Connection, terms: list[str]) -> dict[str, int]:
    rows = connection.execute(
        "select text, id from term where text in (select value from json_each(?))",
        (json.dumps(terms, ensure_ascii=False),),
    )
    return {row[0]: row[1] for row in rows}
