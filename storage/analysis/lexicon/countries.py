"""Countries and other parts of the world, by their names and demonyms: "Iraqi", "the U.S.".

`countries.tsv` is written by `scripts/countries.py` from the Unicode CLDR and i18n-nationality (see NOTICE).
England, Scotland, Wales and North America are places of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from storage.analysis.lexicon.name_keys import plain

_STATE = re.compile(
    r"(?:[a-z]+ ){0,2}(?:republic|kingdom|sultanate|emirate|principality|commonwealth) of (?:the )?"
)


@dataclass(frozen=True, slots=True)
class _Table:
    display_names: dict[str, str]
    names: dict[str, str]
    demonyms: dict[str, str]
    acronyms: dict[str, str]


def country(text: str) -> str:
    """Return the id of the place that a name or demonym means, such as "#IQ", or ""."""
    return country_of_key(plain(text))


def country_of_key(key: str) -> str:
    """Return the same as `country`, for a key made by `storage.analysis.lexicon.name_keys.plain`."""
    table = _table()
    place = table.names.get(key) or table.demonyms.get(key)
    if not place and (state := _STATE.match(key)):
        place = table.names.get(key[state.end() :])
    return place or ""


def is_demonym(text: str) -> bool:
    """Tell whether a text is the word for the people of a place, or its adjective ("Iraqis", "British")."""
    return plain(text) in _table().demonyms


def acronyms() -> frozenset[str]:
    """Return the acronyms that always mean a country when they are in capitals ("US", "U.K.")."""
    return frozenset(_table().acronyms)


def display_name(place: str) -> str:
    """Return the display name of a place ("#IQ" -> "Iraq"). Raises `KeyError` for an unknown id."""
    return _table().display_names[place]


def display_names() -> Mapping[str, str]:
    """Return the display names of all places, by their ids."""
    return _table().display_names


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {})
    columns = {"name": table.names, "demonym": table.demonyms, "acronym": table.acronyms}
    content = files(__package__ or "").joinpath("countries.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        code, role, text = line.split("\t")
        if role == "shown":
            table.display_names["#" + code] = text
        else:
            columns[role][text] = "#" + code
    return table
