"""A small sketch of a text's wording, by which copies are found.

A text's three-word shingles are hashed; of a long text's hashes a fixed half, quarter or eighth is kept,
the same for every text, so that the share of common hashes estimates the share of common wording
(Broder, On the resemblance and containment of documents, 1997, with "modulo" sampling).
"""

import struct
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_FIRST, _SECOND = 0x9E3779B1, 0x85EBCA77  # odd, so that the lowest bits stay evenly spread
_MOST_KEPT = 96
_LEAST_SHARED = 5
_LEAST_RESEMBLANCE = 0.35
_LEAST_CONTAINMENT = 0.6
_LEAST_WORDS = 3
_HEAD = struct.Struct("<BHI")


@dataclass(frozen=True, slots=True)
class MinHash:
    """One in `every` (a power of two) of the hashes of a text's shingles, and one hash of all its words."""

    hashes: frozenset[int]
    every: int
    words: int
    digest: int

    def pack(self) -> bytes:
        """Return it as bytes, at most about 400."""
        head = _HEAD.pack(self.every.bit_length(), min(self.words, 0xFFFF), self.digest)
        return head + struct.pack(f"<{len(self.hashes)}I", *sorted(self.hashes))


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much wording two texts share: `containment` is the share of the shorter one's, 0 to 1."""

    shared: int
    resemblance: float
    containment: float

    @property
    def alike(self) -> bool:
        """Tell whether either text is much the same as the whole of the other, not only as a part."""
        return self.resemblance >= _LEAST_RESEMBLANCE

    @property
    def is_copy(self) -> bool:
        """Tell whether so much is shared that one text was made from the other."""
        return self.shared >= _LEAST_SHARED and (
            self.resemblance >= _LEAST_RESEMBLANCE or self.containment >= _LEAST_CONTAINMENT
        )


def minhash(codes: Sequence[int]) -> MinHash:
    """Sketch a text, given as 32-bit hashes of its words in order."""
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    hashes = frozenset((a * _FIRST + b * _SECOND + c) & 0xFFFFFFFF for a, b, c in triples)
    every = 1
    while len(hashes) > _MOST_KEPT:
        every *= 2
        hashes = _sample(hashes, every)
    return MinHash(hashes, every, len(codes), zlib.crc32(array("Q", codes).tobytes()))


def unpack(packed: bytes) -> MinHash:
    """Return a sketch from its bytes."""
    bits, words, digest = _HEAD.unpack_from(packed)
    hashes = struct.unpack(f"<{(len(packed) - _HEAD.size) // 4}I", packed[_HEAD.size :])
    return MinHash(frozenset(hashes), 1 << (bits - 1), words, digest)


def overlap(a: MinHash, b: MinHash) -> Overlap:
    """Estimate how much wording two texts share; the same words in the same order are shared wholly."""
    if a.words == b.words >= _LEAST_WORDS and a.digest == b.digest:
        return Overlap(shared=max(_LEAST_SHARED, len(a.hashes)), resemblance=1.0, containment=1.0)
    every = max(a.every, b.every)
    first = a.hashes if a.every == every else _sample(a.hashes, every)
    second = b.hashes if b.every == every else _sample(b.hashes, every)
    shared = len(first & second)
    if not shared:
        return Overlap(0, 0.0, 0.0)
    return Overlap(
        shared=shared,
        resemblance=shared / (len(first) + len(second) - shared),
        containment=shared / min(len(first), len(second)),
    )


def _sample(hashes: frozenset[int], every: int) -> frozenset[int]:
    return frozenset(value for value in hashes if value % every == 0)
