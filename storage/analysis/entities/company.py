"""Company: the other names of an article, which say whether two articles are on the same event."""

from collections.abc import Iterable

from storage.analysis.entities.blocking_keys import SURNAME
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.known_entities import KnownEntities
from storage.analysis.entities.person_names import person_of_key
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.lexicon import gazetteer
from storage.model import Kind

FULL_NAME = "*"
"""Prefix of a person's full name, which tells whether an article has two spellings."""
Company = frozenset[str]
"""The names in an article; persons by their surnames."""
NO_COMPANY: Company = frozenset()

_SAME_EVENT = 3  # shared names, well-known ones aside, from which on two articles are on the same event


def company_of(clusters: Iterable[Cluster]) -> Company:
    """Return the names of an article."""
    return frozenset().union(*map(_as_company, clusters))


def _as_company(cluster: Cluster) -> Company:
    if cluster.kind is not Kind.PERSON:
        return frozenset(cluster.keys)
    surnames = frozenset(SURNAME + person_of_key(key.removeprefix(LONE)).core[-1] for key in cluster.keys)
    return surnames | {FULL_NAME + key for key in cluster.keys if not key.startswith(LONE)}


def are_together(names: Iterable[str], company: Company) -> bool:
    """Tell whether an article has one of these names, persons by their full names."""
    return any(name in company or FULL_NAME + name in company for name in names)


def shared(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> int:
    """Return how many other names of the article, countries aside, the articles of an entity have."""
    others = company - _as_company(cluster)
    return known.shared_company(entity, sorted(key for key in others if not key.startswith(("#", FULL_NAME))))


def is_same_event(cluster: Cluster, entity: int, known: KnownEntities, company: Company) -> bool:
    """Tell whether articles of an entity are on the same event as this one: they share rare names."""
    rare = frozenset(key for key in company if not gazetteer.lookup(key))
    return shared(cluster, entity, known, rare) >= _SAME_EVENT
