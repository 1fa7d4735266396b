"""What an article's sentences say, as it is stored: by this the screen marks what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Measure(IntEnum):
    """What a quantity measures, and so what it can be compared with."""

    COUNT = 0
    MONEY = 1
    PERCENT = 2
    DAYS = 3
    YEAR = 4
    SCORE = 5


class Quantity(NamedTuple):
    """A quantity in a sentence. Lengths of time are in days; the two sides of a score are in one number.

    `noun` is the hash of what is counted or of the currency, 0 if the next word does not say it. A share in
    words is `rough` ("a fifth" may be 18 percent), and so is "nearly 300".
    """

    measure: Measure
    value: float
    noun: int = 0
    rough: bool = False


class SentenceTerms(NamedTuple):
    """What one sentence says.

    `terms` are its different terms, as hashes in the order of the text, `names` those of them that are
    written as names. `vector` stands for its meaning: small integers, none if the network did not read it.
    Only a statement, a whole sentence that is no heading, can be new. `is_background` tells that it speaks of
    times long before the article.
    """

    start: int
    end: int
    terms: tuple[int, ...]
    names: frozenset[int] = frozenset()
    quantities: tuple[Quantity, ...] = ()
    vector: tuple[int, ...] = ()
    is_statement: bool = True
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """What an article's sentences say; the first one, without a place, is its title.

    `year` is that of the article, 0 if it is not known.
    `frequencies` has for each term the number of articles of the shipped background that have it, of
    `articles` in all.
    """

    articles: int
    frequencies: Mapping[int, int]
    sentences: tuple[SentenceTerms, ...]
    year: int = 0
