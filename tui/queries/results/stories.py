"""Stories, two reports compared, and the brief: messages to their pages."""

from dataclasses import dataclass

from textual.message import Message

from storage.model import Brief, Comparison, StoryPage
from tui.layout.article_page import Page
from tui.navigation.places import BriefPlace, ComparePlace


@dataclass(eq=False, repr=False)
class StoryLoaded(Message):
    """The page of a story. `asked` is the number of the question; that story may be merged into this one."""

    asked: int
    page: StoryPage


@dataclass(eq=False, repr=False)
class StoryFound(Message):
    """The next unread story and its row in the list, `None` if there is no other."""

    story: int | None
    row: int


@dataclass(eq=False, repr=False)
class ComparisonLoaded(Message):
    """Two reports laid out for their panes, the story of each, and how many reports there are.

    `asked` is the place of the question.
    """

    asked: ComparePlace
    comparison: Comparison
    pages: tuple[Page, Page]
    stories: tuple[int | None, int | None]
    reports: int


@dataclass(eq=False, repr=False)
class ComparePlaceFound(Message):
    """Two other reports to compare."""

    place: ComparePlace


@dataclass(eq=False, repr=False)
class NothingToCompare(Message):
    """There is no other report, as `sentence` says."""

    sentence: str


@dataclass(eq=False, repr=False)
class BriefLoaded(Message):
    """A brief. `asked` is the place of the question."""

    asked: BriefPlace
    brief: Brief
