"""One line of JSON Lines: from JSON to the fields of an article."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Never

from storage.errors import SourceError
from storage.model import Correction, Kind, Verdict
from storage.text.plain_text import clean_line

_CONTENT = ("title", "text")
_DETAILS = ("url", "source", "byline", "published", "language")


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of an article, raw, and a sentence for each detail that was not text."""

    fields: Mapping[str, str]
    misfits: tuple[str, ...]


def read_row(line: str) -> Row:
    """Return what one line says about an article; names that newsdesk doesn't know are ignored.

    The field `key` is the row's `key` if that is text, as in newsdesk's own export, else its `id`.
    SourceError for a line that is not a JSON object, or whose title, text or id is of a wrong type.
    """
    row = _parse(line)
    fields = {"key": _key(row)}
    for name in _CONTENT:
        fields[name] = _text(row, name)
    misfits = []
    for name in _DETAILS:
        try:
            fields[name] = _text(row, name)
        except SourceError as error:
            misfits.append(f"{error}; taken in without it")
    return Row(fields, tuple(misfits))


def read_correction(line: str) -> Correction | None:
    """Return the correction that a line holds, `None` if it is none. SourceError for one that is damaged."""
    row = _parse(line) if '"correction"' in line else {}
    if "correction" not in row:
        return None
    said = {name: _text(row, name) for name in ("correction", "name", "kind", "other", "other_kind")}
    try:
        verdict, kind = Verdict(said["correction"]), Kind(said["kind"])
        other_kind = Kind(said["other_kind"]) if said["other_kind"] else None
    except ValueError as error:
        raise SourceError(f"the line is no correction that newsdesk knows: {error}") from error
    name, other = clean_line(said["name"]), clean_line(said["other"])
    return Correction(verdict, name, kind, other, other_kind)


def _parse(line: str) -> dict[str, object]:
    try:
        row = json.loads(line, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise SourceError(f"the line is not JSON: {error.msg} (column {error.colno})") from error
    except ValueError as error:
        raise SourceError("the line holds a number that is too long") from error
    except RecursionError as error:
        raise SourceError("the line is nested too deeply") from error
    if not isinstance(row, dict):
        raise SourceError(f"the line is {_kind(row)}, not a JSON object")
    return row


def _refuse(constant: str) -> Never:
    raise SourceError(f"the line is not JSON: {constant} is no JSON value")


def _key(row: Mapping[str, object]) -> str:
    key, own = row.get("key"), row.get("id")
    if isinstance(key, str) and key.strip():
        return key
    if own is None or (isinstance(own, int | float | str) and not isinstance(own, bool)):
        return "" if own is None else str(own)
    raise SourceError(f"“id” must be text or a number, not {_kind(own)}")


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    raise SourceError(f"“{name}” must be text, not {_kind(value)}")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case str():
            return "text"
        case _:
            return "an object"
