"""The smallest desk that the decisions about names can be tried on, and how well what it holds is merged."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from quality_data import Score

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_mentions, display_name
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.analysis.entities.surface_forms import surface_key
from storage.analysis.lexicon import countries
from storage.model import Entity, Kind, Mention, Route

Labelled = dict[Mention, str]  # the identity of each mention, "" where it is not known
Point = tuple[int, Mention]
Item = TypeVar("Item", bound=Hashable)


@dataclass(slots=True)
class Store:
    """The smallest register of entities that the decisions can be tried on."""

    entities: dict[int, Entity] = field(default_factory=dict)
    by_key: Mapping[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    own: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    became: dict[int, int] = field(default_factory=dict)
    texts: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities under any of these keys."""
        return [(key, self.entities[number]) for key in keys for number in sorted(self.by_key.get(key, ()))]

    def keys(self, entity: int) -> list[str]:
        """Return the keys of an entity."""
        return sorted(self.own[entity])

    def add(self, found: Cluster) -> int:
        """Store a cluster and return the number of its entity."""
        number, route = resolve(found, self)
        if number is None:
            number = len(self.entities) + len(self.became) + 1
            self.entities[number] = Entity(number, "", found.kind, 0, 0)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + 1)
        if route is not Route.SURNAME:
            self._label(number, (*found.keys, *found.blocking_keys))
        self.texts[number].update(dict(found.spellings))
        for other in entities_to_merge(found, number, self):
            self._absorb(number, other)
        return number

    def _label(self, number: int, keys: Iterable[str]) -> None:
        self.own[number].update(keys)
        for key in keys:
            self.by_key[key].add(number)

    def _absorb(self, number: int, other: int) -> None:
        self.became[other] = number
        gone = self.entities.pop(other)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + gone.articles)
        keys = self.own.pop(other)
        for key in keys:
            self.by_key[key].discard(other)
        self._label(number, keys)
        self.texts[number].update(self.texts.pop(other))

    def shown(self, number: int) -> str:
        """Return the display name of an entity."""
        keys = sorted(without_blocking_keys(self.own[number]))
        return display_name(list(self.texts[number].items()), self.entities[number].kind, keys)

    def now(self, number: int) -> int:
        """Return the entity that another one has become."""
        while number in self.became:
            number = self.became[number]
        return number


def run(rows: Sequence[tuple[str, Labelled]]) -> tuple[Store, dict[Point, int], dict[Point, str]]:
    """Resolve labelled articles one by one; return what each mention means in the store, and in truth."""
    store = Store()
    answers: dict[Point, int] = {}
    truth: dict[Point, str] = {}
    for number, (text, labelled) in enumerate(rows):
        for found in sorted(cluster_mentions("", text, list(labelled)), key=lambda found: found.lone):
            entity = store.add(found)
            answers |= {(number, mention): entity for mention in found.mentions}
        truth |= {(number, mention): identity for mention, identity in labelled.items() if identity}
    return store, {point: store.now(entity) for point, entity in answers.items()}, truth


def well_shown(
    store: Store,
    rows: Sequence[tuple[str, Labelled]],
    answers: Mapping[Point, int],
    truth: Mapping[Point, str],
) -> float:
    """Return the share of entities that are shown well.

    A good name is one by which most of its mentions' identity is called, or its country; a person's has two
    words if any has, none is in capitals that need not be, and none is a people for its country.
    """
    identities: Mapping[int, Counter[str]] = defaultdict(Counter)
    called: Mapping[str, set[str]] = defaultdict(set)
    for point, identity in truth.items():
        number, mention = point
        identities[answers[point]][identity] += 1
        called[identity].add(rows[number][0][mention.start : mention.end])
    good = 0
    for entity, counts in identities.items():
        texts = called[counts.most_common(1)[0][0]]
        good += _is_good(store.shown(entity), store.entities[entity].kind, texts)
    return good / max(1, len(identities))


def _is_good(shown: str, kind: Kind, texts: set[str]) -> bool:
    if countries.country(shown):
        return not countries.is_demonym(shown)
    if surface_key(shown, kind) not in {surface_key(text, kind) for text in texts}:
        return False
    if kind is Kind.PERSON and " " not in shown and any(" " in text for text in texts):
        return False
    return not (shown.isupper() and len(shown) > 5 and any(not text.isupper() for text in texts))


def b_cubed(answers: Mapping[Item, Hashable], truth: Mapping[Item, Hashable]) -> Score:
    """Return B-cubed precision and recall over the points of `truth`."""
    own: Mapping[Hashable, set[Item]] = defaultdict(set)
    gold: Mapping[Hashable, set[Item]] = defaultdict(set)
    for point, identity in truth.items():
        own[answers[point]].add(point)
        gold[identity].add(point)
    shared = Counter((answers[point], identity) for point, identity in truth.items())
    total = max(1, len(truth))
    precision = sum(n * n / len(own[answer]) for (answer, _), n in shared.items()) / total
    recall = sum(n * n / len(gold[identity]) for (_, identity), n in shared.items()) / total
    return Score(precision, recall)
