"""Splitting: which mentions of an entity go with a name that the reader splits from it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.constraints import Constraints
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.names.mentions import PlacedKey


class MovedMentions(NamedTuple):
    """The mentions in one article that go with the name, and the keys that their entity gets."""

    article: int
    mentions: list[PlacedKey]
    keys: frozenset[str]


def moved_mentions(
    connection: Connection, entity: int, name: Collection[str], constraints: Constraints
) -> Iterator[MovedMentions]:
    """Yield the mentions of an entity that mean the name with these keys, under the reader's constraints.

    Where an article also has other names of the entity, its mentions are clustered again: bare surnames go
    with the full name that they follow. A surname that another full name explains stays.
    """
    for article, found in mentions.with_keys(connection, entity, name).items():
        if all(one.key in name for one in found):
            yield MovedMentions(article, found, frozenset())
            continue
        clusters = [
            cluster
            for cluster in _clusters(connection, article, constraints)
            if not set(name).isdisjoint(cluster.keys)
        ]
        places = {(str(one.field), one.start, one.end) for cluster in clusters for one in cluster.mentions}
        moved = [one for one in found if one.place in places]
        if moved:
            keys = (key for cluster in clusters for key in (*cluster.keys, *cluster.blocking_keys))
            yield MovedMentions(article, moved, frozenset(keys))


def _clusters(connection: Connection, article: int, constraints: Constraints) -> list[Cluster]:
    title, text = articles.title_and_text(connection, article)
    recognised = mentions.recognised(connection, article)
    applied = constraints.apply(AnnotatedText(title, text), recognised)
    return cluster_mentions(title, text, applied, constraints)
