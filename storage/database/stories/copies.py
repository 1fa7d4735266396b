"""Copies of one text: the article that represents them in lists, and what they share."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from storage.database.stories.stories import INDEXED, Member
from storage.model import Extent


def representatives_of(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return the representatives of these articles; an article that is no copy has none."""
    rows = connection.execute(
        "select distinct copy_of from article where id in (select value from json_each(?)) "
        "and copy_of is not null",
        (json.dumps(list(articles)),),
    )
    return [row[0] for row in rows]


def copies_of(connection: sqlite3.Connection, articles: Iterable[int], most: int = -1) -> list[Member]:
    """Return the indexed copies of these articles, newest first; at most `most`, if given."""
    rows = connection.execute(
        "select id, story, copy_of, previous_story from article "
        f"where copy_of in (select value from json_each(?)) and {INDEXED} order by id desc limit ?",
        (json.dumps(list(articles)), most),
    )
    return [Member(*row) for row in rows]


def stories_of_copies(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, list[int | None]]:
    """Return the stories of the copies of each of these articles; articles without copies are left out."""
    rows = connection.execute(
        "select distinct copy_of, coalesce(previous_story, story) as story from article "
        f"where copy_of in (select value from json_each(?)) and {INDEXED} order by copy_of, story",
        (json.dumps(list(articles)),),
    )
    found: dict[int, list[int | None]] = {}
    for copy_of, story in rows:
        found.setdefault(copy_of, []).append(story)
    return found


def best_text(connection: sqlite3.Connection, articles: Sequence[int], current: int) -> int:
    """Return the copy with the best text: whole rather than cut short, or clearly longer than `current`.

    One that is hidden is taken only if all are.
    """
    rows = connection.execute(
        "select id, hidden_until is null as shown, extent, length(text) as size from article "
        "where id in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    ).fetchall()
    quality = {row["id"]: (bool(row["shown"]), row["extent"] == Extent.WHOLE) for row in rows}
    sizes = {row["id"]: row["size"] for row in rows}
    better = [
        one
        for one in sizes
        if quality[one] > quality[current]
        or (quality[one] == quality[current] and sizes[one] > 1.1 * sizes[current])
    ]
    return max(better, key=lambda one: (quality[one], sizes[one], -one), default=current)


def set_representative(connection: sqlite3.Connection, article: int, copies: Iterable[int]) -> None:
    """Make an article represent its copies. If one of them is read, all become read.

    Copies of these copies, which are not indexed yet, follow.
    """
    connection.execute("update article set copy_of = null where id = ? and copy_of is not null", (article,))
    connection.execute(
        "update article set copy_of = :article where copy_of is not :article "
        "and (id in (select value from json_each(:copies)) "
        "or copy_of in (select value from json_each(:copies)))",
        {"article": article, "copies": json.dumps(list(copies))},
    )
    connection.execute(
        "update article set read_at = "
        "(select max(read_at) from article where id = :article or copy_of = :article) "
        "where (id = :article or copy_of = :article) and read_at is null",
        {"article": article},
    )


def represent_hidden(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Let copies that are shown be represented by one of them, where their representative is hidden."""
    rows = connection.execute(
        "select distinct front.id from article touched "
        "join article front on front.id = coalesce(touched.copy_of, touched.id) "
        "where touched.id in (select value from json_each(?)) and front.hidden_until is not null and exists "
        "(select 1 from article copy where copy.copy_of = front.id and copy.hidden_until is null)",
        (json.dumps(list(articles)),),
    ).fetchall()
    for (front,) in rows:
        copies = [row[0] for row in connection.execute("select id from article where copy_of = ?", (front,))]
        best = best_text(connection, [front, *copies], front)
        set_representative(connection, best, [one for one in (front, *copies) if one != best])


def detach(connection: sqlite3.Connection, article: int) -> list[int]:
    """Separate an article from its indexed copies and return them; one of them represents the rest."""
    rows = connection.execute(
        "select id from article where (copy_of = :id or id = (select copy_of from article where id = :id)) "
        f"and {INDEXED}",
        {"id": article},
    ).fetchall()
    others = [row[0] for row in rows]
    connection.execute("update article set copy_of = null where id = ? and copy_of is not null", (article,))
    copies = [
        row[0]
        for row in connection.execute(
            f"select id from article where copy_of = ? and {INDEXED} order by id", (article,)
        )
    ]
    if copies:
        best = best_text(connection, copies, copies[0])
        set_representative(connection, best, [one for one in copies if one != best])
    return others


def separate_copies(connection: sqlite3.Connection, article: int) -> None:
    """Make the copies of an article, indexed or not, articles of their own."""
    connection.execute("update article set copy_of = null where copy_of = ?", (article,))
