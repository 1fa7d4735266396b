"""Compares a new article with earlier ones: copy, perhaps the same story, related, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storage.analysis.similarity.features import (
    PublicationTimes,
    closeness,
    days_apart,
    features,
    likelihood,
    other_year,
    prominent_name,
    shipped_weights,
)
from storage.analysis.similarity.minhash import overlap, unpack, words_of
from storage.analysis.similarity.profiles import BoolArray, FloatArray, Profiles
from storage.analysis.similarity.tf_idf import Idf, TfIdfVectors, tf_idf_vectors

KEPT_THRESHOLD = 0.1
"""The least likelihood, or relatedness, of a pair that is kept."""
_CHECKED = 8  # the best matches whose wording is compared, besides all likely ones
_LIKELY = 0.3
_GOOD_SCORE = 0.3  # of the retrieval, as a share of the best possible
_MANY = 5  # other candidates, beside which the best is likely a good match
_MOST_OF_FORM = 0.3  # the highest likelihood of one form filled in twice
_UPDATE_DAYS = 1  # within so many days the same words with other figures are an update
_FORM_WORDS = 60  # a text with fewer words is hardly more than its form
_TEASER_WORDS = 60  # of title and text
_NOTICE_WORDS = 120  # in a text with fewer words each figure counts
_RARE = 0.5  # share of the largest idf
_LEAST_WORDS = 20  # of a text that can be shown in place of its copy
_LEAST_FIGURES = 3
_STORY_DAYS = 14  # how far apart two reports of one event are at most
_MOST_APART = 0.1  # the highest likelihood of reports that are further apart


@dataclass(frozen=True, slots=True)
class ArticleVectors:
    """Articles ready for comparison.

    `articles` are their numbers in the desk, `minhashes` their signatures as bytes.
    """

    articles: Sequence[int]
    profiles: Profiles
    vectors: TfIdfVectors
    times: PublicationTimes
    minhashes: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the new article compares with the old one at `index`.

    `likelihood` is that both report the same event, `relatedness` the same without looking at dates. `days`
    between them is None where a date is not known. `overlap` is the share of the shorter text's wording
    that both have, 0 if neither is a copy. Copies with `same_text` can be shown in place of each other.
    """

    index: int
    likelihood: float
    relatedness: float
    days: float | None
    overlap: float = 0.0
    same_text: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether one text was made from the other."""
        return self.overlap > 0


def has_teaser(new: ArticleVectors, old: ArticleVectors, index: int) -> bool:
    """Return whether the new article or the old one at `index` is hardly more than a teaser."""
    return any(words_of(one) < _TEASER_WORDS for one in (new.minhashes[0], old.minhashes[index]))


def article_vectors(
    articles: Sequence[int],
    packed: Sequence[bytes],
    idf: Idf,
    times: Sequence[tuple[int | None, float | None]],
    minhashes: Sequence[bytes],
) -> ArticleVectors:
    """Return articles ready for comparison.

    `packed` are their profiles as bytes, `times` their days and Unix seconds, `minhashes` their signatures.
    """
    profiles = Profiles(packed)
    published = PublicationTimes(*(np.array([time[i] for time in times], dtype=float) for i in (0, 1)))
    return ArticleVectors(articles, profiles, tf_idf_vectors(profiles, idf), published, minhashes)


def compare(
    new: ArticleVectors,
    old: ArticleVectors,
    scores: Sequence[float],
    weights: Mapping[str, float] | None = None,
) -> list[Comparison]:
    """Compare a new article with old ones; return the comparisons worth keeping, in the order of the old.

    `scores` are those of the retrieval, as shares of the best possible; `weights` of the features are the
    shipped ones by default.
    """
    pairs = features(new.vectors, old.vectors) | {"rank": ranks(scores)}
    days = days_apart(new.times, old.times)
    fit, named = np.array(scores, dtype=np.float64), prominent_name(new.vectors, old.vectors)
    if weights is None:
        cased, caseless = shipped_weights()
        weights = cased if new.vectors.is_name.any() else caseless
    dated = closeness(days, fit, named) | {"other_year": other_year(new.profiles, old.profiles, days)}
    undated = closeness(np.full(len(days), np.nan), fit, named) | {"other_year": np.zeros(len(days))}
    values = zip(likelihood(pairs | dated, weights), likelihood(pairs | undated, weights), days, strict=True)
    found = (
        Comparison(index, float(likely), float(related), None if np.isnan(apart) else float(apart))
        for index, (likely, related, apart) in enumerate(values)
    )
    checked = (_check_wording(new, old, _limit_by_days(one)) for one in found)
    return [one for one in checked if one.is_copy or max(one.likelihood, one.relatedness) >= KEPT_THRESHOLD]


def ranks(scores: Sequence[float]) -> FloatArray:
    """Return how each score stands beside the best, from 0 to 1: float64, (scores,).

    The best of a few, or of scores that are all low, is no good match yet.
    """
    found: FloatArray = np.array(scores, dtype=np.float64)
    shares: FloatArray = found / found.max(initial=_GOOD_SCORE) * min(1.0, (len(found) - 1) / _MANY)
    return shares


def _limit_by_days(one: Comparison) -> Comparison:
    """Lower the likelihood of a pair weeks apart: what comes later of a subject is another event."""
    if one.days is None or one.days <= _STORY_DAYS:
        return one
    return replace(one, likelihood=min(one.likelihood, _MOST_APART))


def _check_wording(new: ArticleVectors, old: ArticleVectors, one: Comparison) -> Comparison:
    """Find out by the wording whether a pair is a copy, or one form filled in twice."""
    if one.index >= _CHECKED and one.likelihood < _LIKELY:
        return one
    own, their = unpack(new.minhashes[0]), unpack(old.minhashes[one.index])
    found, words = overlap(own, their), min(own.words, their.words)
    if not found.is_copy:
        return one
    other_names = _titles_differ(new.vectors, old.vectors, one.index, _names)
    if words < _FORM_WORDS and _titles_differ(new.vectors, old.vectors, one.index, _rare_terms):
        return replace(one, likelihood=min(one.likelihood, _MOST_OF_FORM))
    if other_names or _figures_differ(new.profiles, old.profiles, one.index, words < _NOTICE_WORDS):
        is_update = one.days is not None and one.days <= _UPDATE_DAYS and not other_names
        return one if is_update else replace(one, likelihood=min(one.likelihood, _MOST_OF_FORM))
    likely = max(one.likelihood, found.containment)
    return replace(
        one,
        likelihood=likely,
        relatedness=max(one.relatedness, likely),
        overlap=found.containment,
        # A weekly note in the same words is a new text each time.
        same_text=found.is_whole and words >= _LEAST_WORDS and (one.days or 0.0) <= _STORY_DAYS,
    )


def _figures_differ(new: Profiles, old: Profiles, index: int, short: bool) -> bool:
    """Return whether two texts are one form filled in twice: the same words with other figures.

    In `short` texts one figure on each side that the other lacks is enough.
    """
    titles = new.title_numbers.of(0), old.title_numbers.of(index)
    if all(titles):
        return titles[0].isdisjoint(titles[1])
    own, their = (
        profiles.numbers.of(one) | {-date for date in profiles.dates.of(one)}
        for profiles, one in ((new, 0), (old, index))
    )
    if short:
        return bool(own - their) and bool(their - own)
    fewer = min(len(own), len(their))
    return fewer >= _LEAST_FIGURES and len(own & their) < fewer / 2


def _titles_differ(
    new: TfIdfVectors, old: TfIdfVectors, index: int, choose: Callable[[TfIdfVectors], BoolArray]
) -> bool:
    """Return whether each title has a chosen term that the other article lacks altogether."""
    of_old = old.owner == index
    own_title = set(new.term[new.in_title & choose(new)].tolist())
    their_title = set(old.term[of_old & old.in_title & choose(old)].tolist())
    return bool(own_title - set(old.term[of_old].tolist())) and bool(their_title - set(new.term.tolist()))


def _names(vectors: TfIdfVectors) -> BoolArray:
    return vectors.is_name


def _rare_terms(vectors: TfIdfVectors) -> BoolArray:
    rare: BoolArray = vectors.idf > _RARE * vectors.max_idf
    return rare
