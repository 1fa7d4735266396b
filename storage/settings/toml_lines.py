"""TOML with the line of every entry, read by statements: one mistake does not cost the rest."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

_MOST_LINES = 500  # of one value; whoever forgets a closing bracket loses no more than that
_DEEPEST = 8  # dots in the path of an entry that is looked into
_NEW_STATEMENT = re.compile(r"""\s*(\[|[\w.\-"' ]+=)""")
_CONTINUES = re.compile(r"""[^=#]*=\s*(\[|\{|\"{3}|'{3})""")


class Entries(NamedTuple):
    """What a file holds.

    `lines` maps the dotted path of an entry to its line, from 1: "pages.on_open", "rules.0.query".
    `mistakes` are lines that are not TOML, with a sentence each.
    """

    content: dict[str, Any]
    lines: dict[str, int]
    mistakes: list[tuple[int, str]]


def read(text: str) -> Entries:
    """Return the entries of a TOML file. A statement that is not TOML is left out, and named by its line."""
    found = Entries({}, {}, [])
    place: _Place | None = _Place(found.content, "")
    for line, source, parsed in _statements(text):
        header = source.lstrip().startswith("[")
        if parsed is None:
            found.mistakes.append((line, "This is not TOML: a quotation mark or bracket may be missing."))
            if header:
                place = None  # what follows belongs to a section that nobody knows
        elif header:
            place = _enter(found, parsed, line)
        elif place is not None:
            _merge(found, place, parsed, line)
    return found


class _Place(NamedTuple):
    """The table that statements belong to, and its dotted path."""

    table: dict[str, Any]
    path: str

    def path_of(self, name: str | int) -> str:
        return f"{self.path}.{name}" if self.path else str(name)


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any] | None]]:
    """Yield the line, the text and the content of each statement; `None` for what is not TOML."""
    lines = text.split("\n")
    number, damaged = 0, False
    while number < len(lines):
        first = lines[number]
        if not first.strip() or first.lstrip().startswith("#"):
            number += 1
            continue
        source, parsed = _longest(lines, number)
        if parsed is not None or not damaged or _NEW_STATEMENT.match(first):
            yield number + 1, source, parsed
        # What comes after a damaged statement and is none itself is the rest of it.
        damaged = parsed is None
        number += source.count("\n") + 1


def _longest(lines: list[str], start: int) -> tuple[str, dict[str, Any] | None]:
    """Return the statement that begins in this line, with as many lines as it takes to be TOML."""
    end = start + 1
    last = min(len(lines), start + _MOST_LINES) if _CONTINUES.match(lines[start]) else end
    while end <= last:
        source = "\n".join(lines[start:end])
        try:
            return source, tomllib.loads(f"{source}\n")  # a line may end with \r, which needs its \n
        except (ValueError, RecursionError):
            end += 1
    return lines[start], None


def _enter(found: Entries, header: dict[str, Any], line: int) -> _Place | None:
    """Return the table that a header names."""
    place = _Place(found.content, "")
    while header:
        ((name, inner),) = header.items()
        path = place.path_of(name)
        found.lines.setdefault(path, line)
        if isinstance(inner, list):
            rows = place.table.setdefault(name, [])
            if not isinstance(rows, list):
                found.mistakes.append((line, f"“{path}” is in the file twice."))
                return None
            rows.append({})
            path = f"{path}.{len(rows) - 1}"
            found.lines[path] = line
            return _Place(rows[-1], path)
        table = place.table.setdefault(name, {})
        if isinstance(table, list) and table:
            path, table = f"{path}.{len(table) - 1}", table[-1]
        if not isinstance(table, dict):
            found.mistakes.append((line, f"“{path}” is in the file twice."))
            return None
        place, header = _Place(table, path), inner
    return place


def _merge(found: Entries, place: _Place, content: dict[str, Any], line: int) -> None:
    for name, value in content.items():
        path = place.path_of(name)
        earlier = place.table.get(name)
        if isinstance(value, dict) and isinstance(earlier, dict | None) and path.count(".") < _DEEPEST:
            found.lines.setdefault(path, line)
            _merge(found, _Place(place.table.setdefault(name, {}), path), value, line)
        elif name in place.table:
            found.mistakes.append((line, f"“{path}” is in the file twice; line {found.lines[path]} counts."))
        else:
            place.table[name] = value
            found.lines[path] = line
