"""Slips of the pen: two long names of organisations or places that differ in one letter."""

import re

from rapidfuzz.distance import DamerauLevenshtein

from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.lexicon.common_words import background

_BRITISH = re.compile("is(?=[aei])")
_MIN_LETTERS = 6  # of the only word that differs


def is_slip(one: str, other: str) -> bool:
    """Tell whether two keys are one name, of which one has a wrong, a missing or a swapped letter.

    Two words that both exist are two names ("Inter Milan", "Inter Miami"), unless one is the plural or the
    American spelling of the other.
    """
    if DamerauLevenshtein.distance(one, other, score_cutoff=1) > 1:
        return False
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return one.replace(" ", "") == other.replace(" ", "")
    differing = [(word, another) for word, another in zip(words, others, strict=True) if word != another]
    return all(
        min(len(word), len(another)) >= _MIN_LETTERS
        and (not (_exists(word) and _exists(another)) or _is_same_word(word, another))
        for word, another in differing
    )


def _exists(word: str) -> bool:
    table = background()
    return (
        word in table.frequency
        or word in table.lower
        or gazetteer.lookup(word) is not None
        or bool(countries.country_of_key(word))
    )


def _is_same_word(one: str, other: str) -> bool:
    """Tell whether one is the plural or the American spelling of the other."""
    return _folded(one).removesuffix("s") == _folded(other).removesuffix("s")


def _folded(word: str) -> str:
    return _BRITISH.sub("iz", word).replace("our", "or")
