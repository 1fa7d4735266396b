"""Which entity of the desk a cluster means: the pure decision, on what the desk says that it knows."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz.distance import DamerauLevenshtein

from storage.analysis.labels import INITIALS, LONGER, LONE, SKELETON, SURNAME, acronyms_of, short_forms
from storage.analysis.names import Cluster
from storage.analysis.people import SAME_ANYWHERE, PersonName, alike
from storage.model import Entity, Kind, Route

_CLEARLY = 2  # how many times the articles of the next best the best must have
LONG_KNOWN = 5
"""Articles from which on a name is well known to the desk."""
_SURE = 0.8  # confidence in a mention from which on nothing outvotes it
_MOST_CANDIDATES = 50
_MOST_TYPOS = 1


class Register(Protocol):
    """What the desk knows of its entities."""

    def find(self, keys: Sequence[str]) -> Sequence[tuple[str, Entity]]:
        """Return the entities that have any of these keys, each with the key that found it.

        Of those under one key the ones in most articles come first.
        """
        ...

    def keys(self, entity: int) -> Sequence[str]:
        """Return all keys of an entity, those of `Cluster.blocks` included."""
        ...


class Decision(NamedTuple):
    """What a cluster means: the number of an entity, `None` for one that is new, and how that was found."""

    entity: int | None
    route: Route


NEW = Decision(None, Route.NEW)


def resolve(cluster: Cluster, register: Register) -> Decision:
    """Return what a cluster means.

    An entity of the same kind with one of its keys; else the one clear bearer of a name that it is a
    variant, short form or acronym of. A kind that is doubtful here gives way to an entity of another that
    the desk has long and clearly known by the same key. Other doubt gives a new entity.
    """
    if cluster.kind is Kind.PERSON and cluster.lone and (bearer := _bearer(cluster, register)):
        return Decision(bearer.id, Route.SURNAME)
    found = [entity for _, entity in register.find(cluster.keys)]
    same_kind = _best_known(entity for entity in found if entity.kind is cluster.kind)
    other_kind = _best_known(entity for entity in found if entity.kind is not cluster.kind)
    if other_kind and _outvotes(other_kind, cluster, same_kind):
        return Decision(other_kind.id, Route.KIND)
    if same_kind:
        return Decision(same_kind.id, Route.NAME)
    for route, find in _VARIANTS.get(cluster.kind, ()):
        if entity := find(cluster, register):
            return Decision(entity.id, route)
    return NEW


def absorbed(cluster: Cluster, entity: int, register: Register) -> list[int]:
    """Return the entities that turn out to be the one that a cluster has just been recorded under.

    A lone surname joins the only person who bears it, and so does what has no other names than some of
    this cluster's.
    """
    found = {
        other.id: other
        for _, other in register.find([*cluster.keys, *_lone_surnames(cluster)])
        if other.id != entity and other.kind is cluster.kind
    }
    return [other for other in found if _joins(other, cluster, entity, register)]


def _joins(other: int, cluster: Cluster, entity: int, register: Register) -> bool:
    names = _names(register.keys(other))
    if names <= set(cluster.keys):
        return True
    lone = {name for name in names if name.startswith(LONE)}
    if not lone or names != lone:
        return False
    bearers = {one.id for name in lone for _, one in register.find([SURNAME + name.removeprefix(LONE)])}
    return bearers == {entity}


def _lone_surnames(cluster: Cluster) -> list[str]:
    return [LONE + block.removeprefix(SURNAME) for block in cluster.blocks if block.startswith(SURNAME)]


def _names(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if not key.startswith((SKELETON, SURNAME, INITIALS, LONGER))}


def _best_known(entities: Iterable[Entity]) -> Entity | None:
    return max(entities, key=lambda entity: (entity.articles, -entity.id), default=None)


def _outvotes(known: Entity, cluster: Cluster, same_kind: Entity | None) -> bool:
    if cluster.lone or max(mention.confidence for mention in cluster.mentions) >= _SURE:
        return False
    return known.articles >= max(LONG_KNOWN, _CLEARLY * (same_kind.articles if same_kind else 0))


def _bearer(cluster: Cluster, register: Register) -> Entity | None:
    surnames = [SURNAME + key.removeprefix(LONE) for key in cluster.keys]
    return _clear_winner(_candidates(surnames, cluster.kind, register))


def _variant(cluster: Cluster, register: Register) -> Entity | None:
    blocks = [block for block in cluster.blocks if block.startswith(SKELETON)]
    names = _full_names(cluster.keys)
    candidates = _candidates(blocks, cluster.kind, register)
    return _clear_winner([one for one in candidates if _fits(names, one, register)])


def _fits(names: Sequence[PersonName], entity: Entity, register: Register) -> bool:
    known = _full_names(_names(register.keys(entity.id)))
    scores = [alike(name, other) for name in names for other in known]
    return bool(scores) and min(scores) > 0 and max(scores) >= SAME_ANYWHERE


def _full_names(keys: Iterable[str]) -> list[PersonName]:
    parts = [tuple(key.split()) for key in sorted(keys) if not key.startswith(LONE)]
    return [PersonName(part, part) for part in parts if len(part) > 1 and len(part[0]) > 1]


def _spelled_out(cluster: Cluster, register: Register) -> Entity | None:
    """Find what a lone acronym stands for."""
    if not cluster.lone:
        return None
    return _only(_candidates([INITIALS + key for key in cluster.keys], cluster.kind, register))


def _acronym(cluster: Cluster, register: Register) -> Entity | None:
    """Find the entity that is known by nothing but an acronym of this name."""
    acronyms = [acronym for key in cluster.keys for acronym in acronyms_of(key)]
    candidates = _candidates(acronyms, cluster.kind, register)
    return _only([one for one in candidates if _names(register.keys(one.id)) <= set(acronyms)])


def _longer(cluster: Cluster, register: Register) -> Entity | None:
    """Find the one longer name that this is a short form of."""
    candidates = _candidates([LONGER + key for key in cluster.keys], cluster.kind, register)
    return _only([one for one in candidates if _is_short_for(cluster.keys, one, register)])


def _is_short_for(keys: Sequence[str], entity: Entity, register: Register) -> bool:
    # For all of its longer names: the bank of a Bank of America is not one of all its branches.
    return all(
        name in keys or len(name) <= len(key) or key in short_forms(name)
        for key in keys
        for name in _names(register.keys(entity.id))
    )


def _shorter(cluster: Cluster, register: Register) -> Entity | None:
    """Find the one entity that this is a longer name of."""
    shorts = {short for key in cluster.keys for short in short_forms(key)}
    candidates = _candidates(sorted(shorts), cluster.kind, register)
    return _only([one for one in candidates if _names(register.keys(one.id)) <= shorts])


def _typo(cluster: Cluster, register: Register) -> Entity | None:
    blocks = [block for block in cluster.blocks if block.startswith(SKELETON)]
    candidates = _candidates(blocks, cluster.kind, register)
    return _only([one for one in candidates if _near(cluster.keys, _names(register.keys(one.id)))])


def _near(keys: Iterable[str], names: Iterable[str]) -> bool:
    return any(
        DamerauLevenshtein.distance(key, name, score_cutoff=_MOST_TYPOS) <= _MOST_TYPOS
        for key in keys
        for name in names
    )


Find = Callable[[Cluster, Register], Entity | None]
_VARIANTS: dict[Kind, Sequence[tuple[Route, Find]]] = {
    Kind.PERSON: ((Route.SPELLING, _variant),),
    Kind.ORGANISATION: (
        (Route.ACRONYM, _spelled_out),
        (Route.ACRONYM, _acronym),
        (Route.SHORT, _longer),
        (Route.SHORT, _shorter),
        (Route.SPELLING, _typo),
    ),
    Kind.PLACE: ((Route.SPELLING, _typo),),
}


def _candidates(keys: Sequence[str], kind: Kind, register: Register) -> list[Entity]:
    """Return the entities of a kind under these keys, those in most articles first."""
    found = {entity.id: entity for _, entity in register.find(keys) if entity.kind is kind} if keys else {}
    return sorted(found.values(), key=lambda one: (-one.articles, one.id))[:_MOST_CANDIDATES]


def _only(entities: Sequence[Entity]) -> Entity | None:
    return entities[0] if len(entities) == 1 else None


def _clear_winner(entities: Sequence[Entity]) -> Entity | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < _CLEARLY * entities[1].articles:
        return None
    return entities[0]
