"""Parses JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterator
from typing import Any

from storage.errors import SourceError
from storage.model import Enclosure
from storage.sources.feeds.raw_feed import Content, Entry, FeedMetadata, Form
from storage.sources.markup.html_tags import without_tags

_VERSION = "jsonfeed.org/version/"


def is_json(text: str) -> bool:
    """Return whether the text of a feed starts like JSON."""
    return text.lstrip("\ufeff \t\r\n\0")[:1] in ("{", "[")


def read_json_feed(text: str) -> tuple[FeedMetadata, list[Entry]]:
    """Return the metadata of a JSON Feed and its entries; fields of a wrong type are ignored.

    Raises `SourceError` for JSON that is damaged or not a feed.
    """
    feed = _loaded(text)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not (_VERSION in _text(feed, "version") or isinstance(items, list)):
        raise SourceError("this is JSON, but not a feed")
    metadata = FeedMetadata(
        title=_plain(feed, "title"),
        site=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
    )
    inherited = tuple(_authors(feed))
    return metadata, [_entry(item, inherited) for item in items or () if isinstance(item, dict)]


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.strip("\ufeff \t\r\n\0"), strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError("this JSON is damaged: newsdesk can't read it") from error


def _entry(item: dict[str, Any], inherited: tuple[str, ...]) -> Entry:
    return Entry(
        guid=_text(item, "id"),
        title=_plain(item, "title"),
        texts=tuple(_texts(item)),
        summaries=tuple(filter(None, [_undeclared(item, "summary")])),
        links=(_text(item, "url"), _text(item, "external_url"), _address(_text(item, "id"))),
        authors=tuple(_authors(item)) or inherited,
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        language=_text(item, "language"),
        images=(_text(item, "image"), _text(item, "banner_image")),
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        enclosures=tuple(_enclosures(item)),
    )


def _texts(item: dict[str, Any]) -> Iterator[Content]:
    html, text = _text(item, "content_html"), _plain(item, "content_text")
    # Both say the same, but only one has links.
    if html and (text is None or without_tags(html).strip()):
        yield Content(html, Form.MARKUP)
    elif text:
        yield text


def _authors(fields: dict[str, Any]) -> Iterator[str]:
    """Yield the names in the fields of version 1.1 and of version 1.0."""
    for author in (*_list(fields, "authors"), fields.get("author")):
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name


def _enclosures(item: dict[str, Any]) -> Iterator[Enclosure]:
    for attachment in _list(item, "attachments"):
        if isinstance(attachment, dict):
            size = attachment.get("size_in_bytes")
            # A JSON number may have a fraction, or be huge.
            bytes_ = int(size) if isinstance(size, int | float) and 0 < size < 1 << 53 else 0
            seconds = attachment.get("duration_in_seconds")
            length = int(seconds) if isinstance(seconds, int | float) and 0 < seconds < 1 << 53 else 0
            yield Enclosure(_text(attachment, "url"), _text(attachment, "mime_type"), bytes_, length)


def _plain(fields: dict[str, Any], name: str) -> Content | None:
    value = _text(fields, name)
    return Content(value, Form.PLAIN) if value else None


def _undeclared(fields: dict[str, Any], name: str) -> Content | None:
    value = _text(fields, name)
    return Content(value) if value else None


def _text(fields: dict[str, Any], name: str) -> str:
    """Return a string; a whole number, which some feeds use as id, becomes one."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _address(value: str) -> str:
    return value if value.startswith(("http://", "https://")) else ""
