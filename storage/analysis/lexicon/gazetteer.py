"""The gazetteer: well-known names, with their kinds and spellings.

`gazetteer.tsv` was written for newsdesk. A row is `kind, name, other spellings...`, separated by tabs. A
spelling that ends in "?" is too short or too common to be searched in a text, but if it is recognised as a
name of that kind, it means this name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from storage.analysis.lexicon.name_keys import organisation_key, plain
from storage.model import Kind


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A well-known name: its kind, the spelling to display, and the key that all its spellings share."""

    kind: Kind
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class _Table:
    by_spelling: dict[str, GazetteerEntry]
    by_key: dict[str, GazetteerEntry]
    spellings: dict[str, GazetteerEntry]


def certain_spellings() -> dict[str, GazetteerEntry]:
    """Return the entries by the spellings that mean a well-known name wherever a text has them."""
    return _table().by_spelling


def spellings() -> Mapping[str, GazetteerEntry]:
    """Return the entries by all spellings, also those too short or too common to be searched in a text."""
    return _table().spellings


def lookup(key: str) -> GazetteerEntry | None:
    """Return the entry that has a spelling with this plain key, uncertain spellings included."""
    return _table().by_key.get(key)


@cache
def _table() -> _Table:
    table = _Table({}, {}, {})
    content = files(__package__ or "").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        kind, *spellings = line.split("\t")
        key_of = organisation_key if kind == Kind.ORGANISATION else plain
        entry = GazetteerEntry(Kind(kind), spellings[0].removesuffix("?"), key_of(spellings[0]))
        for spelling in spellings:
            table.by_key[plain(spelling)] = table.by_key[key_of(spelling)] = entry
            table.spellings[spelling.removesuffix("?")] = entry
            if not spelling.endswith("?"):
                table.by_spelling[spelling] = entry
    return table
