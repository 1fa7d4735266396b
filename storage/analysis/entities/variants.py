"""Variants of names that the desk knows: surnames, transliterations, acronyms, short forms, typing errors.

Each search returns the one entity that is clearly meant, or `None`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from storage.analysis.entities.blocking_keys import (
    CALLED,
    INITIALS,
    SHORT_FORM,
    SKELETON,
    possible_short_names,
    without_blocking_keys,
)
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.company import Company, are_together, is_same_event, shared
from storage.analysis.entities.institutions import is_institution, of_country
from storage.analysis.entities.kinds import CERTAIN_KIND
from storage.analysis.entities.known_entities import KnownEntities, SelectedEntities
from storage.analysis.entities.person_variants import (
    WELL_KNOWN,
    is_certain_spelling,
    spelling_variant,
    variant_in_event,
)
from storage.analysis.entities.shared_keys import holders, names_of
from storage.analysis.entities.short_names import cut_forms, distinctive_names
from storage.analysis.entities.slips import is_slip
from storage.model import Entity, Kind, Route

_FACILITIES = (Kind.ORGANISATION, Kind.PLACE)  # a clinic or a plant may be taken for either
_MAX_CANDIDATES = 50
_MIN_COMPANY = 2  # shared names that make a short form certain that is the beginning of two names


class Variant(NamedTuple):
    """An entity that a name may mean, and by which route."""

    route: Route
    entity: Entity


Search = Callable[[Cluster, KnownEntities], Entity | None]


def _expanded_acronym(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the longer name of a lone acronym."""
    if not cluster.lone:
        return None
    return _only(_candidates([INITIALS + key for key in cluster.keys], cluster.kind, known))


