"""The inverted index of a desk: its terms with their document frequencies, postings, and article profiles."""

import json
import sqlite3
import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

_INDEXED = "indexed"  # the counter of the articles in the index
_BLOCK_BITS = 12  # of an article's number: a block has the postings of 4,096 articles
_POSTING = struct.Struct("<I")
_MANY = 10  # articles: to remove so many from a block, decoding it is faster than searching


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """An article's terms and MinHash as bytes, and when it came out.

    `day` counts from the year 1, `seconds` are Unix seconds; either is None where it is not known.
    """

    article: int
    day: int | None
    seconds: float | None
    terms: bytes
    minhash: bytes


def profiles(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, StoredProfile]:
    """Return the profiles of those of these articles that are in the index."""
    rows = connection.execute(
        "select article, day, seconds, terms, minhash from profile "
        "where article in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {row[0]: StoredProfile(*row) for row in rows}


def newest(connection: sqlite3.Connection, most: int) -> list[int]:
    """Return the articles in the index with the highest numbers."""
    rows = connection.execute("select article from profile order by article desc limit ?", (most,))
    return [row[0] for row in rows]


def add(
    connection: sqlite3.Connection, profile: StoredProfile, postings: Iterable[tuple[int, bytes]]
) -> None:
    """Add an article to the index, with its posting under each of some terms."""
    connection.execute(
        "insert into profile values (?, ?, ?, ?, ?)",
        (profile.article, profile.day, profile.seconds, profile.terms, profile.minhash),
    )
    block = profile.article >> _BLOCK_BITS
    connection.executemany(
        "insert into posting values (?, ?, ?) "
        "on conflict do update set entries = cast(entries || excluded.entries as blob)",
        [(term, block, posting) for term, posting in postings],
    )


def remove(connection: sqlite3.Connection, terms_of: Mapping[int, Iterable[int]], weight_bits: int) -> None:
    """Remove articles from the index, each with the terms under which it may have postings."""
    connection.execute(
        "delete from profile where article in (select value from json_each(?))", (json.dumps(list(terms_of)),)
    )
    removed: dict[tuple[int, int], set[int]] = {}
    for article, terms in terms_of.items():
        for term in terms:
            removed.setdefault((term, article >> _BLOCK_BITS), set()).add(article)
    for place, articles in removed.items():
        row = connection.execute("select entries from posting where term = ? and block = ?", place).fetchone()
        entries = row["entries"] if row else b""
        kept = _without(entries, articles, weight_bits)
        if kept != entries:
            connection.execute("update posting set entries = ? where term = ? and block = ?", (kept, *place))


def _without(entries: bytes, articles: Collection[int], weight_bits: int) -> bytes:
    """Return postings without those of some articles, whatever their weight."""
    if len(articles) < _MANY:
        for article in articles:
            entries = _without_one(entries, article, weight_bits)
        return entries
    kept = [one for (one,) in _POSTING.iter_unpack(entries) if one >> weight_bits not in articles]
    return b"".join(map(_POSTING.pack, kept))


def _without_one(entries: bytes, article: int, weight_bits: int) -> bytes:
    # Searching for each possible posting is many times faster than decoding all of a block.
    for weight in range(1 << weight_bits):
        posting = _POSTING.pack(article << weight_bits | weight)
        at = entries.find(posting)
        while at >= 0:
            if at % _POSTING.size:
                at = entries.find(posting, at + 1)
            else:
                entries = entries[:at] + entries[at + _POSTING.size :]
                at = entries.find(posting, at)
    return entries


def postings(connection: sqlite3.Connection, term: int, most: int) -> bytes:
    """Return at most `most` postings of a term, those of the newest blocks that were added last."""
    found: list[bytes] = []
    size = 0
    for (entries,) in connection.execute(
        "select entries from posting where term = ? order by block desc", (term,)
    ):
        kept = entries[-_POSTING.size * (most - size) :]
        found.append(kept)
        size += len(kept) // _POSTING.size
        if size >= most:
            break
    return b"".join(found)


def clear(connection: sqlite3.Connection) -> None:
    """Delete all profiles, postings and terms."""
    connection.execute("delete from profile")
    connection.execute("delete from posting")
    connection.execute("delete from term")
    connection.execute("update counter set n = 0 where name = ?", (_INDEXED,))


def seed_terms(connection: sqlite3.Connection, frequencies: Mapping[str, int]) -> None:
    """Store the terms of the shipped background, the most frequent first, if the desk has no terms yet."""
    if connection.execute("select 1 from term limit 1").fetchone() is None:
        ranked = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))
        connection.executemany("insert into term (text, articles) values (?, ?)", ranked)


def term_numbers(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return the number of each of these terms; new terms are stored."""
    wanted = list(terms)
    found = _known_numbers(connection, wanted)
    new = [term for term in wanted if term not in found]
    if new:
        connection.executemany("insert into term (text, articles) values (?, 0)", [(term,) for term in new])
        found |= _known_numbers(connection, new)
    return found


def document_frequencies(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the number of every term with the number of articles that have it, background included."""
    return [(row[0], row[1]) for row in connection.execute("select id, articles from term")]


def count_articles(connection: sqlite3.Connection) -> int:
    """Return how many articles of the desk the document frequencies count."""
    return int(connection.execute("select n from counter where name = ?", (_INDEXED,)).fetchone()[0])


def change_frequencies(connection: sqlite3.Connection, terms: Iterable[int], change: int) -> None:
    """Count one more article with these different terms, or with `change` = -1 one less."""
    connection.execute(
        "update term set articles = articles + ? where id in (select value from json_each(?))",
        (change, json.dumps(list(terms))),
    )
    connection.execute("update counter set n = n + ? where name = ?", (change, _INDEXED))


def _known_numbers(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(
        "select text, id from term where text in (select value from json_each(?))",
        (json.dumps(terms, ensure_ascii=False),),
    )
    return {row[0]: row[1] for row in rows}
