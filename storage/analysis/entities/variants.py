"""Variants of names that the desk knows: surnames, transliterations, acronyms, short forms, typing errors.

Each search returns the one entity that is clearly meant, or `None`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from rapidfuzz.distance import DamerauLevenshtein

from storage.analysis.entities.blocking_keys import (
    INITIALS,
    SHORT_FORM,
    SKELETON,
    SURNAME,
    KnownEntities,
    shorter_names,
    without_blocking_keys,
)
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.person_names import (
    SAME_ACROSS_ARTICLES,
    PersonName,
    person_of_key,
    similarity,
)
from storage.analysis.entities.surface_forms import LONE
from storage.model import Entity, Kind, Route

WINNING_RATIO = 2
"""How many times as many articles the best candidate needs as the second best."""
_MAX_CANDIDATES = 50
_MAX_TYPOS = 1

Search = Callable[[Cluster, KnownEntities], Entity | None]


def surname_bearer(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Return the person whom a lone surname means: the only one, or by far the best known one."""
    names = [person_of_key(key.removeprefix(LONE)) for key in cluster.keys]
    found = _candidates([SURNAME + name.core[-1] for name in names], cluster.kind, known)
    bearers = {one.id: _full_names(_names(one, known)) for one in found}
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
    others = _full_names(_names(entity, known))
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
    return _only([one for one in candidates if _names(one, known) <= set(acronyms)])


def _longer(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the only longer name that has this short form."""
    candidates = _candidates([SHORT_FORM + key for key in cluster.keys], cluster.kind, known)
    return _only([one for one in candidates if _is_short_for(cluster.keys, one, known)])


def _is_short_for(keys: Sequence[str], entity: Entity, known: KnownEntities) -> bool:
    # It must be short for all longer names of the entity, not for one of them only.
    return all(
        name in keys or len(name) <= len(key) or key in shorter_names(entity.kind, name)
        for key in keys
        for name in _names(entity, known)
    )


def _shorter(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Find the only entity that is a short form of this name."""
    shorts = {short for key in cluster.keys for short in shorter_names(cluster.kind, key)}
    candidates = _candidates(sorted(shorts), cluster.kind, known)
    return _only([one for one in candidates if _names(one, known) <= shorts])


def _typo(cluster: Cluster, known: KnownEntities) -> Entity | None:
    keys = [key for key in cluster.blocking_keys if key.startswith(SKELETON)]
    candidates = _candidates(keys, cluster.kind, known)
    return _only([one for one in candidates if _is_near(cluster.keys, _names(one, known))])


def _is_near(keys: Iterable[str], names: Iterable[str]) -> bool:
    return any(
        DamerauLevenshtein.distance(key, name, score_cutoff=_MAX_TYPOS) <= _MAX_TYPOS
        for key in keys
        for name in names
    )


VARIANTS: Mapping[Kind, Sequence[tuple[Route, Search]]] = {
    Kind.PERSON: ((Route.SPELLING, _person_variant),),
    Kind.ORGANISATION: (
        (Route.ACRONYM, _expanded_acronym),
        (Route.ACRONYM, _acronym),
        (Route.SHORT_FORM, _longer),
        (Route.SHORT_FORM, _shorter),
        (Route.SPELLING, _typo),
    ),
    Kind.PLACE: ((Route.SHORT_FORM, _longer), (Route.SHORT_FORM, _shorter), (Route.SPELLING, _typo)),
}
"""The searches for a name of each kind that no entity has, in the order in which they are tried."""


def _names(entity: Entity, known: KnownEntities) -> set[str]:
    return without_blocking_keys(known.keys(entity.id))


def _candidates(keys: Sequence[str], kind: Kind, known: KnownEntities) -> list[Entity]:
    """Return the entities of a kind with any of these keys, those in most articles first."""
    found = {entity.id: entity for _, entity in known.find(keys) if entity.kind is kind} if keys else {}
    return sorted(found.values(), key=lambda one: (-one.articles, one.id))[:_MAX_CANDIDATES]


def _only(entities: Sequence[Entity]) -> Entity | None:
    return entities[0] if len(entities) == 1 else None


def _clear_winner(entities: Sequence[Entity]) -> Entity | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < WINNING_RATIO * entities[1].articles:
        return None
    return entities[0]
