"""Blocking keys: the keys under which the desk finds other names of the same entity.

A key of an entity is either one of its names or a blocking key, which has a prefix.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from storage.analysis.entities.person_names import skeleton_keys, skeletons
from storage.analysis.entities.surface_forms import SurfaceForm
from storage.analysis.lexicon import countries, gazetteer, head_nouns
from storage.analysis.lexicon.name_keys import initials, organisation_key, plain
from storage.model import Entity, Kind

SKELETON = "~"
"""Prefix of the consonants of a name."""
SURNAME = "^"
"""Prefix of the surname of someone known by a full name."""
INITIALS = "@"
"""Prefix of an acronym of a longer name."""
SHORT_FORM = ">"
"""Prefix of a short form of a longer name."""

_MIN_ACRONYM = 3  # letters of an acronym that another article may explain
_MAX_WORDS = 8  # words of a name whose beginning and end may stand for it
_MIN_FOR_TYPO = 10  # letters of a name that stays the same name with one wrong letter
# People drop these words: the Mediterranean, the Sahara, the Sinai.
_LANDFORMS = frozenset({"sea", "ocean", "desert", "peninsula"})
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "central"}
)


class KnownEntities(Protocol):
    """Lookup of the entities that the desk knows."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities with any of these keys, each with the key that matched.

        Under one key, entities in more articles come first.
        """
        ...

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity, blocking keys included."""
        ...

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity, from 0 to 1."""
        ...


def without_blocking_keys(keys: Iterable[str]) -> set[str]:
    """Return the keys that are names of an entity; blocking keys are left out."""
    return {key for key in keys if not key.startswith((SKELETON, SURNAME, INITIALS, SHORT_FORM))}


def blocking_keys(form: SurfaceForm) -> frozenset[str]:
    """Return the keys under which other names of the same person, organisation or place are found."""
    if form.kind is Kind.PERSON:
        return person_blocking_keys(form)
    keys = _skeleton_keys(form.key)
    if form.kind is Kind.ORGANISATION:
        keys |= {INITIALS + acronym for spelling in {*form.spellings} for acronym in _acronyms(spelling)}
    return keys | {SHORT_FORM + short for short in shorter_names(form.kind, form.key)}


def person_blocking_keys(form: SurfaceForm) -> frozenset[str]:
    """Return the skeletons of a person's full name and the surname; nothing for a partial name."""
    name = form.person
    if form.lone:
        return frozenset()
    return skeleton_keys(name) | {SURNAME + name.core[-1]}


def _acronyms(spelling: str) -> frozenset[str]:
    """Return the acronyms of an organisation that are long enough to identify it."""
    key = plain(spelling)
    first, _, rest = key.partition(" ")
    # Legal forms count too: KPC is the Kenya Power Company.
    found = initials(key) | initials(organisation_key(spelling))
    if countries.country_of_key(first):
        found |= initials(rest)  # FDA, the U.S. Food and Drug Administration
    if spelling.isupper() and spelling.isalpha():
        found |= {spelling.lower()}
    return frozenset(acronym for acronym in found if len(acronym) >= _MIN_ACRONYM)


def _skeleton_keys(key: str) -> frozenset[str]:
    words = key.split()
    if len(key) < _MIN_FOR_TYPO or any(map(str.isdigit, key)):
        return frozenset()
    return frozenset(
        f"{SKELETON}{first} {last}" for first in skeletons(words[0]) for last in skeletons(words[-1])
    )


def shorter_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the keys of the shorter names of an organisation or a place."""
    if kind is Kind.ORGANISATION:
        return short_forms(key)
    first, _, last = key.rpartition(" ")
    return frozenset({first} if kind is Kind.PLACE and first and last in _LANDFORMS else ())


@lru_cache(maxsize=10_000)
def short_forms(key: str) -> frozenset[str]:
    """Return the beginnings and ends of an organisation's key that are distinctive enough to stand for it."""
    words = tuple(key.split())
    return frozenset(" ".join(part) for part in prefixes_and_suffixes(words) if _is_distinctive(part, words))


def prefixes_and_suffixes(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the proper prefixes and suffixes of a name; nothing for a very long name."""
    sizes = range(1, len(words)) if len(words) <= _MAX_WORDS else ()
    return [part for size in sizes for part in (words[:size], words[-size:])]


def _is_distinctive(part: tuple[str, ...], words: tuple[str, ...]) -> bool:
    short = " ".join(part)
    rest = words[len(part) :] if words[: len(part)] == part else words[: -len(part)]
    if gazetteer.lookup(short) or _DIRECTIONS.issuperset(rest):
        return False
    of_country = len(part) > 1 and bool(countries.country_of_key(" ".join(rest)))
    return of_country or not (all(map(head_nouns.is_generic, part)) or countries.country_of_key(short))
