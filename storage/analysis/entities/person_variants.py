"""Variants of persons' names: which person of the desk a surname, or another spelling of a name, means."""

from collections.abc import Callable, Iterable, Sequence, Set

from storage.analysis.entities.blocking_keys import SKELETON, SURNAME
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.company import NO_COMPANY, Company, are_together, is_same_event, shared
from storage.analysis.entities.known_entities import KnownEntities
from storage.analysis.entities.person_names import (
    SAME_ACROSS_ARTICLES,
    PersonName,
    person_of_key,
    similarity,
    similarity_in_event,
)
from storage.analysis.entities.shared_keys import holders, names_of
from storage.analysis.entities.surface_forms import LONE
from storage.model import Entity

WELL_KNOWN = 5
"""The desk knows an entity well from so many articles on."""
WINNING_RATIO = 2
"""How many times as many articles, or as much company, the best candidate needs as the second best."""
_MAX_CANDIDATES = 50
_MIN_COMPANY = 2  # shared names by which one of several bearers of a surname is meant


def surname_bearer(cluster: Cluster, known: KnownEntities, company: Company = NO_COMPANY) -> Entity | None:
    """Return the person whom a lone surname means.

    That is the only bearer, the only one in this company, or by far the best known one.
    """
    names = [person_of_key(key.removeprefix(LONE)) for key in cluster.keys]
    found = _candidates([SURNAME + name.core[-1] for name in names], cluster, known)
    bearers = {one.id: _full_names(names_of(one.id, known)) for one in found}
    fitting = [one for one in found if any(_may_be_short_for(n, bearers[one.id]) for n in names)]
    elders = {_outer(name) for one in fitting for name in bearers[one.id] if not name.generation}
    elder = [one for one in fitting if not _are_juniors(bearers[one.id], elders)]
    return _best_in_company(elder, cluster, known, company) or _clear_winner(elder)


def _best_in_company(
    found: Sequence[Entity], cluster: Cluster, known: KnownEntities, company: Company
) -> Entity | None:
    """Return the entity that shares by far the most company with an article, `None` if there is none."""
    if len(found) < 2 or not company:
        return None
    counts = {one.id: shared(cluster, one.id, known, company) for one in found}
    best, second, *_ = sorted(found, key=lambda one: -counts[one.id])
    is_clear = counts[best.id] >= max(_MIN_COMPANY, WINNING_RATIO * counts[second.id])
    return best if is_clear else None


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


def spelling_variant(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Return the person whose name is another spelling of this one, wherever they are."""
    return _clear_winner(_similar(cluster, known, similarity))


def variant_in_event(cluster: Cluster, known: KnownEntities) -> Entity | None:
    """Return the only person whose name may be this one in reports of one event."""
    found = _similar(cluster, known, similarity_in_event)
    return found[0] if len(found) == 1 else None


def is_certain_spelling(cluster: Cluster, entity: Entity, known: KnownEntities, company: Company) -> bool:
    """Tell whether a person is meant by another spelling, which may need articles on the same event.

    An article that has both spellings has two persons.
    """
    if _fits(_full_names(cluster.keys), entity, known, similarity):
        return True
    is_one = not are_together(names_of(entity.id, known), company)
    return is_one and is_same_event(cluster, entity.id, known, company)


def _similar(
    cluster: Cluster, known: KnownEntities, measure: Callable[[PersonName, PersonName], float]
) -> list[Entity]:
    # The surname is needed too: a nickname has another skeleton than the given name.
    keys = [key for key in cluster.blocking_keys if key.startswith((SKELETON, SURNAME))]
    names = _full_names(cluster.keys)
    return [one for one in _candidates(keys, cluster, known) if _fits(names, one, known, measure)]


def _fits(
    names: Sequence[PersonName],
    entity: Entity,
    known: KnownEntities,
    measure: Callable[[PersonName, PersonName], float],
) -> bool:
    others = _full_names(names_of(entity.id, known))
    scores = [measure(name, other) for name in names for other in others]
    return bool(scores) and min(scores) > 0 and max(scores) >= SAME_ACROSS_ARTICLES


def _full_names(keys: Iterable[str]) -> list[PersonName]:
    names = [person_of_key(key) for key in sorted(keys) if not key.startswith(LONE)]
    return [name for name in names if name.full and len(name.core[0]) > 1]


def _candidates(keys: Sequence[str], cluster: Cluster, known: KnownEntities) -> list[Entity]:
    return holders(keys, cluster.kind, known)[:_MAX_CANDIDATES]


def _clear_winner(entities: Sequence[Entity]) -> Entity | None:
    if not entities:
        return None
    if len(entities) > 1 and entities[0].articles < WINNING_RATIO * entities[1].articles:
        return None
    return entities[0]
