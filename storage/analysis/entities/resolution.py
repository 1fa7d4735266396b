"""Which entity of the desk a cluster means: the pure decision, on what the desk says that it knows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from storage.analysis.entities.blocking_keys import SURNAME, KnownEntities, without_blocking_keys
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints, NameKey
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.entities.variants import CLEARLY, VARIANTS, bearer
from storage.model import Entity, Kind, Route

LONG_KNOWN = 5
"""Articles from which on a name is well known to the desk."""
_SURE = 0.8  # confidence in a mention from which on nothing outvotes it


class Decision(NamedTuple):
    """What a cluster means: the number of an entity, `None` for one that is new, and how that was found."""

    entity: int | None
    route: Route


NEW = Decision(None, Route.NEW)


def resolve(cluster: Cluster, register: KnownEntities, rulings: Constraints = NO_CONSTRAINTS) -> Decision:
    """Return what a cluster means.

    What the reader said goes first. Else it is an entity of the same kind with one of its keys; else the
    one clear bearer of a name that it is a variant, short form or acronym of. A kind that is doubtful here
    gives way to an entity of another that the desk has long and clearly known by the same key. Other
    doubt gives a new entity.
    """
    if not rulings:
        return _guess(cluster, register)
    labels = [(cluster.kind, key) for key in cluster.keys]
    allowed = _Allowed(register, frozenset().union(*map(rulings.apart, labels)))
    said = _best_known(
        entity
        for kind, key in sorted(rulings.same(labels))
        for _, entity in allowed.find([key])
        if entity.kind is kind
    )
    return Decision(said.id, Route.READER) if said else _guess(cluster, allowed)


class _Allowed:
    """A register without the entities that have a name which the reader denies."""

    def __init__(self, register: KnownEntities, denied: frozenset[NameKey]) -> None:
        self._register = register
        self._denied = denied

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return those of the register's that are left."""
        return [(key, one) for key, one in self._register.find(keys) if self._allows(one)]

    def keys(self, entity: int) -> Sequence[str]:
        """Return what the register does."""
        return self._register.keys(entity)

    def _allows(self, entity: Entity) -> bool:
        return self._denied.isdisjoint((entity.kind, key) for key in self.keys(entity.id))


def _guess(cluster: Cluster, register: KnownEntities) -> Decision:
    if cluster.kind is Kind.PERSON and cluster.lone and (person := bearer(cluster, register)):
        return Decision(person.id, Route.SURNAME)
    found = [entity for _, entity in register.find(cluster.keys)]
    same_kind = _best_known(entity for entity in found if entity.kind is cluster.kind)
    other_kind = _best_known(entity for entity in found if entity.kind is not cluster.kind)
    if other_kind and _outvotes(other_kind, cluster, same_kind):
        return Decision(other_kind.id, Route.KIND)
    if same_kind:
        return Decision(same_kind.id, Route.NAME)
    for route, find in VARIANTS.get(cluster.kind, ()):
        if entity := find(cluster, register):
            return Decision(entity.id, route)
    return NEW


def entities_to_merge(
    cluster: Cluster, entity: int, register: KnownEntities, rulings: Constraints = NO_CONSTRAINTS
) -> list[int]:
    """Return the entities that turn out to be the one that a cluster has just been recorded under.

    A lone surname joins the only person who bears it, and so does what has no other names than some of
    this cluster's.
    """
    found = {
        other.id: other
        for _, other in register.find([*cluster.keys, *_lone_surnames(cluster)])
        if other.id != entity and other.kind is cluster.kind
    }
    return [
        other
        for other in found
        if not _kept_apart(cluster, register.keys(other), rulings)
        and _joins(other, cluster, entity, register)
    ]


def _kept_apart(cluster: Cluster, keys: Sequence[str], rulings: Constraints) -> bool:
    apart = frozenset().union(*(rulings.apart((cluster.kind, key)) for key in cluster.keys))
    return not apart.isdisjoint((cluster.kind, key) for key in keys)


def _joins(other: int, cluster: Cluster, entity: int, register: KnownEntities) -> bool:
    names = without_blocking_keys(register.keys(other))
    if names <= set(cluster.keys):
        return True
    lone = {name for name in names if name.startswith(LONE)}
    if not lone or names != lone:
        return False
    surnames = [SURNAME + name.removeprefix(LONE).split()[-1] for name in sorted(lone)]
    bearers = {one.id for _, one in register.find(surnames)}
    return bearers == {entity}


def _lone_surnames(cluster: Cluster) -> list[str]:
    surnames = [block.removeprefix(SURNAME) for block in cluster.blocks if block.startswith(SURNAME)]
    initials = sorted({key[0] for key in cluster.keys})
    return [
        *(LONE + name for name in surnames),
        *(f"{LONE}{i} {name}" for i in initials for name in surnames),
    ]


def _best_known(entities: Iterable[Entity]) -> Entity | None:
    return max(entities, key=lambda entity: (entity.articles, -entity.id), default=None)


def _outvotes(known: Entity, cluster: Cluster, same_kind: Entity | None) -> bool:
    if cluster.lone or max(mention.confidence for mention in cluster.mentions) >= _SURE:
        return False
    return known.articles >= max(LONG_KNOWN, CLEARLY * (same_kind.articles if same_kind else 0))
