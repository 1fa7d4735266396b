"""What kind of document the beginning of a file shows it to be, whatever it is called."""

import codecs
import json
import re
from enum import StrEnum

from storage.sources.encodings.markup_encoding import markup_text
from storage.sources.lists.newsboat import looks_like_urls

ENOUGH = 1 << 16  # bytes; all that is needed of a file


class Shape(StrEnum):
    """The kinds of documents that newsdesk reads."""

    TEXT = "text"
    LINES = "jsonl"
    PAGE = "page"
    FEED = "feed"
    OPML = "opml"
    URLS = "urls"


_PROLOGUE = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|(?P<html><!DOCTYPE\s+html\b)[^\[>]*(?:\[.*?\]\s*)?>"
    r"|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+(?:<(?:[\w.-]+:)?(?P<root>[A-Za-z][\w.-]*))?",
    re.IGNORECASE | re.DOTALL,
)
_ROOTS = {
    "rss": Shape.FEED,
    "feed": Shape.FEED,
    "rdf": Shape.FEED,
    "channel": Shape.FEED,
    "opml": Shape.OPML,
    "html": Shape.PAGE,
    "head": Shape.PAGE,
    "body": Shape.PAGE,
}
_JSON_FEED = re.compile(r'\{.*?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version', re.DOTALL)


def sniffed(head: bytes, *, is_whole: bool) -> Shape | None:
    """Return what the first bytes of a file show it to be, `None` where they could be anything.

    `is_whole` says that there is no more of the file than `head`.
    """
    text = markup_text(_without_half(head)).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _of_markup(text)
    if text.startswith("{"):
        if _is_article(text.partition("\n")[0]):
            return Shape.LINES
        return Shape.FEED if _JSON_FEED.match(text) else None
    return Shape.URLS if looks_like_urls(text, is_whole=is_whole) else None


def _of_markup(text: str) -> Shape | None:
    """Tell by the outermost element, as there are feeds with the DOCTYPE of a page."""
    prologue = _PROLOGUE.match(text)
    if not prologue:
        return None
    return _ROOTS.get((prologue["root"] or "").lower()) or (Shape.PAGE if prologue["html"] else None)


def _is_article(line: str) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "items" not in row and bool(row.keys() & {"title", "text"})


def _without_half(head: bytes) -> bytes:
    """Drop the part of a character that the end of `head` cut in two: it would look like another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return head
    half = len(decoder.getstate()[0])
    return head[: len(head) - half]
