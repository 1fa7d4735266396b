"""Features of a pair of articles, and the likelihood made of them that both report the same event.

Every feature is symmetric: it does not matter which article comes first. The likelihood is a logistic
regression in which no weight may have the wrong sign. `scripts/fit_links.py` writes `weights.tsv` and
documents its data. The second column of weights is for texts in which capitals mark no names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np

from storage.analysis.similarity.profiles import BoolArray, FloatArray, Items, Profiles
from storage.analysis.similarity.tf_idf import TfIdfVectors, sum_by_owner

Features: TypeAlias = Mapping[str, FloatArray]
"""The values of each feature, by its name, for each old article: float64, (old articles,)."""

_TABLE = Path(__file__).with_name("weights.tsv")
_DECIMALS = 6  # the last bits of a sum depend on its order
_NO_NAMES = 0.3
_UNDATED = 0.5
_FITTING = 0.3  # score of the retrieval, as a share of the best possible
_RARE_NAME = 0.7  # share of the largest idf: in one of hundreds of articles, or fewer
_LONGEST_GAP = 365.0  # days; a wrong date must not outweigh everything else
_MANY_NUMBERS = 3
_INDEX_BITS = 32  # the owner is packed above an index of so many bits


def features(new: TfIdfVectors, old: TfIdfVectors) -> dict[str, FloatArray]:
    """Return the features of one new article against each old one: float64, (old articles,).

    `closeness`, `other_year` and the rank are not among them.
    """
    pair = _Pair(new, old)
    of_old, of_new = pair.share(old.in_front, new.in_front), pair.share_of_new(new.in_front, old.in_front)
    numbers = _count_common(new.numbers, old.numbers, old.size)
    own_numbers, their_numbers = len(new.numbers.value), _count(old.numbers, old.size)
    shared_names = pair.there & old.is_name & pair.of_new(new.is_name)
    return {
        "whole": pair.cosine(old.weight, new.weight),
        "names": pair.cosine(old.name_weight, new.name_weight),
        "most_contained": np.maximum(of_old, of_new),
        "least_contained": np.minimum(of_old, of_new),
        "rarest_name": pair.largest(np.where(shared_names, old.idf, 0.0)) / new.max_idf,
        "names_missing": np.minimum(*pair.missing(old.distinctive, new.distinctive)),
        "numbers": _common_share(numbers, own_numbers, their_numbers),
        "numbers_differ": _numbers_differ(numbers, own_numbers, their_numbers),
        "shortest": np.log1p(np.minimum(new.count.sum(), sum_by_owner(old.owner, old.count, old.size))),
        "title_pairs": np.log1p(_count_common(new.title_pairs, old.title_pairs, old.size)),
        "same_day_named": (_count_common(new.dates, old.dates, old.size) > 0).astype(float),
        "phrases": _common_share(
            _count_common(new.phrases, old.phrases, old.size),
            int(new.phrase_counts[0]),
            old.phrase_counts.astype(np.float64),
        ),
    }


def prominent_name(new: TfIdfVectors, old: TfIdfVectors) -> FloatArray:
    """Return how rare the rarest name in title or lead of both articles is: float64, (old articles,).

    It is a share of the largest idf. Names written so in one of the two count.
    """
    pair = _Pair(new, old)
    in_both = old.in_front & pair.of_new(new.in_front) & (old.is_name | pair.of_new(new.is_name))
    return pair.largest(np.where(in_both, old.idf, 0.0)) / new.max_idf


class _Pair:
    """The terms of one new article beside those of old ones; `_at` has the row of each old term in the new.

    An argument has one value a row of the old terms, (old terms,), or of the new ones, (new terms,).
    """

    def __init__(self, new: TfIdfVectors, old: TfIdfVectors) -> None:
        self._new, self._old = new, old
        at = np.searchsorted(new.term, old.term)
        self._at = np.minimum(at, max(0, len(new.term) - 1))
        found = new.term[self._at] == old.term if len(new.term) else np.zeros(len(old.term), dtype=bool)
        self.there: BoolArray = found
        """Whether the new article has the old term: bool, (old terms,)."""

    def of_new(self, values: BoolArray) -> BoolArray:
        """Return the new article's value for each old term, false where it lacks the term: (old terms,)."""
        return values[self._at] & self.there if len(values) else self.there

    def cosine(self, old: FloatArray, new: FloatArray) -> FloatArray:
        """Return the cosine of the new vector and each old one: float64, (old articles,)."""
        if not len(new):
            return np.zeros(self._old.size)
        products = old * new[self._at] * self.there
        return np.minimum(1.0, sum_by_owner(self._old.owner, products, self._old.size))

    def largest(self, values: FloatArray) -> FloatArray:
        """Return the largest of the old terms' values in each old article: float64, (old articles,)."""
        most = np.zeros(self._old.size)
        np.maximum.at(most, self._old.owner, values)
        return most

    def share(self, of: BoolArray, within: BoolArray, nothing: float = 0.0) -> FloatArray:
        """Return which share, by idf, of some old terms is among some new terms: float64, (old articles,).

        `nothing` is returned where there are no such old terms.
        """
        weights = self._old.idf * of
        owner, size = self._old.owner, self._old.size
        whole = sum_by_owner(owner, weights, size)
        part = sum_by_owner(owner, weights * self.of_new(within), size)
        shares: FloatArray = np.divide(part, whole, out=np.full(size, nothing), where=whole > 0)
        return shares

    def share_of_new(self, of: BoolArray, within: BoolArray, nothing: float = 0.0) -> FloatArray:
        """Return which share, by idf, of some new terms is among some old terms: float64, (old articles,)."""
        owner, size = self._old.owner, self._old.size
        whole = float((self._new.idf * of).sum())
        if not whole:
            return np.full(size, nothing)
        return sum_by_owner(owner, self._old.idf * (within & self.of_new(of)), size) / whole

    def missing(self, old: BoolArray, new: BoolArray) -> tuple[FloatArray, FloatArray]:
        """Return which share of some names of one article the other lacks, old in new and new in old."""
        all_new = np.ones(len(self._new.term), dtype=bool)
        all_old = np.ones(len(self._old.term), dtype=bool)
        without_names = 1 - _NO_NAMES
        return (
            1 - self.share(old, all_new, nothing=without_names),
            1 - self.share_of_new(new, all_old, nothing=without_names),
        )


