"""The results of the queries. Each is a message to the screen, pane or dialog that asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from storage.desk import Desk
from storage.model import (
    Brief,
    Comparison,
    Counts,
    Entity,
    Feed,
    Format,
    Headline,
    Introduction,
    Label,
    Link,
    Name,
    Occurrence,
    Replacement,
    SavedSearch,
    SearchDraft,
    Spelling,
    Story,
    StoryPage,
    View,
)
from tui.layout.article_page import Page
from tui.layout.half_blocks import DrawnPicture
from tui.navigation.orders import Orders
from tui.navigation.places import BriefPlace, ComparePlace, NamePlace, ReadingPlace

if TYPE_CHECKING:
    from tui.navigation.saved_history import SavedHistory

if TYPE_CHECKING:
    from storage.desk.programs import Outcome


class ArticleLinks(NamedTuple):
    """The names, links and story of an article. It has none before it is `analysed`.

    `published` is the time of publication of the article, `None` if unknown. `introductions` says who those
    are, by entity, that the reader has not met this week.
    """

    names: list[Name]
    links: list[Link]
    analysed: bool = True
    story: Story | None = None
    published: datetime | None = None
    introductions: Mapping[int, Introduction] = MappingProxyType({})


@dataclass(eq=False, repr=False)
class DeskOpened(Message):
    """The open desk, its first list, the orders of lists, and the theme and brackets used last.

    Theme and brackets are "" if none are stored.

    `version` is the version of the desk file that the list shows, or an older one; `visited` are the
    places visited before, `None` if none are stored.
    """

    desk: Desk
    version: int
    first: "ListLoaded"
    theme: str
    brackets: str
    visited: "SavedHistory | None"
    orders: Orders


@dataclass(eq=False, repr=False)
class Changed(Message):
    """The version of the desk file, which changes when another program writes to it."""

    version: int


@dataclass(eq=False, repr=False)
class ListLoaded(Message):
    """A list with the window of `rows` around its cursor, which begins at row `offset`.

    The list has `count` rows, of which `unread` are unread. `place` is that of the question. `cursor` is
    the row of the article `under` the cursor, or of the copy or story that stands for it; without such a
    row, `under` is `None`. `inserted` counts the rows that had been inserted above the cursor at the time
    of the question.
    """

    place: ReadingPlace
    counts: Counts
    count: int
    unread: int
    cursor: int
    under: int | None
    offset: int
    rows: list[Headline]
    inserted: int = 0

    @property
    def view(self) -> View:
        """Which list it is."""
        return self.place.view


@dataclass(eq=False, repr=False)
class HeadlinesLoaded(Message):
    """Another window of rows of a list."""

    view: View
    offset: int
    rows: list[Headline]


@dataclass(eq=False, repr=False)
class ArticleLoaded(Message):
    """An article laid out for the pane, with its names and links.

    `position` is the code point at the top, `mark` the number of the marked name, and `row` the
    article's row in `view`, `None` if it is not in the list or its row is unknown. `again` is true if
    the article was on the page before and has changed. `lacks_page` is true if only a part of the text is
    here, and the page may have all of it.
    """

    page: Page
    links: ArticleLinks
    position: int
    mark: int | None
    view: View
    row: int | None
    again: bool = False
    lacks_page: bool = False


@dataclass(eq=False, repr=False)
class ArticleLinksLoaded(Message):
    """The names, links and marks of an article that is already on the page."""

    article: int
    links: ArticleLinks
    read: bool
    starred: bool


@dataclass(eq=False, repr=False)
class ArticleMissing(Message):
    """An article cannot be shown, as `sentence` says: it is `gone`, or could not be read."""

    article: int
    sentence: str
    gone: bool = False


@dataclass(eq=False, repr=False)
class AddressFound(Message):
    """The address of an article, "" if it has none."""

    address: str


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread row of a list and its article, `None` if there is none."""

    view: View
    row: int | None
    headline: Headline | None


@dataclass(eq=False, repr=False)
class NameLoaded(Message):
    """A name with all that its page shows, and the first window of its articles.

    `place` is that of the question; its name differs from the entity's if that was merged into it. `row`
    is where the article of the place is.
    """

    place: NamePlace
    row: int
    entity: Entity
    description: str
    spellings: list[Spelling]
    timeline: list[tuple[date, int]]
    co_occurring: list[tuple[Entity, int]]
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class OccurrencesLoaded(Message):
    """Another window of a name's articles."""

    entity: int
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class RowsLoaded(Message):
    """The rows of a search from `offset` on. `count` is the number of all rows, `None` in later windows.

    `row` is where the name or story that was `wanted` under the cursor is now, `None` if it is not there.
    """

    query: str
    count: int | None
    offset: int
    rows: Sequence[Entity | Story]
    wanted: int | None = None
    row: int | None = None


