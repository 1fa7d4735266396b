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


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list has. The newest come first; with a `query`, the most relevant.

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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles the desk has; `pending` ones wait for analysis."""

    articles: int
    unread: int
    starred: int
    pending: int = 0
