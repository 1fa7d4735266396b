"""Variants of names that the desk knows: surnames, transliterations, acronyms, short forms, typing errors.

Each search returns the one entity that is clearly meant, or `None`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from storage.analysis.entities.blocking_keys import (
    CALLED,
    INITIALS,
    SHORT_FORM,
    SKELETON,
    SURNAME,
    KnownEntities,
    possible_short_names,
    without_blocking_keys,
)
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.institutions import is_institution, of_country
from storage.analysis.entities.person_names import (
    SAME_ACROSS_ARTICLES,
    PersonName,
    person_of_key,
    similarity,
)
from storage.analysis.entities.shared_keys import holders, names_of
from storage.analysis.entities.short_names import distinctive_names
from storage.analysis.entities.slips import is_slip
from storage.analysis.entities.surface_forms import LONE
from storage.model import Entity, Kind, Route

WELL_KNOWN = 5
"""The desk knows an entity well from so many articles on."""
WINNING_RATIO = 2
"""How many times as many articles the best candidate needs as the second best."""
_MAX_CANDIDATES = 50
_MIN_COMPANY = 2  # shared names that make a short form certain that is the beginning of two names

Company = frozenset[str]
"""The names in an article; persons by their surnames."""
NO_COMPANY: Company = frozenset()


class Variant(NamedTuple):
    """An entity that a name may mean, and by which route."""

    route: Route
    entity: Entity


Search = Callable[[Cluster, KnownEntities], Entity | None]


def company_of(clusters: Iterable[Cluster]) -> Company:
    """Return the names of an article."""
    return frozenset().union(*map(_as_company, clusters))


def _as_company(cluster: Cluster) -> Company:
    if cluster.kind is not Kind.PERSON:
        return frozenset(cluster.keys)
    return frozenset(SURNAME + person_of_key(key.removeprefix(LONE)).core[-1] for key in cluster.keys)


def surname_bearer(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Return the person whom a lone surname means: the only one, or by far the best known one."""
    names = [person_of_key(key.removeprefix(LONE)) for key in cluster.keys]
    found = _candidates([SURNAME + name.core[-1] for name in names], cluster.kind, known)
    bearers = {one.id: _full_names(names_of(one.id, known)) for one in found}
    fitting = [one for one in found if any(_may_be_short_for(n, bearers[one.id]) for n in names)]
    elders = {_outer(name) for one in fitting for name in bearers[one.id] if not name.generation}
    return _clear_winner([one for one in fitting if not _are_juniors(bearers[one.id], elders)])


def _may_be_short_for(name: PersonName, bearers: Sequence[PersonName]) -> bool:
    """Tell whether a lone surname, perhaps with an initial or a generation, fits a full name."""
    return any(
        name.generation in ("", one.generation) and (len(name.core) == 1 or name.core[0] == one.core[0][0])
        for one in bearers
    )


def _are_juniors(names: Sequence[PersonName], elders: Set[tuple[str, str]]) -> bool:
    """Tell whether these are the names of a junior whose surname alone means the elder of the same name."""
    return all(name.generation and _outer(name) in elders for name in names)


def _outer(name: PersonName) -> tuple[str, str]:
    """Return the given name and the surname."""
    return name.core[0], name.core[-1]


def _person_variant(cluster: Cluster, known: KnownEntities) -> Entity | None:
    # The surname is needed too: a nickname has another skeleton than the given name.
    keys = [key for key in cluster.blocking_keys if key.startswith((SKELETON, SURNAME))]
    names = _full_names(cluster.keys)
    candidates = _candidates(keys, cluster.kind, known)
    return _clear_winner([one for one in candidates if _fits(names, one, known)])


def _fits(names: Sequence[PersonName], entity: Entity, known: KnownEntities) -> bool:
    others = _full_names(names_of(entity.id, known))
    scores = [similarity(name, other) for name in names for other in others]
    return bool(scores) and min(scores) > 0 and max(scores) >= SAME_ACROSS_ARTICLES


def _full_names(keys: Iterable[str]) -> list[PersonName]:
    names = [person_of_key(key) for key in sorted(keys) if not key.startswith(LONE)]
    return [name for name in names if name.full and len(name.core[0]) > 1]


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
    return found if found and _shared(cluster, found.id, known, company) else None


def _slip(cluster: Cluster, known: KnownEntities) -> Entity | None:
    keys = [key for key in cluster.blocking_keys if key.startswith(SKELETON)]
    candidates = _candidates(keys, cluster.kind, known)
    return _only([one for one in candidates if _is_near(cluster.keys, names_of(one.id, known))])


def _is_near(keys: Iterable[str], names: Iterable[str]) -> bool:
    return any(is_slip(key, name) for key in keys for name in names)


_SEARCHES: Mapping[Kind, Sequence[tuple[Route, Search]]] = {
    Kind.PERSON: ((Route.SPELLING, _person_variant),),
    Kind.ORGANISATION: (
        (Route.ACRONYM, _expanded_acronym),
        (Route.ACRONYM, _acronym),
        (Route.SHORT_FORM, _longer),
        (Route.SHORT_FORM, _shorter),
        (Route.SPELLING, _slip),
    ),
    Kind.PLACE: ((Route.SHORT_FORM, _longer), (Route.SHORT_FORM, _shorter), (Route.SPELLING, _slip)),
}
"""The searches for a name of each kind that no entity has, in the order in which they are tried."""


def variants(cluster: Cluster, known: KnownEntities) -> Iterator[Variant]:
    """Yield the entities that a cluster may mean by another name, the most likely first."""
    for route, find in _SEARCHES.get(cluster.kind, ()):
        if entity := find(cluster, known):
            yield Variant(route, entity)


def is_certain(variant: Variant, cluster: Cluster, known: KnownEntities, company: Company) -> bool:
    """Tell whether a variant is more than a guess.

    Short forms and acronyms need evidence: that articles of the entity have other names of this article. So
    does the surname of a person in many articles, or it means another.
    `scripts/quality.py merging` measures how often each is right.
    """
    match variant.route:
        case Route.SURNAME if variant.entity.articles < WELL_KNOWN:
            return True
        case Route.ACRONYM | Route.SURNAME:
            return _shared(cluster, variant.entity.id, known, company) > 0
        case Route.SHORT_FORM if cluster.kind is not Kind.PLACE:
            return _is_known_short_form(cluster, variant.entity.id, known, company)
        case _:
            return True


def _is_known_short_form(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> bool:
    """Tell whether one of the two has a short name of the other, which is not that of a place."""
    least = 1 if is_distinctive(cluster, entity, known) else _MIN_COMPANY
    if least == _MIN_COMPANY and not is_called(cluster, entity, known):
        return False
    names = sorted({*cluster.keys, *names_of(entity, known)})
    if any(map(is_institution, names)) or holders(names, Kind.PLACE, known):
        return False
    return _shared(cluster, entity, known, company) >= least


def _shared(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> int:
    """Return how many other names of the article, countries aside, the articles of an entity have."""
    others = company - _as_company(cluster)
    return known.shared_company(entity, sorted(key for key in others if not key.startswith("#")))


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


def _clear_winner(entities: Sequence[Entity]) -> Entity | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < WINNING_RATIO * entities[1].articles:
        return None
    return entities[0]
