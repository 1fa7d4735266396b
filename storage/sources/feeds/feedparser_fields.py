"""Reads the fields of feeds and entries from the dictionaries of feedparser."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from storage.model import Enclosure
from storage.sources.feeds.raw_feed import Content, Entry, FeedMetadata

# The look-up of feedparser's dictionaries warns, guesses and takes four times as long. Any field may have any
# type, because an unknown element may have the name of a known field.
_get = dict.get

# The name that `feed_parser` gives to the description of a picture or film: a text of last resort.
CAPTION = "caption"

_NOT_A_PAGE = frozenset(
    ("self", "enclosure", "edit", "hub", "replies", "license", "next", "prev", "first", "last", "search")
)
_WEB_SCHEMES = ("http://", "https://")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]+)\)")
_NAME_AND_MAIL = re.compile(r"([^<>]*\S)\s*<[^<>\s]*@[^<>\s]*>")
# The patterns take quadratic time, so longer names are not searched for an address.
_MAX_NAME = 300
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_MAX_INTERVAL = 31 * 86_400  # seconds
_TEXT_TYPE = re.compile(r"text|application/x?html|.*\bxml$|$")


def read_metadata(feed: dict[str, Any], *, is_rss: bool, trouble: str) -> FeedMetadata:
    """Return the metadata of a feed; `trouble` is the problem found in its document, "" for none."""
    ttl, period, frequency = (_text(feed, name) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
    return FeedMetadata(
        title=content(feed, "title"),
        site=next(_page_candidates(feed, _links(feed)), ""),
        language=_text(feed, "language"),
        every=fetch_interval(ttl, period, frequency),
        moved=_text(feed, "itunes_new-feed-url") or _text(feed, "newlocation"),
        trouble=trouble,
        resolve_against_site=is_rss,
    )


def read_entry(fields: dict[str, Any], *, is_atom: bool, feed_authors: tuple[str, ...] = ()) -> Entry:
    """Return the entry in `fields`; in Atom, an entry without authors has those of the feed."""
    links, source = _links(fields), _part(fields, "source")
    inherited = (authors(source) or feed_authors) if is_atom else ()
    return Entry(
        guid=_text(fields, "id"),
        title=content(fields, "title"),
        texts=tuple(_texts(fields)),
        links=tuple(_page_candidates(fields, links)),
        authors=authors(fields) or inherited,
        dates=tuple(_text(fields, name) for name in ("published", "updated", "created")),
        source=_text(source, "title"),
        language=_language(fields),
        images=tuple(_images(fields, links)),
        categories=tuple(_categories(fields)),
        enclosures=tuple(_enclosures(fields, links)),
    )


def content(fields: dict[str, Any], name: str) -> Content | None:
    """Return the text called `name` of an entry or feed, `None` without one."""
    value = _text(fields, name)
    return _content(value, _part(fields, f"{name}_detail")) if value else None


def authors(fields: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors; an e-mail address stands for a missing name."""
    found = [_text(author, "name") or _text(author, "email") for author in _parts(fields, "authors")]
    return tuple(filter(None, map(_name, found))) or tuple(filter(None, [_name(_text(fields, "author"))]))


