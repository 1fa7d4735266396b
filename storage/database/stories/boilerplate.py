"""What each article repeats of its source, and the hashes of its sentences by which that is found.

`known` has the hashes of an article's boilerplate. Both are stored as uint32, little-endian.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from storage.database.packed_numbers import pack, unpack
from storage.model import Boilerplate


class StoredForms(NamedTuple):
    """The hashes of an article's sentences and templates, and those that are boilerplate in it."""

    article: int
    hashes: frozenset[int]
    known: frozenset[int]


def of_article(connection: sqlite3.Connection, article: int) -> Boilerplate:
    """Return the boilerplate of an article, none if it was not looked for."""
    return of_articles(connection, [article]).get(article, Boilerplate())


def of_articles(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, Boilerplate]:
    """Return the boilerplate of those of these articles that have some."""
    rows = connection.execute(
        "select article, sentences, names from boilerplate "
        "where article in (select value from json_each(?)) and (sentences <> '[]' or names <> '[]')",
        (json.dumps(list(articles)),),
    )
    return {row["article"]: Boilerplate(_load(row["sentences"]), _load(row["names"])) for row in rows}


def near(connection: sqlite3.Connection, source: str, article: int, most: int) -> list[StoredForms]:
    """Return the forms of at most `most` other articles of a source, the nearest by number first."""
    select = "select article, hashes, known from boilerplate where source = ? and article"
    before = connection.execute(f"{select} < ? order by article desc limit ?", (source, article, most))
    found = before.fetchall()
    after = connection.execute(f"{select} > ? order by article limit ?", (source, article, most - len(found)))
    return [
        StoredForms(row["article"], *(frozenset(unpack("I", row[column])) for column in ("hashes", "known")))
        for row in (*found, *after)
    ]


def store(connection: sqlite3.Connection, source: str, forms: StoredForms, found: Boilerplate) -> None:
    """Store the forms and the boilerplate of an article, in place of earlier ones."""
    places = (json.dumps(places, separators=(",", ":")) for places in found)
    connection.execute(
        "insert or replace into boilerplate (article, source, hashes, known, sentences, names) "
        "values (?, ?, ?, ?, ?, ?)",
        (forms.article, source, pack("I", sorted(forms.hashes)), pack("I", sorted(forms.known)), *places),
    )


def set_outdated(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Record that the boilerplate of these articles is to be found anew."""
    connection.execute(
        "update boilerplate set outdated = 1 where article in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    )


def outdated(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return the latest analysed articles whose boilerplate is to be found anew, at most `limit`."""
    rows = connection.execute(
        "select article from boilerplate join article on article.id = article "
        "where outdated and analysed is not null order by article desc limit ?",
        (limit,),
    )
    return [row[0] for row in rows]


def is_outdated(connection: sqlite3.Connection, article: int) -> bool:
    """Return whether the boilerplate of an article, analysed meanwhile or not, is to be found anew."""
    row = connection.execute(
        "select 1 from boilerplate join article on article.id = article "
        "where article = ? and outdated and analysed is not null",
        (article,),
    )
    return row.fetchone() is not None


def sources(connection: sqlite3.Connection) -> list[str]:
    """Return the sources of the articles whose boilerplate was looked for."""
    rows = connection.execute(
        "with recursive known (source) as ("
        "select min(source) from boilerplate union all "
        "select (select min(source) from boilerplate where source > known.source) from known "
        "where known.source is not null) select source from known where source is not null"
    )
    return [row[0] for row in rows]


def _load(places: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in json.loads(places))