def _acronym(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the entity that has no other names than acronyms of this name."""
    acronyms = [key.removeprefix(INITIALS) for key in cluster.blocking_keys if key.startswith(INITIALS)]
    candidates = _candidates(acronyms, cluster.kind, known)
    return _only([one for one in candidates if names_of(one.id, known) <= set(acronyms)])


def _longer(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the only longer name that has this short form, best one by which an article calls it."""
    called, possible = (
        _candidates([prefix + key for key in cluster.keys], cluster.kind, known)
        for prefix in (CALLED, SHORT_FORM)
    )
    return _only(called or possible)


def _cut(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the only organisation or facility of which one has the name with fewer ordinary words."""
    shorter = {short for key in cluster.keys for short in cut_forms(key)}
    keys = [*(SHORT_FORM + key for key in cluster.keys), *sorted(shorter)]
    found = {one.id: one for kind in _FACILITIES for one in _candidates(keys, kind, known)}
    return _only([one for one in found.values() if _is_cut(cluster, one.id, known)])


def _is_cut(cluster: Cluster, entity: int, known: KnownEntities) -> bool:
    names = names_of(entity, known)
    return any(key in cut_forms(name) or name in cut_forms(key) for key in cluster.keys for name in names)


def _shorter(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the only entity that is a short form of this name."""
    shorts = {short for key in cluster.keys for short in possible_short_names(cluster.kind, key)}
    candidates = _candidates(sorted(shorts), cluster.kind, known)
    return _only([one for one in candidates if names_of(one.id, known) <= shorts])


def institution(cluster: Cluster, known: KnownEntities, company: Company) -> Entity | None:
    """Return the only institution of a country in the article that its bare name means ("supreme court").

    In an article without any country it is the only one that the desk knows, if they share other company.
    """
    bare = [key for key in cluster.keys if is_institution(key)]
    places = sorted(key for key in company if key.startswith("#"))
    if places:
        return _only(
            holders([of_country(key, place) for key in bare for place in places], cluster.kind, known)
        )
    of_countries = [
        one
        for key in bare
        for one in holders([SHORT_FORM + key], cluster.kind, known)
        if any(name.startswith(f"{key} #") for name in names_of(one.id, known))
    ]
    found = _only(of_countries)
    return found if found and shared(cluster, found.id, known, company) else None


def _slip(cluster: Cluster, known: KnownEntities) -> Entity | None:
    keys = [key for key in cluster.blocking_keys if key.startswith(SKELETON)]
    candidates = _candidates(keys, cluster.kind, known)
    return _only([one for one in candidates if _is_near(cluster.keys, names_of(one.id, known))])


def _is_near(keys: Iterable[str], names: Iterable[str]) -> bool:
    return any(is_slip(key, name) for key in keys for name in names)


_SEARCHES: Mapping[Kind, Sequence[tuple[Route, Search]]] = {
    Kind.PERSON: ((Route.SPELLING, spelling_variant), (Route.SPELLING, variant_in_event)),
    Kind.ORGANISATION: (
        (Route.ACRONYM, _expanded_acronym),
        (Route.ACRONYM, _acronym),
        (Route.SHORT_FORM, _longer),
        (Route.SHORT_FORM, _shorter),
        (Route.SHORT_FORM, _cut),
        (Route.SPELLING, _slip),
    ),
    Kind.PLACE: (
        (Route.SHORT_FORM, _longer),
        (Route.SHORT_FORM, _shorter),
        (Route.SHORT_FORM, _cut),
        (Route.SPELLING, _slip),
    ),
}
"""The searches for a name of each kind that no entity has, in the order in which they are tried."""
_SEARCHES_IN_EVENT: Mapping[Kind, tuple[Route, Search]] = {
    Kind.PERSON: (Route.SPELLING, variant_in_event),
    Kind.ORGANISATION: (Route.SHORT_FORM, _cut),
    Kind.PLACE: (Route.SHORT_FORM, _cut),
}
"""The search that later articles may repeat, when they show that two entities are one."""


def variants(cluster: Cluster, known: KnownEntities) -> Iterator[Variant]:
    """Yield the entities that a cluster may mean by another name, the most likely first."""
    for route, find in _SEARCHES.get(cluster.kind, ()):
        if entity := find(cluster, known):
            yield Variant(route, entity)


def variants_in_event(
    cluster: Cluster, entity: int, known: KnownEntities, company: Company
) -> Iterator[Entity]:
    """Yield the other entities that reports of one event call by another name of an entity.

    `cluster` is the entity's in one of them. If an article ever had both, they are two.
    """
    find = _SEARCHES_IN_EVENT.get(cluster.kind)
    if cluster.lone or find is None:
        return
    route, search = find
    names = sorted(names_of(entity, known))
    others = SelectedEntities(known, lambda other: other.id != entity)
    one = search(replace(cluster, keys=tuple(names)), others)
    if (
        one
        and not known.shared_company(one.id, names)
        and is_certain(Variant(route, one), cluster, known, company)
    ):
        yield one


def is_certain(variant: Variant, cluster: Cluster, known: KnownEntities, company: Company) -> bool:
    """Tell whether a variant is more than a guess.

    Short forms and acronyms need evidence: that articles of the entity have other names of this article. So
    does the surname of a person in many articles, or it means another.
    `scripts/quality.py merging` measures how often each is right.
    """
    match variant.route:
        case Route.SURNAME if variant.entity.articles < WELL_KNOWN:
            return True
        case Route.SPELLING if cluster.kind is Kind.PERSON:
            return is_certain_spelling(cluster, variant.entity, known, company)
        case Route.ACRONYM | Route.SURNAME:
            return shared(cluster, variant.entity.id, known, company) > 0
        case Route.SHORT_FORM:
            is_known = _is_known_short_form(cluster, variant.entity, known, company)
            return is_known or _is_cut_in_event(cluster, variant.entity, known, company)
        case _:
            return True


def _is_cut_in_event(cluster: Cluster, other: Entity, known: KnownEntities, company: Company) -> bool:
    """Tell whether one of the two has a name of the other without some ordinary words, on the same event.

    A town is not what is named after it, and an article that has both names has two things.
    """
    names = names_of(other.id, known)
    pairs = [pair for key in cluster.keys for name in names for pair in ((key, name), (name, key))]
    beginnings = [short for short, long in pairs if long.startswith(f"{short} ")]
    return (
        _is_cut(cluster, other.id, known)
        and not any(_is_town(name, cluster, known) for name in beginnings)
        and not are_together(names - {*cluster.keys, *cluster.aliases}, company)
        and is_same_event(cluster, other.id, known, company)
    )


def _is_town(name: str, cluster: Cluster, known: KnownEntities) -> bool:
    """Tell whether a name is certainly that of a place."""
    own = max(one.confidence for one in cluster.mentions) if name in cluster.keys else 0.0
    found = holders([name], Kind.PLACE, known)
    surest = max([own if cluster.kind is Kind.PLACE else 0.0, *(known.confidence(one.id) for one in found)])
    return surest >= CERTAIN_KIND


def _is_known_short_form(cluster: Cluster, other: Entity, known: KnownEntities, company: Company) -> bool:
    """Tell whether one of the two has a short name of the other, which is not that of a place."""
    entity = other.id
    if other.kind is not cluster.kind:
        return False
    if cluster.kind is Kind.PLACE:
        return is_distinctive(cluster, entity, known)
    called = is_called(cluster, entity, known)
    least = 1 if is_distinctive(cluster, entity, known) else _MIN_COMPANY
    names = sorted({*cluster.keys, *names_of(entity, known)})
    if (least == _MIN_COMPANY and not called) or any(map(is_institution, names)):
        return False
    if holders(names, Kind.PLACE, known):
        return called and is_same_event(cluster, entity, known, company)
    return shared(cluster, entity, known, company) >= least


def is_called(cluster: Cluster, entity: int, known: KnownEntities) -> bool:
    """Tell whether an article calls one of the two by the name of the other."""
    keys = known.keys(entity)
    names = without_blocking_keys(keys)
    return any(CALLED + key in keys for key in cluster.keys) or any(
        CALLED + name in cluster.blocking_keys for name in names
    )


def is_distinctive(cluster: Cluster, entity: int, known: KnownEntities) -> bool:
    """Tell whether one of the two has a name that is a distinctive part of a name of the other."""
    pairs = [(key, name) for key in cluster.keys for name in names_of(entity, known)]
    return any(
        short in distinctive_names(cluster.kind, long) for pair in pairs for short, long in (pair, pair[::-1])
    )


def _candidates(keys: Sequence[str], kind: Kind, known: KnownEntities) -> list[Entity]:
    return holders(keys, kind, known)[:_MAX_CANDIDATES]


def _only(entities: Sequence[Entity]) -> Entity | None:
    return entities[0] if len(entities) == 1 else None
