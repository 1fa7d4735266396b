"""Outlets and agencies that others quote, by all their names, and how texts name a source.

`outlets.tsv` was written for newsdesk: a row has the name of an outlet and its other names.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.name_keys import initials, plain

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[|»:(]\s*|\.(?:com|org|net|co\.uk)\b")
_SUFFIXES = frozenset(("www", "com", "org", "net", "co", "ac", "gov", "edu"))
_LONGEST_ACRONYM = 4  # letters of a host
_LEAST_LETTERS = 3


@cache
def outlets() -> Mapping[str, str]:
    """Return the outlets that are known everywhere: each of their names with the first one."""
    content = files(__package__ or "").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in content.splitlines()]
    return {name: row[0] for row in rows for name in row}


@lru_cache(maxsize=10_000)
def names_of_source(source: str, host: str = "") -> Sequence[str]:
    """Return how texts may name a source of this name, or of this host, if any.

    That is as it calls itself, without "The", or by an acronym: "BBC" for "BBC News", "NYT" for "The New York
    Times".
    """
    found = {source, *_PARTS.split(source)} if source else set()
    found = {name.strip().removeprefix("The ").removeprefix("the ") for name in found}
    for name in tuple(found):
        words = _WORD.findall(name)
        others = [word for word in words if not _ACRONYM.fullmatch(word)]
        if len(others) < len(words) and all(word in _common_words() for word in others):
            found.update(word for word in words if word not in others)
        found.update(one.upper() for one in initials(plain(name)) if len(one) >= _LEAST_LETTERS)
    if label := _label(host):
        found.add(label.upper() if len(label) <= _LONGEST_ACRONYM else label.capitalize())
    return tuple(sorted(name for name in found if _is_name(name)))


def short_names(name: str) -> set[str]:
    """Return what is left of the name of an outlet in its own articles: "Herald", "Sky" of Sky News."""
    words = name.split()
    core = list(words)
    while len(core) > 1 and core[-1] in _common_words():
        core.pop()
    found = {words[-1], " ".join(core)} - {name} if words else set()
    return {one for one in found if _is_name(one)}


def _is_name(name: str) -> bool:
    """Return whether a name of a source is one in texts too: long enough, no country, with a capital."""
    key = plain(name)
    if name == name.lower() != name.upper():
        return False
    return len(key.replace(" ", "")) >= (2 if name.isupper() else _LEAST_LETTERS) and not countries.country(
        key
    )


@cache
def _common_words() -> frozenset[str]:
    """Return the words that the names of several outlets have: News, Press, Radio."""
    words = Counter(word for name in outlets() for word in set(_WORD.findall(name)))
    return frozenset(word for word, n in words.items() if n > 2 and not word.isupper())


def _label(host: str) -> str:
    """Return the part of a host that names the site, "" for none: "bbc" of "www.bbc.co.uk"."""
    labels = host.split(".")[:-1]
    return next((label for label in reversed(labels) if label not in _SUFFIXES), "")
