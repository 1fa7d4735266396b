"""Finds the feeds of a page: those it declares, those it links to, and guesses by common addresses."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from storage.model import Candidate
from storage.sources.discovery.known_services import service_feed
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.encodings.text_decoding import decode_markup
from storage.sources.web.web_addresses import resolve_link, web_address
from storage.text.hosts import site_of
from storage.text.plain_text import clean_line, truncate_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEED_TYPES = frozenset(
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
_LINK_VALUE = re.compile(r"""<(?P<url>[^<>]*)>(?P<parameters>(?:\s*;[^;,"<]*(?:"[^"]*")?)*)""")
_LINK_PARAMETER = re.compile(r""";\s*([\w-]{1,30})\s*=\s*(?:"([^"]*)"|([^\s;,"]*))""")
_LONGEST_HEADER = 10_000  # characters
_YOUTUBE_CHANNEL = re.compile(r'"(?:externalId|channelId|browseId)"\s*:\s*"(UC[\w-]{22})"')
_COMMON_NAMES = ("feed", "rss", "feed.xml", "atom.xml", "rss.xml", "index.xml")
_COMMON_SITE_NAMES = ("feeds/posts/default", "feed.json", "rss/all.xml")
_MAX_LINKS = 100
_NOT_A_FEED = re.compile(
    r"/wp-json/|oembed|opensearch|sitemap|manifest\.json|[/=](?:rsd|wlwmanifest)\b", re.IGNORECASE
)
_COMMENTS = re.compile(
    r"comments?\b|\bkommentar|\bcomentario|\bcommentaire|\bcommenti\b|\breacties\b", re.IGNORECASE
)
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss|atom|rdf)(?:/(?:all|index|posts/default|rss2?|atom|news|blog|latest))?/?$"
    r"|\.(?:rss2?|atom|rdf)$|(?:feed|rss|atom|rdf)[\w-]*\.(?:xml|json|php)$|/index\.xml$|/rss/[^/]*\.xml$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed|xml)(?:&|$)", re.IGNORECASE
)
_FEED_HOST = re.compile(r"^(?:feeds?\d?|rss)\.", re.IGNORECASE)
_FEED_WORDS = re.compile(
    r"(?:subscribe )?(?:via |by |with |to )?(?:our |the |my )?"
    r"(?:(?:rss|atom|xml|json)(?:[ -]?(?:feeds?|2\.0|1\.0))?|feeds?)",
    re.IGNORECASE,
)


def feed_candidates(data: bytes, address: str, links: str = "") -> list[Candidate]:
    """Return the possible feeds of the page `data` at `address`, each once, the best first.

    `links` is its header Link (RFC 8288). Feeds that this and the page declare come first, then those that it
    links to, each with feeds of comments last, then guesses by common names in its section and its site. Only
    a fetch shows which ones are feeds.
    """
    root = _tree(data)
    found = [] if root is None else list(_candidates(root, data, address))
    unique: dict[str, Candidate] = {}
    for candidate in (*_in_header(links, address), *found, *_guesses(address)):
        unique.setdefault(candidate.url, candidate)
    return list(unique.values())


def _tree(data: bytes) -> "_Element | None":
    from lxml.etree import HTMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    text = decode_markup(data).replace("\0", "")
    try:
        return fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except XMLSyntaxError:
        return None


def _candidates(root: "_Element", data: bytes, address: str) -> Iterator[Candidate]:
    base = _base(root, address)
    yield from sorted(_declared(root, base), key=_is_comment_feed)
    if service := _service(root, data, address, base):
        yield Candidate(service)
    yield from sorted(_linked(root, base), key=_is_comment_feed)


def _base(root: "_Element", address: str) -> str:
    given = next((_value(element, "href") for element in root.iter("base") if element.get("href")), "")
    try:
        return urljoin(address, given)
    except ValueError:
        return address


def _in_header(links: str, address: str) -> Iterator[Candidate]:
    for match in _LINK_VALUE.finditer(links[:_LONGEST_HEADER]):
        values = {
            name.lower(): quoted or bare
            for name, quoted, bare in _LINK_PARAMETER.findall(match["parameters"])
        }
        candidate = _declared_feed(match["url"], values, address)
        if candidate:
            yield candidate


def _declared_feed(reference: str, attributes: Mapping[str, str], base: str) -> Candidate | None:
    """Return the feed that a link with `rel`, `type` and `title` declares, `None` if it is something else."""
    relations = frozenset(attributes.get("rel", "").lower().split())
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    is_alternate = "alternate" in relations and "stylesheet" not in relations and kind in _FEED_TYPES
    is_feed = bool(relations & {"feed", "service.feed"}) and (not kind or kind in _FEED_TYPES)
    url = _absolute(reference, base) if is_alternate or is_feed else ""
    return Candidate(url, _line(attributes.get("title", ""))) if url and not _is_not_a_feed(url) else None


def _declared(root: "_Element", base: str) -> Iterator[Candidate]:
    for link in root.iter("link"):
        attributes = {name: _value(link, name) for name in ("rel", "type", "title")}
        if candidate := _declared_feed(_value(link, "href"), attributes, base):
            yield candidate


def _service(root: "_Element", data: bytes, address: str, base: str) -> str:
    """Return the feed of the profile that the page names as its own, such as the channel of a handle."""
    for link in root.iter("link"):
        if _value(link, "rel").lower() == "canonical":
            url = _absolute(_value(link, "href"), base)
            feed = service_feed(url) if url and _site(url) == _site(address) else None
            if feed:
                return feed
    if _domain(address) != "youtube.com":
        return ""
    channel = _YOUTUBE_CHANNEL.search(data.decode("utf-8", "replace"))
    return f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}" if channel else ""


def _linked(root: "_Element", base: str) -> Iterator[Candidate]:
    count, own = 0, _domain(base)
    for anchor in root.iter("a", "area"):
        url = _absolute(_value(anchor, "href"), base)
        if not url or _is_not_a_feed(url):
            continue
        words = _line(" ".join("".join(anchor.itertext()).split()[:20]))
        if _looks_like_feed(url, words, is_elsewhere=_domain(url) != own):
            count += 1
            yield Candidate(url, words or _line(_value(anchor, "title")))
        if count == _MAX_LINKS:
            return


def _domain(url: str) -> str:
    """Return the last two labels of the host: enough to tell most sites apart."""
    return ".".join(_site(url).split(".")[-2:])


def _guesses(address: str) -> Iterator[Candidate]:
    try:
        parts = urlsplit(normalise_address(address))
    except ValueError:
        return
    if parts.scheme not in ("http", "https"):
        return
    site = f"{parts.scheme}://{parts.netloc}"
    # Only the first part of a path is used: a later one is often an article, and its feed has comments only.
    section = parts.path.split("/")[1] if parts.path.strip("/") else ""
    folders = [site] if not section or "." in section or section.isdigit() else [f"{site}/{section}", site]
    for name in _COMMON_NAMES:
        yield from (Candidate(f"{folder}/{name}", guessed=True) for folder in folders)
    yield from (Candidate(f"{site}/{name}", guessed=True) for name in _COMMON_SITE_NAMES)


def _absolute(reference: str, base: str) -> str:
    reference = reference.strip()
    if reference[:5].lower() == "feed:":
        return web_address(normalise_address(reference))
    return resolve_link(reference, base)


def _site(address: str) -> str:
    return site_of(address).removeprefix("m.")


def _line(text: str) -> str:
    return truncate_line(clean_line(text), 200)


def _value(element: "_Element", name: str) -> str:
    return str(element.get(name) or "")


def _looks_like_feed(url: str, words: str, *, is_elsewhere: bool) -> bool:
    """Return whether a link leads to a feed, by its address or its `words`; elsewhere, only by its host.

    Pages have many links to other sites for sharing, or for subscribing in another reader.
    """
    parts = urlsplit(url)
    if is_elsewhere:
        return bool(_FEED_HOST.match(parts.netloc)) and len(parts.path) > 1
    return bool(
        _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query) or _FEED_WORDS.fullmatch(words)
    )


def _is_not_a_feed(url: str) -> bool:
    """Return whether `url` is something for programs that has the type or the address of a feed."""
    return bool(_NOT_A_FEED.search(url))


def _is_comment_feed(candidate: Candidate) -> bool:
    """Return whether this is a feed of comments, which few readers want."""
    parts = urlsplit(candidate.url)
    return bool(_COMMENTS.search(f"{parts.path} {parts.query} {candidate.title}"))
