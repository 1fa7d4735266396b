"""Blocking keys: the keys under which the desk finds other names of the same entity.

A key of an entity is either one of its names or a blocking key, which has a prefix.
"""

from collections.abc import Iterable

from storage.analysis.entities.person_names import skeleton_keys, skeletons
from storage.analysis.entities.short_names import acronyms, cut_forms, distinctive_names, later_names
from storage.analysis.entities.surface_forms import SurfaceForm
from storage.analysis.lexicon.name_keys import organisation_key, plain
from storage.model import Kind

SKELETON = "~"
"""Prefix of the consonants of a name."""
SURNAME = "^"
"""Prefix of the surname of someone known by a full name."""
INITIALS = "@"
"""Prefix of an acronym of a longer name."""
SHORT_FORM = ">"
"""Prefix of a short form of a longer name."""
CALLED = "<"
"""Prefix of a short form by which an article calls an organisation, and which may mean others elsewhere."""

_MIN_ACRONYM = 3  # letters of an acronym that another article may explain
_MIN_FOR_TYPO = 10  # letters of a name that stays the same name with one wrong letter


def without_blocking_keys(keys: Iterable[str]) -> set[str]:
    """Return the keys that are names of an entity; blocking keys are left out."""
    return {key for key in keys if not key.startswith((SKELETON, SURNAME, INITIALS, SHORT_FORM, CALLED))}


def blocking_keys(form: SurfaceForm) -> frozenset[str]:
    """Return the keys under which other names of the same person, organisation or place are found."""
    if form.kind is Kind.PERSON:
        return person_blocking_keys(form)
    keys = _skeleton_keys(form.key)
    if form.kind is Kind.ORGANISATION:
        keys |= {INITIALS + acronym for spelling in {*form.spellings} for acronym in _acronyms(spelling)}
    return keys | {
        SHORT_FORM + short for name in form.names for short in possible_short_names(form.kind, name)
    }


def possible_short_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the parts of a name that may mean it in another article, if something else says so too."""
    later = later_names(key) if kind is Kind.ORGANISATION else frozenset[str]()
    return distinctive_names(kind, key) | later | (cut_forms(key) if kind is not Kind.OTHER else frozenset())


def person_blocking_keys(form: SurfaceForm) -> frozenset[str]:
    """Return the skeletons of a person's full name and the surname; nothing for a partial name."""
    name = form.person
    if form.lone:
        return frozenset()
    return skeleton_keys(name) | {SURNAME + name.core[-1]}


def _acronyms(spelling: str) -> frozenset[str]:
    """Return the acronyms of an organisation that are long enough to identify it."""
    # Legal forms count too: KPC is the Kenya Power Company.
    found = acronyms(plain(spelling)) | acronyms(organisation_key(spelling))
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