def fetch_interval(ttl: str, period: str = "", frequency: str = "") -> int:
    """Return the seconds between two fetches, at most 31 days, or 0 if the feed does not say.

    `ttl` is in minutes and comes first; `period` and `frequency` are those of the RSS syndication module:
    "daily" with "4" is every six hours.
    """
    minutes = _number(ttl, 8)
    if minutes:
        return min(minutes * 60, _MAX_INTERVAL)
    seconds = _PERIODS.get(period.strip().lower(), 0)
    return min(seconds // (_number(frequency, 8) or 1), _MAX_INTERVAL)


def _text(fields: dict[str, Any], name: str) -> str:
    value = _get(fields, name)
    return value if isinstance(value, str) else ""


def _part(fields: dict[str, Any], name: str) -> dict[str, Any]:
    value = _get(fields, name)
    return value if isinstance(value, dict) else {}


def _parts(fields: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = _get(fields, name)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _links(fields: dict[str, Any]) -> list[dict[str, Any]]:
    return [link for link in _parts(fields, "links") if _text(link, "href")]


def _content(value: str, detail: dict[str, Any]) -> Content:
    return Content(value, _text(detail, "type") == "text/plain", _text(detail, "base"))


def _texts(fields: dict[str, Any]) -> Iterator[Content]:
    seen = set()
    for detail in _parts(fields, "content"):
        value, kind = _text(detail, "value"), _text(detail, "type")
        # feedparser decodes base64 only if the result is text; what it leaves encoded is one long word.
        if value and (_TEXT_TYPE.match(kind) or " " in value):
            seen.add(value)
            yield _content(value, detail)
    for name in ("summary", "subtitle"):
        text = content(fields, name)
        if text and text.value not in seen:
            seen.add(text.value)
            yield text
    if not seen and (caption := _text(fields, f"media_{CAPTION}")):
        yield Content(caption, is_plain=True)


def _page_candidates(fields: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the candidates for the address of the page: FeedBurner's original link first, then others."""
    original = _text(fields, "feedburner_origlink")
    if original.startswith(_WEB_SCHEMES):
        yield original
    guid, link = _text(fields, "id"), _text(fields, "link")
    # Unless the feed declares otherwise, feedparser takes every guid for a link, even a number.
    if link and (link != guid or guid.startswith(_WEB_SCHEMES)):
        yield link
    pages = [link for link in links if _text(link, "rel") not in _NOT_A_PAGE]
    pages.sort(key=lambda link: _text(link, "rel") != "alternate")
    yield from (_text(link, "href") for link in pages)
    yield from filter(None, (_text(detail, "src") for detail in _parts(fields, "content")))
    if guid.startswith(_WEB_SCHEMES):
        yield guid


def _name(author: str) -> str:
    if len(author) > _MAX_NAME:
        return author
    match = _MAIL_AND_NAME.fullmatch(author) or _NAME_AND_MAIL.fullmatch(author)
    return match[1].strip() if match else author


def _language(fields: dict[str, Any]) -> str:
    details = [*_parts(fields, "content"), _part(fields, "summary_detail"), _part(fields, "title_detail")]
    return next((tag for detail in details if (tag := _text(detail, "language"))), "")


def _images(fields: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[str]:
    for medium in _parts(fields, "media_content"):
        if _is_image(medium):
            yield _text(medium, "url")
    for thumbnail in _parts(fields, "media_thumbnail"):
        yield _text(thumbnail, "url")
    yield _text(_part(fields, "image"), "href")
    for link in links:
        if _text(link, "rel") == "enclosure" and _is_image(link):
            yield _text(link, "href")


def _is_image(medium: dict[str, Any]) -> bool:
    return _text(medium, "medium") == "image" or _text(medium, "type").startswith("image/")


def _enclosures(fields: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[Enclosure]:
    seconds = playing_seconds(_text(fields, "itunes_duration"))
    for link in links:
        if _text(link, "rel") == "enclosure":
            kind = _text(link, "type")
            # The feed gives one length for the entry: that of its recording.
            length = 0 if kind.startswith("image/") else seconds
            yield Enclosure(_text(link, "href"), kind, _number(_text(link, "length"), 15), length)
    for medium in _parts(fields, "media_content"):
        kind = _text(medium, "type") or _text(medium, "medium")
        if _text(medium, "url") and kind.startswith(("audio", "video")):
            size = _number(_text(medium, "filesize"), 15)
            length = playing_seconds(_text(medium, "duration")) or seconds
            yield Enclosure(_text(medium, "url"), _text(medium, "type"), size, length)


def playing_seconds(written: str) -> int:
    """Return a length in seconds, written with or without minutes and hours before it; 0 if unclear."""
    parts = [part.strip() for part in written.partition(".")[0].split(":")]
    if len(parts) > 3 or not all(part.isascii() and part.isdecimal() and len(part) < 9 for part in parts):
        return 0
    return sum(int(part) * 60**place for place, part in enumerate(reversed(parts)))


def _number(value: str, max_digits: int) -> int:
    value = value.strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= max_digits else 0


def _categories(fields: dict[str, Any]) -> Iterator[str]:
    for tag in _parts(fields, "tags"):
        yield _text(tag, "label") or _text(tag, "term")
