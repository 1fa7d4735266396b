"""The names of the site of a page, and titles without these names."""

import re
from collections.abc import Iterable

from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import StructuredData, first_line
from storage.text.hosts import site_of
from storage.text.plain_text import clean_line

_SITE_FIELDS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
_SEPARATOR = re.compile(r"\s+[|/\\·•»«~_:✩★–—―-]+\s+|\s*[|｜»]+\s*|(?<=\w):\s+")
_WORD = re.compile(r"\w+")
_ENDINGS = frozenset(("com", "org", "net", "www", "inc", "co", "uk"))
_EMPTY_WORDS = _ENDINGS | {"the"}


def site_name(metadata: Metadata, structured: StructuredData, host: str) -> str:
    """Return the name that the site of a page gives itself, else its host, "" if neither is known."""
    publisher = next(
        (first_line(structured.resolve(node.get("publisher"))) for node in structured.articles), ""
    )
    site = next((first_line(node.get("name")) for node in structured.sites), "")
    names = (metadata.first("og:site_name"), site, publisher, metadata.first("application-name"))
    return next((name for name in names if _is_name(name)), host.removeprefix("www."))


def site_names(metadata: Metadata, structured: StructuredData, hosts: Iterable[str]) -> tuple[str, ...]:
    """Return all names of the site of a page, its hosts included."""
    nodes = (structured.resolve(node.get("publisher")) for node in (*structured.articles, *structured.pages))
    names = [
        *metadata.each(_SITE_FIELDS),
        *map(first_line, nodes),
        *(first_line(node.get("name")) for node in structured.sites),
    ]
    # Some pages put their headline in the fields for the name of the site.
    titles = {
        metadata.title,
        metadata.first("og:title"),
        *(first_line(node.get("headline")) for node in structured.articles),
    }
    return tuple(
        dict.fromkeys(name for name in (*names, *hosts) if _WORD.search(name) and name not in titles)
    )


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are on one site: one host is the other or a subdomain of it."""
    hosts = sorted((site_of(one), site_of(other)), key=len)
    return bool(hosts[0]) and (
        hosts[0] == hosts[1] or (hosts[1].endswith("." + hosts[0]) and "." in hosts[0])
    )


def without_site(title: str, names: Iterable[str]) -> str:
    """Return a title without the name of the site at its end or beginning."""
    known = tuple(names)
    for match in _SEPARATOR.finditer(title):
        if match.start() and is_site_name(title[match.end() :], known):
            return clean_line(title[: match.start()])
    for match in _SEPARATOR.finditer(title):
        if match.end() < len(title) and _letters(title[: match.start()]) in map(_letters, known):
            return clean_line(title[match.end() :])
    return title


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of a title between separators such as "|" and " - "."""
    return tuple(filter(None, (part.strip() for part in _SEPARATOR.split(title))))


def starts_with_separator(rest: str) -> bool:
    """Return whether the rest of a title begins with a separator."""
    match = _SEPARATOR.match(rest)
    return match is not None and match.end() > 0


def _is_name(name: str) -> bool:
    return bool(_WORD.search(name)) and "://" not in name and not name.startswith("@") and len(name) < 80


def is_site_name(segment: str, names: Iterable[str]) -> bool:
    """Return whether a part of a title is one of the `names` of a site, or nearly."""
    words, letters = _words(segment), _letters(segment)
    is_one_part = _SEPARATOR.search(segment) is None
    return bool(words) and any(
        letters == _letters(name) or (is_one_part and _matches(words, _words(name))) for name in names
    )


def _matches(words: frozenset[str], name: frozenset[str]) -> bool:
    return words <= name or (bool(name) and name < words and len(words) <= len(name) + 2)


def _letters(text: str) -> str:
    """Return the letters without spaces, as hosts are written."""
    words = _WORD.findall(text.casefold())
    return "".join(word for word in words if word not in _ENDINGS) or "".join(words)


def _words(text: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(text.casefold()))
    return words - _EMPTY_WORDS or words
