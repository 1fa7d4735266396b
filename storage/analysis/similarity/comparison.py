"""How a new article belongs with earlier ones: copy, perhaps the same story, related or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storage.analysis.similarity.array_types import Marks, Weights
from storage.analysis.similarity.features import Times, closeness, days_apart, features, other_year
from storage.analysis.similarity.idf import Idf
from storage.analysis.similarity.likelihood import likelihood, shipped_weights
from storage.analysis.similarity.minhash import overlap, unpack
from storage.analysis.similarity.profiles import Items, Profiles
from storage.analysis.similarity.tf_idf import TfIdfVectors, tf_idf_vectors

KEPT = 0.1
"""The least likelihood, or kinship, at which a pair is worth keeping."""
_COMPARED = 8  # how many of the best matches are compared word by word, besides those that are likely
_LIKELY = 0.3
_FORM = 0.3  # the most that one form filled in twice is worth
_FORM_DAYS = 1  # within so many days the same words with other figures are an update
_SHORT = 60  # words of a text that is hardly more than its form
_NOTICE = 120  # words of a text in which each figure tells
_RARE = 0.5  # of the largest rarity
_LEAST_WORDS = 20  # of a text that can stand for another one
_TELLING_FIGURES = 3
_RUNNING_DAYS, _LONGEST_DAYS, _SURE = 14, 60, 0.9  # how long a story runs, from one report to another
_APART = 0.1  # the most that two reports further apart are worth


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the articles by their numbers, as bags of terms, their times and sketches."""

    articles: Sequence[int]
    profiles: Profiles
    bags: TfIdfVectors
    times: Times
    sketches: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of a new article and an old one, which is given by its place among the old.

    `likelihood` is that both report the same event; `kinship` is the same with dates left aside. `days`
    between them is None where a date is not known. `overlap` is how much of the shorter one's wording
    both share, 0 where they are no copies; copies that are `one_text` can stand for one another.
    """

    place: int
    likelihood: float
    kinship: float
    days: float | None
    overlap: float = 0.0
    one_text: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether one text was made from the other."""
        return self.overlap > 0


def side(
    articles: Sequence[int],
    packed: Sequence[bytes],
    rarity: Idf,
    moments: Sequence[tuple[int | None, float | None]],
    sketches: Sequence[bytes],
) -> Side:
    """Make articles ready to be compared, given their packed profiles."""
    profiles = Profiles(packed)
    times = Times(*(np.array([m[i] for m in moments], dtype=float) for i in (0, 1)))
    return Side(articles, profiles, tf_idf_vectors(profiles, rarity), times, sketches)


def compare(
    new: Side, old: Side, scores: Sequence[float], weights: Mapping[str, float] | None = None
) -> list[Comparison]:
    """Compare a new article with old ones, given how well each matched; those worth keeping, in order.

    `weights` are those of the features, the shipped ones by default.
    """
    pairs = features(new.bags, old.bags) | {"rank": ranks(scores)}
    days = days_apart(new.times, old.times)
    if weights is None:
        cased, caseless = shipped_weights()
        weights = cased if new.bags.is_name.any() else caseless
    dated = closeness(days) | {"other_year": other_year(new.profiles, old.profiles, days)}
    undated = closeness(np.full(len(days), np.nan)) | {"other_year": np.zeros(len(days))}
    found = [
        Comparison(place, float(p), float(k), None if np.isnan(d) else float(d))
        for place, (p, k, d) in enumerate(
            zip(
                likelihood(pairs | dated, weights),
                likelihood(pairs | undated, weights),
                days,
                strict=True,
            )
        )
    ]
    looked_at = (_worded(new, old, _timed(one)) for one in found)
    return [one for one in looked_at if one.is_copy or max(one.likelihood, one.kinship) >= KEPT]


def ranks(scores: Sequence[float]) -> Weights:
    """Return scores as shares of the best."""
    found: Weights = np.array(scores, dtype=np.float64)
    shares: Weights = found / found.max(initial=1e-9)
    return shares


def _timed(one: Comparison) -> Comparison:
    """Let what is weeks apart be one story only where that is nearly certain; what is months apart never."""
    running = one.days is None or one.days <= _RUNNING_DAYS
    if running or (one.days is not None and one.days <= _LONGEST_DAYS and one.likelihood >= _SURE):
        return one
    return replace(one, likelihood=min(one.likelihood, _APART))


def _worded(new: Side, old: Side, one: Comparison) -> Comparison:
    """Look at the wording of a pair that may be a copy, or one form filled in twice."""
    if one.place >= _COMPARED and one.likelihood < _LIKELY:
        return one
    mine, theirs = unpack(new.sketches[0]), unpack(old.sketches[one.place])
    both, words = overlap(mine, theirs), min(mine.words, theirs.words)
    if not both.is_copy:
        return one
    other_names = _titles_differ(new.bags, old.bags, one.place, _are_names)
    if words < _SHORT and _titles_differ(new.bags, old.bags, one.place, _are_rare):
        return replace(one, likelihood=min(one.likelihood, _FORM))
    if other_names or _figures_differ(new.profiles, old.profiles, one.place, words < _NOTICE):
        is_update = one.days is not None and one.days <= _FORM_DAYS and not other_names
        return one if is_update else replace(one, likelihood=min(one.likelihood, _FORM))
    surely = max(one.likelihood, both.containment)
    return replace(
        one,
        likelihood=surely,
        kinship=max(one.kinship, surely),
        overlap=both.containment,
        # The weekly note with the same words is another one each time.
        one_text=both.alike and words >= _LEAST_WORDS and (one.days or 0.0) <= _RUNNING_DAYS,
    )


def _figures_differ(new: Profiles, old: Profiles, place: int, short: bool) -> bool:
    """Tell whether two texts are one form filled in twice: the same words with other figures.

    Of short texts, each having one that the other has not is enough.
    """
    titles = _of(new.title_numbers, 0), _of(old.title_numbers, place)
    if all(titles):
        return titles[0].isdisjoint(titles[1])
    figures = (
        _of(new.numbers, 0) | {-date for date in _of(new.dates, 0)},
        _of(old.numbers, place) | {-date for date in _of(old.dates, place)},
    )
    if short:
        return bool(figures[0] - figures[1]) and bool(figures[1] - figures[0])
    fewer = min(map(len, figures))
    return fewer >= _TELLING_FIGURES and len(figures[0] & figures[1]) < fewer / 2


def _titles_differ(
    new: TfIdfVectors, old: TfIdfVectors, place: int, which: Callable[[TfIdfVectors], Marks]
) -> bool:
    """Tell whether each title has a term of a sort that the other article has not anywhere."""
    theirs = old.owner == place
    mine = set(new.term[new.in_title & which(new)].tolist())
    their_own = set(old.term[theirs & old.in_title & which(old)].tolist())
    return bool(mine - set(old.term[theirs].tolist())) and bool(their_own - set(new.term.tolist()))


def _are_names(terms: TfIdfVectors) -> Marks:
    return terms.is_name


def _are_rare(terms: TfIdfVectors) -> Marks:
    rare: Marks = terms.idf > _RARE * terms.most
    return rare


def _of(items: Items, owner: int) -> set[int]:
    return set(items.what[items.owner == owner].tolist())
