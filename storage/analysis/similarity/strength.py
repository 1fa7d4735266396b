"""How convincing evidence is: whether it shows by itself that two articles are about one subject."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.analysis.lexicon.common_words import background
from storage.analysis.lexicon.role_words import ROLES
from storage.analysis.similarity.evidence import SharedTerms, terms_in
from storage.analysis.similarity.tokens import tokens, word
from storage.model import Evidence, Kind

_RARE = 0.5  # the least weight of a name that makes articles related
_ABOUT = 1.8  # the least prominence: in the title, at the beginning of the text, or often
_SUPPORT = 0.25  # the least strength of the words beside a scene
_COMMON = 0.2  # even many names up to this weight do not convince
_CONVINCING = 0.6  # the least strength of all together
_SCENE = 0.7  # share of its weight that a scene counts
_WORD, _PHRASE, _WRITTEN_NAME = 0.3, 0.3, 0.5  # strength of the rarest ones
_LEAST_SHARE = 0.25  # of the largest idf: commoner words do not tell what happened


class WeighedName(NamedTuple):
    """A recognised name that two articles share.

    Its `weight` from 0 to 1 says how rare it is, its `prominence` how much the article is about it that is
    less so. A scene is a place that news in general know: many things happen there.
    """

    name: str
    weight: float
    prominence: float
    is_scene: bool
    is_person: bool = False


def relates(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> bool:
    """Return whether evidence is enough for a related article.

    Both must be about one rare name. To scenes, rare words must come, or a rare name of something else.
    Where the articles share no recognised names, words written as names count.
    """
    rare = [name for name in names if name.weight >= _RARE]
    subjects = [name for name in rare if name.prominence >= _ABOUT]
    if any(not name.is_scene for name in subjects):
        return True
    if subjects:
        return any(not name.is_scene for name in rare) or _strength_of_words(found, names, shared) >= _SUPPORT
    return not names and is_strong(found, names, shared)


def tells_what_happened(names: Sequence[WeighedName], shared: SharedTerms) -> bool:
    """Return whether two articles share more than people, their roles, and where they are.

    What one person does on two days is two events.
    """
    people = [name for name in names if name.is_person]
    if not people or any(not (name.is_person or name.is_scene) and name.weight >= _RARE for name in names):
        return True
    offices = {first for first, second in shared.pairs if second in ROLES}
    known = terms_in(name.name for name in names) | offices | ROLES
    return any(idf >= _LEAST_SHARE * shared.max_idf for term, idf in shared.idf.items() if term not in known)


def is_strong(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> bool:
    """Return whether evidence is enough for two articles that are likely on one event."""
    return strength(found, names, shared) >= _CONVINCING


def strength(found: Evidence, names: Sequence[WeighedName], shared: SharedTerms) -> float:
    """Return how strong evidence is, by the rarity of its names and words; 0 is not at all."""
    weights = (name.weight * (_SCENE if name.is_scene else 1.0) for name in names)
    rare = sum(weight for weight in weights if weight > _COMMON)
    return rare + _strength_of_words(found, names, shared)


def is_scene(name: str, kind: Kind) -> bool:
    """Return whether a name is of a place that news in general know."""
    return kind is Kind.PLACE and any(term in background().frequency for term in terms_in([name]))


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
