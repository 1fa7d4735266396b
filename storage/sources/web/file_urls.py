"""Reads `file:` addresses as if a server had sent the file."""

import mimetypes
import os
import stat
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import url2pathname

from storage.errors import FetchError
from storage.sources.web.response_body import too_large_error

_NOT_HERE = "This is not the address of a file on this computer."


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file's content. `etag` changes with the file; `body` is `None` if the caller's etag still holds."""

    body: bytes | None
    etag: str
    content_type: str


def read_file_url(url: str, etag: str, max_bytes: int) -> LocalFile:
    """Return the regular file at the `file:` address `url`.

    Raises `FetchError` if it can't be read or is larger than `max_bytes`.
    """
    path = _path(url)
    try:
        with open(path, "rb", opener=_open_nonblocking) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FetchError("This is a pipe, socket or device, not a file.")
            current = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
            body = None if etag == current else stream.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FetchError("There is no such file.", status=404) from None
    except IsADirectoryError:
        raise FetchError("This is a folder, not a file.") from None
    except PermissionError:
        raise FetchError("newsdesk is not allowed to read this file.", status=403) from None
    except (OSError, ValueError):
        raise FetchError("This file can't be read.") from None
    if body is not None and len(body) > max_bytes:
        raise too_large_error(max_bytes)
    return LocalFile(body, current, mimetypes.guess_type(path)[0] or "")


def _open_nonblocking(path: str, flags: int) -> int:
    # A pipe would otherwise block until somebody writes to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FetchError(_NOT_HERE) from None
    if parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
        raise FetchError(_NOT_HERE)
    return url2pathname(parts.path)
