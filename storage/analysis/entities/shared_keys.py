"""Keys that several entities have: whether these are one entity, or a short form of several names."""

from collections.abc import Iterable, Sequence

from storage.analysis.entities.blocking_keys import INITIALS, without_blocking_keys
from storage.analysis.entities.known_entities import KnownEntities
from storage.analysis.entities.short_names import is_made_of
from storage.model import Entity, Kind


def names_of(entity: int, known: KnownEntities) -> set[str]:
    """Return the keys that are names of an entity."""
    return without_blocking_keys(known.keys(entity))


def holders(keys: Sequence[str], kind: Kind, known: KnownEntities) -> list[Entity]:
    """Return the entities of a kind with any of these keys, those in most articles first."""
    found = {entity.id: entity for _, entity in known.find(keys) if entity.kind is kind} if keys else {}
    return sorted(found.values(), key=lambda one: (-one.articles, one.id))


def meant_by(key: str, kind: Kind, known: KnownEntities) -> list[Entity]:
    """Return the entities of a kind that a key means alone.

    If it is short for names of several ones, it means only one that has no longer name for it.
    """
    found = holders([key], kind, known)
    explained = [one for one in found if is_short(key, kind, known.keys(one.id))]
    return found if len(explained) < 2 else [one for one in found if one not in explained]


def is_short(key: str, kind: Kind, keys: Iterable[str]) -> bool:
    """Tell whether a key is an acronym or a part of one of the names among these keys of an entity."""
    if kind is Kind.PERSON:
        return False
    keys = set(keys)
    return INITIALS + key in keys or any(is_made_of(key, name) for name in without_blocking_keys(keys))


def same_by_name(entity: int, keys: Iterable[str], kind: Kind, known: KnownEntities) -> list[Entity]:
    """Return the other entities of a kind that must be one with an entity that just got these keys.

    They have one of its names, in so far as it is not short for names of several entities.
    """
    own = set(known.keys(entity))
    found: dict[int, Entity] = {}
    pending, seen = sorted(keys), set[str]()
    while pending:
        key = pending.pop()
        seen.add(key)
        others = [one for one in holders([key], kind, known) if one.id != entity and one.id not in found]
        explained = sum(is_short(key, kind, known.keys(one.id)) for one in others)
        if not others or explained + is_short(key, kind, own) > 1:
            continue
        for other in others:
            found[other.id] = other
            own.update(known.keys(other.id))
        pending = sorted(without_blocking_keys(own) - seen)
    return list(found.values())
