"""One SQLite file, a connection per thread, and the one way to begin a write."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from storage.database import schema
from storage.database.text_folding import fold
from storage.errors import DeskError, NotFoundError

BUSY_SECONDS = 30.0
CLOSING_SECONDS = 10.0
_WAL_PAGES = 4000  # 16 MB

Connection: TypeAlias = sqlite3.Connection


class DeskFile:
    """The connections to one desk file, safe to use from any thread.

    Raises `DeskError` from every method, with a sentence that names the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._registry = threading.Lock()
        self._write_lock = threading.Lock()
        self._watch_lock = threading.Lock()
        self._idle = threading.Condition()
        self._users = 0
        self._closed = False
        try:
            with self._explained():
                self._check_file()
                schema.prepare(self._connection(), path)
                # Opened before anything is written through this object, so that it sees every later commit.
                self._watcher = self._connect()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection, for queries: all of them see the desk as it is at one moment.

        Within another `reading` or a `writing` of this thread it is the same moment.
        """
        with self._explained(), self._used():
            connection = self._connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("begin")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection inside a transaction that commits, or rolls back on any error.

        The transaction takes the write lock at once: a deferred one that reads first fails with
        "database is locked" when another process writes in between, whatever the busy timeout.
        """
        with self._explained(), self._used(), self._write_lock:
            connection = self._connection()
            connection.execute("begin immediate")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def version(self) -> int:
        """Return a number that changes whenever any thread or process commits to the file."""
        with self._explained(), self._used(), self._watch_lock:
            (number,) = self._watcher.execute("pragma data_version").fetchone()
            return int(number)

    def close(self) -> None:
        """Close the connections of all threads once none is in use; the object can't be used afterwards."""
        with self._idle:
            self._closed = True
            # SQLite's connection must not be taken from under a thread that is in the middle of a query.
            self._idle.wait_for(lambda: not self._users, timeout=CLOSING_SECONDS)
        with self._registry:
            for connection in self._opened:
                connection.close()
            self._opened.clear()

    @contextmanager
    def _used(self) -> Iterator[None]:
        with self._idle:
            if self._closed:
                raise DeskError(f"The desk {self.path} is closed.")
            self._users += 1
        try:
            yield
        finally:
            with self._idle:
                self._users -= 1
                self._idle.notify_all()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path.absolute(), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma temp_store = memory")
        # Pages that many small writes change, as those of the index of words, are copied back less often.
        connection.execute(f"pragma wal_autocheckpoint = {_WAL_PAGES}")
        with self._registry:
            self._opened.append(connection)
        return connection

    def _check_file(self) -> None:
        try:
            if self.path.is_dir():
                raise DeskError(f"{self.path} is a folder; a desk is a file.")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # A file that is there is not opened: closing it again would drop all locks that SQLite holds on
            # it for this process, and another process could take itself for the last one.
            if not self.path.exists():
                self.path.touch()
            elif not os.access(self.path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            reason = error.strerror or str(error)
            raise DeskError(f"The desk {self.path} can't be written: {reason}.") from error

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise DeskError(_sentence(self.path, error)) from error
        except OverflowError as error:  # SQLite's integers have 64 bits
            raise NotFoundError("No number in a desk is as large as that.") from error
        except UnicodeEncodeError as error:
            raise DeskError("The desk takes only text that is valid Unicode.") from error


_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a newsdesk file.",
    sqlite3.SQLITE_BUSY: "The desk {path} is being written by another program; try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The desk {path} is being written by another program; try again in a moment.",
    sqlite3.SQLITE_READONLY: "The desk {path} is read-only; newsdesk needs to write to it.",
    sqlite3.SQLITE_FULL: "The disk is full; nothing more can be written to {path}.",
    sqlite3.SQLITE_CORRUPT: "The desk {path} is damaged ({error}); restore it from a copy.",
    sqlite3.SQLITE_CANTOPEN: "The desk {path} can't be opened; is its folder there and writable?",
}


def _sentence(path: Path, error: sqlite3.Error) -> str:
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    sentence = _SENTENCES.get(primary_code, "The desk {path} can't be used: {error}.")
    return sentence.format(path=path, error=error)
