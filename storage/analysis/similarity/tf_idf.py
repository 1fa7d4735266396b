"""Articles as TF-IDF vectors, and how rare a term or a name is in news at large and in this desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from storage.analysis.similarity.profiles import BoolArray, FloatArray, IntArray, Items, Profiles

_TITLE_COUNTS, _LEAD_COUNTS = 3.0, 1.5  # an occurrence in the rest of the text counts once
_DISTINCTIVE_NAMES = 8
_SPARE = 20_000  # new terms before the array of counts grows


class Idf:
    """Inverse document frequencies.

    `articles` is the number of articles that were counted, those of the shipped background included.
    `counts[term]` is the number of them that have a term: float64, (terms,).
    """

    def __init__(self, articles: int, counts: FloatArray) -> None:
        self._articles = articles
        self._counts = counts
        self.maximum = log((articles + 1) / 0.5)
        """The idf of a term that no article has."""

    def of(self, terms: IntArray) -> FloatArray:
        """Return max(0, ln((N + 1) / (df + 0.5))) of each term: int64 (n,) to float64 (n,)."""
        weights: FloatArray = np.log((self._articles + 1) / (self._counts[terms] + 0.5))
        return np.maximum(0.0, weights)


class DocumentFrequencies:
    """In how many articles each term of a vocabulary occurs."""

    def __init__(self, articles: int, known: Sequence[tuple[int, int]]) -> None:
        """Take the number of counted `articles`, and the `known` counts as pairs of term and count."""
        self._articles = articles
        self._counts = np.zeros(max((term for term, _ in known), default=0) + _SPARE)
        if known:
            pairs = np.array(known)
            self._counts[pairs[:, 0]] = pairs[:, 1]

    @property
    def articles(self) -> int:
        """The number of counted articles, those of the shipped background included."""
        return self._articles

    @property
    def idf(self) -> Idf:
        """The inverse document frequencies at this moment."""
        return Idf(self._articles, self._counts)

    def make_room(self, term: int) -> None:
        """Grow the array of counts up to this term."""
        if term >= len(self._counts):
            more = np.zeros(term - len(self._counts) + _SPARE)
            self._counts = np.concatenate([self._counts, more])

    def add(self, terms: Sequence[int], times: int) -> None:
        """Count one more article with these different terms, or with `times` = -1 one less."""
        self._counts[np.array(terms, dtype=np.int64)] += times
        self._articles += times


def name_weight(parts: Sequence[float], max_idf: float, articles: int, in_all: int) -> float:
    """Return how much it says that two articles share a name, from 0 to 1.

    `parts` are the idf of the name's words and `max_idf` the largest possible. `articles` of the desk's
    `in_all` articles have the name. 1 is a name of rare words that only these two articles have.
    """
    if not parts:
        return 0.0
    total = max(in_all, articles, 2)
    in_desk = log((total + 1) / (articles + 0.5)) / log((total + 1) / 2.5)
    return max(parts) / max_idf * min(1.0, max(0.0, in_desk))


@dataclass(frozen=True, slots=True)
class TfIdfVectors:
    """The different terms of some articles, sorted by owner and then by term.

    The arrays from `owner` to `distinctive` have the shape (terms,), one row for each term of each article:
    int64 for `owner` and `term`, float64 for `count` to `name_weight`, bool for the rest. `count` weighs
    the occurrences in title and lead more. `weight` is the term's part of a vector of length 1 over its
    article, `name_weight` of one over the article's names alone. `in_front` is true in title or lead,
    `distinctive` for the rarest names there.

    `size` is the number of articles, `phrase_counts` is int64, (articles,).
    """

    size: int
    max_idf: float
    owner: IntArray
    term: IntArray
    count: FloatArray
    idf: FloatArray
    weight: FloatArray
    name_weight: FloatArray
    is_name: BoolArray
    in_title: BoolArray
    in_front: BoolArray
    distinctive: BoolArray
    phrases: Items
    title_pairs: Items
    phrase_counts: IntArray
    numbers: Items
    dates: Items


def tf_idf_vectors(profiles: Profiles, idf: Idf) -> TfIdfVectors:
    """Return the TF-IDF vectors of some articles."""
    words = profiles.words
    keys, first, row = np.unique(words.owner << 32 | words.term, return_index=True, return_inverse=True)
    owner, term = keys >> 32, keys & 0xFFFFFFFF

    def counts(weights: FloatArray) -> FloatArray:
        return sum_by_owner(row, weights, len(keys))

    plain = counts(np.ones(len(row)))
    count = counts(np.where(words.in_title, _TITLE_COUNTS, np.where(words.in_lead, _LEAD_COUNTS, 1.0)))
    in_title = counts(words.in_title.astype(float)) > 0
    in_front = counts((words.in_title | words.in_lead).astype(float)) > 0
    term_idf, is_name = idf.of(term), words.is_name[first]
    pairs, of_title = words.pairs
    return TfIdfVectors(
        size=profiles.size,
        max_idf=idf.maximum,
        owner=owner,
        term=term,
        count=count,
        idf=term_idf,
        weight=_normalised(np.log1p(count) * term_idf, owner, profiles.size),
        name_weight=_normalised(np.log1p(plain) * term_idf * is_name, owner, profiles.size),
        is_name=is_name,
        in_title=in_title,
        in_front=in_front,
        distinctive=_rarest(owner, term, term_idf, is_name & in_front),
        phrases=Items(pairs.owner[~of_title], pairs.value[~of_title]),
        title_pairs=Items(pairs.owner[of_title], pairs.value[of_title]),
        phrase_counts=profiles.phrase_counts,
        numbers=profiles.numbers,
        dates=profiles.dates,
    )


def sum_by_owner(owner: IntArray, weights: FloatArray, size: int) -> FloatArray:
    """Return the sum of the weights of each owner: (n,) to float64 (size,)."""
    return np.asarray(np.bincount(owner, weights=weights, minlength=size), dtype=np.float64)


def _normalised(weights: FloatArray, owner: IntArray, size: int) -> FloatArray:
    """Return weights divided by the length of their owner's vector; float64, (terms,)."""
    lengths = np.sqrt(sum_by_owner(owner, weights * weights, size))
    return weights / np.where(lengths > 0, lengths, 1.0)[owner]


def _rarest(owner: IntArray, term: IntArray, idf: FloatArray, candidates: BoolArray) -> BoolArray:
    """Return true for the few rarest candidates of each owner; bool, (terms,)."""
    chosen = np.flatnonzero(candidates)
    order = chosen[np.lexsort((term[chosen], -idf[chosen], owner[chosen]))]
    owners = owner[order]
    rank = np.arange(len(order)) - np.searchsorted(owners, owners)
    rarest = np.zeros(len(owner), dtype=bool)
    rarest[order[rank < _DISTINCTIVE_NAMES]] = True
    return rarest
