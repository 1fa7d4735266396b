"""The SQL that lists the articles of a view."""

import time
from typing import NamedTuple

from storage.database.lists.fts_expressions import any_words, split
from storage.database.lists.orders import Order
from storage.database.lists.query_conditions import Conditions, Parameters
from storage.model import Filter, Sort, View
from storage.query.nodes import And, FieldName, Node
from storage.query.parser import parse


class ListQuery(NamedTuple):
    """What a view selects from, which rows, in what order, and the parameters of the query.

    `id` and `sort_at` are the columns that hold an article's number and its place in time; `state` is the
    table that holds `read_at` and `starred`.
    """

    source: str
    id: str
    sort_at: str
    state: str
    condition: str
    order: Order
    parameters: Parameters

    def select(self, what: str, condition: str = "1") -> str:
        """Return the query for `what` of the rows that also meet `condition`, without an order."""
        return f"select {what} from {self.source} where {self.condition} and {condition}"


class _Source(NamedTuple):
    sql: str
    id: str
    sort_at: str
    state: str
    shown: str


_ARTICLES = _Source("article", "article.id", "article.sort_at", "article", "article.hidden_until is null")
_FEED_LIST = _Source(
    "feed_list_entry",
    "feed_list_entry.article",
    "feed_list_entry.sort_at",
    "feed_list_entry",
    "not feed_list_entry.hidden",
)
_ENTITY = _Source(
    "appearance join article on article.id = appearance.article",
    "appearance.article",
    "appearance.sort_at",
    "article",
    "not appearance.hidden",
)
_FACETS = _Source("facet", "facet.article", "facet.sort_at", "facet", "not facet.hidden")


def this_minute() -> float:
    """Return the time in Unix seconds at which this minute began: ages in a query count from then."""
    return time.time() // 60 * 60


def list_query(view: View, *, one_by_one: bool = False, span: tuple[int, int] | None = None) -> ListQuery:
    """Return the query of a view; one that names a feed ignores its folder. Raises `QueryError`.

    A query `one_by_one` is quick for a few articles, and slow for all; `span` helps if these are neighbours.
    """
    query = parse(view.query)
    sort = view.sort or query.order
    source = _source(view, sort)
    unread = _filter(Filter.UNREAD, view, "facet")
    conditions = Conditions(unread, this_minute(), one_by_one=one_by_one, span=span)
    order, condition = _order(sort, source), ""
    if query.root is not None:
        if sort is Sort.RELEVANCE:
            source, order, condition = _ranked(query.root, conditions)
        else:
            condition = conditions.condition(query.root)
    return ListQuery(
        source=source.sql,
        id=source.id,
        sort_at=source.sort_at,
        state=source.state,
        condition=" and ".join(
            [
                "1" if query.mentions(FieldName.IS, "hidden") else source.shown,
                _filter(view.filter, view, source.state),
                *_entity(view, source),
                *_feed_list(view, source),
                *_story(view, source),
                *([condition] if condition else []),
            ]
        ),
        order=order,
        parameters={**_parameters(view), **conditions.parameters},
    )


def feed_list_number(view: View) -> str:
    """Return the SQL for the number of the list of a view's feed or folder, "" where it has neither."""
    if view.feed is not None:
        return "(select id from feed_list where feed = :feed)"
    return "(select id from feed_list where folder = :folder)" if view.folder else ""


def is_in_feed_list(number: str, sort_at: str, article: str) -> str:
    """Return the SQL condition that a feed list has an article, given by its date and number."""
    return (
        f"exists (select 1 from feed_list_entry where feed_list_entry.list = {number} "
        f"and feed_list_entry.sort_at = {sort_at} and feed_list_entry.article = {article})"
    )


def is_plain(view: View) -> bool:
    """Return whether a list has no query, and the order in which its rows are stored."""
    return not view.query.strip() and view.sort in (None, Sort.DATE, Sort.OLDEST, Sort.RELEVANCE)


