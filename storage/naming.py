"""From the names of one article to the entities of the desk."""

from collections.abc import Iterable, Sequence

from storage.analysis.names import Cluster, display_name
from storage.analysis.prominence import prominence
from storage.analysis.resolution import resolve
from storage.database import names
from storage.database.connection import Connection
from storage.model import Article, Draft, Entity, Field, Kind, Mention, Spelling


class _Register:
    """What the desk knows of its entities, for the decision which one is meant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        return names.find(self._connection, keys)

    def spellings(self, entity: int) -> list[Spelling]:
        return names.spellings(self._connection, entity)


def record_names(connection: Connection, article: Article, clusters: Iterable[Cluster]) -> None:
    """Store the names of an article in place of those it had, each with its entity, new or known."""
    # Before anything is resolved: an entity that only this article had goes with its names.
    names.forget(connection, article.id)
    register = _Register(connection)
    meant: dict[int, list[Cluster]] = {}
    # What a lone surname or acronym means may have been said in full by another name of the article.
    for cluster in sorted(clusters, key=lambda cluster: cluster.lone):
        entity = resolve(cluster, register)
        if entity is None:
            entity = names.create(connection, cluster.spellings[0][0], cluster.kind)
        names.add_keys(connection, entity, (*cluster.keys, *cluster.blocks))
        meant.setdefault(entity, []).append(cluster)
    names.record(connection, article.id, [_appearance(article, *item) for item in meant.items()])
    for entity in meant:
        _describe(connection, entity)


def named(draft: Draft, clusters: Iterable[Cluster]) -> list[tuple[str, Kind, Sequence[Mention]]]:
    """Return the names of an article that is not stored, those that it is most about first."""
    ranked = sorted(clusters, key=lambda cluster: -prominence(cluster, len(draft.text)))
    return [
        (display_name(cluster.spellings, cluster.kind, cluster.keys), cluster.kind, cluster.mentions)
        for cluster in ranked
    ]


def _appearance(article: Article, entity: int, clusters: Sequence[Cluster]) -> names.Appearance:
    fields = {Field.TITLE: article.title, Field.TEXT: article.text}
    mentions = sorted(mention for cluster in clusters for mention in cluster.mentions)
    return names.Appearance(
        entity,
        tuple((mention, fields[mention.field][mention.start : mention.end]) for mention in mentions),
        weight=max(prominence(cluster, len(article.text)) for cluster in clusters),
    )


def _describe(connection: Connection, entity: int) -> None:
    spellings = [(one.text, one.mentions) for one in names.spellings(connection, entity)]
    (kind, _), *_ = names.kinds(connection, entity)
    shown = display_name(spellings, kind, names.keys(connection, entity))
    names.describe(connection, entity, shown, kind)
