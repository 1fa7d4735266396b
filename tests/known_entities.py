"""The smallest desk on which names can be resolved: entities in memory, each made from one cluster."""

from collections.abc import Sequence
from dataclasses import replace

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.model import Entity, Field, Kind, Mention


def cluster_of(*names: str, kind: Kind = Kind.PERSON, confidence: float = 1.0) -> Cluster:
    """Return the cluster of an article with these names, which must all mean the same."""
    text = " and ".join(names)
    starts = [text.index(name) for name in names]
    mentions = [
        Mention(Field.TEXT, start, start + len(name), kind, confidence)
        for start, name in zip(starts, names, strict=True)
    ]
    (found,) = cluster_mentions("", text, mentions)
    return found


class EntitiesInMemory:
    """Entities with their keys; their numbers are their places in `entities`."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._keys: list[set[str]] = []
        self._confidences: list[float] = []
        self._met: dict[int, set[str]] = {}

    def add(self, cluster: Cluster, articles: int = 1) -> int:
        """Add an entity for a cluster and return its number."""
        self.entities.append(
            Entity(len(self.entities), cluster.spellings[0][0], cluster.kind, articles, articles)
        )
        self._keys.append({*cluster.keys, *cluster.aliases, *cluster.blocking_keys})
        self._confidences.append(max(mention.confidence for mention in cluster.mentions))
        return len(self.entities) - 1

    def set_articles(self, entity: int, articles: int) -> None:
        """Change in how many articles an entity is."""
        self.entities[entity] = replace(self.entities[entity], articles=articles)

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities with any of these keys, each with the key that matched."""
        found = [(key, one) for key in keys for one in self.entities if key in self._keys[one.id]]
        return sorted(found, key=lambda pair: (keys.index(pair[0]), -pair[1].articles, pair[1].id))

    def meet(self, entity: int, *names: str) -> None:
        """Put an entity into an article with other names."""
        self._met.setdefault(entity, set()).update(names)

    def shared_company(self, entity: int, names: Sequence[str]) -> int:
        """Return how many of these names the articles of an entity have too."""
        return len(self._met.get(entity, set()).intersection(names))

    def keys(self, entity: int) -> list[str]:
        """Return all keys of an entity."""
        return sorted(self._keys[entity])

    def confidence(self, entity: int) -> float:
        """Return the confidence of the surest mention of an entity."""
        return self._confidences[entity]
