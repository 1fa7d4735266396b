"""Profiles of articles, and the postings by which they are found."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BLOCK_BITS = 12  # of an article's number: a block has the postings of 4,096 articles
_WIDTH = 4  # bytes of an entry


@dataclass(frozen=True, slots=True)
class Profiled:
    """An article's profile: packed terms and sketch, and when it came out, as day and Unix seconds."""

    article: int
    day: int | None
    seconds: float | None
    terms: bytes
    sketch: bytes


def fetch(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, Profiled]:
    """Return the profiles of those articles that have one."""
    rows = connection.execute(
        "select article, day, seconds, terms, minhash from profile "
        "where article in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {row[0]: Profiled(*row) for row in rows}


def store(connection: sqlite3.Connection, profile: Profiled, entries: Sequence[tuple[int, bytes]]) -> None:
    """Store a profile and, under each of some terms, its entry."""
    connection.execute(
        "insert into profile values (?, ?, ?, ?, ?)",
        (profile.article, profile.day, profile.seconds, profile.terms, profile.sketch),
    )
    block = profile.article >> _BLOCK_BITS
    connection.executemany(
        "insert into posting values (?, ?, ?) "
        "on conflict do update set entries = cast(entries || excluded.entries as blob)",
        [(term, block, entry) for term, entry in entries],
    )


def drop(connection: sqlite3.Connection, article: int, terms: Iterable[int], weight_bits: int) -> None:
    """Drop the profile of an article, and its entries under any of these terms."""
    connection.execute("delete from profile where article = ?", (article,))
    block = article >> _BLOCK_BITS
    for term in terms:
        row = connection.execute(
            "select entries from posting where term = ? and block = ?", (term, block)
        ).fetchone()
        if row is not None:
            entries = [row[0][at : at + _WIDTH] for at in range(0, len(row[0]), _WIDTH)]
            kept = [one for one in entries if int.from_bytes(one, "little") >> weight_bits != article]
            connection.execute(
                "update posting set entries = ? where term = ? and block = ?", (b"".join(kept), term, block)
            )


def postings(connection: sqlite3.Connection, term: int, most: int) -> bytes:
    """Return entries under a term: of the newest blocks, the `most` articles that were linked last."""
    found: list[bytes] = []
    size = 0
    for (entries,) in connection.execute(
        "select entries from posting where term = ? order by block desc", (term,)
    ):
        kept = entries[-_WIDTH * (most - size) :]
        found.append(kept)
        size += len(kept) // _WIDTH
        if size >= most:
            break
    return b"".join(found)


def forget(connection: sqlite3.Connection) -> None:
    """Drop all profiles and postings."""
    connection.execute("delete from profile")
    connection.execute("delete from posting")
