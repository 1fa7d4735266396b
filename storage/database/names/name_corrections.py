"""The reader's corrections of names: their rows, and their form in the undo log."""

import sqlite3
from collections.abc import Iterable

from storage.model import Correction, Kind, Verdict


def all_of(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Return all corrections, the earliest first."""
    rows = connection.execute("select verdict, name, kind, other, other_kind from correction order by id")
    return tuple(_correction(row) for row in rows)


def add(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """Store corrections and return those that are new."""
    sql = "insert or ignore into correction (verdict, name, kind, other, other_kind) values (?, ?, ?, ?, ?)"
    return [one for one in corrections if connection.execute(sql, _row(one)).rowcount]


def remove(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Delete these corrections."""
    connection.executemany(
        "delete from correction where verdict = ? and name = ? and kind = ? and other = ? and other_kind = ?",
        map(_row, corrections),
    )


def as_json(correction: Correction) -> list[str]:
    """Return a correction as the undo log stores it."""
    return [*map(str, _row(correction))]


def from_json(stored: list[str]) -> Correction:
    """Return the correction that `as_json` has made a list of."""
    verdict, name, kind, other, other_kind = stored
    return Correction(Verdict(verdict), name, Kind(kind), other, Kind(other_kind) if other_kind else None)


def _row(one: Correction) -> tuple[str, str, str, str, str]:
    return one.verdict, one.name, one.kind, one.other, one.other_kind or ""


def _correction(row: sqlite3.Row) -> Correction:
    return from_json([row["verdict"], row["name"], row["kind"], row["other"], row["other_kind"]])
