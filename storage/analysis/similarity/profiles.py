"""What is kept of an article so that others can be compared with it: half a kilobyte in place of its text.

A profile is the article's terms in their order, by their numbers in the desk's vocabulary, with the
numbers and dates that it names. Counts, names, phrases and what stands in title and lead all follow from
that. It is stored as base-128 integers ("varint"): seven bits a byte, the highest bit set on all but
the last byte of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from zlib import crc32

import numpy as np

from storage.analysis.similarity.array_types import Marks, Numbers
from storage.analysis.similarity.terms import Terms

_HEAD = 8  # integers before the words
_NAME, _JOINED, _FLAGS = 1, 2, 2  # bits of a word below its number
PAIR_BITS = 28  # bits of a word's number, so that two of them fit into one integer beside the owner


def pack(terms: Terms, vocabulary: Mapping[str, int]) -> bytes:
    """Return the profile of an article, whose terms all have a number."""
    words = [
        vocabulary[word] << _FLAGS | _NAME * (word in terms.names) | _JOINED * joined
        for word, joined in zip(terms.words, terms.joined, strict=True)
    ]
    in_title = sorted(crc32(number.encode()) for number in terms.title_numbers)
    others = sorted(crc32(number.encode()) for number in terms.numbers - terms.title_numbers)
    dates = sorted(month << 5 | day for month, day in terms.dates)
    head = [terms.title, terms.lead, len(words), len(in_title), len(others), len(dates), terms.year or 0]
    body, joined_body = terms.words[terms.title :], terms.joined[terms.title + 1 :]
    phrases = {pair for pair, joined in zip(pairwise(body), joined_body, strict=True) if joined}
    head.append(len(phrases))
    return _varints([*head, *words, *in_title, *others, *dates])


def _varints(integers: Iterable[int]) -> bytes:
    packed = bytearray()
    for integer in integers:
        rest = integer
        while rest > 0x7F:
            packed.append(rest & 0x7F | 0x80)
            rest >>= 7
        packed.append(rest)
    return bytes(packed)


def _integers(packed: bytes) -> Numbers:
    read = np.frombuffer(packed, dtype=np.uint8)
    ends = np.flatnonzero(read < 0x80)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    shifts = 7 * (np.arange(len(read)) - np.repeat(starts, ends - starts + 1))
    return np.add.reduceat((read & 0x7F).astype(np.int64) << shifts, starts) if len(ends) else starts


@dataclass(frozen=True, slots=True)
class Items:
    """Things that articles have: `owner` is the article's place, `what` the thing."""

    owner: Numbers
    what: Numbers


class Profiles:
    """Some articles' profiles side by side; every property is an array over all of them.

    Whatever the articles have is listed by its owner, the place of the article in the list.
    """

    def __init__(self, packed: Sequence[bytes]) -> None:
        """Read profiles, as `pack` made them, at most 128."""
        self.size = len(packed)
        integers = _integers(b"".join(packed))
        lengths = _lengths(packed)
        starts = np.cumsum(lengths) - lengths
        self._heads = integers[starts[:, None] + np.arange(_HEAD)] if self.size else np.zeros((0, _HEAD), int)
        self._integers, self._starts = integers, starts

    @property
    def years(self) -> Numbers:
        """The latest year that each names, 0 for none."""
        years: Numbers = self._heads[:, 6]
        return years

    @property
    def phrases(self) -> Numbers:
        """How many different pairs of terms stand side by side in the text of each."""
        phrases: Numbers = self._heads[:, 7]
        return phrases

    @cached_property
    def words(self) -> "Words":
        """Every occurrence of a term."""
        counts = self._heads[:, 2]
        codes = self._section(self._starts + _HEAD, counts)
        owner = np.repeat(np.arange(self.size), counts)
        place = np.arange(len(codes)) - np.repeat(np.cumsum(counts) - counts, counts)
        title, lead = self._heads[owner, 0], self._heads[owner, 1]
        return Words(owner, codes, place < title, (place >= title) & (place < title + lead))

    @cached_property
    def title_numbers(self) -> Items:
        """The numbers in the titles, by their hashes."""
        return self._items(self._starts + _HEAD + self._heads[:, 2], self._heads[:, 3])

    @cached_property
    def numbers(self) -> Items:
        """All the numbers, by their hashes."""
        return self._items(self._starts + _HEAD + self._heads[:, 2], self._heads[:, 3:5].sum(1))

    @cached_property
    def dates(self) -> Items:
        """The days of the year that are named."""
        return self._items(self._starts + _HEAD + self._heads[:, 2:5].sum(1), self._heads[:, 5])

    def _items(self, starts: Numbers, counts: Numbers) -> Items:
        return Items(np.repeat(np.arange(self.size), counts), self._section(starts, counts))

    def _section(self, starts: Numbers, counts: Numbers) -> Numbers:
        before = np.cumsum(counts) - counts
        section: Numbers = self._integers[np.repeat(starts - before, counts) + np.arange(counts.sum())]
        return section


class Words:
    """Every occurrence of a term in some articles: its owner, its number, and how it stands there."""

    def __init__(self, owner: Numbers, codes: Numbers, in_title: Marks, in_lead: Marks) -> None:
        self.owner = owner
        self.term = codes >> _FLAGS
        self.is_name = (codes & _NAME).astype(bool)
        self.in_title = in_title
        self.in_lead = in_lead
        self._joined = (codes & _JOINED).astype(bool)

    @cached_property
    def pairs(self) -> tuple[Items, Marks]:
        """The pairs of terms side by side, as often as they stand there, and which are in the title."""
        second = np.flatnonzero(self._joined)
        first = second - 1
        pair = self.term[first] << PAIR_BITS | self.term[second]
        return Items(self.owner[second], pair), self.in_title[second]


def _lengths(packed: Sequence[bytes]) -> Numbers:
    """Return of how many integers each consists."""
    if not packed:
        return np.zeros(0, dtype=np.int64)
    ends = np.frombuffer(b"".join(packed), dtype=np.uint8) < 0x80
    sizes = np.array([len(one) for one in packed])
    return np.add.reduceat(ends.astype(np.int64), np.cumsum(sizes) - sizes)
