"""The tag decoder: from the scores of each word's tags to whole names (BIO tags, Viterbi's algorithm)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KINDS = ("person", "place", "organisation", "people", "other")
"""The kinds that the model knows; "people" are nationalities, religious groups and followers of parties."""
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""The tags of a word: outside any name ("O"), or at the beginning ("B-") or inside ("I-") of one."""
OUTSIDE = 0
SURELY_OUTSIDE = np.float32(np.log(0.99))

Scores = NDArray[np.float32]
"""Scores of tags, mostly log-probabilities, shape (words, tags)."""


class Span(NamedTuple):
    """A name: the words [start, end), and the index of its kind in `KINDS`."""

    start: int
    end: int
    kind: int

    @property
    def begin_tag(self) -> int:
        """The tag of its first word."""
        return 1 + 2 * self.kind

    @property
    def inside_tag(self) -> int:
        """The tag of its other words."""
        return 2 + 2 * self.kind


def _transitions() -> Scores:
    """Return 0 where a tag may follow another, minus infinity where it may not, shape (tags before, tags)."""
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for inside in range(2, len(TAGS), 2):
        allowed[:, inside] = -np.inf
        allowed[[inside - 1, inside], inside] = 0
    return allowed


_TRANSITIONS = _transitions()


def decode(scores: Scores) -> Iterator[Span]:
    """Yield the most likely names, in order and without overlaps.

    `scores` are log-probabilities, shape (words, tags). All words of a name have the same kind.
    """
    start = None
    path = [*best_path(scores).tolist(), OUTSIDE]
    for position, tag in enumerate(path):
        if start is not None and not (tag and tag % 2 == 0):
            yield Span(start, position, (path[start] - 1) // 2)
            start = None
        if tag % 2 == 1:
            start = position


def best_path(scores: Scores) -> NDArray[np.int64]:
    """Return the most likely allowed sequence of tags, int64 of shape (words,).

    It is Viterbi's algorithm, run only between words that are surely outside any name, and only where the
    best tag of each word does not already give an allowed sequence.
    """
    path: NDArray[np.int64] = scores.argmax(axis=1)
    before = np.concatenate(([OUTSIDE], path[:-1]))
    forbidden = np.flatnonzero(np.isinf(_TRANSITIONS[before, path]))
    if not len(forbidden):
        return path
    borders = np.concatenate(([-1], np.flatnonzero(scores[:, OUTSIDE] > SURELY_OUTSIDE), [len(path)]))
    for border in np.unique(np.searchsorted(borders, forbidden)).tolist():
        stretch = slice(borders[border - 1] + 1, borders[border])
        path[stretch] = _viterbi(scores[stretch])
    return path


def _viterbi(scores: Scores) -> NDArray[np.int64]:
    previous = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + _TRANSITIONS[OUTSIDE]
    columns = np.arange(scores.shape[1])
    for position in range(1, len(scores)):
        totals = total[:, None] + _TRANSITIONS
        previous[position] = totals.argmax(axis=0)
        total = totals[previous[position], columns] + scores[position]
    path: NDArray[np.int64] = np.empty(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for position in range(len(scores) - 1, 0, -1):
        path[position - 1] = previous[position, path[position]]
    return path
