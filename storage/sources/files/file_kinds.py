"""The kind of a file, recognised by its content, and by its name if the content is not enough."""

import codecs
import json
import re
from enum import StrEnum
from pathlib import Path

from storage.sources.encodings.text_decoding import decode_markup
from storage.sources.lists.newsboat import looks_like_urls

HEAD_SIZE = 1 << 16  # bytes at the beginning of a file that are enough to tell its kind
READABLE = (
    "plain text (.txt), JSON Lines (.jsonl), web pages (.html), feeds (.xml), OPML and newsboat’s urls file"
)


class FileKind(StrEnum):
    """The kinds of documents that newsdesk reads."""

    TEXT = "text"
    LINES = "jsonl"
    PAGE = "page"
    FEED = "feed"
    OPML = "opml"
    URLS = "urls"


_SUFFIXES = {
    ".txt": FileKind.TEXT,
    ".jsonl": FileKind.LINES,
    ".ndjson": FileKind.LINES,
    ".html": FileKind.PAGE,
    ".htm": FileKind.PAGE,
    ".xhtml": FileKind.PAGE,
    ".xml": FileKind.FEED,
    ".rss": FileKind.FEED,
    ".atom": FileKind.FEED,
    ".rdf": FileKind.FEED,
    ".json": FileKind.FEED,
    ".opml": FileKind.OPML,
}
_NAMES = {"urls": FileKind.URLS}
_PROLOGUE = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|(?P<html><!DOCTYPE\s+html\b)[^\[>]*(?:\[.*?\]\s*)?>"
    r"|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+(?:<(?:[\w.-]+:)?(?P<root>[A-Za-z][\w.-]*))?",
    re.IGNORECASE | re.DOTALL,
)
_ROOTS = {
    "rss": FileKind.FEED,
    "feed": FileKind.FEED,
    "rdf": FileKind.FEED,
    "channel": FileKind.FEED,
    "opml": FileKind.OPML,
    "html": FileKind.PAGE,
    "head": FileKind.PAGE,
    "body": FileKind.PAGE,
}
_JSON_FEED = re.compile(r'\{.*?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version', re.DOTALL)


def expected_kind(path: Path) -> FileKind | None:
    """Return the kind that the name of a file implies, `None` if it implies none. Does not open the file."""
    return _SUFFIXES.get(path.suffix.lower()) or _NAMES.get(path.name)


def kind_of_file(path: Path) -> FileKind | None:
    """Return the kind of a file, `None` if newsdesk can't read it. Raises `OSError` if it can't be opened.

    Only the name tells JSON Lines, because their lines may hold anything.
    """
    expected = expected_kind(path)
    if expected is FileKind.LINES:
        return expected
    with path.open("rb") as stream:
        head = stream.read(HEAD_SIZE)
        found = detect_kind(head, is_whole=not stream.read(1))
    if found is FileKind.LINES and expected is not FileKind.FEED:
        return expected
    return found or expected


def detect_kind(head: bytes, *, is_whole: bool) -> FileKind | None:
    """Return the kind that the first bytes of a file show, `None` if they could be anything.

    `is_whole` says that the file ends with `head`.
    """
    text = decode_markup(_without_cut_character(head)).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _markup_kind(text)
    if text.startswith("{"):
        if _is_article(text.partition("\n")[0]):
            return FileKind.LINES
        return FileKind.FEED if _JSON_FEED.match(text) else None
    return FileKind.URLS if looks_like_urls(text, is_whole=is_whole) else None


def _markup_kind(text: str) -> FileKind | None:
    prologue = _PROLOGUE.match(text)
    if not prologue:
        return None
    # The root element counts first: some feeds carry the DOCTYPE of a page.
    return _ROOTS.get((prologue["root"] or "").lower()) or (FileKind.PAGE if prologue["html"] else None)


def _is_article(line: str) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "items" not in row and bool(row.keys() & {"title", "text"})


def _without_cut_character(head: bytes) -> bytes:
    """Return `head` without an incomplete UTF-8 character at its end: it would look like another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return head
    incomplete = len(decoder.getstate()[0])
    return head[: len(head) - incomplete]
