"""Feeds to drafts: RSS of every version, RDF, Atom, podcasts and JSON Feed alike."""

import io
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax import SAXException

from storage.errors import SourceError
from storage.model import ParsedFeed
from storage.sources.feeds.fallback_parser import parse_damaged
from storage.sources.feeds.feed_decoding import decode_feed
from storage.sources.feeds.feed_drafts import Entry
from storage.sources.feeds.feedparser_fields import CAPTION, authors, content, page, read_entry
from storage.sources.feeds.fetch_interval import fetch_interval
from storage.sources.feeds.json_feed import is_json, read_json_feed
from storage.sources.feeds.raw_feed import FeedMetadata, assemble_feed
from storage.sources.feeds.xml_repair import breaks_off, ends_within_entry, repair_xml, root_name

_DRIVER = "storage.sources.feeds.xml_driver"
_HTML = frozenset(
    ("a", "body", "br", "center", "div", "h1", "head", "html", "meta", "p", "script", "span", "table")
)
_FEEDS = frozenset(("channel", "feed", "rdf", "rss"))
# feedparser does not know RSS 1.1, whose entries are written as those of 1.0.
_UNKNOWN, _KNOWN = "http://purl.org/net/rss1.1#", "http://purl.org/rss/1.0/"
# What describes a picture or film it takes for the text of the entry; by another name it leaves it apart.
_DESCRIPTION = re.compile(r"<(/?)media:description\b[^<>]*?(/?)>")
# What feedparser raises where elements stand in places that it did not think of.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
_SOME_DATE = time.gmtime(0)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def parse_feed(
    data: bytes, address: str, content_type: str = "", *, now: datetime | None = None
) -> ParsedFeed:
    """Return what the feed in `data`, which came from `address`, holds at `now` (this moment if not given).

    Every draft has a key that is unique within the feed and stays the same from one reading to the next; see
    `identities`. `content_type` is the header that came with it. SourceError for what is no feed: empty, a
    web page, other XML or JSON, or binary. A feed that is damaged or breaks off gives what came, and says so
    in `trouble`.
    """
    text, moment = decode_feed(data, content_type), now or datetime.now(UTC)
    if is_json(text):
        facts, entries = read_json_feed(text)
    else:
        facts, entries = _read_xml(text)
    return assemble_feed(facts, entries, address, moment)


def _read_xml(text: str) -> tuple[FeedMetadata, list[Entry]]:
    root = root_name(text)
    if root in _HTML:
        raise SourceError("this is a web page, not a feed")
    if root == "opml":
        raise SourceError("this is a list of feeds (OPML), not a feed: import it")
    if not root:
        raise SourceError("this is not a feed: there is no XML or JSON in it")
    document = repair_xml(text).replace(_UNKNOWN, _KNOWN)
    if "<media:description" in document:
        document = _DESCRIPTION.sub(rf"<\1media:{CAPTION}\2>", document)
    try:
        parsed = _parse(document)
    except _STUMBLES:
        return parse_damaged(document)
    version, found = parsed["version"] or "", parsed["entries"]
    if not (found or version or root.rpartition(":")[2] in _FEEDS):
        raise SourceError("this is XML, but not a feed")
    is_cut = isinstance(parsed.get("bozo_exception"), SAXException) and breaks_off(document, root)
    entries = _entries(parsed)
    if is_cut and entries and ends_within_entry(document):
        entries[-1] = replace(entries[-1], is_cut=True)
    return _facts(parsed["feed"], not version.startswith("atom"), is_cut), entries


def _parse(document: str) -> dict[str, Any]:
    # As a stream: bytes or a string feedparser would take for the name of a file, or an address to fetch.
    stream = io.BytesIO(document.encode("utf-8", "replace"))
    parsed: dict[str, Any] = _feedparser().parse(
        stream, response_headers=_HEADERS, resolve_relative_uris=False, sanitize_html=False
    )
    return parsed


@cache
def _feedparser() -> Any:
    """Return feedparser without what it would do for nothing: small pieces of text, and dates.

    `moments` reads the dates, of more forms than feedparser knows.
    """
    import feedparser  # noqa: PLC0415 - opening the app must not load it

    feedparser.api.PREFERRED_XML_PARSERS.insert(0, _DRIVER)
    feedparser.registerDateHandler(lambda _: _SOME_DATE)
    return feedparser


def _entries(parsed: dict[str, Any]) -> list[Entry]:
    is_atom = (parsed["version"] or "").startswith("atom")
    inherited = authors(parsed["feed"]) if is_atom else ()
    return [read_entry(fields, is_atom=is_atom, feed_authors=inherited) for fields in parsed["entries"]]


def _facts(feed: dict[str, Any], is_rss: bool, is_cut: bool) -> FeedMetadata:
    return FeedMetadata(
        title=content(feed, "title"),
        site=page(feed),
        language=_text(feed, "language"),
        every=fetch_interval(
            _text(feed, "ttl"), _text(feed, "sy_updateperiod"), _text(feed, "sy_updatefrequency")
        ),
        moved=_text(feed, "itunes_new-feed-url") or _text(feed, "newlocation"),
        trouble="the feed breaks off: newsdesk took in what came of it" if is_cut else "",
        counts_from_site=is_rss,
    )


def _text(fields: dict[str, Any], name: str) -> str:
    value = dict.get(fields, name)
    return value if isinstance(value, str) else ""
