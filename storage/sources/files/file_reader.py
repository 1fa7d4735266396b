"""Files and folders on disk: which can be imported, how much is in them, and what they say."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from storage.errors import SourceError
from storage.model import Correction, Draft, Subscription, Trouble
from storage.sources.encodings.decoding import decode
from storage.sources.encodings.markup_encoding import markup_text
from storage.sources.files.file_kinds import READABLE, expected_kind, kind_of_file
from storage.sources.files.file_signatures import Shape
from storage.sources.files.find_files import is_folder, obstacle, sentence, shown, walk
from storage.sources.files.jsonl import read_jsonl
from storage.sources.files.saved_documents import read_feed_file, read_page_file
from storage.sources.files.seeds import read_seed
from storage.sources.lists.newsboat import read_newsboat
from storage.sources.lists.opml import read_opml

LARGEST_TEXT = 5_000_000  # bytes
LARGEST_DOCUMENT = 20_000_000

_CHUNK = 1 << 20
_ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry|product)\b", re.IGNORECASE)
_OUTLINE = re.compile(r"<(?:[\w.-]+:)?outline\b", re.IGNORECASE)

Found = Draft | Subscription | Correction | Trouble


def find(paths: Iterable[Path]) -> Iterator[Path | Trouble]:
    """Yield the files that can be imported, and a trouble for each path that leads to none.

    Folders are walked in the order of names, through links but no folder twice; hidden entries and files
    whose name promises nothing are passed over. A file inside a folder is not opened: `read` says what ails
    it. Of a file that is given itself, the content counts where the name says nothing.
    """
    for path in paths:
        if is_folder(path):
            yield from _find_within(path)
        elif reason := _refusal(path):
            yield Trouble(shown(path), reason)
        else:
            yield path


def count(path: Path) -> int:
    """Return how many articles and subscriptions a file holds at most, 0 if it can't be read.

    Long files are only skimmed.
    """
    if obstacle(path):
        return 0
    try:
        return _count(path, kind_of_file(path))
    except (OSError, SourceError):
        return 0


def read(path: Path) -> Iterator[Found]:
    """Yield the articles and subscriptions in a file, and a trouble for whatever of it can't be read.

    Raises for none of it.
    """
    origin = shown(path)
    if reason := _refusal(path):
        yield Trouble(origin, reason)
        return
    try:
        yield from _read(path, kind_of_file(path), origin)
    except SourceError as error:
        yield Trouble(origin, str(error))
    except OSError as error:
        yield Trouble(origin, sentence(error))


def _find_within(folder: Path) -> Iterator[Path | Trouble]:
    found = False
    for found_or_trouble in walk(folder, lambda path: expected_kind(path) is not None):
        found = True
        yield found_or_trouble
    if not found:
        yield Trouble(shown(folder), f"there is nothing to import in this folder: newsdesk reads {READABLE}")


def _refusal(path: Path) -> str:
    """Return in a sentence why a path can't be imported as a file, "" if nothing is in the way."""
    if reason := obstacle(path):
        return reason
    try:
        known = expected_kind(path) or kind_of_file(path)
    except OSError as error:
        return sentence(error)
    if known is None:
        return f"newsdesk can't import {path.suffix or 'this file'}: it reads {READABLE}"
    return ""


def _count(path: Path, kind: Shape | None) -> int:
    match kind:
        case Shape.TEXT | Shape.PAGE:
            return 1
        case Shape.LINES | Shape.URLS:
            return _lines(path)
        case Shape.FEED:
            text = markup_text(_content(path, LARGEST_DOCUMENT, ""))
            if text.lstrip("\ufeff \t\r\n").startswith("{"):
                return text.count("{") - 1  # every item of a JSON Feed is an object, and so is the feed
            return len(_ENTRY.findall(text))
        case Shape.OPML:
            return len(_OUTLINE.findall(markup_text(_content(path, LARGEST_DOCUMENT, ""))))
        case _:
            return 0


def _lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    return lines + (last != b"\n")


def _read(path: Path, kind: Shape | None, origin: str) -> Iterator[Found]:
    if kind is Shape.LINES:
        yield from read_jsonl(path, origin)
    elif kind is Shape.TEXT or kind is None:
        yield from read_seed(decode(_content(path, LARGEST_TEXT, "texts")), origin)
    else:
        yield from _READERS[kind](_content(path, LARGEST_DOCUMENT, "such files"), origin)


def _read_urls(data: bytes, origin: str) -> Iterator[Subscription | Trouble]:
    return read_newsboat(decode(data), origin)


_READERS: dict[Shape, Callable[[bytes, str], Iterator[Found]]] = {
    Shape.PAGE: read_page_file,
    Shape.FEED: read_feed_file,
    Shape.OPML: read_opml,
    Shape.URLS: _read_urls,
}


def _content(path: Path, largest: int, what: str) -> bytes:
    with path.open("rb") as stream:
        data = stream.read(largest + 1)
        size = max(os.fstat(stream.fileno()).st_size, len(data))
    if size > largest:
        sizes = f"{_megabytes(size)}, newsdesk reads {what} up to {_megabytes(largest)}"
        raise SourceError(f"the file is {sizes}")
    return data


def _megabytes(size: int) -> str:
    """Round up, so that a file just over the limit does not seem to be just at it."""
    tenths = -(-size // 100_000)
    if tenths % 10 == 0 or tenths > 100:
        return f"{-(-size // 1_000_000)} MB"
    return f"{tenths / 10:.1f} MB"
