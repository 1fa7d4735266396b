"""How often each route from a name to an entity is right, taken or offered as a guess, on labelled mentions.

A decision counts if both the name and the entity have a known identity: that of most of their mentions. Each
set is resolved in the order of its file and in reverse.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from labelled_entities import EntityStore, Labels

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.company import Company, company_of
from storage.analysis.entities.person_variants import surname_bearer
from storage.analysis.entities.resolution import resolve
from storage.analysis.entities.variants import (
    Variant,
    is_certain,
    variants,
)
from storage.model import Kind, Route

_TAKEN, _GUESSED = "taken", "guess"
Counts = Mapping[tuple[Route, str], Counter[bool]]


def route_table(sets: Iterable[Sequence[tuple[str, Labels]]]) -> Iterator[str]:
    """Yield a line for each route, with the number and the share of right decisions and of right guesses."""
    counts: Counts = defaultdict(Counter)
    for rows in sets:
        for ordered in (rows, rows[::-1]):
            _count(ordered, counts)
    yield f"{'route':12}{'taken':>7}{'right':>8}{'offered':>9}{'right':>8}"
    for route in Route:
        taken, guessed = counts[route, _TAKEN], counts[route, _GUESSED]
        if taken or guessed:
            yield f"{route:12}{_share(taken, 7)}{_share(guessed, 9)}"


def _share(counted: Counter[bool], width: int) -> str:
    total = counted.total()
    return f"{total:>{width}}" + (f"{counted[True] / total:8.3f}" if total else " " * 8)


def _count(rows: Sequence[tuple[str, Labels]], counts: Counts) -> None:
    store = EntityStore()
    identities: dict[int, Counter[str]] = defaultdict(Counter)
    for text, labels in rows:
        clusters = cluster_mentions("", text, list(labels))
        company = company_of(clusters)
        for cluster in sorted(clusters, key=lambda one: one.lone):
            own = Counter(identity for mention in cluster.mentions if (identity := labels.get(mention)))
            for route, entity, way in _decisions(cluster, store, company):
                known = sum(
                    (identities[one] for one in identities if store.survivor(one) == entity), Counter()
                )
                if own and known:
                    counts[route, way][_main(own) == _main(known)] += 1
            identities[store.add(cluster, company)] += own


def _decisions(cluster: Cluster, store: EntityStore, company: Company) -> Iterator[tuple[Route, int, str]]:
    entity, route = resolve(cluster, store, company=company)
    if entity is not None:
        yield route, entity, _TAKEN
        return
    for variant in _possible(cluster, store):
        if not is_certain(variant, cluster, store, company):
            yield variant.route, variant.entity.id, _GUESSED


def _possible(cluster: Cluster, store: EntityStore) -> Iterator[Variant]:
    if cluster.kind is Kind.PERSON and cluster.lone and (person := surname_bearer(cluster, store)):
        yield Variant(Route.SURNAME, person)
    yield from variants(cluster, store)


def _main(identities: Counter[str]) -> str:
    return identities.most_common(1)[0][0]
