"""Resolution: which entity of the desk a cluster means. A pure decision on what the desk knows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from storage.analysis.entities.blocking_keys import SURNAME, KnownEntities, without_blocking_keys
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.kinds import SURE, keys_of_any_kind, may_be_one
from storage.analysis.entities.surface_forms import LONE, NameKey
from storage.analysis.entities.variants import VARIANTS, WINNING_RATIO, surname_bearer
from storage.model import Entity, Kind, Route

WELL_KNOWN = 5
"""The desk knows an entity well from so many articles on."""


class Decision(NamedTuple):
    """The entity that a cluster means, `None` for a new one, and how it was found."""

    entity: int | None
    route: Route


NEW = Decision(None, Route.NEW)


def resolve(cluster: Cluster, known: KnownEntities, constraints: Constraints = NO_CONSTRAINTS) -> Decision:
    """Return which entity a cluster means.

    1. The entity that the reader's corrections require.
    2. An entity of the same kind with one of the cluster's keys. If the kind is in doubt, an entity of
       another kind that the desk knows well under the same key wins. Without one of the same kind, it is one
       of another kind that may be meant.
    3. The only entity that has a variant, a short form or an acronym of the cluster's name.
    4. A new entity.
    """
    if not constraints:
        return _guess(cluster, known)
    names = [(cluster.kind, key) for key in cluster.keys]
    allowed = _AllowedEntities(known, frozenset().union(*map(constraints.cannot_link, names)))
    linked = _best_known(
        entity for _, key in sorted(constraints.must_link(names)) for _, entity in allowed.find([key])
    )
    return Decision(linked.id, Route.READER) if linked else _guess(cluster, allowed)


class _AllowedEntities:
    """The known entities without those that have one of the names in `cannot_link`."""

    def __init__(self, known: KnownEntities, cannot_link: Iterable[NameKey]) -> None:
        self._known = known
        self._cannot_link = {key for _, key in cannot_link}

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the allowed entities with any of these keys, each with the key that matched."""
        return [(key, one) for key, one in self._known.find(keys) if self._allows(one)]

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity."""
        return self._known.keys(entity)

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return self._known.confidence(entity)

    def _allows(self, entity: Entity) -> bool:
        return self._cannot_link.isdisjoint(self.keys(entity.id))


def _guess(cluster: Cluster, known: KnownEntities) -> Decision:
    if cluster.kind is Kind.PERSON and cluster.lone and (person := surname_bearer(cluster, known)):
        return Decision(person.id, Route.SURNAME)
    found = [entity for _, entity in known.find(keys_of_any_kind(cluster))]
    same_kind = _best_known(entity for entity in found if entity.kind is cluster.kind)
    others = [entity for entity in found if entity.kind is not cluster.kind]
    other_kind = _best_known(others)
    if other_kind and _outvotes(other_kind, cluster, same_kind):
        return Decision(other_kind.id, Route.KIND)
    if same_kind:
        return Decision(same_kind.id, Route.NAME)
    if one := _best_known(entity for entity in others if may_be_one(cluster, entity, known)):
        return Decision(one.id, Route.KIND)
    for route, find in VARIANTS.get(cluster.kind, ()):
        if entity := find(cluster, known):
            return Decision(entity.id, route)
    return NEW


def entities_to_merge(
    cluster: Cluster, entity: int, known: KnownEntities, constraints: Constraints = NO_CONSTRAINTS
) -> list[int]:
    """Return the entities that prove to be the same as the one under which a cluster was just stored.

    Those are a lone surname that nobody else bears, and an entity all of whose names the cluster has.
    """
    found = {
        other.id: other
        for _, other in known.find([*cluster.keys, *_lone_surnames(cluster)])
        if other.id != entity and (other.kind is cluster.kind or may_be_one(cluster, other, known))
    }
    return [
        other
        for other in found
        if not _cannot_link(cluster, known.keys(other), constraints)
        and _is_same(other, cluster, entity, known)
    ]


def _cannot_link(cluster: Cluster, keys: Sequence[str], constraints: Constraints) -> bool:
    names = frozenset().union(*(constraints.cannot_link((cluster.kind, key)) for key in cluster.keys))
    return not {key for _, key in names}.isdisjoint(keys)


def _is_same(other: int, cluster: Cluster, entity: int, known: KnownEntities) -> bool:
    names = without_blocking_keys(known.keys(other))
    if names <= set(cluster.keys):
        return True
    if not names or not all(name.startswith(LONE) for name in names):
        return False
    surnames = [SURNAME + name.removeprefix(LONE).split()[-1] for name in sorted(names)]
    return {one.id for _, one in known.find(surnames)} == {entity}


def _lone_surnames(cluster: Cluster) -> list[str]:
    """Return the keys that a person of this cluster has as a lone surname, with and without initial."""
    surnames = [key.removeprefix(SURNAME) for key in cluster.blocking_keys if key.startswith(SURNAME)]
    initials = sorted({key[0] for key in cluster.keys})
    return [
        *(LONE + name for name in surnames),
        *(f"{LONE}{i} {name}" for i in initials for name in surnames),
    ]


def _best_known(entities: Iterable[Entity]) -> Entity | None:
    return max(entities, key=lambda entity: (entity.articles, -entity.id), default=None)


def _outvotes(other_kind: Entity, cluster: Cluster, same_kind: Entity | None) -> bool:
    if cluster.lone or max(mention.confidence for mention in cluster.mentions) >= SURE:
        return False
    rival = same_kind.articles if same_kind else 0
    return other_kind.articles >= max(WELL_KNOWN, WINNING_RATIO * rival)
