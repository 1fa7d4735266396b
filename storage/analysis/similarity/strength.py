"""How convincing evidence is: whether it shows by itself that two articles are about one subject."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.analysis.similarity.evidence import SharedTerms
from storage.analysis.similarity.tokens import tokens, word
from storage.model import Evidence, Kind

_RARE = 0.5  # the least weight of a name that makes articles related
_ABOUT = 1.8  # the least prominence: in the title, at the beginning of the text, or often
_SUPPORT = 0.25  # the least strength of the words beside the name of a place
_COMMON = 0.2  # even many names up to this weight do not convince
_CONVINCING = 0.6  # the least strength of all together
_PLACE = 0.7  # share of its weight that a place counts, the scene of many things
_WORD, _PHRASE, _WRITTEN_NAME = 0.3, 0.3, 0.5  # strength of the rarest ones


class WeighedName(NamedTuple):
    """A recognised name that two articles share.

    Its `weight` from 0 to 1 says how rare it is, its `prominence` how much the article is about it that is
    less so.
    """

    name: str
    kind: Kind
    weight: float
    prominence: float


def relates(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> bool:
    """Return whether evidence is enough for a related article.

    Both must be about one rare name. A place is the scene of many things, so rare words must come to it, or
    another rare name. Where the articles share no recognised names, words written as names count.
    """
    rare = [name for name in names if name.weight >= _RARE]
    subjects = [name for name in rare if name.prominence >= _ABOUT]
    if any(name.kind is not Kind.PLACE for name in subjects):
        return True
    if subjects:
        return len(rare) > 1 or _strength_of_words(found, names, shared) >= _SUPPORT
    return not names and is_strong(found, names, shared)


def is_strong(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> bool:
    """Return whether evidence is enough for two articles that are likely on one event."""
    return strength(found, names, shared) >= _CONVINCING


def strength(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> float:
    """Return how strong evidence is, by the rarity of its names and words; 0 is not at all."""
    weights = (name.weight * (_PLACE if name.kind is Kind.PLACE else 1.0) for name in names)
    rare = sum(weight for weight in weights if weight > _COMMON)
    return rare + _strength_of_words(found, names, shared)


def idf_of_words(written: str, shared: SharedTerms) -> list[float]:
    """Return the inverse document frequencies of those words that both articles have."""
    words = [word(token).term for token in tokens(written)]
    return [shared.idf[term] for term in words if term in shared.idf]


def _strength_of_words(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> float:
    recognised = {name.name for name in names}
    written = [name for name in found.names if name not in recognised]
    parts = ((_WRITTEN_NAME, written), (_WORD, found.title_words), (_PHRASE, found.phrases))
    return sum(weight * _rarity(words, shared) for weight, group in parts for words in group)


def _rarity(words: str, shared: SharedTerms) -> float:
    return max(idf_of_words(words, shared), default=0.0) / shared.max_idf
