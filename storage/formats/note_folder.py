"""A folder of notes that newsdesk writes and writes again, beside files that are not its own."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.errors import ExportError
from storage.formats.file_names import alternatives

_RECORD = ".newsdesk-notes.jsonl"


class NoteState(Enum):
    """What became of a note."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """It is left as it is, because somebody has changed it since newsdesk wrote it."""


class NoteFolder:
    """Notes with an identity each, which keep their files. Used as a context manager.

    A hidden file in the folder records which files newsdesk wrote, with digests of their contents: before
    each is written, so that a process may be killed at any point. Every method raises `ExportError` if the
    folder can't be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._paths: dict[str, str] = {}
        self._digests: dict[str, list[str]] = {}
        self._taken: set[str] = set()
        self._scanned: set[str] = set()

    def __enter__(self) -> Self:
        with _explained(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._read_record()
            self._record = (self.folder / _RECORD).open("a", encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._record.close()
        if error is None:
            self._shorten_record()

    def path(self, identity: str, subfolder: str, name: str) -> str:
        """Return the path of a note within the folder, without its ending.

        It is the one that the note had before, else `name` in `subfolder`, or a similar one that is free.
        """
        if identity not in self._paths:
            self._scan(subfolder)
            free = (one for one in alternatives(name) if _key(subfolder, one) not in self._taken)
            found = next(free)
            self._taken.add(_key(subfolder, found))
            self._paths[identity] = f"{subfolder}/{found}" if subfolder else found
        return self._paths[identity]

    def write(self, identity: str, content: str) -> NoteState:
        """Write a note that has a path, and return what became of it."""
        path = self.folder / f"{self._paths[identity]}.md"
        digest = _digest(content.encode())
        with _explained(path):
            present = _digest(path.read_bytes()) if path.exists() else ""
            if present == digest:
                state = NoteState.UNCHANGED
            elif present and present not in self._digests.get(identity, ()):
                return NoteState.KEPT
            else:
                state = NoteState.CHANGED if present else NoteState.NEW
            if digest not in self._digests.get(identity, ()):
                self._remember(identity, digest)
            if state is not NoteState.UNCHANGED:
                _replace(path, content)
        return state

    def _scan(self, subfolder: str) -> None:
        """Note which names are taken in a folder."""
        if subfolder not in self._scanned:
            self._scanned.add(subfolder)
            with _explained(self.folder / subfolder):
                there = (self.folder / subfolder).glob("*.md")
                self._taken |= {_key(subfolder, file.stem) for file in there}

    def _read_record(self) -> None:
        record = self.folder / _RECORD
        for line in record.read_text("utf-8", "replace").splitlines() if record.exists() else ():
            try:
                identity, path, digest = json.loads(line)
            except (ValueError, TypeError):  # the end of a line that was not written to its end
                continue
            if _is_within(path):
                self._paths[identity] = path
                self._taken.add(_key(*_parts(path)))
                self._digests.setdefault(identity, []).append(str(digest))

    def _remember(self, identity: str, digest: str) -> None:
        self._digests.setdefault(identity, []).append(digest)
        self._record.write(_line(identity, self._paths[identity], digest))
        self._record.flush()

    def _shorten_record(self) -> None:
        """Keep only the last digest of each note."""
        lines = (_line(one, self._paths[one], digests[-1]) for one, digests in self._digests.items())
        with _explained(self.folder):
            _replace(self.folder / _RECORD, "".join(lines))


def _line(*fields: str) -> str:
    return f"{json.dumps(fields, ensure_ascii=False)}\n"


def _is_within(path: object) -> bool:
    return isinstance(path, str) and not Path(path).is_absolute() and ".." not in Path(path).parts


def _parts(path: str) -> tuple[str, str]:
    subfolder, _, name = path.rpartition("/")
    return subfolder, name


def _key(subfolder: str, name: str) -> str:
    """Return what two names have in common that are the same file on some systems."""
    return f"{subfolder}/{name}".casefold()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _replace(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f".newsdesk-{os.getpid()}.unfinished"
    try:
        unfinished.write_text(content, "utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(f"{path} can't be written: {error.strerror or error}.") from error
