"""Articles, from the draft that a source delivers to the row of a list."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Field(StrEnum):
    """The part of an article in which an offset counts."""

    TITLE = "title"
    TEXT = "text"


class Provenance(StrEnum):
    """Where an article's text came from."""

    FEED = "feed"
    PAGE = "page"
    FILE = "file"


class Role(StrEnum):
    """What a stretch of an article's text is, beside plain running text."""

    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    LINK = "link"
    CODE = "code"


class Extent(StrEnum):
    """How much of an article its text is."""

    WHOLE = "whole"
    TRUNCATED = "truncated"
    PAYWALLED = "paywalled"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text with a role; `target` is the address of a link."""

    start: int
    end: int
    role: Role
    target: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an article, such as the audio of a podcast; `size` in bytes, 0 if not said."""

    url: str
    type: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has an identity, as a source delivers it, already cleaned.

    `key` identifies the article within its origin: importing the same key again updates it.
    `published` always carries an offset; `None` means that the source gave no date.
    `origin` is the file or address that it was read from. `url` is the address without tracking,
    `original_url` the one that was given, "" where they are the same. `image` is the address of the
    lead image.
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


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier title and text of an article, and until when (Unix seconds) it stood."""

    replaced: float
    title: str
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Headline:
    """What a row of a list needs, without the text.

    `story` is the number of its story, None if it is alone; `story_size` is how many articles that has, this
    one and copies included, and `story_sources` from how many sources; both 0 if it is alone. `copies` counts
    those that it is shown for; a copy names the article that is shown for it in `copy_of`.
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
    copies: int = 0
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article; see `Draft` for what it shares. `position` is how far it was read, in code points.

    Until it is `analysed`, nothing is known of its names and links. `other` says where another text of it
    comes from that can be shown in place of this one, `feeds` which feeds carry it, `page_trouble` in a
    sentence why its page could not be had.
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


def publication_day(published: datetime) -> date:
    """Return the day of publication in the local time zone of this machine.

    Midnight sharp stands for a day without a time: that day is the same in every time zone.
    """
    return published.date() if published.time() == time.min else published.astimezone().date()
