"""What the queries return: each result is a message to the screen, pane or dialog that asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from storage.desk import Desk
from storage.model import (
    Counts,
    Entity,
    Feed,
    Headline,
    Link,
    Name,
    Occurrence,
    Spelling,
    Story,
    StoryPage,
    View,
)
from tui.layout.article_page import Page


class ArticleLinks(NamedTuple):
    """The names, links and story of an article; it has none of them before it is `analysed`.

    `published` is the time of publication of the article, None if unknown.
    """

    names: list[Name]
    links: list[Link]
    analysed: bool = True
    story: Story | None = None
    published: datetime | None = None


@dataclass(eq=False, repr=False)
class DeskOpened(Message):
    """The desk is open, with its first list and the looks used last, "" where none are stored.

    `version` is the version of the desk file that the list shows, or an older one.
    """

    desk: Desk
    version: int
    first: "ListLoaded"
    theme: str
    brackets: str


@dataclass(eq=False, repr=False)
class Changed(Message):
    """The version of the desk file, which changes when another program writes to it."""

    version: int


@dataclass(eq=False, repr=False)
class ListLoaded(Message):
    """A list with the window of rows around its cursor; of its `count` rows so many are `unread`.

    `asked` is the row that was asked for, `cursor` the row where that article stands now. `inserted` is
    how many rows had been inserted above the cursor when the list was asked for.
    """

    view: View
    counts: Counts
    count: int
    unread: int
    asked: int
    cursor: int
    offset: int
    rows: list[Headline]
    inserted: int = 0


@dataclass(eq=False, repr=False)
class HeadlinesLoaded(Message):
    """One more window of rows of a list."""

    view: View
    offset: int
    rows: list[Headline]


@dataclass(eq=False, repr=False)
class ArticleLoaded(Message):
    """An article laid out for the pane, with all that is shown beside it.

    `position` is the code point to begin at, `mark` the number of the name to stand on, `row` the
    article's row in `view`, `None` if it is not in it or its place can't be told. `again` says that it
    was on the page before, and has changed.
    """

    page: Page
    links: ArticleLinks
    position: int
    mark: int | None
    view: View
    row: int | None
    again: bool = False


@dataclass(eq=False, repr=False)
class ArticleLinksLoaded(Message):
    """The names, links and marks of an article that is shown already."""

    article: int
    links: ArticleLinks
    read: bool
    starred: bool


@dataclass(eq=False, repr=False)
class ArticleMissing(Message):
    """An article cannot be shown, as `sentence` says: it is no longer there, or could not be read."""

    article: int
    sentence: str


@dataclass(eq=False, repr=False)
class AddressFound(Message):
    """The address of an article, "" if it has none, and the name of the key that asked for it."""

    address: str
    use: str


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread row of a list and its article, `None` if there is none."""

    view: View
    row: int | None
    headline: Headline | None


@dataclass(eq=False, repr=False)
class NameLoaded(Message):
    """All about a name but its articles, of which there is the first window.

    `asked` is the number that was asked for: that of a name which may have become this one.
    """

    asked: int
    entity: Entity
    description: str
    spellings: list[Spelling]
    timeline: list[tuple[date, int]]
    co_occurring: list[tuple[Entity, int]]
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class OccurrencesLoaded(Message):
    """One more window of a name's articles."""

    entity: int
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class RowsLoaded(Message):
    """The rows of a search from `offset` on, and how many rows it has; one more window has no `count`."""

    query: str
    count: int | None
    offset: int
    rows: Sequence[Entity | Story]


@dataclass(eq=False, repr=False)
class ChoicesFound(Message):
    """The names or articles that match a search in a dialog."""

    query: str
    choices: Sequence[Entity | Headline]


@dataclass(eq=False, repr=False)
class StoryLoaded(Message):
    """All about a story. `asked` is the number that was asked for: of one that may have become this one."""

    asked: int
    page: StoryPage


@dataclass(eq=False, repr=False)
class FeedsLoaded(Message):
    """All feeds, by folder; how much is unread in each folder; the folders that the reader has folded up.

    With them the names that are `followed`, each with how many of its articles are unread, and how many
    `names` and `stories` there are.
    """

    feeds: list[Feed]
    unread: Mapping[str, int]
    folded: frozenset[str]
    followed: Sequence[tuple[Entity, int]]
    names: int
    stories: int


@dataclass(eq=False, repr=False)
class NewsboatFound(Message):
    """The `urls` files of newsboat on this machine."""

    paths: list[Path]


@dataclass(eq=False, repr=False)
class TextShown(Message):
    """An article shows another text from now on, as `sentence` says.

    `analysed` is true if the names in that text are known.
    """

    article: int
    analysed: bool
    sentence: str


@dataclass(eq=False, repr=False)
class PageWanted(Message):
    """An article has no other text yet: its page has to be fetched."""

    article: int


@dataclass(eq=False, repr=False)
class DueLoaded(Message):
    """When the next feed is due, in Unix seconds; `None` without feeds."""

    due: float | None
