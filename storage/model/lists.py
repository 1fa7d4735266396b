"""Lists of articles: which articles they have, and how many."""

from dataclasses import dataclass
from enum import StrEnum


class Filter(StrEnum):
    """The standing lists."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


class StoryFilter(StrEnum):
    """The lists of stories."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    MUTED = "muted"


class Sort(StrEnum):
    """The order of a list."""

    DATE = "date"
    """The newest first."""
    OLDEST = "oldest"
    """The oldest first."""
    RELEVANCE = "relevance"
    """The best match of the words of a query first; without words the newest."""
    SOURCE = "source"
    """By the name of the source, and the newest of each first."""
    STORY = "story"
    """Story by story, that with the newest article first."""


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list has, and in what order.

    `query` is in the query language (docs/queries.md). `sort` is the order; `None` means the one that the
    query names, else relevance for a query with words, else the newest first.
    `entity`, `feed` and `story` are numbers; `folder` is a folder of feeds with all below it. `copies` is the
    number of an article: the list has this article and its copies. `since` (Unix seconds) keeps articles
    that were read later in an unread list, so that no row vanishes under the cursor. With `stories`, a list
    of the whole desk has one row for each story: its newest unread article, or its newest one.
    """

    filter: Filter = Filter.ALL
    query: str = ""
    entity: int | None = None
    since: float | None = None
    feed: int | None = None
    folder: str = ""
    story: int | None = None
    copies: int | None = None
    stories: bool = False
    sort: Sort | None = None


WITHOUT_FEED = View(query="is:unsubscribed")
"""The articles of feeds that the reader unsubscribed from, and that no other feed has."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles the desk has; `pending` ones wait for analysis."""

    articles: int
    unread: int
    starred: int
    pending: int = 0
