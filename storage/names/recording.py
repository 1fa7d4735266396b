"""Recording: the mentions of one article become names of the desk, each with its entity."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from storage.analysis.entities import descriptions
from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_mentions, prominence
from storage.analysis.entities.company import Company, company_of
from storage.analysis.entities.constraints import Constraints
from storage.analysis.entities.desk_gazetteer import find_known_names
from storage.analysis.entities.display_names import display_name
from storage.analysis.entities.kinds import elected_kind
from storage.analysis.entities.resolution import adds_names, entities_to_merge, resolve
from storage.analysis.entities.surface_forms import LONE
from storage.analysis.recognition.annotated_text import AnnotatedText, without_overlaps
from storage.database.connection import Connection
from storage.database.names import (
    entities,
    mentions,
    previous_entities,
    reassignments,
)
from storage.database.names.mentions import Appearance, ResolvedMention
from storage.database.stories import boilerplate
from storage.model import (
    Article,
    Boilerplate,
    Draft,
    Field,
    Kind,
    Mention,
    Route,
)
from storage.names.desk_entities import DeskEntities, read_constraints
from storage.text.languages import is_foreign

if TYPE_CHECKING:
    from storage.analysis.article_analysis import ArticleAnalysis

Place: TypeAlias = tuple[Field, int, int]
_DESCRIBED_MENTIONS = 3  # first mentions in an article at which a description is looked for


def record_names(connection: Connection, article: Article, analysis: "ArticleAnalysis") -> None:
    """Replace the names of an article by those of a new analysis."""
    # First, so that an entity that only this article has does not influence the resolution.
    before = _take_names(connection, article.id)
    recognised = list(analysis.mentions)
    if is_foreign(analysis.language):
        text = AnnotatedText(article.title, article.text)
        recognised = without_overlaps([*recognised, *find_known_names(text, DeskEntities(connection))])
    _Recording(connection, article, read_constraints(connection)).record(recognised)
    _redirect_previous(connection, article.id, before)


def resolve_again(connection: Connection, article: Article, constraints: Constraints) -> None:
    """Resolve the stored mentions of an article again, as they were recognised."""
    recognised = mentions.recognised(connection, article.id)
    before = _take_names(connection, article.id)
    _Recording(connection, article, constraints).record(recognised)
    _redirect_previous(connection, article.id, before)


def _take_names(connection: Connection, article: int) -> dict[Place, int]:
    """Delete the names of an article; return the entities of its mentions by place."""
    taken = _entities_by_place(connection, article)
    mentions.delete_names(connection, article)
    return taken


def _redirect_previous(connection: Connection, article: int, before: Mapping[Place, int]) -> None:
    """Redirect previous entities, which the article had before, to those that it has in their places."""
    after = _entities_by_place(connection, article) if before else {}
    successors: dict[int, Counter[int]] = {}
    for place in before.keys() & after.keys():
        successors.setdefault(before[place], Counter())[after[place]] += 1
    most = {entity: max(counts, key=lambda one: (counts[one], -one)) for entity, counts in successors.items()}
    previous_entities.redirect(connection, most)


def _entities_by_place(connection: Connection, article: int) -> dict[Place, int]:
    found = mentions.all_mentions(connection, article)
    return {_place(mention): entity for mention, entity in found if entity is not None}


class _Recording:
    """Records the names of one article that has none."""

    def __init__(self, connection: Connection, article: Article, constraints: Constraints) -> None:
        self._connection = connection
        self._article = article
        self._text = AnnotatedText(article.title, article.text)
        self._constraints = constraints
        self._known = DeskEntities(connection)
        self._boilerplate = boilerplate.of_article(connection, article.id)
        self._recognised: dict[Place, Mention] = {}

    def record(self, recognised: Sequence[Mention]) -> None:
        """Cluster and resolve the mentions, and store them with their entities."""
        self._recognised = {_place(one): one for one in recognised}
        applied = self._constraints.apply(self._text, recognised)
        clusters = cluster_mentions(self._article.title, self._article.text, applied, self._constraints)
        kept = {_place(one) for one in applied}
        no_names = [self._covered(one) for one in recognised if _place(one) not in kept]
        by_entity: dict[int, list[ResolvedMention]] = {}
        resolved: list[tuple[int, Cluster]] = []
        company = company_of(clusters)
        # Lone surnames and acronyms come last: other clusters may add the full name to the desk.
        for cluster in sorted(clusters, key=lambda one: one.lone):
            are_names = self._are_names(cluster)
            no_names += self._mentions(cluster, Route.READER, [not is_name for is_name in are_names])
            if any(are_names):
                entity, route = self._resolve(cluster, company)
                resolved.append((entity, cluster))
                by_entity.setdefault(entity, []).extend(self._mentions(cluster, route, are_names))
        appearances = [self._appearance(entity, found) for entity, found in by_entity.items()]
        mentions.record(self._connection, self._article.id, [*appearances, Appearance(None, no_names, 0.0)])
        for entity, cluster in resolved:
            self._merge_others(entity, cluster, company)
        for entity in {entities.fetch(self._connection, one).id for one in by_entity}:
            refresh_entity(self._connection, entity, self._constraints)

    def _are_names(self, cluster: Cluster) -> list[bool]:
        """Return for each mention whether it may be a name."""
        # If the reader says that a full name is not a name, a surname that means it is not one either.
        is_name = any(self._constraints.is_name((cluster.kind, key)) for key in cluster.keys)
        return [is_name and self._constraints.is_name((cluster.kind, key)) for key in cluster.mention_keys]

    def _resolve(self, cluster: Cluster, company: Company) -> tuple[int, Route]:
        entity, route = resolve(cluster, self._known, self._constraints, company)
        if entity is None:
            entity = entities.create(self._connection, cluster.spellings[0][0], cluster.kind)
        if adds_names(cluster, route):
            keys = (*cluster.keys, *cluster.aliases, *cluster.blocking_keys)
            entities.add_keys(self._connection, entity, keys)
        return entity, route

    def _mentions(self, cluster: Cluster, route: Route, wanted: Sequence[bool]) -> list[ResolvedMention]:
        rows = []
        for mention, key, is_wanted in zip(cluster.mentions, cluster.mention_keys, wanted, strict=True):
            if is_wanted:
                by = route if key in cluster.keys or route is Route.READER else Route.ARTICLE
                recognised = self._recognised.get(_place(mention))
                rows.append(
                    ResolvedMention(
                        recognised or mention,
                        self._text.surface(mention),
                        key,
                        by if recognised else Route.ALWAYS,
                    )
                )
        return rows

    def _covered(self, mention: Mention) -> ResolvedMention:
        """Return a mention inside a longer name that the reader wants; undo brings it back."""
        return ResolvedMention(mention, self._text.surface(mention), "", Route.READER)

    def _appearance(self, entity: int, found: list[ResolvedMention]) -> Appearance:
        found.sort(key=lambda one: one.mention)
        weight = _weight(self._article, [one.mention for one in found], self._boilerplate)
        return Appearance(entity, found, weight, self._description(found))

    def _description(self, found: Sequence[ResolvedMention]) -> str:
        in_text = [one.mention for one in found if one.mention.field is Field.TEXT]
        each = (descriptions.description(self._text, one) for one in in_text[:_DESCRIBED_MENTIONS])
        return next(filter(None, each), "")

    def _merge_others(self, entity: int, cluster: Cluster, company: Company) -> None:
        entity = entities.fetch(self._connection, entity).id  # it may just have been merged itself
        for other in entities_to_merge(cluster, entity, self._known, self._constraints, company):
            entities.add_keys(self._connection, entity, entities.keys(self._connection, other))
            entities.set_merged_into(self._connection, other, entity)
            reassignments.move_all(self._connection, other, entity)


def weigh(connection: Connection, article: Article) -> None:
    """Store how much an article is about each of its names, once its boilerplate is known."""
    found = boilerplate.of_article(connection, article.id)
    names = mentions.names_in(connection, article.id)
    weights = {one.entity.id: _weight(article, one.mentions, found) for one in names}
    mentions.set_weights(connection, article.id, weights)


def _weight(article: Article, found: Sequence[Mention], repeated: Boilerplate) -> float:
    counted = [one for one in found if one.field is Field.TITLE or not repeated.covers(one.start, one.end)]
    return prominence(counted, len(article.text))


def _place(mention: Mention) -> Place:
    return mention.field, mention.start, mention.end


def refresh_entity(connection: Connection, entity: int, constraints: Constraints) -> None:
    """Recompute an entity's display name, kind and flags from its spellings and the constraints."""
    spellings = [
        (text, constraints.kind(text, kind), count)
        for text, kind, _, count in entities.surface_counts(connection, entity)
    ]
    if not spellings:
        return
    keys = sorted(without_blocking_keys(entities.keys(connection, entity)))
    kind = constraints.kind_of(keys) or elected_kind(spellings, keys)
    names = [(kind, key) for key in keys]
    name = constraints.display_name(names) or display_name(
        [(text, count) for text, _, count in spellings], kind, keys
    )
    entities.update(
        connection,
        entity,
        {
            "name": name,
            "kind": kind,
            "ambiguous": kind is Kind.PERSON and all(key.startswith(LONE) for key in keys),
            "followed": constraints.is_followed(names),
            "muted": constraints.is_muted(names),
        },
    )


def names_of_draft(draft: Draft, recognised: Sequence[Mention]) -> list[tuple[str, Kind, Sequence[Mention]]]:
    """Return the names of an article that is not stored, the most prominent first."""
    clusters = cluster_mentions(draft.title, draft.text, recognised)
    ranked = sorted(clusters, key=lambda one: -prominence(one.mentions, len(draft.text)))
    return [(display_name(one.spellings, one.kind, one.keys), one.kind, one.mentions) for one in ranked]
