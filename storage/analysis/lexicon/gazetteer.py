"""Names known the world over: what kind they are, and which spellings mean the same.

The table beside this file was written for newsdesk. A row is `kind, name, other forms...`, apart by
tabs. A form that ends in "?" is too short or too common a word to be looked for in a text; where it
has been recognised as a name of that kind, it means this name.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from storage.analysis.lexicon.name_keys import plain
from storage.model import Kind


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A name that everybody knows: its kind, the spelling to display, the key of all its spellings."""

    kind: Kind
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class _Table:
    forms: dict[str, GazetteerEntry]
    keys: dict[str, GazetteerEntry]


def certain_spellings() -> dict[str, GazetteerEntry]:
    """Return the spellings that are certain wherever they stand, written as in a text."""
    return _table().forms


def lookup(key: str) -> GazetteerEntry | None:
    """Return the name that has a spelling with this plain key, doubtful ones included."""
    return _table().keys.get(key)


@cache
def _table() -> _Table:
    table = _Table({}, {})
    content = files(__package__ or "").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        kind, *spellings = line.split("\t")
        name = GazetteerEntry(Kind(kind), spellings[0].removesuffix("?"), plain(spellings[0]))
        for spelling in spellings:
            table.keys[plain(spelling)] = name
            if not spelling.endswith("?"):
                table.forms[spelling] = name
    return table
