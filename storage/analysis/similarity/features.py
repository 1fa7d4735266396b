"""What two articles have in common, as numbers: the same whichever of the two comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np

from storage.analysis.similarity.array_types import Marks, Weights
from storage.analysis.similarity.profiles import Items, Profiles
from storage.analysis.similarity.tf_idf import TfIdfVectors, summed

Features: TypeAlias = Mapping[str, Weights]

_NO_NAMES = 0.3
_UNDATED = 0.5
_LONGEST_GAP = 365.0  # days; a wrong date must not outweigh everything else
_MANY_NUMBERS = 3
_PLACE = 32  # the bit above a place in a list at which an owner is packed


def features(new: TfIdfVectors, old: TfIdfVectors) -> dict[str, Weights]:
    """Return each feature by its name, with a value for each of the old articles against the one new one.

    `storage.analysis.similarity.likelihood` weighs them; `closeness`, `other_year` and the rank come besides.
    """
    pair = _Pair(new, old)
    front = sorted_pair(
        pair.share(old.in_front, new.in_front, old.idf), pair.share_of_new(new.in_front, old.in_front)
    )
    numbers = _common(new.numbers, old.numbers, old.size)
    own_numbers, their_numbers = len(new.numbers.what), _counted(old.numbers, old.size)
    shared_names = pair.there & old.is_name & pair.of_new(new.is_name)
    return {
        "whole": pair.cosine(old.weight, new.weight),
        "names": pair.cosine(old.name_weight, new.name_weight),
        "most_contained": front[1],
        "least_contained": front[0],
        "rarest_name": pair.largest(np.where(shared_names, old.idf, 0.0)) / new.most,
        "names_missing": np.minimum(*pair.missing(old.telling, new.telling)),
        "numbers": _shared(numbers, own_numbers, their_numbers),
        "numbers_differ": _numbers_differ(numbers, own_numbers, their_numbers),
        "shortest": np.log1p(np.minimum(new.count.sum(), summed(old.owner, old.count, old.size))),
        "title_pairs": np.log1p(_common(new.title_pairs, old.title_pairs, old.size)),
        "same_day_named": (_common(new.dates, old.dates, old.size) > 0).astype(float),
        "phrases": _shared(
            _common(new.phrases, old.phrases, old.size),
            int(new.phrase_counts[0]),
            old.phrase_counts.astype(np.float64),
        ),
    }


def sorted_pair(one: Weights, other: Weights) -> tuple[Weights, Weights]:
    """Return the smaller and the larger of each two."""
    return np.minimum(one, other), np.maximum(one, other)


class _Pair:
    """One article's terms laid beside those of others: for each of theirs, where it is among its."""

    def __init__(self, new: TfIdfVectors, old: TfIdfVectors) -> None:
        self._new, self._old = new, old
        at = np.searchsorted(new.term, old.term)
        self._at = np.minimum(at, max(0, len(new.term) - 1))
        found = new.term[self._at] == old.term if len(new.term) else np.zeros(len(old.term), dtype=bool)
        self.there: Marks = found

    def of_new(self, values: Marks) -> Marks:
        """Return what holds of each of the old terms in the new article."""
        return values[self._at] & self.there if len(values) else self.there

    def cosine(self, old: Weights, new: Weights) -> Weights:
        if not len(new):
            return np.zeros(self._old.size)
        return np.minimum(1.0, summed(self._old.owner, old * new[self._at] * self.there, self._old.size))

    def largest(self, values: Weights) -> Weights:
        most = np.zeros(self._old.size)
        np.maximum.at(most, self._old.owner, values)
        return most

    def share(self, of: Marks, within: Marks, idf: Weights, nothing: float = 0.0) -> Weights:
        """Return the share, by rarity, of some of the old terms that is among some of the new ones."""
        weights = idf * of
        owner, size = self._old.owner, self._old.size
        whole = summed(owner, weights, size)
        part = summed(owner, weights * self.of_new(within), size)
        shares: Weights = np.divide(part, whole, out=np.full(size, nothing), where=whole > 0)
        return shares

    def share_of_new(self, of: Marks, within: Marks, nothing: float = 0.0) -> Weights:
        """Return for each old article the share of some of the new terms that is among some of its own."""
        owner, size = self._old.owner, self._old.size
        whole = float((self._new.idf * of).sum())
        if not whole:
            return np.full(size, nothing)
        return summed(owner, self._old.idf * (within & self.of_new(of)), size) / whole

    def missing(self, old: Marks, new: Marks) -> tuple[Weights, Weights]:
        """Return which share of some names of the one is nowhere in the other, both ways."""
        everywhere_new = np.ones(len(self._new.term), dtype=bool)
        everywhere_old = np.ones(len(self._old.term), dtype=bool)
        said = 1 - _NO_NAMES
        return (
            1 - self.share(old, everywhere_new, self._old.idf, nothing=said),
            1 - self.share_of_new(new, everywhere_old, nothing=said),
        )


def closeness(days: Weights) -> dict[str, Weights]:
    """Return the features of time, nearness within days and distance in weeks; NaN is unknown."""
    capped = np.minimum(days, _LONGEST_GAP)
    unknown = np.isnan(days)
    return {
        "near": np.where(unknown, _UNDATED, np.exp(-capped / 2)),
        "far": np.where(unknown, _UNDATED, np.log1p(capped / 3)),
    }


def other_year(new: Profiles, old: Profiles, days: Weights) -> Weights:
    """Return 1 where a date is unknown and the latest years that both speak of differ."""
    mine = new.years[0]
    other: Marks = np.isnan(days) & (old.years > 0) & (mine > 0) & (old.years != mine)
    return other.astype(np.float64)


def days_apart(new: "Times", old: "Times") -> Weights:
    """Return the days between the one time of publication and each of the others, NaN where one is unknown.

    Whole days if one of the times is midnight sharp, as a source says that knows only the day.
    """
    exact = np.abs(old.seconds - new.seconds[0]) / 86_400
    apart: Weights = np.where(np.isnan(exact), np.abs(old.days - new.days[0]), exact)
    return apart


@dataclass(frozen=True, slots=True)
class Times:
    """Times of publication: the day, counted from the year 1, and Unix seconds, NaN where not known."""

    days: Weights
    seconds: Weights


def moment(published: datetime | None) -> tuple[int | None, float | None]:
    """Return day and seconds of a time of publication; midnight sharp is a day alone."""
    if published is None:
        return None, None
    time = published if published.tzinfo else published.replace(tzinfo=UTC)
    sharp = (time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0)
    return time.toordinal(), None if sharp else time.timestamp()


def _numbers_differ(common: Weights, new: int, old: Weights) -> Weights:
    """Return 1 where both articles have several numbers and not one in common."""
    differ: Marks = (old >= _MANY_NUMBERS) & (new >= _MANY_NUMBERS) & (common == 0)
    return differ.astype(np.float64)


def _common(new: Items, old: Items, size: int) -> Weights:
    """Return how many different things each old article shares with the new one."""
    own = np.unique(new.what)
    if not len(own):
        return np.zeros(size)
    at = np.minimum(np.searchsorted(own, old.what), len(own) - 1)
    there = own[at] == old.what
    shared = np.unique(old.owner[there] << _PLACE | at[there]) >> _PLACE
    return summed(shared, np.ones(len(shared)), size)


def _shared(common: Weights, new: int, old: Weights) -> Weights:
    """Return what is common of so many things as a share, 0 to 1."""
    return common / np.sqrt((new + 1) * (old + 1))


def _counted(items: Items, size: int) -> Weights:
    return summed(items.owner, np.ones(len(items.owner)), size)
