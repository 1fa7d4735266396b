"""The places in the app, each with what is needed to return to it."""

from enum import StrEnum
from typing import NamedTuple

from storage.model import View


class Pane(StrEnum):
    """The panes of the reading screen, from left to right."""

    NAVIGATOR = "navigator"
    LIST = "list"
    ARTICLE = "article"
    LINKS = "links"


_ALL = View()


class ReadingPlace(NamedTuple):
    """A list, the row under its cursor, and the article that is open beside it.

    `position` is the code point at the top of the article, `None` for the position where the reader
    left it; `mark` is the number of the name under the cursor. `followed` is true if a link or a name
    page led here.
    """

    view: View = _ALL
    row: int = 0
    article: int | None = None
    position: int | None = None
    mark: int | None = None
    pane: Pane = Pane.LIST
    followed: bool = False


class NamePlace(NamedTuple):
    """The page of a name, with the row under its cursor."""

    entity: int
    row: int = 0


class NamesPlace(NamedTuple):
    """The list of the names that match `query`, "" for all."""

    query: str = ""
    row: int = 0


class StoryPlace(NamedTuple):
    """The page of a story, with the number of the article under its cursor."""

    story: int
    article: int | None = None


class StoriesPlace(NamedTuple):
    """The list of all stories."""

    row: int = 0


class FeedsPlace(NamedTuple):
    """The page of the feeds that match `query`, "" for all, with the number of the chosen one."""

    query: str = ""
    feed: int | None = None


Place = ReadingPlace | NamePlace | NamesPlace | StoryPlace | StoriesPlace | FeedsPlace
