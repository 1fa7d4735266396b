"""An article with its names, links, labels, pictures and texts: messages to the reading screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from textual.message import Message

from storage.model import Introduction, Label, Link, Name, Replacement, Story, View
from tui.layout.article_page import Page
from tui.layout.half_blocks import DrawnPicture
from tui.layout.text_positions import Hit


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
class MatchesFound(Message):
    """What of an article a `query` asks for, in reading order."""

    article: int
    query: str
    matches: Sequence[Hit]


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
class LabelsFound(Message):
    """The labels of an article (`own`), and all that there are."""

    own: tuple[str, ...]
    known: tuple[Label, ...]


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
