"""What the sentences of each article say, by which the screen marks what is new."""

import json
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from storage.database import packed_numbers
from storage.model import Article
from storage.model.sentence_index import Measure, Quantity, SentenceIndex, SentenceTerms

# An index is stored little-endian. Its head has the articles of the background, the number of different
# terms and the year. Then follow the hashes of the terms (uint32), their frequencies (uint16), and the
# sentences, all in uint16: start, end, flags, and how many terms, quantities and fours of components of its
# vector a sentence has; the positions of its terms among the hashes, with a bit for names; the measure and
# noun of each of its quantities and the quarters of a float64; its vector, four components of four bits in
# each. The background has 5,000 articles, and only 20,000 characters of a text are indexed, so 15 bits are
# enough for positions.
_HEAD = struct.Struct("<IHH")
_HASH: Final = "I"
_SHORT: Final = "H"
_NAME = _ROUGH = 0x8000
_STATEMENT, _BACKGROUND = 1, 2
_FLOAT, _QUARTERS = struct.Struct("<d"), struct.Struct("<4H")


def store(
    connection: sqlite3.Connection, article: int, index: SentenceIndex, *, encoded: bool = False
) -> None:
    """Store the sentence index of an article, in place of an earlier one."""
    connection.execute(
        "insert into sentence_index (article, sentences, encoded) values (?, ?, ?) "
        "on conflict do update set sentences = excluded.sentences, encoded = excluded.encoded",
        (article, pack(index), encoded),
    )


def missing(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return the latest articles that were analysed by a newsdesk without sentence indexes of this form."""
    rows = connection.execute(
        "select article from sentence_index where sentences is null order by article desc limit ?", (limit,)
    )
    return [row[0] for row in rows]


def unencoded(connection: sqlite3.Connection, article: int, limit: int) -> list[int]:
    """Return the latest articles of an article's story whose sentences are not encoded.

    There are none while the story has only one text.
    """
    rows = connection.execute(
        "select other.id from article here join article other on other.story = here.story "
        "join sentence_index on sentence_index.article = other.id "
        "where here.id = :article and other.copy_of is null and not encoded and sentences is not null "
        "and exists (select 1 from article third where third.story = here.story "
        "and third.copy_of is null and third.id <> other.id) order by other.id desc limit :limit",
        {"article": article, "limit": limit},
    )
    return [row[0] for row in rows]


def newcomer(connection: sqlite3.Connection) -> int | None:
    """Return an article that came into a story, where sentences may have to be encoded since."""
    row = connection.execute("select max(article) from story_newcomer").fetchone()
    return None if row[0] is None else int(row[0])


def forget_newcomer(connection: sqlite3.Connection, article: int) -> None:
    """Record that the story of a newcomer is encoded."""
    connection.execute("delete from story_newcomer where article = ?", (article,))


def is_encoded(connection: sqlite3.Connection, article: int) -> bool:
    """Return whether the sentences of an article are encoded, in the form in which they are indexed."""
    return bool(
        connection.execute(
            "select 1 from sentence_index where article = ? and encoded and sentences is not null", (article,)
        ).fetchone()
    )


def is_unencoded(connection: sqlite3.Connection, article: Article) -> bool:
    """Return whether an article is indexed but not encoded, and still has this title and text."""
    row = connection.execute(
        "select 1 from sentence_index join article on id = article "
        "where article = ? and not encoded and sentences is not null and title = ? and text = ?",
        (article.id, article.title, article.text),
    )
    return row.fetchone() is not None


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
    """Return a sentence index as bytes, about 3,500 for an article of 600 words."""
    position_of = {term: position for position, term in enumerate(index.frequencies)}
    numbers = list(index.frequencies.values())
    for one in index.sentences:
        numbers += _sentence_numbers(one, position_of)
    head = _HEAD.pack(index.articles, len(position_of), index.year)
    return head + packed_numbers.pack(_HASH, index.frequencies) + packed_numbers.pack(_SHORT, numbers)


def _sentence_numbers(sentence: SentenceTerms, position_of: Mapping[int, int]) -> Iterator[int]:
    yield sentence.start
    yield sentence.end
    yield _STATEMENT * sentence.is_statement | _BACKGROUND * sentence.is_background
    yield from (len(sentence.terms), len(sentence.quantities), len(sentence.vector) // 4)
    fours = zip(*[iter(sentence.vector)] * 4, strict=True)
    for term in sentence.terms:
        yield position_of[term] | (_NAME if term in sentence.names else 0)
    for quantity in sentence.quantities:
        yield from (quantity.measure | _ROUGH * quantity.rough, quantity.noun)
        yield from _QUARTERS.unpack(_FLOAT.pack(quantity.value))
    yield from (a & 15 | (b & 15) << 4 | (c & 15) << 8 | (d & 15) << 12 for a, b, c, d in fours)


def unpack(packed: bytes) -> SentenceIndex:
    """Return a sentence index from its bytes."""
    articles, size, year = _HEAD.unpack_from(packed)
    end = _HEAD.size + 4 * size
    terms = packed_numbers.unpack(_HASH, packed[_HEAD.size : end])
    numbers = packed_numbers.unpack(_SHORT, packed[end:])
    rest = iter(numbers[size:])
    found = tuple(_sentence(start, rest, terms) for start in rest)
    return SentenceIndex(articles, dict(zip(terms, numbers, strict=False)), found, year)


def _sentence(start: int, rest: Iterator[int], terms: "array[int]") -> SentenceTerms:
    """Return the sentence whose numbers come next, behind its start."""
    end, flags, term_count, quantity_count, fours = islice(rest, 5)
    positions = [*islice(rest, term_count)]
    own = tuple(terms[position & ~_NAME] for position in positions)
    return SentenceTerms(
        start,
        end,
        own,
        frozenset(term for term, position in zip(own, positions, strict=True) if position & _NAME),
        tuple(_quantity(rest) for _ in range(quantity_count)),
        tuple(_component(number >> shift) for number in islice(rest, fours) for shift in (0, 4, 8, 12)),
        is_statement=bool(flags & _STATEMENT),
        is_background=bool(flags & _BACKGROUND),
    )


def _component(bits: int) -> int:
    """Return the signed number in the last four of some bits."""
    return ((bits & 15) ^ 8) - 8


def _quantity(rest: Iterator[int]) -> Quantity:
    measure, noun = islice(rest, 2)
    (value,) = _FLOAT.unpack(_QUARTERS.pack(*islice(rest, 4)))
    return Quantity(Measure(measure & ~_ROUGH), value, noun, bool(measure & _ROUGH))
