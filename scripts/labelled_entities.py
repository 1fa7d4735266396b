"""A minimal store of entities for trying out name resolution, and a score for its display names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage.analysis.entities.blocking_keys import SURNAME, without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.company import FULL_NAME, NO_COMPANY, Company, company_of
from storage.analysis.entities.display_names import display_name
from storage.analysis.entities.resolution import adds_names, entities_to_merge, resolve
from storage.analysis.entities.surface_forms import surface_key
from storage.analysis.lexicon import countries
from storage.analysis.lexicon.name_keys import plain
from storage.model import Entity, Kind, Mention

_NAME = re.compile(
    r"(?<![.!?:\"”\n] )(?<![\n“\"])(?<!^)\b[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)*"
)  # within a sentence

Labels = dict[Mention, str]  # the identity of each mention, "" if unknown
Point = tuple[int, Mention]  # the number of an article and a mention in it


@dataclass(slots=True)
class EntityStore:
    """Entities in memory, with only what resolution needs to know of them."""

    entities: dict[int, Entity] = field(default_factory=dict)
    _entities_by_key: Mapping[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _keys: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _met: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _confidences: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    _merged_into: dict[int, int] = field(default_factory=dict)
    _spellings: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities with any of these keys, each with the key that matched."""
        return [
            (key, self.entities[number])
            for key in keys
            for number in sorted(self._entities_by_key.get(key, ()))
        ]

    def keys(self, entity: int) -> list[str]:
        """Return the keys of an entity."""
        return sorted(self._keys[entity])

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return self._confidences[entity]

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the articles of an entity have too."""
        return len(self._met[entity].intersection(names))

    def add_article(
        self, clusters: Sequence[Cluster], others: Company = NO_COMPANY
    ) -> list[tuple[int, Cluster]]:
        """Resolve and store the clusters of an article that has `others` too; return each with its entity."""
        company = company_of(clusters) | others
        return [
            (self.add(cluster, company), cluster) for cluster in sorted(clusters, key=lambda one: one.lone)
        ]

    def add(self, cluster: Cluster, company: Company = NO_COMPANY) -> int:
        """Resolve and store a cluster; return the number of its entity."""
        number, route = resolve(cluster, self, company=company)
        if number is None:
            number = len(self.entities) + len(self._merged_into) + 1
            self.entities[number] = Entity(number, cluster.spellings[0][0], cluster.kind, 0, 0)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + 1)
        if adds_names(cluster, route):
            self._add_keys(number, (*cluster.keys, *cluster.aliases, *cluster.blocking_keys))
        self._met[number] |= {key.removeprefix(FULL_NAME) for key in company}
        surest = max(mention.confidence for mention in cluster.mentions)
        self._confidences[number] = max(self._confidences[number], surest)
        self._spellings[number].update(dict(cluster.spellings))
        for other in entities_to_merge(cluster, number, self, company=company):
            self._merge(number, other)
        return number

    def _add_keys(self, number: int, keys: Iterable[str]) -> None:
        self._keys[number].update(keys)
        for key in keys:
            self._entities_by_key[key].add(number)

    def _merge(self, number: int, other: int) -> None:
        self._merged_into[other] = number
        removed = self.entities.pop(other)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + removed.articles)
        keys = self._keys.pop(other)
        for key in keys:
            self._entities_by_key[key].discard(other)
        self._add_keys(number, keys)
        self._spellings[number].update(self._spellings.pop(other))
        self._met[number] |= self._met.pop(other)
        self._confidences[number] = max(self._confidences[number], self._confidences.pop(other))

    def display_name(self, number: int) -> str:
        """Return the display name of an entity."""
        keys = sorted(without_blocking_keys(self._keys[number]))
        return display_name(list(self._spellings[number].items()), self.entities[number].kind, keys)

    def survivor(self, number: int) -> int:
        """Return the entity that this one was merged into, itself if it was not."""
        while number in self._merged_into:
            number = self._merged_into[number]
        return number


def unlabelled_names(text: str, labels: Iterable[Mention]) -> Company:
    """Return the last words of the names outside of the labels, which may cover only a part of a text."""
    labelled = {place for one in labels for place in range(one.start, one.end)}
    found = (name for name in _NAME.finditer(text) if labelled.isdisjoint(range(*name.span())))
    return frozenset(SURNAME + plain(name[0].split()[-1]) for name in found)


def resolve_all(
    rows: Sequence[tuple[str, Labels]], whole_texts: bool = True
) -> tuple[EntityStore, dict[Point, int], dict[Point, str]]:
    """Resolve articles one by one; return the store, and the entity and true identity of each point.

    With `whole_texts`, the names without labels are company of those with them.
    """
    store = EntityStore()
    answers: dict[Point, int] = {}
    truth: dict[Point, str] = {}
    for number, (text, labels) in enumerate(rows):
        others = unlabelled_names(text, labels) if whole_texts else NO_COMPANY
        for entity, cluster in store.add_article(cluster_mentions("", text, list(labels)), others):
            answers |= {(number, mention): entity for mention in cluster.mentions}
        truth |= {(number, mention): identity for mention, identity in labels.items() if identity}
    return store, {point: store.survivor(entity) for point, entity in answers.items()}, truth


def well_displayed(
    store: EntityStore,
    rows: Sequence[tuple[str, Labels]],
    answers: Mapping[Point, int],
    truth: Mapping[Point, str],
) -> float:
    """Return the share of entities with a good display name.

    A good name is one that texts use for the identity of most of the entity's mentions, or the name of its
    country. It is not a demonym. A person's has two words if any text has, and it is in capitals only if
    every text is.
    """
    identities: Mapping[int, Counter[str]] = defaultdict(Counter)
    names: Mapping[str, set[str]] = defaultdict(set)
    for point, identity in truth.items():
        number, mention = point
        identities[answers[point]][identity] += 1
        names[identity].add(rows[number][0][mention.start : mention.end])
    good = 0
    for entity, counts in identities.items():
        main_identity = counts.most_common(1)[0][0]
        good += _is_good(store.display_name(entity), store.entities[entity].kind, names[main_identity])
    return good / max(1, len(identities))


def _is_good(shown: str, kind: Kind, names: set[str]) -> bool:
    if countries.country(shown):
        return not countries.is_demonym(shown)
    if surface_key(shown, kind) not in {surface_key(name, kind) for name in names}:
        return False
    if kind is Kind.PERSON and " " not in shown and any(" " in name for name in names):
        return False
    return not (shown.isupper() and len(shown) > 5 and any(not name.isupper() for name in names))
