"""Resolution: which entity of the desk a cluster means. A pure decision on what the desk knows."""

from collections.abc import Iterable
from typing import NamedTuple

from storage.analysis.entities.blocking_keys import CALLED, SURNAME
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.company import NO_COMPANY, Company, is_same_event
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.institutions import is_institution
from storage.analysis.entities.kinds import SURE, keys_of_any_kind, may_be_one
from storage.analysis.entities.known_entities import KnownEntities, SelectedEntities
from storage.analysis.entities.person_names import person_of_key
from storage.analysis.entities.person_variants import WELL_KNOWN, WINNING_RATIO, surname_bearer
from storage.analysis.entities.shared_keys import holders, is_short, meant_by, names_of, same_by_name
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.entities.variants import (
    Variant,
    institution,
    is_certain,
    variants,
    variants_in_event,
)
from storage.model import Entity, Kind, Route


class Decision(NamedTuple):
    """The entity that a cluster means, `None` for a new one, and how it was found."""

    entity: int | None
    route: Route


NEW = Decision(None, Route.NEW)


def resolve(
    cluster: Cluster,
    known: KnownEntities,
    constraints: Constraints = NO_CONSTRAINTS,
    company: Company = NO_COMPANY,
) -> Decision:
    """Return which entity a cluster means, in an article with the names in `company`.

    1. The entity that the reader's corrections require.
    2. An entity of the same kind with one of the cluster's keys. If the kind is in doubt, an entity of
       another kind that the desk knows well under the same key wins. Without one of the same kind, it is one
       of another kind that may be meant.
    3. The only entity that has a variant, a short form or an acronym of the cluster's name, if it is certain.
    4. A new entity.
    """
    if not constraints:
        return _guess(cluster, known, company)
    names = [(cluster.kind, key) for key in cluster.keys]
    apart = {key for name in names for _, key in constraints.cannot_link(name)}
    allowed = SelectedEntities(known, lambda one: apart.isdisjoint(known.keys(one.id)))
    linked = _best_known(
        entity for _, key in sorted(constraints.must_link(names)) for _, entity in allowed.find([key])
    )
    return Decision(linked.id, Route.READER) if linked else _guess(cluster, allowed, company)


def _guess(cluster: Cluster, known: KnownEntities, company: Company) -> Decision:
    if meant := _meant_in_article(cluster, known, company):
        return meant
    same_kind = _best_known(_named(cluster, known))
    found = [entity for _, entity in known.find(keys_of_any_kind(cluster))]
    others = [entity for entity in found if entity.kind is not cluster.kind]
    other_kind = _best_known(others)
    if other_kind and _outvotes(other_kind, cluster, same_kind):
        return Decision(other_kind.id, Route.KIND)
    if same_kind:
        return Decision(same_kind.id, Route.NAME)
    if one := _best_known(entity for entity in others if may_be_one(cluster, entity, known, company)):
        return Decision(one.id, Route.KIND)
    for variant in variants(cluster, known):
        if is_certain(variant, cluster, known, company):
            return Decision(variant.entity.id, variant.route)
    return NEW


def _meant_in_article(cluster: Cluster, known: KnownEntities, company: Company) -> Decision | None:
    """Return whom or what a lone surname or a bare institution means in this article."""
    if cluster.kind is Kind.ORGANISATION:
        found = institution(cluster, known, company)
        return Decision(found.id, Route.SHORT_FORM) if found else None
    is_surname = cluster.kind is Kind.PERSON and cluster.lone
    person = surname_bearer(cluster, known, company) if is_surname else None
    if person and is_certain(Variant(Route.SURNAME, person), cluster, known, company):
        return Decision(person.id, Route.SURNAME)
    return None


def _named(cluster: Cluster, known: KnownEntities) -> list[Entity]:
    """Return the entities of the cluster's kind that have one of its names.

    Else those that have only an alias, no longer name for it.
    """
    if found := [one for key in cluster.keys for one in meant_by(key, cluster.kind, known)]:
        return found
    return [
        one
        for key in cluster.aliases
        for one in holders([key], cluster.kind, known)
        if not is_short(key, cluster.kind, known.keys(one.id))
    ]


