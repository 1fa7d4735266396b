"""The cache of pictures: small copies in a folder, the oldest of which go when it grows too large."""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

MAX_BYTES = 200_000_000
RETRY_SECONDS = 86_400.0
"""Seconds for which a picture that could not be had is not asked for again."""

_STORED, _MISSED = ".jpg", ".missed"


class PictureCache:
    """Pictures by address. Several processes may use one folder at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, address: str) -> Path | None:
        """Return the file with the copy of a picture, `None` if there is none."""
        file = self._file(address, _STORED)
        return file if file.exists() else None

    def is_wanted(self, address: str) -> bool:
        """Return whether a picture is neither here nor was asked for in vain a short time ago."""
        if self.path(address):
            return False
        try:
            missed = self._file(address, _MISSED).stat().st_mtime
        except OSError:
            return True
        return not 0 <= time.time() - missed < RETRY_SECONDS

    def store(self, address: str, copy: bytes) -> None:
        """Store the copy of a picture. Raises `OSError`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(address, _STORED)
        # Under another name first: a reader never sees half a picture.
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(copy)
        unfinished.replace(file)
        self._file(address, _MISSED).unlink(missing_ok=True)

    def store_failure(self, address: str) -> None:
        """Record that a picture could not be had. Raises `OSError`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file(address, _MISSED).touch()

    def prune(self, max_bytes: int = MAX_BYTES) -> None:
        """Remove the oldest files until the others have at most `max_bytes`."""
        files = []
        with suppress(OSError):
            for file in self._folder.iterdir():
                with suppress(OSError):  # another process may have removed it
                    files.append((file.stat().st_mtime, file.stat().st_size, file))
        total = sum(size for _, size, _ in files)
        for _, size, file in sorted(files):
            if total <= max_bytes:
                return
            with suppress(OSError):
                file.unlink()
                total -= size

    def _file(self, address: str, ending: str) -> Path:
        name = hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return self._folder / f"{name}{ending}"
