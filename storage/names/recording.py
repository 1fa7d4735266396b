"""From the names of one article to the entities of the desk."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from storage.analysis.article_analysis import ArticleAnalysis
from storage.analysis.entities import descriptions
from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_mentions, display_name, prominence
from storage.analysis.entities.constraints import Constraints
from storage.analysis.entities.desk_gazetteer import find_known_names
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.recognition.annotated_text import AnnotatedText, without_overlaps
from storage.database.connection import Connection
from storage.database.names import entities, mentions, name_corrections, reassignments
from storage.database.names.mentions import Appearance, ResolvedMention
from storage.model import Article, Correction, Draft, Entity, Field, Kind, Mention, Route, Spelling
from storage.text.languages import is_foreign

_INTRODUCTIONS_READ = 3  # first mentions in an article at which it may say who someone is


class DeskEntities:
    """What the desk knows of its entities, for the decision which one is meant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities that have any of these keys, each with the key that found it."""
        return entities.find(self._connection, keys)

    def keys(self, entity: int) -> list[str]:
        """Return all keys of an entity."""
        return entities.keys(self._connection, entity)

    def spellings(self, entity: int) -> list[Spelling]:
        """Return the ways in which an entity is written."""
        return entities.spellings(self._connection, entity)


@lru_cache(maxsize=4)
def _constraints(stored: tuple[Correction, ...]) -> Constraints:
    return Constraints(stored)


def read_constraints(connection: Connection) -> Constraints:
    """Return what the reader of a desk has decided about names."""
    return _constraints(name_corrections.all_of(connection))


def record_names(connection: Connection, article: Article, reading: ArticleAnalysis) -> None:
    """Store the names of an article in place of those it had, each with its entity, new or known."""
    # Before anything is resolved: an entity that only this article had goes with its names.
    mentions.delete_names(connection, article.id)
    found = [mention for one in reading.clusters for mention in one.mentions]
    if is_foreign(reading.language):
        piece = AnnotatedText(article.title, article.text)
        found = without_overlaps([*found, *find_known_names(piece, DeskEntities(connection))])
    _Recording(connection, article).record(found)


def resolve_again(connection: Connection, article: Article) -> None:
    """Resolve the names of an article anew, from its mentions as they were recognised."""
    recognised = mentions.recognised(connection, article.id)
    mentions.delete_names(connection, article.id)
    _Recording(connection, article).record(recognised)


class _Recording:
    """The names of one article on their way to the desk."""

    def __init__(self, connection: Connection, article: Article) -> None:
        self._connection = connection
        self._article = article
        self._piece = AnnotatedText(article.title, article.text)
        self._register = DeskEntities(connection)
        self._rulings = read_constraints(connection)
        self._said: dict[tuple[Field, int, int], Mention] = {}

    def record(self, recognised: Sequence[Mention]) -> None:
        """Store the names of an article that has none."""
        self._said = {_place(one): one for one in recognised}
        applied = self._rulings.applied(self._piece, recognised)
        clusters = cluster_mentions(self._article.title, self._article.text, applied, self._rulings)
        covered = {_place(one) for one in applied}
        no_names = [self._left_out(one) for one in recognised if _place(one) not in covered]
        meant: dict[int, list[ResolvedMention]] = {}
        weights: dict[int, float] = {}
        met: list[tuple[int, Cluster]] = []
        # What a lone surname or acronym means may have been said in full by another name of the article.
        for one in sorted(clusters, key=lambda one: one.lone):
            # A surname is no name either where the full name that it stands for is none.
            known = any(self._rulings.is_name((one.kind, key)) for key in one.keys)
            called = [known and self._rulings.is_name((one.kind, key)) for key in one.called]
            no_names += self._found(one, Route.READER, [not is_name for is_name in called])
            if any(called):
                entity, route = self._meaning(one)
                met.append((entity, one))
                meant.setdefault(entity, []).extend(self._found(one, route, called))
                weights[entity] = max(weights.get(entity, 0.0), prominence(one, len(self._article.text)))
        appearances = [self._appearance(entity, found, weights[entity]) for entity, found in meant.items()]
        mentions.record(self._connection, self._article.id, [*appearances, Appearance(None, no_names, 0.0)])
        for entity, one in met:
            self._absorb(entity, one)
        for entity in meant:
            refresh_entity(self._connection, entity)

    def _meaning(self, found: Cluster) -> tuple[int, Route]:
        entity, route = resolve(found, self._register, self._rulings)
        if entity is None:
            entity = entities.create(self._connection, found.spellings[0][0], found.kind)
        # A surname that has been given to someone is not what that person is called.
        if route is not Route.SURNAME:
            entities.add_keys(self._connection, entity, (*found.keys, *found.blocks))
        return entity, route

    def _found(self, found: Cluster, route: Route, wanted: Sequence[bool]) -> list[ResolvedMention]:
        rows = []
        for mention, called, is_wanted in zip(found.mentions, found.called, wanted, strict=True):
            if is_wanted:
                by = route if called in found.keys or route is Route.READER else Route.ARTICLE
                recognised = self._said.get(_place(mention))
                spelling = self._piece.cut(mention)
                rows.append(
                    ResolvedMention(
                        recognised or mention, spelling, called, by if recognised else Route.ALWAYS
                    )
                )
        return rows

    def _left_out(self, mention: Mention) -> ResolvedMention:
        """Keep what a longer name that the reader wants covers: it is there again once that is taken back."""
        return ResolvedMention(mention, self._piece.cut(mention), "", Route.READER)

    def _appearance(self, entity: int | None, found: list[ResolvedMention], weight: float) -> Appearance:
        found.sort(key=lambda one: one.mention)
        return Appearance(entity, found, weight, self._introduction(found))

    def _introduction(self, found: Sequence[ResolvedMention]) -> str:
        in_text = [one.mention for one in found if one.mention.field is Field.TEXT]
        said = (descriptions.description(self._piece, one) for one in in_text[:_INTRODUCTIONS_READ])
        return next(filter(None, said), "")

    def _absorb(self, entity: int, found: Cluster) -> None:
        for other in entities_to_merge(found, entity, self._register, self._rulings):
            entities.add_keys(self._connection, entity, entities.keys(self._connection, other))
            entities.set_merged_into(self._connection, other, entity)
            reassignments.move_all(self._connection, other, entity)


def _place(mention: Mention) -> tuple[Field, int, int]:
    return mention.field, mention.start, mention.end


def refresh_entity(connection: Connection, entity: int) -> None:
    """Let an entity be shown as its spellings, or its reader, say: name, kind, followed or not, and so on."""
    rulings = read_constraints(connection)
    written = [
        (text, rulings.kind(text, kind), count)
        for text, kind, _, count in entities.surface_counts(connection, entity)
    ]
    if not written:
        return
    counts = dict.fromkeys((kind for _, kind, _ in written), 0)
    for _, kind, count in written:
        counts[kind] += count
    kind = max(counts, key=lambda one: (counts[one], one))
    keys = sorted(without_blocking_keys(entities.keys(connection, entity)))
    labels = [(kind, key) for key in keys]
    shown = rulings.shown(labels) or display_name([(text, count) for text, _, count in written], kind, keys)
    entities.update(
        connection,
        entity,
        {
            "name": shown,
            "kind": kind,
            "ambiguous": kind is Kind.PERSON and all(key.startswith(LONE) for key in keys),
            "followed": rulings.is_followed(labels),
            "muted": rulings.is_muted(labels),
        },
    )


def names_of_draft(draft: Draft, clusters: Iterable[Cluster]) -> list[tuple[str, Kind, Sequence[Mention]]]:
    """Return the names of an article that is not stored, those that it is most about first."""
    ranked = sorted(clusters, key=lambda one: -prominence(one, len(draft.text)))
    return [(display_name(one.spellings, one.kind, one.keys), one.kind, one.mentions) for one in ranked]
