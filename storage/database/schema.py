"""The tables of a desk file, as migrations that only ever grow.

A migration imports nothing from the rest of newsdesk, so that it does the same for ever.
sqlite-utils is imported only when there is something to migrate: it costs a tenth of a second,
and opening an up-to-date desk should not pay it.
"""

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

from storage.database.migrations.version_1 import ARTICLES, LINKS, MEMORY, NAMES
from storage.database.migrations.version_2 import APPEARANCES, DEEDS, FEEDS, SEARCH, TALLIES, TEXTS
from storage.database.migrations.version_2_lists import SHELVES
from storage.database.migrations.version_3 import CORRECTED_NAMES, CORRECTIONS
from storage.database.migrations.version_4 import STORIES
from storage.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x6E657764  # "newd", what `file` and others can know a desk by
SCHEMA_VERSION = 4


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the present schema; many processes may do so at once.

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
    from sqlite_utils import Database  # noqa: PLC0415 - see the module's docstring

    version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    if version > SCHEMA_VERSION:
        raise DeskError(f"The desk {path} was written by a newer newsdesk; update newsdesk to open it.")
    (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if tables and version == 0:
        raise DeskError(f"{path} is an SQLite file, but not a newsdesk one.")
    _migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    """Return the schema version of a desk, 0 for a fresh file or one that is not a desk."""
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version) if application == APPLICATION_ID else 0


def _enable_wal(connection: sqlite3.Connection) -> None:
    # Changing the journal mode does not wait for other desk_file, whatever the busy timeout.
    deadline = time.monotonic() + 10
    while connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        try:
            (mode,) = connection.execute("pragma journal_mode = wal").fetchone()
            if mode != "wal":
                return  # a file system that can't do it; all works without, only slower
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations  # noqa: PLC0415 - see the module's docstring

    migrations = Migrations("newsdesk")
    for name, script in _STEPS:
        migrations(name=name)(_step(script))
    return migrations


def _step(script: str) -> "Callable[[Database], None]":
    def apply(db: "Database") -> None:
        db.executescript(script)

    return apply


# Only ever added to: a desk knows by their names which of them it has been through.
_STEPS = (
    ("articles", ARTICLES),
    ("names", NAMES),
    ("links", LINKS),
    ("memory", MEMORY),
    ("feeds", FEEDS),
    ("texts", TEXTS),
    ("appearances", APPEARANCES),
    ("shelves", SHELVES),
    ("tallies", TALLIES),
    ("search", SEARCH),
    ("deeds", DEEDS),
    ("corrected names", CORRECTED_NAMES),
    ("corrections", CORRECTIONS),
    ("stories", STORIES),
)
