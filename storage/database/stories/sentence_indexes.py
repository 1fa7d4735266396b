"""The terms of the sentences of each article, by which the screen marks what is new."""

import json
import sqlite3
import struct
import sys
from array import array
from collections.abc import Iterable

from storage.model.sentence_index import SentenceIndex, SentenceTerms

# An index is stored little-endian. Its head has the articles of the background and the number of different
# terms. Then follow the hashes of the terms (uint32), their frequencies (uint16), and for each sentence its
# start, its end, the number of its terms, and the positions of these terms among the hashes (uint16). The
# background has 5,000 articles and only 20,000 characters of a text are indexed, so 16 bits are enough.
_HEAD = struct.Struct("<IH")
_HASH, _SHORT = "I", "H"


def store(connection: sqlite3.Connection, article: int, index: SentenceIndex) -> None:
    """Store the sentence index of an article, in place of an earlier one."""
    connection.execute(
        "insert into sentence_index values (?, ?) on conflict do update set sentences = excluded.sentences",
        (article, pack(index)),
    )


def fill(connection: sqlite3.Connection, article: int, index: SentenceIndex) -> None:
    """Store the sentence index of an article that is `missing` one."""
    connection.execute(
        "update sentence_index set sentences = ? where article = ? and sentences is null",
        (pack(index), article),
    )


def missing(connection: sqlite3.Connection, limit: int) -> list[tuple[int, str]]:
    """Return the first articles, with their texts, that were analysed before sentences were indexed."""
    rows = connection.execute(
        "select article.id, article.text from sentence_index join article on article.id = article "
        "where sentences is null order by article limit ?",
        (limit,),
    )
    return [(row[0], row[1]) for row in rows]


def of_articles(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, SentenceIndex]:
    """Return the sentence indexes of those of these articles that have one."""
    rows = connection.execute(
        "select article, sentences from sentence_index "
        "where article in (select value from json_each(?)) and sentences is not null",
        (json.dumps(list(articles)),),
    )
    return {row[0]: unpack(row[1]) for row in rows}


def read_before(connection: sqlite3.Connection, articles: Iterable[int], most: int) -> dict[int, list[int]]:
    """Return for each of these articles which articles of its story the reader read before it, latest first.

    Copies are left out, and so are articles before which none was read.
    """
    rows = connection.execute(
        "select * from (select here.id as article, other.id as other, "
        "row_number() over (partition by here.id order by other.read_at desc) as place "
        "from article here join article other on other.story = here.story "
        "where here.id in (select value from json_each(:articles)) "
        "and other.id <> here.id and other.copy_of is null and coalesce(here.copy_of, here.id) <> other.id "
        "and other.read_at is not null and (here.read_at is null or other.read_at < here.read_at)) "
        "where place <= :most order by article, place",
        {"articles": json.dumps(list(articles)), "most": most},
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["article"], []).append(row["other"])
    return found


def pack(index: SentenceIndex) -> bytes:
    """Return a sentence index as bytes, about 2,500 for an article of 600 words."""
    position_of = {term: position for position, term in enumerate(index.frequencies)}
    numbers = list(index.frequencies.values())
    for one in index.sentences:
        numbers += [one.start, one.end, len(one.terms), *(position_of[term] for term in one.terms)]
    head = _HEAD.pack(index.articles, len(position_of))
    return head + _to_bytes(_HASH, index.frequencies) + _to_bytes(_SHORT, numbers)


def unpack(packed: bytes) -> SentenceIndex:
    """Return a sentence index from its bytes."""
    articles, size = _HEAD.unpack_from(packed)
    end = _HEAD.size + 4 * size
    terms, numbers = _from_bytes(_HASH, packed[_HEAD.size : end]), _from_bytes(_SHORT, packed[end:])
    found = []
    at = size
    while at < len(numbers):
        first, last, count = numbers[at : at + 3]
        positions = numbers[at + 3 : at + 3 + count]
        found.append(SentenceTerms(first, last, tuple(map(terms.__getitem__, positions))))
        at += 3 + count
    return SentenceIndex(articles, dict(zip(terms, numbers, strict=False)), tuple(found))


def _to_bytes(code: str, numbers: Iterable[int]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _from_bytes(code: str, packed: bytes) -> "array[int]":
    numbers = array(code, packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
