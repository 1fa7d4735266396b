"""Files and folders on disk: which can be imported, how much they hold, and what they say."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from storage.errors import SourceError
from storage.model import Correction, Draft, SearchDraft, Subscription, Trouble
from storage.sources.encodings.text_decoding import decode_markup, decode_text
from storage.sources.files.file_kinds import READABLE, FileKind, expected_kind, kind_of_file
from storage.sources.files.find_files import (
    display_path,
    error_sentence,
    files_below,
    is_folder,
    path_problem,
)
from storage.sources.files.jsonl import read_jsonl
from storage.sources.files.seeds import read_seed
from storage.sources.lists.newsboat import read_newsboat
from storage.sources.lists.opml_reader import read_opml

LARGEST_TEXT = 5_000_000  # bytes
LARGEST_DOCUMENT = 20_000_000  # bytes

_CHUNK = 1 << 20  # bytes
_ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry|product)\b", re.IGNORECASE)
_OUTLINE = re.compile(r"<(?:[\w.-]+:)?outline\b", re.IGNORECASE)

Item: TypeAlias = Draft | Subscription | SearchDraft | Correction | Trouble


def find(paths: Iterable[Path]) -> Iterator[Path | Trouble]:
    """Yield the files that can be imported, and a `Trouble` for each path that leads to none.

    Searches folders in the order of names, and skips hidden files and files with an unknown suffix. Does not
    open the files in a folder: `read` reports their problems. A file that is itself in `paths` is opened if
    its name tells no kind.
    """
    for path in paths:
        if is_folder(path):
            yield from _find_below(path)
        elif problem := _import_problem(path):
            yield Trouble(display_path(path), problem)
        else:
            yield path


def count(path: Path) -> int:
    """Return an upper bound for the articles and subscriptions in a file, 0 if it can't be read.

    Fast: counts lines or tags and parses nothing.
    """
    if path_problem(path):
        return 0
    try:
        return _count(path, kind_of_file(path))
    except (OSError, SourceError):
        return 0


def read(path: Path) -> Iterator[Item]:
    """Yield the content of a file, and a `Trouble` for each part that can't be read. Raises nothing."""
    origin = display_path(path)
    if problem := _import_problem(path):
        yield Trouble(origin, problem)
        return
    try:
        yield from _read(path, kind_of_file(path), origin)
    except SourceError as error:
        yield Trouble(origin, str(error))
    except OSError as error:
        yield Trouble(origin, error_sentence(error))


def _find_below(folder: Path) -> Iterator[Path | Trouble]:
    is_empty = True
    for found in files_below(folder, lambda path: expected_kind(path) is not None):
        is_empty = False
        yield found
    if is_empty:
        yield Trouble(display_path(folder), f"this folder has nothing to import; newsdesk reads {READABLE}")


def _import_problem(path: Path) -> str:
    """Return a sentence that says why `path` can't be imported as a file, "" if it can."""
    if problem := path_problem(path):
        return problem
    try:
        kind = expected_kind(path) or kind_of_file(path)
    except OSError as error:
        return error_sentence(error)
    if kind is None:
        files = f"{path.suffix} files" if path.suffix else "this file"
        return f"newsdesk can't import {files}; it reads {READABLE}"
    return ""


def _count(path: Path, kind: FileKind | None) -> int:
    match kind:
        case FileKind.TEXT | FileKind.PAGE:
            return 1
        case FileKind.LINES | FileKind.URLS:
            return _count_lines(path)
        case FileKind.FEED:
            text = decode_markup(_content(path, LARGEST_DOCUMENT))
            if text.lstrip("\ufeff \t\r\n").startswith("{"):
                return text.count("{") - 1  # every item of a JSON Feed is an object, and so is the feed
            return sum(1 for _ in _ENTRY.finditer(text))
        case FileKind.OPML:
            return sum(1 for _ in _OUTLINE.finditer(decode_markup(_content(path, LARGEST_DOCUMENT))))
        case _:
            return 0


def _count_lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    return lines + (last != b"\n")


def _read(path: Path, kind: FileKind | None, origin: str) -> Iterator[Item]:
    if kind is FileKind.LINES:
        yield from read_jsonl(path, origin)
    elif kind is FileKind.TEXT or kind is None:
        yield from read_seed(decode_text(_content(path, LARGEST_TEXT)), origin)
    else:
        yield from _READERS[kind](_content(path, LARGEST_DOCUMENT), origin)


def _read_page(data: bytes, origin: str) -> Iterator[Draft]:
    """Yield the article of a saved page. Raises `SourceError` if the page has none.

    The key of a page without an address is a digest of source, date and title, so that it stays the same
    when the file moves.
    """
    # The libraries that read pages take a second to import, and most imports hold no page.
    from storage.sources.pages.page_parser import parse_page  # noqa: PLC0415

    draft = parse_page(data, origin)
    published = draft.published.isoformat() if draft.published else ""
    digest = hashlib.sha256("\n".join((draft.source, published, draft.title)).encode()).hexdigest()[:32]
    yield replace(draft, key=draft.url or digest, origin=origin)


def _read_feed(data: bytes, origin: str) -> Iterator[Draft | Trouble]:
    """Yield the articles of a saved feed, then its problems. Raises `SourceError` if it has no articles."""
    from storage.sources.feeds.feed_parser import parse_feed  # noqa: PLC0415 - most imports hold no feed

    feed = parse_feed(data, "")
    filled = [draft for draft in feed.drafts if draft.title or draft.text]
    if not filled:
        raise SourceError(feed.trouble or "there are no articles in this feed")
    for draft in filled:
        yield replace(draft, origin=origin)
    if len(filled) < len(feed.drafts):
        yield Trouble(origin, "skipped entries that have neither title nor text")
    if feed.trouble:
        yield Trouble(origin, feed.trouble)


def _read_urls(data: bytes, origin: str) -> Iterator[Subscription | SearchDraft | Trouble]:
    return read_newsboat(decode_text(data), origin)


_READERS: dict[FileKind, Callable[[bytes, str], Iterator[Item]]] = {
    FileKind.PAGE: _read_page,
    FileKind.FEED: _read_feed,
    FileKind.OPML: read_opml,
    FileKind.URLS: _read_urls,
}


def _content(path: Path, largest: int) -> bytes:
    """Return the bytes of a file. Raises `SourceError` if it has more than `largest` of them."""
    with path.open("rb") as stream:
        data = stream.read(largest + 1)
        size = max(os.fstat(stream.fileno()).st_size, len(data))
    if size > largest:
        raise SourceError(f"the file has {_megabytes(size)}; the limit is {_megabytes(largest)}")
    return data


def _megabytes(size: int) -> str:
    """Return `size` (bytes) in MB, rounded up: a file just over the limit must not seem to be at it."""
    tenths = -(-size // 100_000)
    if tenths % 10 == 0 or tenths > 100:
        return f"{-(-size // 1_000_000)} MB"
    return f"{tenths / 10:.1f} MB"
