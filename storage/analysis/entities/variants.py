"""Other names of what the desk knows: surnames, transliterations, acronyms, short forms, slips.

Each way of finding gives the one entity that is clearly meant, or none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

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
from storage.analysis.entities.person_names import SAME_ACROSS_ARTICLES, PersonName, similarity
from storage.analysis.entities.surface_forms import LONE
from storage.model import Entity, Kind, Route

CLEARLY = 2
"""How many times the articles of the next best the best must have."""
_MOST_CANDIDATES = 50
_MOST_TYPOS = 1

Find = Callable[[Cluster, KnownEntities], Entity | None]


def bearer(cluster: Cluster, register: KnownEntities) -> Entity | None:
    """Return the person whom a lone surname means: the only one, or by far the best known."""
    names = [key.removeprefix(LONE).split() for key in cluster.keys]
    found = _candidates([SURNAME + name[-1] for name in names if name], cluster.kind, register)
    initials = tuple(name[0] for name in names if len(name) > 1)
    return _clear_winner([one for one in found if not initials or _begins(one, initials, register)])


def _begins(entity: Entity, initials: tuple[str, ...], register: KnownEntities) -> bool:
    return any(name.startswith(initials) for name in without_blocking_keys(register.keys(entity.id)))


def _variant(cluster: Cluster, register: KnownEntities) -> Entity | None:
    # By the surname too: nicknames sound like nothing.
    blocks = [block for block in cluster.blocks if block.startswith((SKELETON, SURNAME))]
    names = _full_names(cluster.keys)
    candidates = _candidates(blocks, cluster.kind, register)
    return _clear_winner([one for one in candidates if _fits(names, one, register)])


def _fits(names: Sequence[PersonName], entity: Entity, register: KnownEntities) -> bool:
    known = _full_names(without_blocking_keys(register.keys(entity.id)))
    scores = [similarity(name, other) for name in names for other in known]
    return bool(scores) and min(scores) > 0 and max(scores) >= SAME_ACROSS_ARTICLES


def _full_names(keys: Iterable[str]) -> list[PersonName]:
    parts = [tuple(key.split()) for key in sorted(keys) if not key.startswith(LONE)]
    return [PersonName(part, part) for part in parts if len(part) > 1 and len(part[0]) > 1]


def _spelled_out(cluster: Cluster, register: KnownEntities) -> Entity | None:
    """Find what a lone acronym stands for."""
    if not cluster.lone:
        return None
    return _only(_candidates([INITIALS + key for key in cluster.keys], cluster.kind, register))


def _acronym(cluster: Cluster, register: KnownEntities) -> Entity | None:
    """Find the entity that is known by nothing but an acronym of this name."""
    acronyms = [block.removeprefix(INITIALS) for block in cluster.blocks if block.startswith(INITIALS)]
    candidates = _candidates(acronyms, cluster.kind, register)
    return _only([one for one in candidates if without_blocking_keys(register.keys(one.id)) <= set(acronyms)])


def _longer(cluster: Cluster, register: KnownEntities) -> Entity | None:
    """Find the one longer name that this is a short form of."""
    candidates = _candidates([SHORT_FORM + key for key in cluster.keys], cluster.kind, register)
    return _only([one for one in candidates if _is_short_for(cluster.keys, one, register)])


def _is_short_for(keys: Sequence[str], entity: Entity, register: KnownEntities) -> bool:
    # For all of its longer names: the bank of a Bank of America is not one of all its branches.
    return all(
        name in keys or len(name) <= len(key) or key in shorter_names(entity.kind, name)
        for key in keys
        for name in without_blocking_keys(register.keys(entity.id))
    )


def _shorter(cluster: Cluster, register: KnownEntities) -> Entity | None:
    """Find the one entity that this is a longer name of."""
    shorts = {short for key in cluster.keys for short in shorter_names(cluster.kind, key)}
    candidates = _candidates(sorted(shorts), cluster.kind, register)
    return _only([one for one in candidates if without_blocking_keys(register.keys(one.id)) <= shorts])


def _typo(cluster: Cluster, register: KnownEntities) -> Entity | None:
    blocks = [block for block in cluster.blocks if block.startswith(SKELETON)]
    candidates = _candidates(blocks, cluster.kind, register)
    return _only(
        [one for one in candidates if _near(cluster.keys, without_blocking_keys(register.keys(one.id)))]
    )


def _near(keys: Iterable[str], names: Iterable[str]) -> bool:
    return any(
        DamerauLevenshtein.distance(key, name, score_cutoff=_MOST_TYPOS) <= _MOST_TYPOS
        for key in keys
        for name in names
    )


VARIANTS: Mapping[Kind, Sequence[tuple[Route, Find]]] = {
    Kind.PERSON: ((Route.SPELLING, _variant),),
    Kind.ORGANISATION: (
        (Route.ACRONYM, _spelled_out),
        (Route.ACRONYM, _acronym),
        (Route.SHORT_FORM, _longer),
        (Route.SHORT_FORM, _shorter),
        (Route.SPELLING, _typo),
    ),
    Kind.PLACE: ((Route.SHORT_FORM, _longer), (Route.SHORT_FORM, _shorter), (Route.SPELLING, _typo)),
}
"""How a name of each kind is looked for that no entity has, in this order."""


def _candidates(keys: Sequence[str], kind: Kind, register: KnownEntities) -> list[Entity]:
    """Return the entities of a kind under these keys, those in most articles first."""
    found = {entity.id: entity for _, entity in register.find(keys) if entity.kind is kind} if keys else {}
    return sorted(found.values(), key=lambda one: (-one.articles, one.id))[:_MOST_CANDIDATES]


def _only(entities: Sequence[Entity]) -> Entity | None:
    return entities[0] if len(entities) == 1 else None


def _clear_winner(entities: Sequence[Entity]) -> Entity | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < CLEARLY * entities[1].articles:
        return None
    return entities[0]
