"""`file:` addresses, read as if a server had sent them."""

import mimetypes
import os
import stat
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import url2pathname

from storage.errors import FetchError
from storage.sources.web.response_bodies import too_large


@dataclass(frozen=True, slots=True)
class LocalFile:
    """The content of a file; `etag` changes with its content, and `body` is `None` if that is as before."""

    body: bytes | None
    etag: str
    content_type: str


def read_local(address: str, etag: str, largest: int) -> LocalFile:
    """Return the regular file at a `file:` address of this computer, else raise FetchError."""
    path = _path(address)
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FetchError("This is a pipe, socket or device, not a file.")
            current = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
            body = None if etag == current else stream.read(largest + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FetchError("There is no such file.", status=404) from None
    except IsADirectoryError:
        raise FetchError("This is a folder, not a file.") from None
    except PermissionError:
        raise FetchError("newsdesk may not read this file.", status=403) from None
    except (OSError, ValueError):
        raise FetchError("This file can't be read.") from None
    if body is not None and len(body) > largest:
        raise too_large(largest)
    return LocalFile(body, current, mimetypes.guess_type(path)[0] or "")


def _without_waiting(path: str, flags: int) -> int:
    """Open a file so that a pipe in its place does not hold up a refresh."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _path(address: str) -> str:
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
        raise FetchError("This is not the address of a file on this computer.")
    return url2pathname(parts.path)
