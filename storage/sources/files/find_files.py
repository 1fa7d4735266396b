"""Paths on disk: what is in a folder and all below it, and what stands in the way of a file."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from storage.model import Trouble
from storage.text.plain_text import clean_line


def walk(folder: Path, is_wanted: Callable[[Path], bool]) -> Iterator[Path | Trouble]:
    """Yield the files below a folder whose path `is_wanted`, in the order of names; no folder twice.

    Links are followed, hidden entries passed over. A folder that can't be read is told as a trouble.
    """
    # A stack of its own: folders can be nested more deeply than Python calls.
    waiting, visited = [folder], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        if not is_folder(path):
            yield path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) not in visited:
                visited.add((status.st_dev, status.st_ino))
                waiting += reversed(_entries(path, is_wanted))
        except OSError as error:
            yield Trouble(shown(path), sentence(error))


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder at `path`; raises for nothing."""
    try:
        return path.is_dir()
    except OSError:
        return False


def obstacle(path: Path) -> str:
    """Return in a sentence why there is no regular file at `path`, "" if there is one."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return sentence(error)
    except ValueError:  # a NUL in the path
        return "there is no such file or folder"
    if stat.S_ISREG(mode):
        return ""
    return "it is a folder" if stat.S_ISDIR(mode) else "it is a pipe, socket or device, not a file"


def sentence(error: OSError) -> str:
    """Return in a sentence why something on disk can't be read."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file or folder"
        case PermissionError():
            return "newsdesk may not read it: permission denied"
        case _:
            return f"it can't be read: {error.strerror or error}"


def shown(path: Path) -> str:
    """Return the path as given; only a name with unprintable characters is cleaned of them."""
    name = str(path)
    return name if name.isprintable() else clean_line(name)


def _entries(folder: Path, is_wanted: Callable[[Path], bool]) -> list[Path]:
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [path for path in paths if is_wanted(path) or is_folder(path)]
