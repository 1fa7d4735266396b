"""Display names: the best-written of the spellings of an entity."""

from collections import Counter
from collections.abc import Sequence

from storage.analysis.lexicon import countries, gazetteer
from storage.model import Kind

_CAPITALS_RATIO = 3  # a spelling in capitals is the name's own if it is so many times as frequent
# How much an organisation's name of several words outweighs one word, such as an acronym.
_NORMAL_LENGTH_WEIGHT, _MAX_NORMAL_WORDS, _LONG_WEIGHT = 1.6, 5, 1.1
_MAX_ACRONYM = 4  # letters
_SMALL_WORD = 3  # letters of a word that may be in lower case within a name


def display_name(spellings: Sequence[tuple[str, int]], kind: Kind, keys: Sequence[str]) -> str:
    """Return the name to display for an entity, from its spellings and their counts.

    Countries and well-known names have a fixed one. Raises `ValueError` without spellings.
    """
    for key in keys:
        if key.startswith("#"):
            return countries.display_name(key)
        if (entry := gazetteer.lookup(key)) and entry.kind is kind:
            return entry.name
    spellings = _without_capitals(spellings)
    best = max(spellings, key=lambda item: (_fitness(item[0], item[1], kind), -len(item[0]), item[0]))[0]
    if _is_all_capitals(best, kind):
        return _normal_case(best, kind)
    return _capitalised(best) if best.islower() and kind is not Kind.OTHER else best


def _without_capitals(spellings: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Leave out a spelling in capitals that is also written otherwise often enough: SEATTLE in headlines."""
    mixed = Counter[str]()
    for text, count in spellings:
        if not text.isupper():
            mixed[text.casefold()] += count
    return [
        (text, count)
        for text, count in spellings
        if not text.isupper() or mixed[text.casefold()] * _CAPITALS_RATIO < count
    ]


def _fitness(spelling: str, count: int, kind: Kind) -> tuple[bool, bool, bool, float]:
    words = spelling.split()
    full = kind is Kind.PERSON and len(words) > 1 and len(words[0].rstrip(".")) > 1
    weight = 1.0
    if kind is Kind.ORGANISATION and len(words) != 1:
        weight = _NORMAL_LENGTH_WEIGHT if len(words) <= _MAX_NORMAL_WORDS else _LONG_WEIGHT
    return not _is_all_capitals(spelling, kind), _has_capitals(words), full, count * weight


def _has_capitals(words: Sequence[str]) -> bool:
    """Tell whether the words of a name have capitals: not those of "labour force" and "Republican party"."""
    main = [word for word in words if len(word) > _SMALL_WORD] or words
    return all(any(map(str.isupper, word)) or not any(map(str.islower, word)) for word in main)


def _is_all_capitals(spelling: str, kind: Kind) -> bool:
    return spelling.isupper() and (" " in spelling or kind in (Kind.PERSON, Kind.PLACE)) and len(spelling) > 3


def _normal_case(spelling: str, kind: Kind) -> str:
    longest_acronym = _MAX_ACRONYM if kind is Kind.ORGANISATION else 0
    return " ".join(w.capitalize() if len(w) > longest_acronym else w for w in spelling.split())


def _capitalised(spelling: str) -> str:
    return " ".join(word.capitalize() if len(word) > _SMALL_WORD else word for word in spelling.split())
