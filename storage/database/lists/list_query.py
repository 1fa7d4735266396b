"""From a view to the SQL that lists its articles."""

from dataclasses import dataclass

from storage.database.lists.fts_query import match_expression
from storage.model import Filter, View


@dataclass(frozen=True, slots=True)
class Listing:
    """What a view reads from, which rows, in what order, and the parameters.

    `id` and `sort_at` are the columns that stand for those of the article, `marks` the table with its marks.
    """

    source: str
    id: str
    sort_at: str
    marks: str
    condition: str
    order: str
    parameters: dict[str, str | int | float]

    def select(self, what: str, condition: str = "1") -> str:
        """Return the query for `what` of the rows that meet a further condition too, in no order."""
        return f"select {what} from {self.source} where {self.condition} and {condition}"


@dataclass(frozen=True, slots=True)
class _Source:
    sql: str
    id: str
    sort_at: str
    marks: str

    @property
    def order(self) -> str:
        return f"{self.sort_at} desc, {self.id} desc"


_ARTICLES = _Source("article", "article.id", "article.sort_at", "article")
_SHELF = _Source("feed_list_entry", "feed_list_entry.article", "feed_list_entry.sort_at", "feed_list_entry")
_ENTITY = _Source(
    "appearance join article on article.id = appearance.article",
    "appearance.article",
    "appearance.sort_at",
    "article",
)
_STORY = _Source("article", "article.id", "article.sort_at", "article")
_FOUND = _Source(
    "article_fts join article on article.id = article_fts.rowid",
    "article_fts.rowid",
    "article.sort_at",
    "article",
)


def listing(view: View) -> Listing:
    """Return the SQL of a view; where it names a feed, its folder counts for nothing. Raises `QueryError`."""
    source = _source(view)
    conditions = [
        _filter(view, source.marks),
        *_entity(view, source),
        *_shelf(view, source),
        *_story(view, source),
    ]
    parameters: dict[str, str | int | float] = {}
    if view.since is not None:
        parameters["since"] = view.since
    if view.entity is not None:
        parameters["entity"] = view.entity
    if view.story is not None:
        parameters["story"] = view.story
    if view.copies is not None:
        parameters["copies"] = view.copies
    if view.feed is not None:
        parameters["feed"] = view.feed
    elif view.folder:
        parameters["folder"] = view.folder
    if view.query:
        conditions.append("article_fts match :match")
        parameters["match"] = match_expression(view.query)
    return Listing(
        source=source.sql,
        id=source.id,
        sort_at=source.sort_at,
        marks=source.marks,
        condition=" and ".join(conditions),
        order="article_fts.rank" if view.query else source.order,
        parameters=parameters,
    )


def shelf_number(view: View) -> str:
    """Return the SQL for the number of the shelf of a view's feed or folder, "" where it has neither."""
    if view.feed is not None:
        return "(select id from feed_list where feed = :feed)"
    return "(select id from feed_list where folder = :folder)" if view.folder else ""


def _source(view: View) -> _Source:
    if view.query:
        return _FOUND
    if view.entity is not None:
        return _ENTITY
    if view.story is not None or view.copies is not None:
        return _STORY
    return _SHELF if shelf_number(view) else _ARTICLES


def _filter(view: View, marks: str) -> str:
    match view.filter:
        case Filter.UNREAD if view.since is None:
            return f"{marks}.read_at is null"
        case Filter.UNREAD:
            return f"({marks}.read_at is null or {marks}.read_at >= :since)"
        case Filter.STARRED:
            return f"{marks}.starred"
        case Filter.ALL:
            return "1"


def _story(view: View, source: _Source) -> list[str]:
    """Return the conditions of a story's list, and those that leave one row for a story or for copies."""
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
            f"and {_filter(view, 'newer')})"
        )
    return conditions


# A unary plus keeps SQLite from asking the index of words for one article after the other.
def _entity(view: View, source: _Source) -> list[str]:
    if view.entity is None:
        return []
    if source is _ENTITY:
        return ["appearance.entity = :entity"]
    return [f"+{source.id} in (select article from appearance where entity = :entity)"]


def _shelf(view: View, source: _Source) -> list[str]:
    shelf = shelf_number(view)
    if not shelf:
        return []
    if source is _SHELF:
        return [f"feed_list_entry.list = {shelf}"]
    if source is _FOUND and view.feed is not None:
        # Small enough to be held as a set, which is quicker than to look up every article that was found.
        return [f"+{source.id} in (select article from feed_list_entry where list = {shelf})"]
    return [on_shelf(shelf, source.sort_at, source.id)]


def on_shelf(shelf: str, sort_at: str, article: str) -> str:
    """Return the SQL condition that an article, given by its date and number, stands on a shelf."""
    return (
        f"exists (select 1 from feed_list_entry where feed_list_entry.list = {shelf} "
        f"and feed_list_entry.sort_at = {sort_at} and feed_list_entry.article = {article})"
    )
