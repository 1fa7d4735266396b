"""The places in the app, each with what is needed to return to it."""

from enum import StrEnum
from typing import NamedTuple

from storage.model import StoryFilter, View


class Pane(StrEnum):
    """The panes of the reading screen, from left to right."""

    NAVIGATOR = "navigator"
    LIST = "list"
    ARTICLE = "article"
    LINKS = "links"


_ALL = View()


class ReadingPlace(NamedTuple):
    """A list, the article under its cursor, and the article that is open beside it.

    The cursor belongs on the article `under`, `None` if that is not known, else on `row`; `line` is its
    line on the screen. `position` is the code point at the top of the open article, `None` for the
    position where the reader left it; `mark` is the number of the name under the cursor. `followed` is
    true if a link or a name page led here.
    """

    view: View = _ALL
    row: int = 0
    article: int | None = None
    position: int | None = None
    mark: int | None = None
    pane: Pane = Pane.LIST
    followed: bool = False
    under: int | None = None
    line: int | None = None


class NamePlace(NamedTuple):
    """The page of a name, with the row under its cursor and the number of the article there."""

    entity: int
    row: int = 0
    article: int | None = None


class NamesPlace(NamedTuple):
    """The list of the names that match `query`, "" for all, with the row and the name under its cursor."""

    query: str = ""
    row: int = 0
    entity: int | None = None


class StoryPlace(NamedTuple):
    """The page of a story, with the number of the article under its cursor."""

    story: int
    article: int | None = None


class StoriesPlace(NamedTuple):
    """A list of stories, with the row and the story under its cursor."""

    row: int = 0
    story: int | None = None
    which: StoryFilter = StoryFilter.ALL


class ComparePlace(NamedTuple):
    """Two articles side by side; `right` is `None` for the best other report of the left one's story."""

    left: int
    right: int | None = None


class BriefPlace(NamedTuple):
    """A brief, with the number of the article under its cursor.

    It is that of the last `days`, or with 0 that since the last brief. A brief that was made has its times
    (Unix seconds): coming back shows the same one, also what was read meanwhile.
    """

    days: int = 0
    since: float | None = None
    until: float | None = None
    by_arrival: bool = False
    article: int | None = None


class FeedsPlace(NamedTuple):
    """The page of the feeds that match `query`, "" for all, with the number of the chosen one."""

    query: str = ""
    feed: int | None = None


Place = (
    ReadingPlace | NamePlace | NamesPlace | StoryPlace | StoriesPlace | ComparePlace | BriefPlace | FeedsPlace
)


def subject(place: Place) -> object:
    """Return what a place shows, without where the cursor is."""
    match place:
        case ReadingPlace():
            return place.view, place.article
        case NamePlace():
            return NamePlace, place.entity
        case StoryPlace():
            return StoryPlace, place.story
        case ComparePlace():
            return place
        case _:
            return type(place)
