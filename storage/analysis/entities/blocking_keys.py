"""The keys under which entities are found that are not called so: initials, short forms, sounds."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from storage.analysis.entities.person_names import skeleton_keys, skeletons
from storage.analysis.entities.surface_forms import SurfaceForm
from storage.analysis.lexicon import countries, gazetteer, head_nouns
from storage.analysis.lexicon.name_keys import initials, organisation_key, plain
from storage.model import Entity, Kind

SKELETON = "~"  # before the consonants of a name
SURNAME = "^"  # before the surname of someone known in full
INITIALS = "@"  # before an acronym of a longer name
SHORT_FORM = ">"  # before a short form of a longer name

_FEWEST_INITIALS = 3  # letters of an acronym that may be explained by another article
_LONGEST_SHORT = 8  # words of a name whose beginning and end may stand for it
_LEAST_TO_MISSPELL = 10  # letters of a name that is still the same with a wrong one
_LANDFORMS = frozenset({"sea", "ocean", "desert", "peninsula"})  # the Mediterranean, the Sahara, the Sinai
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "central"}
)


def blocking_keys(group: SurfaceForm) -> frozenset[str]:
    """Return the keys under which other names of the same person, organisation or place are found."""
    if group.kind is Kind.PERSON:
        return person_blocking_keys(group)
    labels = _skeleton_keys(group.key)
    if group.kind is Kind.ORGANISATION:
        labels |= {INITIALS + acronym for spelling in {*group.spellings} for acronym in _acronyms(spelling)}
    return labels | {SHORT_FORM + short for short in shorter_names(group.kind, group.key)}


def person_blocking_keys(group: SurfaceForm) -> frozenset[str]:
    """Return the keys of someone named in full: skeletons of the whole name, and the surname."""
    name = group.person
    if not name.full or len(name.core[0]) == 1:
        return frozenset()
    return skeleton_keys(name) | {SURNAME + name.core[-1]}


def _acronyms(spelling: str) -> frozenset[str]:
    """Return the acronyms of an organisation that are long enough to know it by."""
    # Of the whole name: the company counts in KPC, the Kenya Power Company.
    key = plain(spelling)
    first, _, rest = key.partition(" ")
    found = initials(key) | initials(organisation_key(spelling))
    if countries.country_of_key(first):
        found |= initials(rest)  # FDA, the U.S. Food and Drug Administration
    if spelling.isupper() and spelling.isalpha():
        found |= {spelling.lower()}
    return frozenset(acronym for acronym in found if len(acronym) >= _FEWEST_INITIALS)


def _skeleton_keys(key: str) -> frozenset[str]:
    words = key.split()
    if len(key) < _LEAST_TO_MISSPELL or any(map(str.isdigit, key)):
        return frozenset()
    return frozenset(
        f"{SKELETON}{first} {last}" for first in skeletons(words[0]) for last in skeletons(words[-1])
    )


def shorter_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the shorter plain names that an organisation or a place is called by as well."""
    if kind is Kind.ORGANISATION:
        return short_forms(key)
    first, _, last = key.rpartition(" ")
    return frozenset({first} if kind is Kind.PLACE and first and last in _LANDFORMS else ())


@lru_cache(maxsize=10_000)
def short_forms(key: str) -> frozenset[str]:
    """Return the beginnings and ends of an organisation's plain name that tell which one is meant."""
    words = tuple(key.split())
    return frozenset(" ".join(part) for part in prefixes_and_suffixes(words) if _is_distinctive(part, words))


def prefixes_and_suffixes(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the shorter beginnings and ends of a name, none where it is very long."""
    sizes = range(1, len(words)) if len(words) <= _LONGEST_SHORT else ()
    return [part for size in sizes for part in (words[:size], words[-size:])]


def _is_distinctive(part: tuple[str, ...], words: tuple[str, ...]) -> bool:
    short = " ".join(part)
    rest = words[len(part) :] if words[: len(part)] == part else words[: -len(part)]
    if gazetteer.lookup(short) or _DIRECTIONS.issuperset(rest):
        return False
    of_country = len(part) > 1 and bool(countries.country_of_key(" ".join(rest)))
    return of_country or not (all(map(head_nouns.is_generic, part)) or countries.country_of_key(short))


class KnownEntities(Protocol):
    """What the desk knows of its entities."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities that have any of these keys, each with the key that found it.

        Of those under one key the ones in most articles come first.
        """
        ...

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity, those of `Cluster.blocks` included."""
        ...


def without_blocking_keys(keys: Iterable[str]) -> set[str]:
    """Return the keys by which an entity is called, without those under which other names find it."""
    return {key for key in keys if not key.startswith((SKELETON, SURNAME, INITIALS, SHORT_FORM))}
