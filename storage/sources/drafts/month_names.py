"""The months, by their names in the languages of many newspapers.

`month_names.tsv` is written by `scripts/month_names.py` from the Unicode CLDR (see NOTICE).
"""

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.resources import files

_LEAST_LETTERS = 3  # of an abbreviation


def month_number(name: str, language: str = "") -> int:
    """Return the number of a month by its name, or the first letters of it; 0 for any other word.

    A name that means different months is read in `language` (a tag, "" if unknown), else in English.
    """
    word = name.casefold().strip(". ")
    months = _months().get(word) or _abbreviated(word)
    if len(months) <= 1:
        return next(iter(months), 0)
    own = language.lower().partition("-")[0]
    return next((month for tag in (own, "en") for month, used in months.items() if tag in used), 0)


def _abbreviated(word: str) -> dict[int, frozenset[str]]:
    """Return the month of all names that begin with `word`, nothing if they are those of several months."""
    if len(word) < _LEAST_LETTERS:
        return {}
    names = _sorted_names()
    found: set[int] = set()
    for at in range(bisect_left(names, word), len(names)):
        if not names[at].startswith(word):
            break
        found.update(_months()[names[at]])
    return {month: frozenset() for month in found} if len(found) == 1 else {}


@cache
def _months() -> dict[str, dict[int, frozenset[str]]]:
    found: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for line in files(__package__ or "").joinpath("month_names.tsv").read_text(encoding="utf-8").splitlines():
        name, month, languages = line.split("\t")
        found[name][int(month)] = frozenset(languages.split())
    return dict(found)


@cache
def _sorted_names() -> list[str]:
    return sorted(_months())
