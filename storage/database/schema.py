"""The tables of a desk file, built by migrations that are only ever added to.

A migration imports nothing from the rest of newsdesk, so its effect never changes. sqlite-utils and the
scripts are imported only when a file is not up to date: they cost a tenth of a second.
"""

import sqlite3
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x6E657764  # "newd", by which `file` and other programs recognise a desk
SCHEMA_VERSION = 7


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the present schema; several processes may do so at once.

    Raises `DeskError` for an SQLite file that is not a desk, or one from a newer newsdesk.
    """
    if _version(connection) != SCHEMA_VERSION:
        connection.execute("begin immediate")
        try:
            _migrate(connection, path)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    _enable_wal(connection)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    if version > SCHEMA_VERSION:
        raise DeskError(f"The desk {path} was written by a newer newsdesk; update newsdesk to open it.")
    (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if tables and version == 0:
        raise DeskError(f"{path} is an SQLite file, but not a newsdesk one.")

    from sqlite_utils import Database  # noqa: PLC0415 - see the module's docstring

    # Recursive triggers would stay on for this connection, and be off for those of later programs.
    database = Database(connection, execute_plugins=False, recursive_triggers=False)
    _migrations(version).apply(database)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    """Return the schema version of a desk, 0 for a fresh file or one that is not a desk."""
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version) if application == APPLICATION_ID else 0


def _enable_wal(connection: sqlite3.Connection) -> None:
    # Changing the journal mode ignores the busy timeout, so this waits for other connections itself.
    deadline = time.monotonic() + 10
    while connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        try:
            (mode,) = connection.execute("pragma journal_mode = wal").fetchone()
            if mode != "wal":
                return  # the file system does not support it; everything works without, only slower
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrations(version: int) -> "Migrations":
    """Return the migrations of all versions after `version`."""
    from sqlite_utils import Migrations  # noqa: PLC0415 - see the module's docstring

    migrations = Migrations("newsdesk")
    for number in range(version + 1, SCHEMA_VERSION + 1):
        for name, script in import_module(f"storage.database.migrations.version_{number}").STEPS:
            migrations(name=name)(_step(script))
    return migrations


def _step(script: str) -> "Callable[[Database], None]":
    def apply(db: "Database") -> None:
        db.executescript(script)

    return apply
