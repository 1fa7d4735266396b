"""Guesses: which other names perhaps mean the same as a name, without enough evidence to say so."""

from collections.abc import Iterator

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.kinds import keys_of_any_kind
from storage.analysis.entities.known_entities import SelectedEntities
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
    others = _others(connection, known)
    found = {one.entity.id: one for one in _variants(_cluster_of(connection, known), others)}
    return [NameGuess(one.entity, one.route) for one in found.values()]


def _others(connection: Connection, entity: Entity) -> SelectedEntities:
    """Return the other entities of a desk, without those that the reader called different."""
    known = DeskEntities(connection)
    constraints = read_constraints(connection)
    names = without_blocking_keys(known.keys(entity.id))
    apart = {key for name in names for _, key in constraints.cannot_link((entity.kind, name))}
    return SelectedEntities(known, lambda one: one.id != entity.id and apart.isdisjoint(known.keys(one.id)))


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


def _variants(cluster: Cluster, known: SelectedEntities) -> Iterator[Variant]:
    if cluster.kind is Kind.PERSON and cluster.lone:
        if bearer := surname_bearer(cluster, known):
            yield Variant(Route.SURNAME, bearer)
        return
    yield from variants(cluster, known)
    others = (one for _, one in known.find(keys_of_any_kind(cluster)) if one.kind is not cluster.kind)
    yield from (Variant(Route.KIND, one) for one in others)
