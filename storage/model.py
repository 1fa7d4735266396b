"""The nouns of newsdesk: frozen values that cross threads and layers, and nothing else.

A stage has its own type, so that something not stored yet can't be passed where something
stored is needed: a `Draft` becomes an `Article`, a `Mention` becomes part of a `Name`.
All offsets are half-open ranges of Unicode code points.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


class Field(StrEnum):
    """The part of an article in which an offset counts."""

    TITLE = "title"
    TEXT = "text"


class Route(StrEnum):
    """How a mention was found to mean its entity."""

    NEW = "new"
    """It is the first of its name."""
    NAME = "name"
    """The entity has just this name."""
    ARTICLE = "article"
    """The article itself tells, as by a full name before a surname."""
    SURNAME = "surname"
    """It is the surname of this person alone, or of nobody else who is nearly as well known."""
    ACRONYM = "acronym"
    SHORT_FORM = "short form"
    SPELLING = "spelling"
    KIND = "kind"
    """The desk has long known the name, as that of another kind of thing."""
    READER = "reader"
    """The reader said so."""
    ALWAYS = "always"
    """The reader said that this is a name; the recogniser had not found it."""

    @property
    def doubtful(self) -> bool:
        """Whether it is a guess that may well be wrong."""
        return self in _DOUBTFUL_ROUTES


_DOUBTFUL_ROUTES = frozenset((Route.SURNAME, Route.ACRONYM, Route.SHORT_FORM, Route.SPELLING, Route.KIND))


class Verdict(StrEnum):
    """What the reader can say of a name."""

    SAME = "same"
    APART = "not the same"
    KIND = "kind"
    FORGET = "not a name"
    ALWAYS = "always a name"
    RENAME = "shown as"
    FOLLOW = "follow"
    MUTE = "mute"


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


class Pages(StrEnum):
    """When the pages of a feed's entries are fetched: where the feed says little, always, never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class LinkKind(StrEnum):
    """How two articles belong together."""

    COPY = "copy"
    SAME_STORY = "same story"
    RELATED = "related"


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
class ParsedFeed:
    """What a feed holds at one moment. `every` is how often it asks to be fetched, in seconds, 0 if not said.

    `moved` is the address that it says it has moved to. `trouble` is a sentence on what of it was damaged.
    """

    title: str
    drafts: tuple[Draft, ...]
    site: str = ""
    language: str = ""
    every: int = 0
    moved: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to subscribe to, as a subscription list names it. `folder` is a path with "/" between levels.

    `attributes` are those of its OPML outline that newsdesk has no field for, kept for the export.
    """

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    pages: Pages = Pages.AUTO
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The address of what may be a feed. A `guessed` one is only customary: nothing on the page names it."""

    url: str
    title: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. All times are Unix seconds, `None` for never.

    `title` is what the reader calls it, else what it calls itself, else its address. `trouble` is a
    sentence on what is wrong with it, "" while all is well, `failing_since` when that began. A `gone` feed is
    asked no more. `weekly` is how many articles it brought per week lately.
    """

    id: int
    url: str
    title: str
    site: str
    folder: str
    pages: Pages
    checked: float | None
    succeeded: float | None
    due: float
    failures: int
    trouble: str
    failing_since: float | None
    gone: bool
    articles: int
    unread: int
    weekly: float
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier title and text of an article, and until when (Unix seconds) it stood."""

    replaced: float
    title: str
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a source that could not be read; `line` counts from 1, 0 where no line is meant."""

    origin: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.origin}:{self.line}" if self.line else self.origin
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Headline:
    """What a row of a list needs, without the text.

    `story_size` is the number of articles on the same event, this one included; 0 if it is alone.
    """

    id: int
    title: str
    source: str
    published: datetime | None
    read: bool
    starred: bool
    story_size: int = 0


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


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader decided about a name, which is meant by how it is written and what kind it is.

    `other` is the other name of "same" and "not the same", which has `other_kind`, and the name to show
    of "shown as"; of "kind" the `other_kind` is the right one.
    """

    verdict: Verdict
    name: str
    kind: Kind
    other: str = ""
    other_kind: Kind | None = None

    def __str__(self) -> str:
        other = f"“{self.other}”" if self.other else str(self.other_kind or "")
        return f"“{self.name}” ({self.kind}) {_VERDICTS[self.verdict]} {other}".rstrip()


_VERDICTS = {
    Verdict.SAME: "is the same as",
    Verdict.APART: "is not the same as",
    Verdict.KIND: "is of the kind",
    Verdict.FORGET: "is no name",
    Verdict.ALWAYS: "is always a name",
    Verdict.RENAME: "is shown as",
    Verdict.FOLLOW: "is followed",
    Verdict.MUTE: "is muted",
}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at a place in an article, in `field`, with the recogniser's confidence from 0 to 1."""

    field: Field
    start: int
    end: int
    kind: Kind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which an entity is written, how often, and when first and last in dated articles."""

    text: str
    mentions: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what names mean, across the desk; counts are over all stored articles.

    An `ambiguous` one is a surname or acronym that several may bear and no article has explained.
    """

    id: int
    name: str
    kind: Kind
    articles: int
    mentions: int
    ambiguous: bool = False
    followed: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """An entity in one article, with the places where it is mentioned, in reading order.

    `routes` tells of each mention how it was found to mean the entity.
    """

    entity: Entity
    mentions: tuple[Mention, ...]
    routes: tuple[Route, ...] = ()

    def places(self) -> list[tuple[Mention, Route]]:
        """Return each mention with its route; one of which nothing is known has the name itself."""
        return list(zip(self.mentions, self.routes or (Route.NAME,) * len(self.mentions), strict=True))


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity's appearance in one article, with the sentence around its first mention.

    `start` and `end` delimit the mention within `sentence`.
    """

    headline: Headline
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ties two articles: everything in it stands in both, in the words of the newer one."""

    names: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    overlap: float = 0.0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What was found to hold between two articles; see `Link` for the fields."""

    kind: LinkKind
    score: float
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """One article tied to another: `other` seen from the article that was asked for.

    `score`, from 0 to 1, is how surely both report the same event; of related articles it is how near
    they are, below .6, with the time between them left aside.
    """

    other: Headline
    kind: LinkKind
    score: float
    reason: str
    evidence: Evidence = field(default_factory=Evidence)


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
    does not vanish under the cursor.
    """

    filter: Filter = Filter.ALL
    query: str = ""
    entity: int | None = None
    since: float | None = None
    feed: int | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles the desk holds; `pending` ones wait for analysis."""

    articles: int
    unread: int
    starred: int
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is; `total` is 0 while it is not known. `what` names the item at hand."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import or a re-analysis did: articles, new feeds (`subscribed`), corrections of names."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    analysed: int = 0
    subscribed: int = 0
    corrected: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: feeds fetched, of them unchanged and failed; articles; pages taken in."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    pages: int = 0
    analysed: int = 0
    troubles: tuple[Trouble, ...] = ()
