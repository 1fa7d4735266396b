"""Feeds and subscriptions to them."""

from dataclasses import dataclass
from enum import StrEnum

from storage.model.articles import Draft


class Pages(StrEnum):
    """When the pages of a feed's entries are fetched: where the feed says little, always, never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


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