def _parameters(view: View) -> Parameters:
    given = {
        "since": view.since,
        "entity": view.entity,
        "story": view.story,
        "copies": view.copies,
        "feed": view.feed,
        "folder": view.folder if view.feed is None and view.folder else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _source(view: View, sort: Sort) -> _Source:
    if not is_plain(view) or sort in (Sort.SOURCE, Sort.STORY):
        return _FACETS
    if view.entity is not None:
        return _ENTITY
    if view.story is not None or view.copies is not None:
        return _ARTICLES
    return _FEED_LIST if feed_list_number(view) else _ARTICLES


def _order(sort: Sort, source: _Source) -> Order:
    newest = ((source.sort_at, True), (source.id, True))
    match sort:
        case Sort.OLDEST:
            return Order(tuple((key, False) for key, _ in newest))
        case Sort.SOURCE:
            return Order((("facet.source", False), *newest), scattered=True)
        case Sort.STORY:
            return Order((("facet.story_at", True), ("facet.story", True), *newest), scattered=True)
        case _:
            return Order(newest)


def _ranked(root: Node, conditions: Conditions) -> tuple[_Source, Order, str]:
    """Return source, order and condition of a query whose best matches come first."""
    together, rest = split(root.operands if isinstance(root, And) else (root,))
    if together is not None:
        source = _FACETS._replace(sql="article_fts join facet on facet.article = article_fts.rowid")
        found = [f"article_fts match {conditions.add(together)}", *map(conditions.condition, rest)]
        # With the plus, only what meets the conditions is ranked, and only the best of it is kept sorted.
        return source, Order((("+article_fts.rank", False),), ranked=True), " and ".join(found)
    words = any_words(root)
    if not words:
        return _FACETS, _order(Sort.DATE, _FACETS), conditions.condition(root)
    source = _FACETS._replace(
        sql="facet left join (select rowid as id, rank as score from article_fts "
        f"where article_fts match {conditions.add(words)}) as ranked on ranked.id = facet.article"
    )
    keys = (("coalesce(ranked.score, 0)", False), (source.sort_at, True), (source.id, True))
    return source, Order(keys, ranked=True), conditions.condition(root)


def _filter(filter_: Filter, view: View, state: str) -> str:
    match filter_:
        case Filter.UNREAD:
            return _is_unread(view, state)
        case Filter.STARRED:
            return f"{state}.starred"
        case Filter.ALL:
            return "1"


def _is_unread(view: View, state: str) -> str:
    """Return the condition that an article is unread, or was when the list was opened."""
    if view.since is None:
        return f"{state}.read_at is null"
    return f"({state}.read_at is null or {state}.read_at >= :since)"


def _story(view: View, source: _Source) -> list[str]:
    """Return the conditions of a story's list, or those that leave one row for copies or for a story."""
    id_, state = source.id, source.state
    if view.story is not None:
        if source is _ARTICLES:
            return ["article.story = :story"]
        return [f"{id_} in (select id from article where story = :story)"]
    if view.copies is not None:
        return [f"{id_} in (select :copies union all select id from article where copy_of = :copies)"]
    if (
        view.query.strip()
        or source in (_ENTITY, _FEED_LIST)
        or feed_list_number(view)
        or view.entity is not None
    ):
        return []
    no_copy = "article.copy_of is null" if source is _ARTICLES else "not facet.copy"
    conditions = [] if view.filter is Filter.STARRED else [no_copy]
    if view.stories:
        conditions.append(
            f"not exists (select 1 from article newer where newer.story = {state}.story "
            f"and ({_is_unread(view, 'newer')}, newer.sort_at, newer.id) "
            f"> ({_is_unread(view, state)}, {source.sort_at}, {id_}) and newer.copy_of is null "
            f"and newer.hidden_until is null and {_filter(view.filter, view, 'newer')})"
        )
    return conditions


# A unary plus keeps SQLite from asking the full-text index for one article after the other.
def _entity(view: View, source: _Source) -> list[str]:
    if view.entity is None:
        return []
    if source is _ENTITY:
        return ["appearance.entity = :entity"]
    return [f"+{source.id} in (select article from appearance where entity = :entity)"]


def _feed_list(view: View, source: _Source) -> list[str]:
    number = feed_list_number(view)
    if not number:
        return []
    if source is _FEED_LIST:
        return [f"feed_list_entry.list = {number}"]
    if source.state == "facet" and view.feed is not None:
        # The list of one feed is small enough for a set, which is quicker than a look-up for every match.
        return [f"+{source.id} in (select article from feed_list_entry where list = {number})"]
    return [is_in_feed_list(number, source.sort_at, source.id)]
