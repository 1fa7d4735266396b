"""The connections to a desk file: some to read, each used by one thread at a time, and one for all writes."""

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from storage.database import schema
from storage.database.text_folding import fold, has_words
from storage.errors import DeskError
from storage.text.bigrams import bigrams, with_bigrams

BUSY_SECONDS = 30.0
CLOSING_SECONDS = 10.0
_WAL_PAGES = 4000  # 16 MB

Connection: TypeAlias = sqlite3.Connection


class DeskFile:
    """The connections to one desk file, for use from any thread.

    Every method raises `DeskError`, with a sentence that names the file, where SQLite fails.
    """

    def __init__(self, path: Path, before_commit: Callable[[sqlite3.Connection], None] | None = None) -> None:
        """Open the file; it is created if it does not exist, and migrated if it is old.

        `before_commit` runs at the end of every write, inside its transaction.
        """
        self.path = path
        self._before_commit = before_commit
        self._thread = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._connections_lock = threading.Lock()
        self._unused_readers: list[sqlite3.Connection] = []
        self._write_lock = threading.Lock()
        self._idle = threading.Condition()
        self._users = 0
        self._closed = False
        try:
            with self._explained():
                self._check_file()
                self._writer = self._connect()
                schema.prepare(self._writer, path)
                self._version = _data_version(self._writer)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for queries, which all see the desk as it is at one moment.

        Inside another `reading` of this thread it is the same moment; inside a `writing` of this thread the
        queries see what was written so far.
        """
        with self._explained(), self._in_use():
            outer = self._current()
            if outer is not None:
                yield outer
                return
            connection = self._unused_reader()
            try:
                # Inside `try`: Ctrl+C may come just after SQLite has begun the transaction.
                connection.execute("begin")
                with self._as_current(connection):
                    yield connection
            finally:
                connection.rollback()
                self._unused_readers.append(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction that commits at the end, or rolls back on any error.

        One thread writes at a time. The transaction takes the lock of the file at once: a deferred one that
        reads first fails with "database is locked" when another process writes in between, whatever the busy
        timeout. Raises `DeskError` inside another `writing` of this thread.
        """
        with self._explained(), self._in_use():
            if self._current() is self._writer:
                raise DeskError(f"This thread is already writing to the desk {self.path}.")
            with self._write_lock, self._as_current(self._writer):
                try:
                    # Inside `try`: Ctrl+C may come just after SQLite has begun the transaction.
                    self._writer.execute("begin immediate")
                    self._version = _data_version(self._writer)
                    yield self._writer
                    if self._before_commit:
                        self._before_commit(self._writer)
                    self._writer.commit()
                except BaseException:
                    self._writer.rollback()
                    raise

    def version(self) -> int:
        """Return a number that changes when another program, or another `DeskFile`, has written to the file.

        It never waits: while a thread is writing, it returns what held when that write began.
        """
        with self._explained(), self._in_use():
            if self._write_lock.acquire(blocking=False):
                try:
                    self._version = _data_version(self._writer)
                finally:
                    self._write_lock.release()
            return self._version

    def close(self) -> None:
        """Wait until no connection is in use, then close all; every later call raises `DeskError`.

        Raises `DeskError` inside a `reading` or `writing` of this thread.
        """
        if self._current() is not None:
            raise DeskError(f"This thread is using the desk {self.path} and can't close it.")
        with self._idle:
            self._closed = True
            # Closing a connection while another thread runs a query on it would crash SQLite.
            self._idle.wait_for(lambda: not self._users, timeout=CLOSING_SECONDS)
        with self._connections_lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
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

    def _current(self) -> sqlite3.Connection | None:
        """Return the connection of the innermost block that this thread is in, `None` outside of all."""
        connection: sqlite3.Connection | None = getattr(self._thread, "connection", None)
        return connection

    @contextmanager
    def _as_current(self, connection: sqlite3.Connection) -> Iterator[None]:
        outer = self._current()
        self._thread.connection = connection
        try:
            yield
        finally:
            self._thread.connection = outer

    def _unused_reader(self) -> sqlite3.Connection:
        try:
            return self._unused_readers.pop()
        except IndexError:
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path.absolute(), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("has_words", 3, has_words, deterministic=True)
        connection.create_function("bigrams", 1, bigrams, deterministic=True)
        connection.create_function("with_bigrams", 1, with_bigrams, deterministic=True)
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma temp_store = memory")
        # Small writes change the same pages of the full-text index again and again: copy them back rarely.
        connection.execute(f"pragma wal_autocheckpoint = {_WAL_PAGES}")
        with self._connections_lock:
            self._connections.append(connection)
        return connection

    def _check_file(self) -> None:
        try:
            if self.path.is_dir():
                raise DeskError(f"{self.path} is a folder; a desk is a file.")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # An existing file is not opened here: closing it would drop all locks that SQLite holds on it for
            # this process, and another process would believe that it is the last one.
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
        except UnicodeEncodeError as error:
            raise DeskError("The desk takes only text that is valid Unicode.") from error


def _data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when any other connection has committed."""
    return int(connection.execute("pragma data_version").fetchone()[0])


_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a newsdesk file.",
    sqlite3.SQLITE_BUSY: "The desk {path} is being written by another program; try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The desk {path} is being written by another program; try again in a moment.",
    sqlite3.SQLITE_READONLY: "The desk {path} is read-only; newsdesk needs to write to it.",
    sqlite3.SQLITE_FULL: "The disk is full; nothing more can be written to {path}.",
    sqlite3.SQLITE_CORRUPT: "The desk {path} is damaged ({error}); restore it from a copy.",
    sqlite3.SQLITE_CANTOPEN: "The desk {path} can't be opened; check that you can write to its folder.",
}


def _sentence(path: Path, error: sqlite3.Error) -> str:
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    sentence = _SENTENCES.get(primary_code, "The desk {path} can't be used: {error}.")
    return sentence.format(path=path, error=str(error).rstrip("."))
