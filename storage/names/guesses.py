"""Guesses: which other names perhaps mean the same as a name, without enough evidence to say so."""

from collections.abc import Iterator, Sequence

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.kinds import keys_of_any_kind
from storage.analysis.entities.person_variants import surname_bearer
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.entities.variants import Variant, variants
from storage.database.connection import Connection
from storage.database.names import entities
from storage.model import Entity, Kind, NameGuess, Route
from storage.names.desk_entities import DeskEntities, read_constraints


def guesses(connection: Connection, entity: int) -> list[NameGuess]:
    """Return the names that perhaps mean the same as an entity, the most likely first.

    Those that the reader called different are left out.
    """
    known = entities.fetch(connection, entity)
    others = _Others(connection, known)
    found = {one.entity.id: one for one in _variants(_cluster_of(connection, known), others)}
    return [NameGuess(one.entity, one.route) for one in found.values()]


class _Others:
    """Lookup of the entities of a desk that may be the same as one of them."""

    def __init__(self, connection: Connection, entity: Entity) -> None:
        self._all = DeskEntities(connection)
        constraints = read_constraints(connection)
        names = without_blocking_keys(self._all.keys(entity.id))
        apart = (constraints.cannot_link((entity.kind, name)) for name in names)
        self._entity = entity.id
        self._apart = {key for found in apart for _, key in found}

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the other entities with any of these keys, each with the key that matched."""
        return [
            (key, one)
            for key, one in self._all.find(keys)
            if one.id != self._entity and self._apart.isdisjoint(self._all.keys(one.id))
        ]

    def keys(self, entity: int) -> list[str]:
        """Return all keys of an entity."""
        return self._all.keys(entity)

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return self._all.confidence(entity)

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the newest articles of an entity have too."""
        return self._all.shared_company(entity, names)


def _cluster_of(connection: Connection, entity: Entity) -> Cluster:
    """Return the cluster of an article that has an entity by all its names."""
    stored = entities.keys(connection, entity.id)
    names = without_blocking_keys(stored)
    is_acronym = entity.name.isupper() and " " not in entity.name
    lone = all(name.startswith(LONE) for name in names) or (
        entity.kind is Kind.ORGANISATION and is_acronym and len(names) == 1
    )
    return Cluster(
        entity.kind,
        mentions=(),
        mention_keys=(),
        keys=tuple(sorted(names)),
        blocking_keys=tuple(key for key in stored if key not in names),
        spellings=((entity.name, entity.mentions),),
        lone=lone,
    )


def _variants(cluster: Cluster, known: _Others) -> Iterator[Variant]:
    if cluster.kind is Kind.PERSON and cluster.lone:
        if bearer := surname_bearer(cluster, known):
            yield Variant(Route.SURNAME, bearer)
        return
    yield from variants(cluster, known)
    others = (one for _, one in known.find(keys_of_any_kind(cluster)) if one.kind is not cluster.kind)
    yield from (Variant(Route.KIND, one) for one in others)
