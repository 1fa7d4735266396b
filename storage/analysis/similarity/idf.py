"""How rare a term or a name is: in news at large and in this desk."""

from collections.abc import Sequence
from math import log

import numpy as np

from storage.analysis.similarity.array_types import Numbers, Weights

_SPARE = 20_000  # terms that are new before the counts are laid out anew


class Idf:
    """Weights of terms by inverse document frequency.

    `articles` is the number of articles over which was counted, those behind the shipped background
    included; `counts` tells in how many of them each term of a vocabulary occurs, by its number.
    """

    def __init__(self, articles: int, counts: Weights) -> None:
        self._articles = articles
        self._counts = counts
        self.most = log((articles + 1) / 0.5)

    def of(self, terms: Numbers) -> Weights:
        """Return max(0, ln((N + 1) / (df + .5))) for each term."""
        weights: Weights = np.log((self._articles + 1) / (self._counts[terms] + 0.5))
        return np.maximum(0.0, weights)


class Counts:
    """In how many of so many `articles` each term of a vocabulary occurs, given those that are `known`."""

    def __init__(self, articles: int, known: Sequence[tuple[int, int]]) -> None:
        self._articles = articles
        self._counts = np.zeros(max((number for number, _ in known), default=0) + _SPARE)
        if known:
            pairs = np.array(known)
            self._counts[pairs[:, 0]] = pairs[:, 1]

    @property
    def rarity(self) -> Idf:
        """The rarity of each term as of now."""
        return Idf(self._articles, self._counts)

    def make_room(self, number: int) -> None:
        """Have a count for the terms up to this number."""
        if number >= len(self._counts):
            more = np.zeros(number - len(self._counts) + _SPARE)
            self._counts = np.concatenate([self._counts, more])

    def add(self, terms: Sequence[int], times: int) -> None:
        """Count one more article with these terms, each once, or (`times` -1) one less."""
        self._counts[np.array(terms, dtype=np.int64)] += times
        self._articles += times


def name_weight(parts: Sequence[float], most: float, articles: int, in_all: int) -> float:
    """Return how much it says that two articles share a name, from 0 to 1.

    `parts` are the rarities of its words, `most` the largest possible; the name occurs in `articles` of the
    desk's `in_all`. 1 is a name of rare words that only these two articles have.
    """
    if not parts:
        return 0.0
    total = max(in_all, articles, 2)
    in_desk = log((total + 1) / (articles + 0.5)) / log((total + 1) / 2.5)
    return max(parts) / most * min(1.0, max(0.0, in_desk))
