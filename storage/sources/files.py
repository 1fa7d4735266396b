"""Files and folders on disk: which can be imported, how much is in them, and what they say."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.errors import SourceError
from storage.model import Draft, Trouble
from storage.sources.decode import decode
from storage.sources.jsonl import read_jsonl
from storage.sources.plain import clean_line
from storage.sources.seeds import read_seed

TEXT, LINES = (".txt",), (".jsonl", ".ndjson")
LARGEST_TEXT = 5_000_000

_KINDS = ".txt, .jsonl and .ndjson files"
_CHUNK = 1 << 20


def find(paths: Iterable[Path]) -> Iterator[Path | Trouble]:
    """Yield the files that can be imported, and a trouble for each path that leads to none.

    Folders are walked in the order of names, through links but no folder twice; hidden entries and other
    kinds of files in them are passed over. A file inside a folder is not opened: `read` says what ails it.
    """
    for path in paths:
        if _is_folder(path):
            yield from _find_within(path)
        elif obstacle := _obstacle(path):
            yield Trouble(_origin(path), obstacle)
        else:
            yield path


def count(path: Path) -> int:
    """Return how many articles a file holds at most, 0 if it can't be read; long files are only skimmed."""
    if _obstacle(path):
        return 0
    if path.suffix.lower() in TEXT:
        return 1
    lines, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    except OSError:
        return 0
    return lines + (last != b"\n")


def read(path: Path) -> Iterator[Draft | Trouble]:
    """Yield the articles in a file, and a trouble for whatever of it can't be read; raises for none of it."""
    origin = _origin(path)
    if obstacle := _obstacle(path):
        yield Trouble(origin, obstacle)
        return
    try:
        if path.suffix.lower() in TEXT:
            yield from read_seed(_text_of(path), origin)
        else:
            yield from read_jsonl(path, origin)
    except SourceError as error:
        yield Trouble(origin, str(error))
    except OSError as error:
        yield Trouble(origin, _sentence(error))


def _find_within(folder: Path) -> Iterator[Path | Trouble]:
    found = False
    for found_or_trouble in _walk(folder):
        found = True
        yield found_or_trouble
    if not found:
        yield Trouble(_origin(folder), f"there is nothing to import in this folder: newsdesk reads {_KINDS}")


def _walk(folder: Path) -> Iterator[Path | Trouble]:
    # A stack of its own: folders can be nested more deeply than Python calls.
    waiting, visited = [folder], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) not in visited:
                visited.add((status.st_dev, status.st_ino))
                waiting += reversed(_entries(path))
        except OSError as error:
            yield Trouble(_origin(path), _sentence(error))


def _entries(folder: Path) -> list[Path]:
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [path for path in paths if path.suffix.lower() in TEXT + LINES or _is_folder(path)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _obstacle(path: Path) -> str:
    """Return in a sentence why a path can't be imported as a file, "" if nothing is in the way."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _sentence(error)
    except ValueError:  # a NUL in the path
        return "there is no such file or folder"
    if not stat.S_ISREG(mode):
        return "it is a folder" if stat.S_ISDIR(mode) else "it is a pipe, socket or device, not a file"
    if path.suffix.lower() not in TEXT + LINES:
        return f"newsdesk can't import {path.suffix or 'files without a suffix'}: it reads {_KINDS}"
    return ""


def _text_of(path: Path) -> str:
    with path.open("rb") as stream:
        data = stream.read(LARGEST_TEXT + 1)
        size = max(os.fstat(stream.fileno()).st_size, len(data))
    if size > LARGEST_TEXT:
        sizes = f"{_megabytes(size)}, newsdesk reads texts up to {_megabytes(LARGEST_TEXT)}"
        raise SourceError(f"the file is {sizes}")
    return decode(data)


def _megabytes(size: int) -> str:
    """Round up, so that a file just over the limit does not seem to be just at it."""
    tenths = -(-size // 100_000)
    return f"{tenths / 10:.0f} MB" if tenths >= 100 or tenths % 10 == 0 else f"{tenths / 10:.1f} MB"


def _sentence(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file or folder"
        case PermissionError():
            return "newsdesk may not read it: permission denied"
        case _:
            return f"it can't be read: {error.strerror or error}"


def _origin(path: Path) -> str:
    """Return the path as given; only a name with unprintable characters is cleaned of them."""
    name = str(path)
    return name if name.isprintable() else clean_line(name)
