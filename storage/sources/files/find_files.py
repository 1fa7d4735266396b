"""Find the files below a folder, and say in a sentence why a path can't be read."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from storage.model import Trouble
from storage.text.plain_text import clean_line


def files_below(folder: Path, is_wanted: Callable[[Path], bool]) -> Iterator[Path | Trouble]:
    """Yield the files below `folder` for which `is_wanted` is true, sorted by name in each folder.

    Follows links, but enters no folder twice. Skips hidden entries. Yields a `Trouble` for a folder that
    can't be read.
    """
    # An explicit stack: folders can be nested more deeply than Python can call.
    pending, visited = [folder], set[tuple[int, int]]()
    while pending:
        path = pending.pop()
        if not is_folder(path):
            yield path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) not in visited:
                visited.add((status.st_dev, status.st_ino))
                pending += reversed(_entries(path, is_wanted))
        except OSError as error:
            yield Trouble(display_path(path), error_sentence(error))


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder. Raises nothing."""
    try:
        return path.is_dir()
    except OSError:
        return False


def path_problem(path: Path) -> str:
    """Return a sentence that says why `path` is no regular file, "" if it is one."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return error_sentence(error)
    except ValueError:  # a NUL in the path
        return "no such file or folder"
    if stat.S_ISREG(mode):
        return ""
    return "it is a folder" if stat.S_ISDIR(mode) else "it is a pipe, socket or device, not a file"


def error_sentence(error: OSError) -> str:
    """Return a sentence for an error of the file system."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied"
        case _:
            return f"it can't be read: {error.strerror or error}"


def display_path(path: Path) -> str:
    """Return the path as text, without unprintable characters."""
    name = str(path)
    return name if name.isprintable() else clean_line(name)


def _entries(folder: Path, is_wanted: Callable[[Path], bool]) -> list[Path]:
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [path for path in paths if is_wanted(path) or is_folder(path)]
