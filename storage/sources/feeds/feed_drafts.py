"""What a feed says of one entry, in whichever format, to a draft."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from storage.model import Draft, Enclosure, Extent, Provenance
from storage.sources.drafts.draft_assembly import clipped, first_words
from storage.sources.feeds.feed_boilerplate import strip_boilerplate
from storage.sources.feeds.feed_dates import entry_date
from storage.sources.markup.html_tags import has_pair
from storage.sources.markup.markup_reader import Markup, read_line, read_markup
from storage.sources.web.web_addresses import resolve_link, without_tracking
from storage.text.plain_text import clean, clean_line

_LONGEST_TITLE = 1000
_LONGEST_LINE = 300
_MOST_NAMES = 20
_MOST_CATEGORIES = 50
_MOST_ENCLOSURES = 50
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Content:
    """A text: markup or, if `is_plain`, to be taken literally. `base` is what its links count from."""

    value: str
    is_plain: bool = False
    base: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its feed gives it, nothing of it without_tracking; addresses may be relative.

    `texts` are all that may be its text; `links`, `dates` and `images` may name its page, its date and its
    picture, the better ones first.
    `is_cut` tells that the document ends within it.
    """

    guid: str = ""
    title: Content | None = None
    texts: tuple[Content, ...] = ()
    links: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    source: str = ""
    language: str = ""
    images: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class FeedContext:
    """The feed that an entry is from: its `address`, its `title`, its language, and when it was read.

    `base` is what relative addresses in it count from.
    """

    address: str
    title: str
    language: str
    base: str
    read: datetime


def entry_draft(entry: Entry, origin: FeedContext) -> Draft:
    """Return the draft of an entry.

    Its `key` is the guid, "" if there is none. `url` opens the entry and is without tracking, `original_url`
    what the feed gave where that differs. Of several texts the longest is taken. Where there is no title, the
    first words of the text stand in for it, else the end of its address or of that of what is enclosed; ""
    if there is none of these.
    """
    base = origin.base
    given = next(filter(None, (resolve_link(link, base) for link in entry.links)), "")
    url = without_tracking(given) if given else ""
    title = title_line(entry.title)
    markup, breaks_off = strip_boilerplate(_longest(entry.texts, base), title)
    enclosures = _resolved_enclosures(entry.enclosures, base)
    image = next(filter(None, (resolve_link(image, base) for image in entry.images)), markup.image)
    return Draft(
        key=_key(entry.guid),
        title=title or first_words(markup.text) or _stand_in(url, enclosures, image),
        text=markup.text,
        origin=origin.address,
        url=url,
        source=short_line(entry.source) or origin.title,
        byline=byline(entry.authors),
        published=entry_date(entry.dates, origin.read),
        language=language_tag(entry.language) or origin.language,
        spans=markup.spans,
        provenance=Provenance.FEED,
        extent=Extent.TRUNCATED if breaks_off or entry.is_cut else Extent.WHOLE,
        original_url=given if given != url else "",
        image=image,
        categories=_categories(entry.categories),
        enclosures=enclosures,
    )


@lru_cache(maxsize=1024)
def short_line(html: str) -> str:
    """Return a name or label of a feed as one clean line of bounded length."""
    return clipped(read_line(html), _LONGEST_LINE) if html else ""


def title_line(title: Content | None) -> str:
    """Return a title as one clean line of bounded length; a plain one keeps what looks like a tag."""
    if title is None:
        return ""
    line = read_line(escape(title.value, quote=False) if title.is_plain else title.value)
    return clipped(line, _LONGEST_TITLE)


def byline(authors: Iterable[str]) -> str:
    """Return the names of the authors, each once, joined by ", "."""
    names: dict[str, str] = {}
    for author in authors:
        name = short_line(author)
        if name and len(names) < _MOST_NAMES:
            names.setdefault(name.casefold(), name)
    return ", ".join(names.values())


def language_tag(tag: str) -> str:
    """Return a language tag in its usual spelling ("en-US"), "" if `tag` is none."""
    tag = tag.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *others = tag.lower().split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in others)])


def _longest(texts: Sequence[Content], base: str) -> Markup:
    """Return the text with most characters, the earlier of two equal ones."""
    best = Markup("")
    for text in sorted(texts, key=lambda text: len(text.value), reverse=True):
        # Cleaning makes no text longer, so what is shorter uncleaned need not be looked at.
        if len(text.value) > len(best.text) or not best.text:
            read = _read(text, base)
            best = max(best, read, key=lambda markup: len(markup.text))
    return best


def _read(text: Content, base: str) -> Markup:
    if text.is_plain and not has_pair(text.value):
        return Markup(clean(text.value))
    return read_markup(text.value, resolve_link(text.base, base) or base if text.base else base)


def _key(guid: str) -> str:
    return read_line(escape(guid, quote=False)) if guid else ""


def _resolved_enclosures(enclosures: Iterable[Enclosure], base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for enclosure in enclosures:
        url = resolve_link(enclosure.url, base)
        if url and len(found) < _MOST_ENCLOSURES:
            size = enclosure.size if 0 < enclosure.size < 1 << 53 else 0
            found.setdefault(url, Enclosure(url, short_line(enclosure.type), size))
    return tuple(found.values())


def _categories(categories: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for category in categories:
        line = short_line(category)
        # Some programs write what kind of thing an entry is as the address of a definition.
        if line and "://" not in line and len(found) < _MOST_CATEGORIES:
            found.setdefault(line.casefold(), line)
    return tuple(found.values())


def _stand_in(url: str, enclosures: Sequence[Enclosure], image: str) -> str:
    """Return what an entry without a word can be called: the end of an address, in words, or its host."""
    address = url or (enclosures[0].url if enclosures else image)
    host, _, path = re.split("[?#]", address)[0].partition("://")[2].partition("/")
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return clean_line(_NO_WORD.sub(" ", last.rpartition(".")[0] or last)) or clean_line(host)