@dataclass(eq=False, repr=False)
class ChoicesFound(Message):
    """The names or articles that match a search in a dialog."""

    query: str
    choices: Sequence[Entity | Headline]


@dataclass(eq=False, repr=False)
class LabelsFound(Message):
    """The labels of an article (`own`), and all that there are."""

    own: tuple[str, ...]
    known: tuple[Label, ...]


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


class UnreadArticles(NamedTuple):
    """How many articles there are, and how many of them are unread."""

    articles: int
    unread: int


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


@dataclass(eq=False, repr=False)
class FeedsLoaded(Message):
    """All feeds by folder, the numbers of unread articles by folder, and the `folded` folders.

    The folders of saved searches are among the folded ones (tui/layout/search_outline.py).

    `followed` are the followed names, each with the number of its unread articles; `names` and `stories`
    count all names and stories. `without_feed` are the articles of feeds that the reader unsubscribed from.
    """

    feeds: list[Feed]
    unread: Mapping[str, int]
    folded: frozenset[str]
    followed: Sequence[tuple[Entity, int]]
    names: int
    stories: int
    searches: Sequence[SavedSearch]
    without_feed: UnreadArticles
    labels: Sequence[Label] = ()


@dataclass(eq=False, repr=False)
class SearchProposed(Message):
    """The saved search that the present list would be."""

    draft: SearchDraft


class Suggestion(NamedTuple):
    """A text that can follow: how it is shown, a word on what it is, and the whole line with it.

    `cursor` is where the cursor is afterwards, in code points of `line`.
    """

    shown: str
    note: str
    line: str
    cursor: int


@dataclass(eq=False, repr=False)
class SuggestionsFound(Message):
    """What can follow in a `text` at the `cursor`."""

    text: str
    cursor: int
    suggestions: Sequence[Suggestion]


@dataclass(eq=False, repr=False)
class PastSearchesLoaded(Message):
    """The searches of before, the latest first."""

    queries: Sequence[str]


@dataclass(eq=False, repr=False)
class NewsboatFound(Message):
    """The `urls` files of newsboat on this machine."""

    paths: list[Path]


@dataclass(eq=False, repr=False)
class TextShown(Message):
    """An article has switched to its other text; `sentence` says so.

    `analysed` is true if the names in that text are known.
    """

    article: int
    analysed: bool
    sentence: str


@dataclass(eq=False, repr=False)
class ReplacementsLoaded(Message):
    """What changed in the texts of an article with each replacement, the latest first."""

    title: str
    replacements: Sequence[Replacement]


@dataclass(eq=False, repr=False)
class PicturesLoaded(Message):
    """The pictures of an article that are here, drawn for a text of so many `columns`.

    `wanted` says that others should be fetched.
    """

    article: int
    columns: int
    drawn: Mapping[str, DrawnPicture]
    wanted: bool


@dataclass(eq=False, repr=False)
class PageWanted(Message):
    """An article has no other text yet; its page must be fetched first."""

    article: int


@dataclass(eq=False, repr=False)
class DueLoaded(Message):
    """When the next feed is due, in Unix seconds, `None` if there are no feeds; and how many pages wait."""

    due: float | None
    pages_waiting: int = 0


@dataclass(eq=False, repr=False)
class PipeWanted(Message):
    """The article for a program, earlier commands with the latest first, and the format used last."""

    article: int
    earlier: Sequence[str]
    written: Format


@dataclass(eq=False, repr=False)
class ProgramEnded(Message):
    """A program has ended, and printed something or failed."""

    outcome: "Outcome"


@dataclass(eq=False, repr=False)
class FolderWanted(Message):
    """The article that the reader saves, before a folder is set; one that may be meant."""

    article: int
    suggested: str


@dataclass(eq=False, repr=False)
class RunInTerminal(Message):
    """Give the terminal to a program until it ends; then say `done`, if it ended well.

    `given` is what the program reads in place of the terminal, `None` for nothing.
    """

    arguments: Sequence[str]
    done: str = ""
    given: bytes | None = None


@dataclass(eq=False, repr=False)
class DownloadWanted(Message):
    """A file that comes with an article (1 is the first) must be downloaded."""

    article: int
    number: int
