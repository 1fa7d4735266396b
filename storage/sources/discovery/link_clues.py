"""What the address and the words of a link let one expect: a feed, one of comments, something else."""

import re
from urllib.parse import urlsplit

from storage.model import Candidate

_NO_FEED = re.compile(
    r"/wp-json/|oembed|opensearch|sitemap|manifest\.json|[/=](?:rsd|wlwmanifest)\b", re.IGNORECASE
)
_COMMENTS = re.compile(
    r"comments?\b|\bkommentar|\bcomentario|\bcommentaire|\bcommenti\b|\breacties\b", re.IGNORECASE
)
_PATH = re.compile(
    r"/(?:feeds?|rss|atom|rdf)(?:/(?:all|index|posts/default|rss2?|atom|news|blog|latest))?/?$"
    r"|\.(?:rss2?|atom|rdf)$|(?:feed|rss|atom|rdf)[\w-]*\.(?:xml|json|php)$|/index\.xml$|/rss/[^/]*\.xml$",
    re.IGNORECASE,
)
_QUERY = re.compile(
    r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed|xml)(?:&|$)", re.IGNORECASE
)
_HOST = re.compile(r"^(?:feeds?\d?|rss)\.", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:subscribe )?(?:via |by |with |to )?(?:our |the |my )?"
    r"(?:(?:rss|atom|xml|json)(?:[ -]?(?:feeds?|2\.0|1\.0))?|feeds?)",
    re.IGNORECASE,
)


def looks_like_feed(url: str, words: str, *, is_elsewhere: bool) -> bool:
    """Tell a feed by the address of a link or its `words`; on other sites only at a host for feeds.

    Pages hold many links that lead elsewhere, to be shared or to be subscribed to in another reader.
    """
    parts = urlsplit(url)
    if is_elsewhere:
        return bool(_HOST.match(parts.netloc)) and len(parts.path) > 1
    return bool(_PATH.search(parts.path) or _QUERY.search(parts.query) or _WORDS.fullmatch(words))


def is_something_else(url: str) -> bool:
    """Tell what has the type of a feed or a like address, and is something for programs."""
    return bool(_NO_FEED.search(url))


def is_for_comments(candidate: Candidate) -> bool:
    """Tell a feed of the readers' comments, which hardly anybody wants for the feed of the page."""
    parts = urlsplit(candidate.url)
    return bool(_COMMENTS.search(f"{parts.path} {parts.query} {candidate.title}"))
