"""A feed and its entries as a parser finds them, before anything is cleaned or resolved."""

from dataclasses import dataclass
from enum import Enum

from storage.model import Enclosure


class Form(Enum):
    """How a text is written; `UNDECLARED` texts are markup if they look like it."""

    PLAIN = "plain"
    MARKUP = "markup"
    UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Content:
    """A text in some form. Its relative links are resolved against `base`."""

    value: str
    form: Form = Form.UNDECLARED
    base: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; addresses may be relative.

    `texts` are the candidates for its text, `summaries` and then `captions` (of its pictures and films) those
    of an entry without it. `links`, `dates` and `images` are candidates for its page, date and picture, the
    best first. `is_truncated` means that the document ends inside the entry.
    """

    guid: str = ""
    title: Content | None = None
    texts: tuple[Content, ...] = ()
    summaries: tuple[Content, ...] = ()
    captions: tuple[Content, ...] = ()
    links: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    source: str = ""
    language: str = ""
    images: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class FeedMetadata:
    """The metadata of a feed; the fields are those of `ParsedFeed`.

    `resolve_against_site` means that relative addresses start at the site, as is usual in RSS; else they
    start at the feed's own address.
    """

    title: Content | None = None
    site: str = ""
    language: str = ""
    every: int = 0
    moved: str = ""
    trouble: str = ""
    resolve_against_site: bool = False
