"""How two articles belong together: copy, same story, related or not at all.

The likelihood that both report the same event comes from `storage.analysis.likelihood`; what the
numbers mean for the reader is decided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from storage.analysis.evidence import doubt, gather, reason
from storage.analysis.features import Features, closeness, days_apart, features
from storage.analysis.likelihood import likelihood
from storage.analysis.portrait import Portrait
from storage.analysis.rarity import Rarity
from storage.analysis.shared_names import SharedName, Weighed, strength, weigh
from storage.analysis.sketch import Overlap, overlap
from storage.model import Evidence, LinkKind, Tie

_SAME_STORY = 0.6
_DOUBTFUL = 0.8  # below it, the reason ends with what speaks against the link
_SURE = 0.9
_RELATED = 0.1
_NEARLY_RELATED, _STRONG_NAMES = 0.05, 1.2  # two rare names in common make up for the rest
_RUNNING_DAYS, _LONGEST_DAYS = 14, 45
_MOST_RELATED = 5
_TELLING_FIGURES = 3


class Judged(Protocol):
    """What can be ranked: a comparison, or the tie that came of it."""

    @property
    def kind(self) -> LinkKind | None:
        """How two articles belong together."""
        ...

    @property
    def score(self) -> float:
        """How surely they do, from 0 to 1."""
        ...


T = TypeVar("T", bound=Judged)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found in two articles, the same whichever is `new`.

    `likelihood` is that both report the same event; `kinship` is the same with dates left aside. `days`
    between them is None where a date is neither known nor presumed.
    """

    new: Portrait
    old: Portrait
    pair: Features
    likelihood: float
    kinship: float
    overlap: Overlap
    names: tuple[Weighed, ...]
    days: float | None

    @property
    def kind(self) -> LinkKind | None:
        """How the two belong together, None if they don't."""
        if self.overlap.is_copy and not _figures_differ(self.new, self.old):
            return LinkKind.COPY
        if self.likelihood >= _SAME_STORY and self._within_a_story:
            return LinkKind.SAME_STORY
        by_names = self.kinship >= _NEARLY_RELATED and strength(self.names) >= _STRONG_NAMES
        return LinkKind.RELATED if by_names or self.kinship >= _RELATED else None

    @property
    def score(self) -> float:
        """How surely, from 0 to 1, both report the same event.

        For related articles dates are left aside, and what is near or above the bar of a same story
        is squeezed below it, in the same order.
        """
        match self.kind:
            case LinkKind.COPY:
                return max(self.likelihood, self.overlap.containment)
            case LinkKind.RELATED:
                return min(self.kinship, 0.5 + 0.18 * (self.kinship - 0.5))
            case _:
                return self.likelihood

    @property
    def _within_a_story(self) -> bool:
        if self.days is None or self.days <= _RUNNING_DAYS:
            return True
        return self.days <= _LONGEST_DAYS and self.likelihood >= _SURE

    def presuming(self, published: datetime) -> "Comparison":
        """Return the comparison as if the new article had come out at that time."""
        days = days_apart(published, self.old.published)
        pair = self.pair | closeness(days) | {"other_year": 0.0}
        return replace(self, pair=pair, likelihood=_judged(pair, self.new, self.old), days=days)


def compare(new: Portrait, old: Portrait, rarity: Rarity, shared: Sequence[SharedName] = ()) -> Comparison:
    """Compare two articles; `shared` are the names that are known to occur in both."""
    pair = features(new, old, rarity)
    return Comparison(
        new=new,
        old=old,
        pair=pair,
        likelihood=_judged(pair, new, old),
        kinship=_judged(pair | closeness(None) | {"other_year": 0.0}, new, old),
        overlap=overlap(new.terms.sketch, old.terms.sketch),
        names=weigh(shared, new, old, rarity),
        days=days_apart(new.published, old.published),
    )


def tie(comparison: Comparison, rarity: Rarity) -> Tie | None:
    """Return what to store of a comparison, None if the two articles have nothing to do with each other."""
    kind = comparison.kind
    if kind is None:
        return None
    new, old = comparison.new, comparison.old
    if kind is LinkKind.COPY:
        found = Evidence(
            overlap=comparison.overlap.containment, days=days_apart(new.published, old.published)
        )
    else:
        found = gather(new, old, comparison.names, rarity)
    if kind is LinkKind.RELATED and not _tells(found):
        return None
    is_doubtful = kind is LinkKind.SAME_STORY and comparison.score < _DOUBTFUL
    line = reason(found, doubt(new, old, rarity) if is_doubtful else "")
    return Tie(kind=kind, score=comparison.score, reason=line, evidence=found)


def ties(
    new: Portrait,
    others: Mapping[int, Portrait],
    rarity: Rarity,
    shared: Mapping[int, Sequence[SharedName]],
) -> dict[int, Tie]:
    """Compare an article with others, by their numbers, and return the ties worth keeping, best first.

    An undated article is best compared when the dated ones that it may belong to are there.
    """
    found = {number: compare(new, old, rarity, shared.get(number, ())) for number, old in others.items()}
    made = {number: tie(comparison, rarity) for number, comparison in best(_dated(found)).items()}
    return {number: kept for number, kept in made.items() if kept}


def best(found: Mapping[int, T]) -> dict[int, T]:
    """Keep all copies and reports of the same story, and the five best related articles; best first."""
    scores = {number: judged.score for number, judged in found.items()}
    kinds = {number: judged.kind for number, judged in found.items()}
    ranked = sorted(found, key=lambda number: (-scores[number], number))
    close = [number for number in ranked if kinds[number] in (LinkKind.COPY, LinkKind.SAME_STORY)]
    related = [number for number in ranked if kinds[number] is LinkKind.RELATED]
    return {number: found[number] for number in [*close, *related[:_MOST_RELATED]]}


def _dated(found: Mapping[int, Comparison]) -> Mapping[int, Comparison]:
    """Presume that an undated article came out with the one that most surely reports the same.

    Otherwise a review of a year would belong to every event that it recalls.
    """
    known = [c for c in found.values() if c.days is None and c.old.published and not c.new.published]
    surest = max(known, key=lambda c: (c.kind is LinkKind.COPY, c.likelihood), default=None)
    if surest is None or surest.likelihood < _SURE or surest.old.published is None:
        return found
    date = surest.old.published
    return {n: c.presuming(date) if c.old.published and c is not surest else c for n, c in found.items()}


def _judged(pair: Features, new: Portrait, old: Portrait) -> float:
    return likelihood(pair, caseless=not (new.names or old.names))


def _figures_differ(a: Portrait, b: Portrait) -> bool:
    """Tell whether two texts are one form filled in twice: the same words with other figures."""
    if a.terms.title_numbers and b.terms.title_numbers:
        return a.terms.title_numbers.isdisjoint(b.terms.title_numbers)
    figures = [p.terms.numbers | p.terms.dates for p in (a, b)]
    fewer = min(map(len, figures))
    return fewer >= _TELLING_FIGURES and len(figures[0] & figures[1]) < fewer / 2


def _tells(evidence: Evidence) -> bool:
    return bool(evidence.names or evidence.title_words or evidence.phrases)
