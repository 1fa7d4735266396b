"""Which entity of the desk a cluster means: the pure decision, on what the desk says that it knows."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from storage.analysis.names import Cluster
from storage.analysis.people import SAME_ANYWHERE, PersonName, alike, person_name
from storage.model import Entity, Kind, Spelling

_CLEARLY = 2  # how many times the articles of the next best the best must have
_LONG_KNOWN = 3  # articles from which on an entity's kind may outvote a doubtful one
_MOST_CANDIDATES = 50


class Register(Protocol):
    """What the desk knows of its entities."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities that have any of these keys, each with the key that found it."""
        ...

    def spellings(self, entity: int) -> Sequence[Spelling]:
        """Return the ways in which an entity is written."""
        ...


def resolve(cluster: Cluster, register: Register) -> int | None:
    """Return the number of the entity that a cluster means, or `None` if the desk does not know it yet.

    An entity of the same kind with one of its keys; else, for a person, the one whose full name is a
    spelling variant of it; else, for a name that is seldom in this article, one of another kind that
    the desk has long known by the same key. Doubt gives `None`.
    """
    found = [entity for _, entity in register.find(cluster.keys)]
    same_kind = [entity for entity in found if entity.kind is cluster.kind]
    if same_kind:
        return max(same_kind, key=lambda entity: (entity.articles, -entity.id)).id
    if cluster.blocks and (variant := _variant(cluster, register)):
        return variant
    return _of_other_kind(cluster, found)


def _variant(cluster: Cluster, register: Register) -> int | None:
    candidates = {entity.id: entity for _, entity in register.find(cluster.blocks)}
    persons = [entity for entity in candidates.values() if entity.kind is Kind.PERSON]
    persons.sort(key=lambda entity: (-entity.articles, entity.id))
    names = _full_names(text for text, _ in cluster.spellings)
    fitting = [entity for entity in persons[:_MOST_CANDIDATES] if _fits(names, entity, register)]
    return _clear_winner(fitting)


def _fits(names: Sequence[PersonName], entity: Entity, register: Register) -> bool:
    known = _full_names(spelling.text for spelling in register.spellings(entity.id))
    scores = [alike(name, other) for name in names for other in known]
    return bool(scores) and min(scores) > 0 and max(scores) >= SAME_ANYWHERE


def _full_names(texts: Iterable[str]) -> list[PersonName]:
    return [name for name in map(person_name, texts) if name.full and len(name.core[0]) > 1]


def _clear_winner(entities: Sequence[Entity]) -> int | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < _CLEARLY * entities[1].articles:
        return None
    return entities[0].id


def _of_other_kind(cluster: Cluster, found: Sequence[Entity]) -> int | None:
    count = len(cluster.mentions)
    long_known = [
        entity
        for entity in found
        if entity.articles >= max(_LONG_KNOWN, _CLEARLY * (count + 1)) and not cluster.lone and count <= 2
    ]
    return max(long_known, key=lambda entity: (entity.articles, -entity.id)).id if long_known else None
