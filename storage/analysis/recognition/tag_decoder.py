"""What is said of each word, and how names are read from that: whole names, not words one by one."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KINDS = ("person", "place", "organisation", "people", "other")
"""The kinds that the model knows; "people" are nationalities, beliefs and parties' followers."""
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""What each word is tagged with: outside any name, or the beginning or inside of one of a kind."""
OUTSIDE = 0
SURELY_OUTSIDE = np.float32(np.log(0.99))

Scores = NDArray[np.float32]


class Span(NamedTuple):
    """A name: words [start, end), and the index of its kind."""

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
    """Return what it costs that a tag stands behind another, shape (before, after): nothing, or all."""
    costs = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for inside in range(2, len(TAGS), 2):
        costs[:, inside] = -np.inf
        costs[[inside - 1, inside], inside] = 0
    return costs


_TRANSITIONS = _transitions()


def decode(scores: Scores) -> Iterator[Span]:
    """Yield the most likely names of n words, in order, none overlapping.

    `scores` are log-probabilities of shape (n, tags). No name begins in its middle or changes its kind.
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
    """Return the most likely tags of n words that may stand in a row, shape (n,).

    Viterbi's algorithm, on the stretches between words that are surely outside any name.
    """
    path: NDArray[np.int64] = scores.argmax(axis=1)
    before = np.concatenate(([OUTSIDE], path[:-1]))
    broken = np.flatnonzero(np.isinf(_TRANSITIONS[before, path]))
    if not len(broken):
        return path
    borders = np.concatenate(([-1], np.flatnonzero(scores[:, OUTSIDE] > SURELY_OUTSIDE), [len(path)]))
    for border in np.unique(np.searchsorted(borders, broken)).tolist():
        stretch = slice(borders[border - 1] + 1, borders[border])
        path[stretch] = _viterbi(scores[stretch])
    return path


def _viterbi(scores: Scores) -> NDArray[np.int64]:
    behind = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + _TRANSITIONS[OUTSIDE]
    columns = np.arange(scores.shape[1])
    for position in range(1, len(scores)):
        ways = total[:, None] + _TRANSITIONS
        behind[position] = ways.argmax(axis=0)
        total = ways[behind[position], columns] + scores[position]
    path: NDArray[np.int64] = np.empty(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for position in range(len(scores) - 1, 0, -1):
        path[position - 1] = behind[position, path[position]]
    return path
