"""Names that two articles share, and how much they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.analysis.portrait import Portrait
from storage.analysis.rarity import Rarity
from storage.analysis.words import tokens, word

_ANYWHERE, _AT_FRONT = 0.4, 0.3
_TELLING = 0.3


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that two articles have in common; `articles` is how many of the desk's have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A shared name with its weight, from 0 to 1."""

    name: str
    weight: float


def weigh(shared: Iterable[SharedName], a: Portrait, b: Portrait, rarity: Rarity) -> tuple[Weighed, ...]:
    """Weigh shared names by their rarity, more where they stand in title or lead; heaviest first."""
    weighed = [
        Weighed(s.name, rarity.name_weight(s.name, s.articles) * (_prominence(s.name, a, b))) for s in shared
    ]
    return tuple(sorted(weighed, key=lambda w: (-w.weight, w.name)))


def strength(names: Iterable[Weighed]) -> float:
    """Return how strongly names tie two articles: the sum of those that are rare enough to tell."""
    return sum(name.weight for name in names if name.weight >= _TELLING)


def _prominence(name: str, a: Portrait, b: Portrait) -> float:
    words = {word(token).term for token in tokens(name)}
    return _ANYWHERE + _AT_FRONT * sum(not words.isdisjoint(p.front.keys()) for p in (a, b))
