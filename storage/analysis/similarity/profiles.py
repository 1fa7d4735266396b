"""Profiles: what comparisons need of an article, packed into about half a kilobyte.

A profile holds the article's terms in order, as numbers of the desk's vocabulary, and the numbers and
dates that it names. Counts, names, phrases and the terms of title and lead follow from it. The integers are
stored in base 128 ("varint"): seven bits a byte, the highest bit set on all but the last byte of each.

The arrays are flat: item `i` belongs to the article `owner[i]`, an index into the list of articles.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from storage.analysis.similarity.terms import Terms

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

_HEAD = 8  # integers before the terms
_NAME, _ADJACENT, _FLAGS = 1, 2, 2  # the two lowest bits of a stored term
PAIR_BITS = 28
"""Bits of a term's number. Two of them and an owner fit into 64 bits."""


def pack_profile(terms: Terms, vocabulary: Mapping[str, int]) -> bytes:
    """Return the profile of an article as bytes; `vocabulary` has the number of each of its terms."""
    words = [
        vocabulary[word] << _FLAGS | _NAME * (word in terms.names) | _ADJACENT * adjacent
        for word, adjacent in zip(terms.words, terms.adjacent, strict=True)
    ]
    in_title = sorted(crc32(number.encode()) for number in terms.title_numbers)
    others = sorted(crc32(number.encode()) for number in terms.numbers - terms.title_numbers)
    dates = sorted(month << 5 | day for month, day in terms.dates)
    head = [terms.title, terms.lead, len(words), len(in_title), len(others), len(dates), terms.year or 0]
    body, adjacent_in_body = terms.words[terms.title :], terms.adjacent[terms.title + 1 :]
    phrases = {pair for pair, adjacent in zip(pairwise(body), adjacent_in_body, strict=True) if adjacent}
    head.append(len(phrases))
    return _to_varints([*head, *words, *in_title, *others, *dates])


def _to_varints(integers: Iterable[int]) -> bytes:
    packed = bytearray()
    for integer in integers:
        rest = integer
        while rest > 0x7F:
            packed.append(rest & 0x7F | 0x80)
            rest >>= 7
        packed.append(rest)
    return bytes(packed)


def _from_varints(packed: bytes) -> IntArray:
    """Return the integers of some varints: int64, (integers,)."""
    read = np.frombuffer(packed, dtype=np.uint8)
    ends = np.flatnonzero(read < 0x80)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    shifts = 7 * (np.arange(len(read)) - np.repeat(starts, ends - starts + 1))
    return np.add.reduceat((read & 0x7F).astype(np.int64) << shifts, starts) if len(ends) else starts


@dataclass(frozen=True, slots=True)
class Items:
    """Things that articles have: `owner` and `value`, both int64 of shape (items,)."""

    owner: IntArray
    value: IntArray

    def of(self, owner: int) -> set[int]:
        """Return the values of one article."""
        return set(self.value[self.owner == owner].tolist())


class Profiles:
    """The profiles of some articles, read into arrays; `_heads` is int64, (articles, _HEAD)."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """Read at most 128 profiles, as `pack_profile` makes them."""
        self.size = len(packed)
        integers = _from_varints(b"".join(packed))
        lengths = _integer_counts(packed)
        starts = np.cumsum(lengths) - lengths
        self._heads = integers[starts[:, None] + np.arange(_HEAD)] if self.size else np.zeros((0, _HEAD), int)
        self._integers, self._starts = integers, starts

    @property
    def years(self) -> IntArray:
        """The latest year that each article names, 0 for none: int64, (articles,)."""
        years: IntArray = self._heads[:, 6]
        return years

    @property
    def phrase_counts(self) -> IntArray:
        """How many different pairs of adjacent terms the text of each article has: int64, (articles,)."""
        counts: IntArray = self._heads[:, 7]
        return counts

    @cached_property
    def words(self) -> "TermOccurrences":
        """Every occurrence of a term in every article, in the order of the articles and of their words."""
        counts = self._heads[:, 2]
        codes = self._section(self._starts + _HEAD, counts)
        owner = np.repeat(np.arange(self.size), counts)
        position = np.arange(len(codes)) - np.repeat(np.cumsum(counts) - counts, counts)
        title, lead = self._heads[owner, 0], self._heads[owner, 1]
        return TermOccurrences(
            owner, codes, position < title, (position >= title) & (position < title + lead)
        )

    @cached_property
    def title_numbers(self) -> Items:
        """The numbers in the titles, as CRC-32 hashes."""
        return self._items(self._starts + _HEAD + self._heads[:, 2], self._heads[:, 3])

    @cached_property
    def numbers(self) -> Items:
        """All numbers, those of the titles included, as CRC-32 hashes."""
        return self._items(self._starts + _HEAD + self._heads[:, 2], self._heads[:, 3:5].sum(1))

    @cached_property
    def dates(self) -> Items:
        """The days of the year that are named, as `month << 5 | day`."""
        return self._items(self._starts + _HEAD + self._heads[:, 2:5].sum(1), self._heads[:, 5])

    def _items(self, starts: IntArray, counts: IntArray) -> Items:
        return Items(np.repeat(np.arange(self.size), counts), self._section(starts, counts))

    def _section(self, starts: IntArray, counts: IntArray) -> IntArray:
        """Return `counts[i]` integers from `starts[i]` on for each article, one after another."""
        before = np.cumsum(counts) - counts
        section: IntArray = self._integers[np.repeat(starts - before, counts) + np.arange(counts.sum())]
        return section


class TermOccurrences:
    """Every occurrence of a term in some articles; every array has the shape (occurrences,).

    `owner` and `term` are int64; `is_name`, `in_title` and `in_lead` are bool.
    """

    def __init__(self, owner: IntArray, codes: IntArray, in_title: BoolArray, in_lead: BoolArray) -> None:
        self.owner = owner
        self.term = codes >> _FLAGS
        self.is_name = (codes & _NAME).astype(bool)
        self.in_title = in_title
        self.in_lead = in_lead
        self._adjacent = (codes & _ADJACENT).astype(bool)

    @cached_property
    def pairs(self) -> tuple[Items, BoolArray]:
        """Each pair of adjacent terms, as `first << PAIR_BITS | second`, and whether it is in the title.

        A pair is there as often as the article has it; the bool array has the shape (pairs,).
        """
        second = np.flatnonzero(self._adjacent)
        first = second - 1
        pair = self.term[first] << PAIR_BITS | self.term[second]
        return Items(self.owner[second], pair), self.in_title[second]


def _integer_counts(packed: Sequence[bytes]) -> IntArray:
    """Return how many integers each profile has: int64, (profiles,)."""
    if not packed:
        return np.zeros(0, dtype=np.int64)
    ends = np.frombuffer(b"".join(packed), dtype=np.uint8) < 0x80
    sizes = np.array([len(one) for one in packed])
    return np.add.reduceat(ends.astype(np.int64), np.cumsum(sizes) - sizes)
