"""Reads the fields of feeds and entries from the dictionaries of feedparser."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from storage.model import Enclosure
from storage.sources.feeds.author_names import author_names
from storage.sources.feeds.raw_feed import Content, Entry, FeedMetadata, Form
from storage.sources.markup.html_tags import has_pair, has_reference

# The look-up of feedparser's dictionaries warns, guesses and takes four times as long. Any field may have any
# type, because an unknown element may have the name of a known field.
_get = dict.get

DECLARED = "declared"
"""The key under which a text has the type that its element declares, "" if it declares none."""

_NOT_A_PAGE = frozenset(
    ("self", "enclosure", "edit", "hub", "replies", "license", "next", "prev", "first", "last", "search")
)
_WEB_SCHEMES = ("http://", "https://")
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_MAX_INTERVAL = 31 * 86_400  # seconds
_PLAIN_TYPES = frozenset(("text", "plain", "text/plain"))
_TEXT_TYPE = re.compile(r"text|application/x?html|.*\bxml$|$")


def read_metadata(feed: dict[str, Any], *, is_rss: bool, trouble: str) -> FeedMetadata:
    """Return the metadata of a feed; `trouble` is the problem found in its document, "" for none."""
    ttl, period, frequency = (_text(feed, name) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
    return FeedMetadata(
        title=_title(feed, is_atom=not is_rss),
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
        title=_title(fields, is_atom=is_atom),
        texts=tuple(_texts(fields)),
        summaries=tuple(_summaries(fields)),
        captions=tuple(map(_caption, _parts(fields, "captions"))),
        links=tuple(_page_candidates(fields, links)),
        authors=authors(fields) or inherited,
        dates=tuple(_text(fields, name) for name in ("published", "updated", "created")),
        source=_text(source, "title"),
        language=_language(fields),
        images=tuple(_images(fields, links)),
        categories=tuple(_categories(fields)),
        enclosures=tuple(_enclosures(fields, links)),
    )


def authors(fields: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors; an e-mail address stands for a missing name."""
    found = [_text(author, "name") or _text(author, "email") for author in _parts(fields, "authors")]
    return author_names(found if any(found) else [_text(fields, "author")])


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


def _title(fields: dict[str, Any], *, is_atom: bool) -> Content | None:
    value, detail = _text(fields, "title"), _part(fields, "title_detail")
    if not value:
        return None
    title = _content(value, detail)
    if is_atom and title.form is Form.UNDECLARED:
        # Plain text by the standard, but some programs escape it as if it were markup.
        return replace(title, value=unescape(value), form=Form.PLAIN)
    return title


def _content(value: str, detail: dict[str, Any]) -> Content:
    declared, parsed = _text(detail, DECLARED).strip().lower(), _text(detail, "type")
    if parsed.endswith("xml") or "html" in declared:
        form = Form.MARKUP
    else:
        form = Form.PLAIN if declared in _PLAIN_TYPES else Form.UNDECLARED
    return Content(value, form, _text(detail, "base"))


def _texts(fields: dict[str, Any]) -> Iterator[Content]:
    for detail in _parts(fields, "content"):
        value, kind = _text(detail, "value"), _text(detail, "type")
        # feedparser decodes base64 only if the result is text; what it leaves encoded is one long word.
        if value and (_TEXT_TYPE.match(kind) or " " in value):
            yield _body(value, detail)


def _summaries(fields: dict[str, Any]) -> Iterator[Content]:
    for detail in _parts(fields, "summaries"):
        yield _body(_text(detail, "value"), detail)
    if subtitle := _text(fields, "subtitle"):
        yield _body(subtitle, _part(fields, "subtitle_detail"))


def _body(value: str, detail: dict[str, Any]) -> Content:
    """Return a text or summary; where plain text is the default, it is markup only if that is clear."""
    content = _content(value, detail)
    is_plain = _text(detail, "type") == "text/plain" and not (has_pair(value) or has_reference(value))
    return replace(content, form=Form.PLAIN) if is_plain and content.form is Form.UNDECLARED else content


def _caption(detail: dict[str, Any]) -> Content:
    is_markup = _text(detail, DECLARED).strip().lower() == "html"
    return Content(_text(detail, "value"), Form.MARKUP if is_markup else Form.PLAIN)


def _page_candidates(fields: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the candidates for the address of the page: FeedBurner's original link first, then others."""
    original = _text(fields, "feedburner_origlink")
    if original.startswith(_WEB_SCHEMES):
        yield original
    pages = [link for link in links if _NOT_A_PAGE.isdisjoint(_relations(link))]
    alternate = [link for link in pages if "alternate" in _relations(link)]
    alternate.sort(key=lambda link: "html" not in _text(link, "type"))
    yield from (_text(link, "href") for link in alternate)
    guid, link = _text(fields, "id"), _text(fields, "link")
    # Unless the feed declares otherwise, feedparser takes every guid for a link, even a number.
    if link and (link != guid or guid.startswith(_WEB_SCHEMES)):
        yield link
    yield from (_text(link, "href") for link in pages)
    yield from filter(None, (_text(detail, "src") for detail in _parts(fields, "content")))
    if guid.startswith(_WEB_SCHEMES):
        yield guid


def _relations(link: dict[str, Any]) -> frozenset[str]:
    """Return the words of `rel`; those of the registry may be written as addresses."""
    return frozenset(word.rpartition("/")[2] for word in _text(link, "rel").split())


def _language(fields: dict[str, Any]) -> str:
    details = [*_parts(fields, "content"), *_parts(fields, "summaries"), _part(fields, "title_detail")]
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