def closeness(days: FloatArray, fit: FloatArray, named: FloatArray) -> dict[str, FloatArray]:
    """Return the features of time; NaN is unknown: float64, (n,).

    `near` is for days, `far` for weeks. The day says little of articles that fit badly, by their scores in
    the retrieval, and more of those that have a rare name in front, by their `prominent_name`.
    """
    capped = np.minimum(days, _LONGEST_GAP)
    unknown = np.isnan(days)
    near = np.exp(-capped / 2)
    return {
        "near": np.where(unknown, _UNDATED, near) * np.minimum(1.0, fit / _FITTING),
        "named_near": np.where(unknown, 0.0, near) * np.maximum(0.0, named - _RARE_NAME) / (1 - _RARE_NAME),
        "far": np.where(unknown, _UNDATED, np.log1p(capped / 3)),
    }


def other_year(new: Profiles, old: Profiles, days: FloatArray) -> FloatArray:
    """Return 1 where a date is unknown and the latest years named differ: float64, (old articles,)."""
    own = new.years[0]
    other: BoolArray = np.isnan(days) & (old.years > 0) & (own > 0) & (old.years != own)
    return other.astype(np.float64)


@dataclass(frozen=True, slots=True)
class PublicationTimes:
    """When some articles came out, NaN where it is not known; both float64 of shape (articles,).

    `days` counts from the year 1, `seconds` are Unix seconds.
    """

    days: FloatArray
    seconds: FloatArray


def days_apart(new: PublicationTimes, old: PublicationTimes) -> FloatArray:
    """Return the days between the new article and each old one, NaN if unknown: float64, (old articles,).

    The result is in whole days if one time is exactly midnight, as from a source that knows only the day.
    """
    exact = np.abs(old.seconds - new.seconds[0]) / 86_400
    apart: FloatArray = np.where(np.isnan(exact), np.abs(old.days - new.days[0]), exact)
    return apart


def day_and_seconds(published: datetime | None) -> tuple[int | None, float | None]:
    """Return the day since the year 1 and the Unix seconds of a date; exactly midnight is a day only."""
    if published is None:
        return None, None
    time = published if published.tzinfo else published.replace(tzinfo=UTC)
    midnight = (time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0)
    return time.toordinal(), None if midnight else time.timestamp()


def likelihood(pairs: Features, weights: Mapping[str, float]) -> FloatArray:
    """Return the likelihood, from 0 to 1, that each pair reports the same event: float64, (pairs,)."""
    total = sum((weights[name] * values for name, values in pairs.items()), np.array(weights["bias"]))
    found: FloatArray = np.round(1 / (1 + np.exp(-total)), _DECIMALS)
    return found


@lru_cache(maxsize=1)
def shipped_weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the weight of each feature, and the weights for texts in which capitals mark no names."""
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows}


def _numbers_differ(common: FloatArray, new: int, old: FloatArray) -> FloatArray:
    """Return 1 where both articles have several numbers and none in common: float64, (old articles,)."""
    differ: BoolArray = (old >= _MANY_NUMBERS) & (new >= _MANY_NUMBERS) & (common == 0)
    return differ.astype(np.float64)


def _count_common(new: Items, old: Items, size: int) -> FloatArray:
    """Return how many different values each old article shares with the new one: float64, (size,)."""
    own = np.unique(new.value)
    if not len(own):
        return np.zeros(size)
    at = np.minimum(np.searchsorted(own, old.value), len(own) - 1)
    there = own[at] == old.value
    shared = np.unique(old.owner[there] << _INDEX_BITS | at[there]) >> _INDEX_BITS
    return sum_by_owner(shared, np.ones(len(shared)), size)


def _common_share(common: FloatArray, new: int, old: FloatArray) -> FloatArray:
    """Return how much is common of so many new and old things, from 0 to 1: float64, (old articles,)."""
    return common / np.sqrt((new + 1) * (old + 1))


def _count(items: Items, size: int) -> FloatArray:
    return sum_by_owner(items.owner, np.ones(len(items.owner)), size)
