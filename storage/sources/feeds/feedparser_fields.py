"""The fields of an entry where feedparser puts them, whatever the feed calls them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from storage.model import Enclosure
from storage.sources.feeds.feed_drafts import Content, Entry

# feedparser's own way to look something up warns, guesses and takes four times as long. An element that it
# does not know can stand where it puts one that it knows, so nothing is taken for granted.
_get = dict.get

# What `parsing` calls the description of a picture or film, which is the text of an entry without another.
CAPTION = "caption"

_NO_PAGE = frozenset(
    ("self", "enclosure", "edit", "hub", "replies", "license", "next", "prev", "first", "last", "search")
)
_WEB = ("http://", "https://")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]+)\)")
_NAME_AND_MAIL = re.compile(r"([^<>]*\S)\s*<[^<>\s]*@[^<>\s]*>")
# Longer ones are no names, and looking for an address in them takes time that grows with the square.
_LONGEST_NAME = 300
_IS_TEXT = re.compile(r"text|application/x?html|.*\bxml$|$")


def read_entry(fields: dict[str, Any], *, is_atom: bool, feed_authors: tuple[str, ...] = ()) -> Entry:
    """Return the entry that `fields` describe; in Atom the authors of a feed are those of its entries."""
    links, source = _links(fields), _part(fields, "source")
    inherited = (authors(source) or feed_authors) if is_atom else ()
    return Entry(
        guid=_text(fields, "id"),
        title=content(fields, "title"),
        texts=tuple(_texts(fields)),
        links=tuple(_pages(fields, links)),
        authors=authors(fields) or inherited,
        dates=tuple(_text(fields, name) for name in ("published", "updated", "created")),
        source=_text(source, "title"),
        language=_language(fields),
        images=tuple(_images(fields, links)),
        categories=tuple(_categories(fields)),
        enclosures=tuple(_enclosures(fields, links)),
    )


def content(fields: dict[str, Any], name: str) -> Content | None:
    """Return a text of an entry or feed, None where it has none of that name."""
    value = _text(fields, name)
    return _content(value, _part(fields, f"{name}_detail")) if value else None


def authors(fields: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors; an address for mail stands in where there is no name."""
    found = [_text(author, "name") or _text(author, "email") for author in _parts(fields, "authors")]
    return tuple(filter(None, map(_name, found))) or tuple(filter(None, [_name(_text(fields, "author"))]))


def page(fields: dict[str, Any]) -> str:
    """Return the address of the page that a feed belongs to."""
    return next(_pages(fields, _links(fields)), "")


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
        # feedparser unpacks base64 if text comes out, whatever its type; else it is one long word.
        if value and (_IS_TEXT.match(kind) or " " in value):
            seen.add(value)
            yield _content(value, detail)
    for name in ("summary", "subtitle"):
        text = content(fields, name)
        if text and text.value not in seen:
            seen.add(text.value)
            yield text
    if not seen and (caption := _text(fields, f"media_{CAPTION}")):
        yield Content(caption, is_plain=True)


def _pages(fields: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield what may be the address of the page: where FeedBurner found it, the link, others that may do."""
    found = _text(fields, "feedburner_origlink")
    if found.startswith(_WEB):
        yield found
    guid, found = _text(fields, "id"), _text(fields, "link")
    # A guid that does not say whether it is an address passes for one, even if it is a mere number.
    if found and (found != guid or guid.startswith(_WEB)):
        yield found
    pages = [link for link in links if _text(link, "rel") not in _NO_PAGE]
    pages.sort(key=lambda link: _text(link, "rel") != "alternate")
    yield from (_text(link, "href") for link in pages)
    yield from filter(None, (_text(detail, "src") for detail in _parts(fields, "content")))
    if guid.startswith(_WEB):
        yield guid


def _name(author: str) -> str:
    if len(author) > _LONGEST_NAME:
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
    for link in links:
        if _text(link, "rel") == "enclosure":
            yield Enclosure(_text(link, "href"), _text(link, "type"), _size(_text(link, "length")))
    for medium in _parts(fields, "media_content"):
        kind = _text(medium, "type") or _text(medium, "medium")
        if _text(medium, "url") and kind.startswith(("audio", "video")):
            yield Enclosure(_text(medium, "url"), _text(medium, "type"), _size(_text(medium, "filesize")))


def _size(value: str) -> int:
    value = value.strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else 0


def _categories(fields: dict[str, Any]) -> Iterator[str]:
    for tag in _parts(fields, "tags"):
        yield _text(tag, "label") or _text(tag, "term")
