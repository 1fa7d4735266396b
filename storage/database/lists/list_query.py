"""The SQL that lists the articles of a view."""

from typing import NamedTuple

from storage.database.lists.fts_query import match_expression
from storage.model import Filter, View


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
    order: str
    parameters: dict[str, str | int | float]

    def select(self, what: str, condition: str = "1") -> str:
        """Return the query for `what` of the rows that also meet `condition`, without an order."""
        return f"select {what} from {self.source} where {self.condition} and {condition}"


class _Source(NamedTuple):
    sql: str
    id: str
    sort_at: str
    state: str
    shown: str = "article.hidden_until is null"

    @property
    def order(self) -> str:
        return f"{self.sort_at} desc, {self.id} desc"


_ARTICLES = _Source("article", "article.id", "article.sort_at", "article")
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
_STORY = _Source("article", "article.id", "article.sort_at", "article")
_SEARCH = _Source(
    "article_fts join article on article.id = article_fts.rowid",
    "article_fts.rowid",
    "article.sort_at",
    "article",
)


def list_query(view: View) -> ListQuery:
    """Return the query of a view; one that names a feed ignores its folder. Raises `QueryError`."""
    source = _source(view)
    conditions = [
        source.shown,
        _filter(view, source.state),
        *_entity(view, source),
        *_feed_list(view, source),
        *_story(view, source),
    ]
    if view.query:
        conditions.append("article_fts match :match")
    return ListQuery(
        source=source.sql,
        id=source.id,
        sort_at=source.sort_at,
        state=source.state,
        condition=" and ".join(conditions),
        order="article_fts.rank" if view.query else source.order,
        parameters=_parameters(view),
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


def _parameters(view: View) -> dict[str, str | int | float]:
    given = {
        "since": view.since,
        "entity": view.entity,
        "story": view.story,
        "copies": view.copies,
        "feed": view.feed,
        "folder": view.folder if view.feed is None and view.folder else None,
        "match": match_expression(view.query) if view.query else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _source(view: View) -> _Source:
    if view.query:
        return _SEARCH
    if view.entity is not None:
        return _ENTITY
    if view.story is not None or view.copies is not None:
        return _STORY
    return _FEED_LIST if feed_list_number(view) else _ARTICLES


def _filter(view: View, state: str) -> str:
    match view.filter:
        case Filter.UNREAD if view.since is None:
            return f"{state}.read_at is null"
        case Filter.UNREAD:
            return f"({state}.read_at is null or {state}.read_at >= :since)"
        case Filter.STARRED:
            return f"{state}.starred"
        case Filter.ALL:
            return "1"


def _story(view: View, source: _Source) -> list[str]:
    """Return the conditions of a story's list, or those that leave one row for copies or for a story."""
    if view.story is not None:
        return ["article.story = :story"]
    if view.copies is not None:
        return ["(article.id = :copies or article.copy_of = :copies)"]
    if source is not _ARTICLES:
        return []
    conditions = [] if view.filter is Filter.STARRED else ["article.copy_of is null"]
    if view.stories:
        conditions.append(
            "not exists (select 1 from article newer where newer.story = article.story "
            "and (newer.read_at is null, newer.sort_at, newer.id) "
            "> (article.read_at is null, article.sort_at, article.id) and newer.copy_of is null "
            f"and newer.hidden_until is null and {_filter(view, 'newer')})"
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
    if source is _SEARCH and view.feed is not None:
        # The list of one feed is small enough for a set, which is quicker than a look-up for every match.
        return [f"+{source.id} in (select article from feed_list_entry where list = {number})"]
    return [is_in_feed_list(number, source.sort_at, source.id)]
