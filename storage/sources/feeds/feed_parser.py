"""Parses RSS of every version, RDF, Atom, podcasts and JSON Feed into drafts."""

import io
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pyexpat import XMLParserType
from typing import Any
from xml.sax import SAXException
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import XMLReader

from storage.errors import SourceError
from storage.model import ParsedFeed
from storage.sources.feeds.fallback_parser import parse_damaged
from storage.sources.feeds.feed_decoding import decode_feed
from storage.sources.feeds.feed_drafts import assemble_feed
from storage.sources.feeds.feedparser_fields import authors, read_entry, read_metadata
from storage.sources.feeds.json_feed import is_json, read_json_feed
from storage.sources.feeds.raw_feed import Entry, FeedMetadata
from storage.sources.feeds.xml_repair import (
    ends_within_entry,
    is_incomplete,
    repair_xml,
    root_name,
    without_preamble,
)

_HTML_ELEMENTS = frozenset(
    ("a", "body", "br", "center", "div", "h1", "head", "html", "meta", "p", "script", "span", "table")
)
_FEED_ELEMENTS = frozenset(("channel", "feed", "rdf", "rss"))
# feedparser does not know RSS 1.1, whose entries are like those of 1.0.
_RSS_1_1, _RSS_1_0 = "http://purl.org/net/rss1.1#", "http://purl.org/rss/1.0/"
# feedparser raises these errors if elements stand in unexpected places.
_PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
_ANY_DATE = time.gmtime(0)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_TEXT_BUFFER = 1 << 16  # bytes


def parse_feed(
    data: bytes, address: str, content_type: str = "", *, now: datetime | None = None
) -> ParsedFeed:
    """Return the feed in `data`, which came from `address` with the header `content_type`.

    Each draft has a key that is unique in the feed and stays the same from one reading to the next; see
    `entry_keys`. `now` is the time of reading. An incomplete or damaged feed gives what is readable, with a
    sentence in `trouble`. Raises `SourceError` for anything but a feed: empty or binary data, a web page,
    other XML or JSON.
    """
    text = decode_feed(data, content_type)
    metadata, entries = read_json_feed(text) if is_json(text) else _read_xml(text)
    return assemble_feed(metadata, entries, address, now or datetime.now(UTC))


def create_parser() -> XMLReader:
    """Return an XML parser; `xml.sax.make_parser` calls this by name on behalf of feedparser."""
    return _BufferedParser()


class _BufferedParser(ExpatParser):
    """Hands over text in large pieces.

    The standard parser makes a call for each line and character reference, which takes a tenth of the time.
    """

    _parser: XMLParserType

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = _TEXT_BUFFER


def _read_xml(text: str) -> tuple[FeedMetadata, list[Entry]]:
    root = root_name(text)
    if root in _HTML_ELEMENTS:
        text = without_preamble(text)
        if is_json(text):
            return read_json_feed(text)
        root = root_name(text)
    if root in _HTML_ELEMENTS:
        raise SourceError("this is a web page, not a feed")
    if root == "opml":
        raise SourceError("this is a list of feeds (OPML), not a feed: import it")
    if not root:
        raise SourceError("this is not a feed: it contains no XML or JSON")
    document = repair_xml(text).replace(_RSS_1_1, _RSS_1_0)
    try:
        parsed = _parse(document)
    except _PARSER_ERRORS:
        return parse_damaged(document)
    version = parsed["version"] or ""
    if not (parsed["entries"] or version or root.rpartition(":")[2] in _FEED_ELEMENTS):
        raise SourceError("this is XML, but not a feed")
    is_cut = isinstance(parsed.get("bozo_exception"), SAXException) and is_incomplete(document, root)
    trouble = "the feed is cut short: what arrived was kept" if is_cut else ""
    is_atom = version.startswith("atom")
    entries = _entries(parsed, is_atom=is_atom)
    if is_cut and entries and ends_within_entry(document):
        entries[-1] = replace(entries[-1], is_truncated=True)
    return read_metadata(parsed["feed"], is_rss=not is_atom, trouble=trouble), entries


def _parse(document: str) -> dict[str, Any]:
    # A stream, because feedparser takes bytes or a string for a file name or an address to fetch.
    stream = io.BytesIO(document.encode("utf-8", "replace"))
    parsed: dict[str, Any] = _feedparser().parse(
        stream, response_headers=_HEADERS, resolve_relative_uris=False, sanitize_html=False
    )
    return parsed


@cache
def _feedparser() -> Any:
    """Return feedparser with this module's XML parser and own handlers, and without its parsing of dates.

    `feed_dates` parses more forms of dates.
    """
    import feedparser  # noqa: PLC0415 - opening the app must not load it

    from storage.sources.feeds.feedparser_classes import with_own_handlers  # noqa: PLC0415 - loads feedparser

    for name in ("StrictFeedParser", "LooseFeedParser"):
        setattr(feedparser.api, name, with_own_handlers(getattr(feedparser.api, name)))
    feedparser.api.PREFERRED_XML_PARSERS.insert(0, __name__)
    feedparser.registerDateHandler(lambda _: _ANY_DATE)
    return feedparser


def _entries(parsed: dict[str, Any], *, is_atom: bool) -> list[Entry]:
    inherited = authors(parsed["feed"]) if is_atom else ()
    return [read_entry(fields, is_atom=is_atom, feed_authors=inherited) for fields in parsed["entries"]]
