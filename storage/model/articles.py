"""Articles: drafts from a source, stored articles, and rows of lists."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """The part of an article that an offset belongs to."""

    TITLE = "title"
    TEXT = "text"


class Provenance(StrEnum):
    """Where the text of an article comes from."""

    FEED = "feed"
    PAGE = "page"
    FILE = "file"


class Role(StrEnum):
    """What a range of a text is, if it is not plain running text."""

    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    LINK = "link"
    CODE = "code"


class Extent(StrEnum):
    """How much of the article the text holds.

    A teaser is the few lines by which a feed announces an article, a truncated text breaks off, and a
    paywalled one is the part that a page shows without payment.
    """

    WHOLE = "whole"
    TEASER = "teaser"
    TRUNCATED = "truncated"
    PAYWALLED = "paywalled"


class Format(StrEnum):
    """How an article is written for another program."""

    JSON = "JSON"
    MARKDOWN = "Markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a text with a role; `target` is the address that a link leads to."""

    start: int
    end: int
    role: Role
    target: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text: its address, and what it shows (`alt`), "" if the source does not say.

    `position` is the end of the block that it follows, 0 if it stands before the first block.
    """

    position: int
    address: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an article, such as a podcast's audio.

    `size` is in bytes; it plays for `seconds`. Both are 0 if unknown.
    """

    url: str
    type: str = ""
    size: int = 0
    seconds: int = 0


class Marks(NamedTuple):
    """What the reader did to an article."""

    read: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a source delivers it, cleaned, before it is stored.

    `key` identifies the article within its origin: importing the same key again updates it. `published`
    has an offset from UTC; `None` means that the source gave no date. With `approximate_date` the zone of its
    time is not certain; if it can't be read at all, `published` is the midnight of its day. `origin` is the
    file or address that the draft was read from. `url` is the address without tracking parameters,
    `original_url` the one that the source gave, "" if it is the same. `image` is the address of the lead
    image; `pictures` are those within the text, in reading order. `labels` are added to those that the
    article has. `marks` are those of an article that newsdesk has exported, `None` for others.
    """

    key: str
    title: str
    text: str
    origin: str
    url: str = ""
    source: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    spans: tuple[Span, ...] = ()
    provenance: Provenance = Provenance.FILE
    extent: Extent = Extent.WHOLE
    original_url: str = ""
    image: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    labels: tuple[str, ...] = ()
    marks: Marks | None = None
    approximate_date: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier title and text of an article, and when they were replaced (Unix seconds)."""

    replaced: float
    title: str
    text: str
    provenance: Provenance


class Change(StrEnum):
    """What happened to a sentence from one version of a text to the next."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Replacement:
    """One replacement of a text by the next one from the same place, at a time in Unix seconds.

    `sentences` are those of both, title first, in reading order; there are none if no later text is known.
    """

    replaced: float
    provenance: Provenance
    sentences: tuple[tuple[Change, str], ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a row of a list shows of an article.

    `story` is the number of its story, `None` without one. `story_size` is the number of articles in the
    story, this one and copies included, `story_sources` the number of their sources; both are 0 without a
    story. `story_new` is the number of its articles that say something new since the reader marked it read,
    `story_starred` whether the reader starred it, and `story_likely` that teasers alone tie this article to
    it. `copies` is the number of copies that this article is shown for. A copy names in `copy_of` the article
    that is shown for it. `labels` are its own ones.
    """

    id: int
    title: str
    source: str
    published: datetime | None
    read: bool
    starred: bool
    story: int | None = None
    story_size: int = 0
    story_sources: int = 0
    story_new: int = 0
    story_starred: bool = False
    story_likely: bool = False
    copies: int = 0
    copy_of: int | None = None
    labels: tuple[str, ...] = ()
    approximate_date: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article; `Draft` explains the fields that both have.

    `position` is how far it was read, in code points. Its names and links are unknown until it is
    `analysed`. `other` is where its other text comes from, `None` if it has only one. `feeds` are the
    titles of the feeds that carry it. `page_trouble` is a sentence on why its page could not be fetched.
    `revisions` is the number of its earlier texts that are kept.
    A `hidden` article comes back at `hidden_until`, or not by itself if that is `None`. `labels` are its own
    ones, without those of its feeds.
    """

    id: int
    key: str
    title: str
    text: str
    url: str
    source: str
    byline: str
    published: datetime | None
    language: str
    provenance: Provenance
    origin: str
    read: bool
    starred: bool
    spans: tuple[Span, ...] = ()
    position: int = 0
    analysed: bool = True
    extent: Extent = Extent.WHOLE
    original_url: str = ""
    image: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    other: Provenance | None = None
    feeds: tuple[str, ...] = ()
    page_trouble: str = ""
    revisions: int = 0
    pictures: tuple[Picture, ...] = ()
    hidden: bool = False
    hidden_until: datetime | None = None
    labels: tuple[str, ...] = ()
    approximate_date: bool = False


def publication_day(published: datetime) -> date:
    """Return the day of publication in the local time zone of this machine.

    Midnight sharp stands for a day without a time: that day is the same in every time zone.
    """
    return published.date() if published.time() == time.min else published.astimezone().date()
