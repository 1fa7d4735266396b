"""From a page to the feeds that it offers: those it declares, those it links to, those that are customary."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from storage.model import Candidate
from storage.sources.discovery.link_clues import is_for_comments, is_something_else, looks_like_feed
from storage.sources.discovery.service_feeds import normalise, service_feed
from storage.sources.drafts.draft_assembly import clipped
from storage.sources.encodings.markup_encoding import markup_text
from storage.sources.web.addresses import resolve_link, web_address
from storage.text.plain_text import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "application/rss",
        "application/atom",
        "application/x-rss+xml",
        "application/x.atom+xml",
        "text/xml",
        "text/rss",
        "text/rss+xml",
        "text/atom+xml",
    )
)
_CHANNEL = re.compile(r'"(?:externalId|channelId|browseId)"\s*:\s*"(UC[\w-]{22})"')
_CUSTOMARY = ("feed", "rss", "feed.xml", "atom.xml", "rss.xml", "index.xml")
_ON_SITES_ONLY = ("feeds/posts/default", "feed.json", "rss/all.xml")
_MOST_LINKS = 100


def feed_addresses(data: bytes, address: str) -> list[Candidate]:
    """Return what may be the feeds of the page `data` at `address`, the best first; raises for nothing.

    Each is given once. First those that the page declares, with feeds of comments last among them, then those
    it links to, then customary addresses at its section and its site, as guesses. Only a fetch shows which
    are feeds.
    """
    root = _tree(data)
    found = [] if root is None else list(_named(root, data, address))
    unique: dict[str, Candidate] = {}
    for candidate in (*found, *_guesses(address)):
        unique.setdefault(candidate.url, candidate)
    return list(unique.values())


def _tree(data: bytes) -> "_Element | None":
    from lxml.etree import HTMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    text = markup_text(data).replace("\0", "")
    try:
        return fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except XMLSyntaxError:
        return None


def _named(root: "_Element", data: bytes, address: str) -> Iterator[Candidate]:
    base = _base(root, address)
    yield from sorted(_declared(root, base), key=is_for_comments)
    if service := _service(root, data, address, base):
        yield Candidate(service)
    yield from sorted(_linked(root, base), key=is_for_comments)


def _base(root: "_Element", address: str) -> str:
    given = next((_value(element, "href") for element in root.iter("base") if element.get("href")), "")
    try:
        return urljoin(address, given)
    except ValueError:
        return address


def _declared(root: "_Element", base: str) -> Iterator[Candidate]:
    for link in root.iter("link"):
        relations = frozenset(_value(link, "rel").lower().split())
        kind = _value(link, "type").partition(";")[0].strip().lower()
        is_alternate = "alternate" in relations and "stylesheet" not in relations and kind in _TYPES
        is_feed = bool(relations & {"feed", "service.feed"}) and (not kind or kind in _TYPES)
        if not (is_alternate or is_feed):
            continue
        url = _absolute(_value(link, "href"), base)
        if url and not is_something_else(url):
            yield Candidate(url, _line(_value(link, "title")))


def _service(root: "_Element", data: bytes, address: str, base: str) -> str:
    """Return the feed of the profile that the page says it is, such as the channel behind a handle."""
    for link in root.iter("link"):
        if _value(link, "rel").lower() == "canonical":
            url = _absolute(_value(link, "href"), base)
            feed = service_feed(url) if url and _site(url) == _site(address) else None
            if feed:
                return feed
    if not _site(address).endswith("youtube.com"):
        return ""
    channel = _CHANNEL.search(data.decode("utf-8", "replace"))
    return f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}" if channel else ""


def _linked(root: "_Element", base: str) -> Iterator[Candidate]:
    found, own = 0, _organisation(base)
    for anchor in root.iter("a", "area"):
        url = _absolute(_value(anchor, "href"), base)
        if not url or is_something_else(url):
            continue
        words = _line(" ".join("".join(anchor.itertext()).split()[:20]))
        if looks_like_feed(url, words, is_elsewhere=_organisation(url) != own):
            found += 1
            yield Candidate(url, words or _line(_value(anchor, "title")))
        if found == _MOST_LINKS:
            return


def _organisation(url: str) -> str:
    """Return the last two parts of the host, enough to tell a site's own machines from most others."""
    return ".".join(_site(url).split(".")[-2:])


def _guesses(address: str) -> Iterator[Candidate]:
    try:
        parts = urlsplit(normalise(address))
    except ValueError:
        return
    if parts.scheme not in ("http", "https"):
        return
    site = f"{parts.scheme}://{parts.netloc}"
    # The first part of a path is a section, or the year of an archive; a later one is often an article, whose
    # feed would be that of its comments.
    section = parts.path.split("/")[1] if parts.path.strip("/") else ""
    places = [site] if not section or "." in section or section.isdigit() else [f"{site}/{section}", site]
    for name in _CUSTOMARY:
        yield from (Candidate(f"{place}/{name}", guessed=True) for place in places)
    yield from (Candidate(f"{site}/{name}", guessed=True) for name in _ON_SITES_ONLY)


def _absolute(reference: str, base: str) -> str:
    reference = reference.strip()
    if reference[:5].lower() == "feed:":
        return web_address(normalise(reference))
    return resolve_link(reference, base)


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""


def _line(text: str) -> str:
    return clipped(clean_line(text), 200)


def _value(element: "_Element", name: str) -> str:
    return str(element.get(name) or "")
