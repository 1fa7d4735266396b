"""A small sketch of a text's wording, by which copies are found.

A text's three-word shingles are hashed; of a long text's hashes a fixed quarter is kept, the same
quarter for every text, so that the share of common hashes estimates the share of common wording
(Broder, On the resemblance and containment of documents, 1997, with "modulo" sampling).
"""

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_FIRST, _SECOND = 0x9E3779B1, 0x85EBCA77  # odd, so that the lowest bits stay evenly spread
_KEEP_ONE_IN = 4
_WHOLE_UP_TO = 200
_LEAST_SHARED = 5
_LEAST_RESEMBLANCE = 0.35
_LEAST_CONTAINMENT = 0.5
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hashes of a text's shingles, all of them or a quarter, and one hash of all its words."""

    hashes: frozenset[int]
    whole: bool
    words: int
    digest: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much wording two texts share: `containment` is the share of the shorter one's, 0 to 1."""

    shared: int
    resemblance: float
    containment: float

    @property
    def is_copy(self) -> bool:
        """Tell whether so much is shared that one text was made from the other."""
        return self.shared >= _LEAST_SHARED and (
            self.resemblance >= _LEAST_RESEMBLANCE or self.containment >= _LEAST_CONTAINMENT
        )


def sketch(codes: Sequence[int]) -> Sketch:
    """Sketch a text, given as 32-bit hashes of its words in order."""
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    hashes = {(a * _FIRST + b * _SECOND + c) & 0xFFFFFFFF for a, b, c in triples}
    whole = len(hashes) <= _WHOLE_UP_TO
    return Sketch(
        hashes=frozenset(hashes if whole else _sample(hashes)),
        whole=whole,
        words=len(codes),
        digest=zlib.crc32(array("Q", codes).tobytes()),
    )


def overlap(a: Sketch, b: Sketch) -> Overlap:
    """Estimate how much wording two texts share; the same words in the same order are shared wholly."""
    if a.words == b.words >= _LEAST_WORDS and a.digest == b.digest:
        return Overlap(shared=max(_LEAST_SHARED, len(a.hashes)), resemblance=1.0, containment=1.0)
    first, second = a.hashes, b.hashes
    if a.whole != b.whole:
        first, second = _sample(first), _sample(second)
    shared = len(first & second)
    if not shared:
        return Overlap(0, 0.0, 0.0)
    return Overlap(
        shared=shared,
        resemblance=shared / (len(first) + len(second) - shared),
        containment=shared / min(len(first), len(second)),
    )


def _sample(hashes: frozenset[int] | set[int]) -> frozenset[int]:
    return frozenset(value for value in hashes if value % _KEEP_ONE_IN == 0)