def adds_names(cluster: Cluster, route: Route) -> bool:
    """Tell whether an entity that was found by a route gets the names of the cluster.

    A surname or a short form alone is not a name of the entity that it probably means in one article.
    """
    if cluster.lone:
        return route not in (Route.SURNAME, Route.ACRONYM)
    return route is not Route.SHORT_FORM or not any(map(is_institution, cluster.keys))


def entities_to_merge(
    cluster: Cluster,
    entity: int,
    known: KnownEntities,
    constraints: Constraints = NO_CONSTRAINTS,
    company: Company = NO_COMPANY,
) -> list[int]:
    """Return the entities that prove to be the same as the one under which a cluster was just stored.

    Those are the other entities with a name of the cluster, unless it is short for names of several ones; a
    short form by which the article calls it, in other articles with the same company; another name in reports
    of the same event; and a lone surname that nobody else bears.
    """
    stored = {*cluster.keys, *cluster.aliases} & names_of(entity, known)
    found = {one.id: one for one in same_by_name(entity, stored, cluster.kind, known)}
    found |= {one.id: one for one in _of_another_kind(cluster, entity, known, company)}
    found |= {one.id: one for one in _called(cluster, entity, known, company)}
    found |= {one.id: one for one in variants_in_event(cluster, entity, known, company)}
    surnames = holders(_lone_surnames(cluster), cluster.kind, known)
    found |= {one.id: one for one in surnames if one.id != entity and _is_lone_surname(one, entity, known)}
    own = names_of(entity, known)
    return [
        other for other in found if not _cannot_link(cluster.kind, own, names_of(other, known), constraints)
    ]


def _of_another_kind(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> list[Entity]:
    """Return the entities of another kind that have only names of the cluster and may be the same.

    A name by which only this article explains the entity needs articles on the same event.
    """
    names = {*keys_of_any_kind(cluster), *cluster.aliases}
    found = [(key, one) for key, one in known.find(sorted(names)) if one.id != entity]
    return [
        one
        for key, one in found
        if one.kind is not cluster.kind
        and names_of(one.id, known) <= names
        and may_be_one(cluster, one, known, company)
        and (key not in cluster.aliases or is_same_event(cluster, one.id, known, company))
    ]


def _called(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> list[Entity]:
    """Return the entities that are only known by a short form by which the article calls this one."""
    called = [key for key in cluster.blocking_keys if key.startswith(CALLED)]
    if {one.id for one in holders(called, cluster.kind, known)} != {entity}:
        return []
    shorts = {key.removeprefix(CALLED) for key in called}
    return [
        one
        for one in holders(sorted(shorts), cluster.kind, known)
        if one.id != entity
        and names_of(one.id, known) <= shorts
        and is_certain(Variant(Route.SHORT_FORM, one), cluster, known, company)
    ]


def _cannot_link(kind: Kind, ones: Iterable[str], others: Iterable[str], constraints: Constraints) -> bool:
    names = frozenset().union(*(constraints.cannot_link((kind, key)) for key in ones))
    return not {key for _, key in names}.isdisjoint(others)


def _is_lone_surname(other: Entity, entity: int, known: KnownEntities) -> bool:
    """Tell whether all names of an entity are surnames that only one person bears."""
    names = names_of(other.id, known)
    if not names or not all(name.startswith(LONE) for name in names):
        return False
    surnames = [SURNAME + person_of_key(name.removeprefix(LONE)).core[-1] for name in sorted(names)]
    return {one.id for _, one in known.find(surnames)} == {entity}


def _lone_surnames(cluster: Cluster) -> list[str]:
    """Return the keys that a person of this cluster has as a lone surname, with and without initial.

    A surname alone is seldom that of a junior.
    """
    if all(person_of_key(key).generation for key in cluster.keys):
        return []
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
