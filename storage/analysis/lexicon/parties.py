"""Parties: the words for one party, its members and what is of it: "Democrats", "Democratic", "the GOP".

`parties.tsv` is written by `scripts/parties.py` from WordNet (see NOTICE).
"""

from functools import cache, lru_cache
from importlib.resources import files

from storage.analysis.lexicon import gazetteer
from storage.analysis.lexicon.name_keys import organisation_key

_PARTY = "party"


@lru_cache(maxsize=20_000)
def party_key(spelling: str) -> str:
    """Return the key that all names of a party share, "" for all other names and words without a capital.

    A kind of a party has a key of its own: "House Democrats", the "Christian Democratic Party".
    """
    if not spelling[:1].isupper():
        return ""
    key = organisation_key(spelling)
    if found := _table().get(key):
        return found
    words = key.split()
    last = " ".join(words[-2:]) if words and words[-1] == _PARTY else "".join(words[-1:])
    member = _members().get(last, "")
    return key.removesuffix(last) + member if member and last != key else ""


@cache
def members() -> frozenset[str]:
    """Return the words for several members of a party ("Republicans")."""
    return frozenset(word.title() for word in _members() if word.endswith("s"))


@cache
def _rows() -> list[list[str]]:
    content = files(__package__ or "").joinpath("parties.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in content.splitlines()]


@cache
def _table() -> dict[str, str]:
    """Return the key of each party by all words for it."""
    table: dict[str, str] = {}
    for row in _rows():
        known = next(filter(None, map(gazetteer.lookup, row)), None)
        table |= dict.fromkeys(map(organisation_key, row), known.key if known else row[0])
    return table


@cache
def _members() -> dict[str, str]:
    """Return the word for one member by the word for several and by the name of the party."""
    members: dict[str, str] = {}
    for name, *words in _rows():
        for word in words:
            if f"{word}s" in words:
                members |= {f"{word}s": word, name: word}
    return members
