"""From the names of one article to the entities of the desk."""

from collections.abc import Iterable, Sequence

from storage.analysis.familiar import familiar
from storage.analysis.names import Cluster, cluster, display_name
from storage.analysis.piece import Piece, settle
from storage.analysis.prominence import prominence
from storage.analysis.reading import Reading
from storage.analysis.resolution import resolve
from storage.database import names
from storage.database.connection import Connection
from storage.languages import is_foreign
from storage.model import Article, Draft, Entity, Field, Kind, Mention, Spelling


class _Register:
    """What the desk knows of its entities, for the decision which one is meant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        return names.find(self._connection, keys)

    def spellings(self, entity: int) -> list[Spelling]:
        return names.spellings(self._connection, entity)


def record_names(connection: Connection, article: Article, reading: Reading) -> None:
    """Store the names of an article in place of those it had, each with its entity, new or known."""
    # Before anything is resolved: an entity that only this article had goes with its names.
    names.forget(connection, article.id)
    register = _Register(connection)
    meant: dict[int, list[Cluster]] = {}
    # What a lone surname or acronym means may have been said in full by another name of the article.
    for found in sorted(_clusters(article, reading, register), key=lambda one: one.lone):
        entity = resolve(found, register)
        if entity is None:
            entity = names.create(connection, found.spellings[0][0], found.kind)
        names.add_keys(connection, entity, (*found.keys, *found.blocks))
        meant.setdefault(entity, []).append(found)
    names.record(connection, article.id, [_appearance(article, *item) for item in meant.items()])
    for entity in meant:
        _describe(connection, entity)


def named(draft: Draft, clusters: Iterable[Cluster]) -> list[tuple[str, Kind, Sequence[Mention]]]:
    """Return the names of an article that is not stored, those that it is most about first."""
    ranked = sorted(clusters, key=lambda one: -prominence(one, len(draft.text)))
    return [(display_name(one.spellings, one.kind, one.keys), one.kind, one.mentions) for one in ranked]


def _clusters(article: Article, reading: Reading, register: _Register) -> Sequence[Cluster]:
    if not is_foreign(reading.language):
        return reading.clusters
    piece = Piece(article.title, article.text)
    certain = [mention for one in reading.clusters for mention in one.mentions]
    return cluster(article.title, article.text, settle([*certain, *familiar(piece, register)]))


def _appearance(article: Article, entity: int, clusters: Sequence[Cluster]) -> names.Appearance:
    fields = {Field.TITLE: article.title, Field.TEXT: article.text}
    mentions = sorted(mention for one in clusters for mention in one.mentions)
    return names.Appearance(
        entity,
        tuple((mention, fields[mention.field][mention.start : mention.end]) for mention in mentions),
        weight=max(prominence(one, len(article.text)) for one in clusters),
    )


def _describe(connection: Connection, entity: int) -> None:
    spellings = [(one.text, one.mentions) for one in names.spellings(connection, entity)]
    (kind, _), *_ = names.kinds(connection, entity)
    shown = display_name(spellings, kind, names.keys(connection, entity))
    names.describe(connection, entity, shown, kind)
