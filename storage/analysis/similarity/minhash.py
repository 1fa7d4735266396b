"""MinHash signatures, by which copies of a text are found.

The three-word shingles of a text are hashed. Of the hashes of a long text a fixed half, quarter or eighth is
kept, the same for every text, so the share of common hashes estimates the share of common wording (Broder:
On the resemblance and containment of documents, 1997, with "modulo" sampling).
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
    """A signature: the hashes of a text's shingles that `modulus`, a power of two, divides.

    `words` is the number of words, `digest` a hash of all words in order.
    """

    hashes: frozenset[int]
    modulus: int
    words: int
    digest: int

    def pack(self) -> bytes:
        """Return the signature as at most about 400 bytes."""
        head = _HEAD.pack(self.modulus.bit_length(), min(self.words, 0xFFFF), self.digest)
        return head + struct.pack(f"<{len(self.hashes)}I", *sorted(self.hashes))


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much wording two texts share.

    `shared` counts common hashes. `resemblance` is the Jaccard index of both texts' hashes, `containment` the
    share of the shorter text's hashes that the longer one has; both from 0 to 1.
    """

    shared: int
    resemblance: float
    containment: float

    @property
    def is_whole(self) -> bool:
        """Whether both texts are much the same as a whole, not only in a part."""
        return self.resemblance >= _LEAST_RESEMBLANCE

    @property
    def is_copy(self) -> bool:
        """Whether so much is shared that one text was made from the other."""
        return self.shared >= _LEAST_SHARED and (
            self.resemblance >= _LEAST_RESEMBLANCE or self.containment >= _LEAST_CONTAINMENT
        )


def minhash(codes: Sequence[int]) -> MinHash:
    """Return the signature of a text, given the 32-bit hashes of its words in order."""
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    hashes = frozenset((a * _FIRST + b * _SECOND + c) & 0xFFFFFFFF for a, b, c in triples)
    modulus = 1
    while len(hashes) > _MOST_KEPT:
        modulus *= 2
        hashes = _sample(hashes, modulus)
    return MinHash(hashes, modulus, len(codes), zlib.crc32(array("Q", codes).tobytes()))


def unpack(packed: bytes) -> MinHash:
    """Return a signature from its bytes."""
    bits, words, digest = _HEAD.unpack_from(packed)
    hashes = struct.unpack(f"<{(len(packed) - _HEAD.size) // 4}I", packed[_HEAD.size :])
    return MinHash(frozenset(hashes), 1 << (bits - 1), words, digest)


def words_of(packed: bytes) -> int:
    """Return the number of words of a text from the bytes of its signature."""
    words: int = _HEAD.unpack_from(packed)[1]
    return words


def overlap(a: MinHash, b: MinHash) -> Overlap:
    """Estimate how much wording two texts share. Two texts with the same words in order share all."""
    if a.words == b.words >= _LEAST_WORDS and a.digest == b.digest:
        return Overlap(shared=max(_LEAST_SHARED, len(a.hashes)), resemblance=1.0, containment=1.0)
    modulus = max(a.modulus, b.modulus)
    first = a.hashes if a.modulus == modulus else _sample(a.hashes, modulus)
    second = b.hashes if b.modulus == modulus else _sample(b.hashes, modulus)
    shared = len(first & second)
    if not shared:
        return Overlap(0, 0.0, 0.0)
    return Overlap(
        shared=shared,
        resemblance=shared / (len(first) + len(second) - shared),
        containment=shared / min(len(first), len(second)),
    )


def _sample(hashes: frozenset[int], modulus: int) -> frozenset[int]:
    return frozenset(value for value in hashes if value % modulus == 0)
