"""Downloads of large files, straight to disk: a download that was cut goes on where it ended."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from storage.errors import FetchError
from storage.sources.web.http_headers import validator
from storage.sources.web.response_body import too_large_error
from storage.sources.web.web_client import WebClient

MAX_BYTES = 8_000_000_000

_TRIES = 5  # in a row without a single byte
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
_END_ONLY = re.compile(r"bytes \*/(\d{1,18})")
_UNFINISHED = ".newsdesk-part"


class UnfinishedFile:
    """A file that is being downloaded, with what is needed to go on: its address, and its version there."""

    def __init__(
        self, path: Path, address: str, max_bytes: int, progress: Callable[[int, int], None]
    ) -> None:
        """Write beside `path`, to a hidden file of newsdesk's own.

        `progress` gets the number of bytes so far, and in all, 0 if unknown.
        """
        self.part = path.with_name(f".{path.name}{_UNFINISHED}")
        self._about = path.with_name(f".{path.name}{_UNFINISHED}.json")
        self._address = address
        self._max_bytes = max_bytes
        self._progress = progress
        self._file: IO[bytes] | None = None
        self._total = 0

    @property
    def size(self) -> int:
        """How many bytes are there."""
        return self.part.stat().st_size if self.part.exists() else 0

    def range_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest, none without a beginning of the same version."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            about = json.loads(self._about.read_text("utf-8"))
            if (
                self.size
                and about.get("address") == self._address
                and (version := validator(about["version"]))
            ):
                return {"Range": f"bytes={self.size}-", "If-Range": version}
        return {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Take the head of a response. Raises `FetchError` if the file is too large."""
        found = _RANGE.fullmatch(headers.get("content-range", "").strip()) if status == 206 else None
        goes_on = found is not None and int(found[1]) == self.size
        if status == 206 and not goes_on:
            raise FetchError("The server sent another part of the file than newsdesk asked for.")
        length = headers.get("content-length", "")
        left = int(length) if length.isdecimal() and len(length) < 19 else 0
        self._total = (self.size if goes_on else 0) + left if left else 0
        if found and found[2] != "*":
            self._total = int(found[2])  # the part may end before the file
        self._check(self._total)
        if left > shutil.disk_usage(self.part.parent).free:
            raise FetchError("There is not enough room on the disk.")
        self._file = self.part.open("ab" if goes_on else "wb")
        version = headers.get("etag", "")
        version = headers.get("last-modified", "") if not version or version.startswith("W/") else version
        self._about.write_text(json.dumps({"address": self._address, "version": version}), "utf-8")

    def feed(self, data: bytes) -> None:
        """Take the next bytes. Raises `FetchError` if the file is too large."""
        if self._file is not None:
            self._file.write(data)
            self._check(self._file.tell())
            self._progress(self._file.tell(), self._total)

    def end(self) -> None:
        """Close the file, whether or not all of it has come."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def is_whole(self) -> bool:
        """Return whether as many bytes have come as the server announced."""
        return self.size == self._total if self._total else True

    def forget(self) -> None:
        """Delete what is only needed to go on."""
        self._about.unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete what has come so far."""
        self.part.unlink(missing_ok=True)
        self.forget()

    def _check(self, size: int) -> None:
        if size > self._max_bytes:
            raise too_large_error(self._max_bytes)


async def download(web: WebClient, address: str, feed_address: str, file: UnfinishedFile) -> None:
    """Download an address into a file, going on after cuts as long as something comes.

    Raises `FetchError`; what has come stays, and the next call goes on from there.
    """
    tries = 0
    while True:
        before, asked = file.size, file.range_headers()
        try:
            status, headers = await web.receive(address, asked, file, feed_address=feed_address)
        except FetchError as error:
            tries = 0 if file.size > before else tries + 1
            if error.status or tries >= _TRIES or not file.size or not file.range_headers():
                raise
            continue
        finally:
            file.end()
        if status == 416 and asked:
            end = _END_ONLY.fullmatch(headers.get("content-range", "").strip())
            if end and int(end[1]) == before:
                return  # all of it had come already
            file.discard()
            continue
        if file.is_whole():
            return
        tries = 0 if file.size > before else tries + 1
        if tries >= _TRIES or not file.range_headers():
            raise FetchError("The connection was lost before the file was complete.")
