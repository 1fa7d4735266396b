"""What the reader has decided about names, as stored."""

import sqlite3
from collections.abc import Iterable

from storage.model import Correction, Kind, Verdict


def all_of(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Return all corrections, the earliest first."""
    rows = connection.execute("select verdict, name, kind, other, other_kind from correction order by id")
    return tuple(_correction(row) for row in rows)


def add(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """Store corrections and return those that were not there yet."""
    sql = "insert or ignore into correction (verdict, name, kind, other, other_kind) values (?, ?, ?, ?, ?)"
    return [one for one in corrections if connection.execute(sql, _row(one)).rowcount]


def remove(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Drop these corrections."""
    connection.executemany(
        "delete from correction where verdict = ? and name = ? and kind = ? and other = ? and other_kind = ?",
        map(_row, corrections),
    )


def as_json(correction: Correction) -> list[str]:
    """Return a correction as the journal keeps it."""
    return [*map(str, _row(correction))]


def from_json(kept: list[str]) -> Correction:
    """Return what `as_json` was given."""
    verdict, name, kind, other, other_kind = kept
    return Correction(Verdict(verdict), name, Kind(kind), other, Kind(other_kind) if other_kind else None)


def _row(one: Correction) -> tuple[str, str, str, str, str]:
    return one.verdict, one.name, one.kind, one.other, one.other_kind or ""


def _correction(row: sqlite3.Row) -> Correction:
    return from_json([row["verdict"], row["name"], row["kind"], row["other"], row["other_kind"]])
