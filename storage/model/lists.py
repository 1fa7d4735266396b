"""Lists of articles: which ones, and how many."""

from dataclasses import dataclass
from enum import StrEnum


class Filter(StrEnum):
    """The standing lists."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class View:
    """A list of articles: which ones. Newest first; with a `query`, by relevance.

    `feed` is the number of a feed, `folder` a folder of feeds with all below it.
    `since` (Unix seconds) keeps articles that were read after it in an unread list, so that a row
    does not vanish under the cursor. `story` is the number of a story,
    `copies` that of an article: it and its copies. With `stories` a list of the whole
    desk has one row for each story, that of its newest unread article, else of its newest.
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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles the desk holds; `pending` ones wait for analysis."""

    articles: int
    unread: int
    starred: int
    pending: int = 0
