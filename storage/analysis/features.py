"""What two articles have in common, as numbers: the same whichever of the two comes first."""

from collections.abc import Iterable, Set
from datetime import UTC, datetime
from math import exp, fsum, log, sqrt

from storage.analysis.portrait import Portrait, Vector
from storage.analysis.rarity import Rarity

_NO_NAMES = 0.3
_UNDATED = 0.5
_LONGEST_GAP = 365.0  # days; a wrong date must not outweigh everything else

Features = dict[str, float]


def features(a: Portrait, b: Portrait, rarity: Rarity) -> Features:
    """Return each feature of a pair by its name; `storage.analysis.likelihood` weighs them."""
    shared_names = a.names.keys() & b.names.keys()
    contained = sorted((_contained(a, b), _contained(b, a)))
    days = days_apart(a.published, b.published)
    return {
        "whole": cosine(a.whole, b.whole),
        "names": cosine(a.names, b.names),
        "most_contained": contained[1],
        "least_contained": contained[0],
        "rarest_name": max(map(rarity.weight, shared_names), default=0.0) / rarity.most,
        "names_missing": min(_missing(a.telling, b), _missing(b.telling, a)),
        "title_names_missing": max(_missing(a.title_names, b), _missing(b.title_names, a)),
        "numbers": _share(a.terms.numbers, b.terms.numbers),
        "title_pairs": log(1 + len(a.terms.pairs & b.terms.pairs)),
        "same_day_named": float(not a.terms.dates.isdisjoint(b.terms.dates)),
        "phrases": _share(a.terms.phrases, b.terms.phrases),
        "other_year": float(days is None and _other_year(a, b)),
        **closeness(days),
    }


def closeness(days: float | None) -> Features:
    """Return the features of time: nearness within days, and distance in weeks and months."""
    if days is None:
        return {"near": _UNDATED, "far": _UNDATED}
    days = min(days, _LONGEST_GAP)
    return {"near": exp(-days / 2), "far": log(1 + days / 3)}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length 1, or 0 if one is empty."""
    return min(1.0, fsum(a[term] * b[term] for term in a.keys() & b.keys()))


def days_apart(a: datetime | None, b: datetime | None) -> float | None:
    """Return the days between two times of publication, None if one is unknown.

    Whole days if one of the times is midnight sharp, as a source says that knows only the day.
    """
    if a is None or b is None:
        return None
    a, b = _aware(a), _aware(b)
    if _is_day(a) or _is_day(b):
        return float(abs((a.date() - b.date()).days))
    return abs((a - b).total_seconds()) / 86_400


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _is_day(time: datetime) -> bool:
    return (time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0)


def _other_year(a: Portrait, b: Portrait) -> bool:
    """Tell whether the latest years that two articles speak of differ: a hint where a date is unknown."""
    first, second = (p.published.year if p.published else p.terms.year for p in (a, b))
    return first is not None and second is not None and first != second


def _contained(a: Portrait, b: Portrait) -> float:
    """Return the share of a's title and lead, by weight, that stands in b's title and lead."""
    return _part(a.front, a.front.keys() & b.front.keys(), nothing=0.0)


def _missing(names: Vector, other: Portrait) -> float:
    """Return the share of some names, by weight, that the other article never says."""
    return _part(names, names.keys() - other.terms.counts.keys(), nothing=_NO_NAMES)


def _part(weights: Vector, part: Iterable[str], nothing: float) -> float:
    whole = fsum(weights.values())
    return fsum(weights[term] for term in part) / whole if whole else nothing


def _share(a: Set[object], b: Set[object]) -> float:
    shared = len(a & b)
    return shared / sqrt((len(a) + 1) * (len(b) + 1)) if shared else 0.0
