"""Names of places that mean the same in whatever language a text is."""

import re
from collections.abc import Iterator
from functools import cache

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.function_words import FUNCTION_WORDS
from storage.analysis.lexicon.name_finder import Finder
from storage.analysis.recognition.annotated_text import CERTAIN, AnnotatedText, settle
from storage.model import Field, Kind, Mention

# Parts of a country are left out, and what is a first name, a word or another place in many languages.
_DOUBTFUL = frozenset(("Chad", "Georgia", "Jersey", "Jordan", "Mali", "Niger", "Oman", "Palau", "Sark"))
_COUNTRY = re.compile(r"#(?:[A-Z]{2}|\d{3})")
# "Air France", "Texas Rangers": a part of a longer name, which is another's.
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][^\W_]+)[ \u00a0-]\Z")
_WORD_BEHIND = re.compile(r"[ \u00a0]([^\W\d_][^\W_])")
_LITTLE_WORDS = FUNCTION_WORDS | {"die"}  # no names, at the start of a sentence either
_REACH = 30  # code points before a name in which a longer one may begin


def countries_found(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add the countries and continents that are written as in English and stand alone."""
    added = (mention for field in Field for mention in _countries_in(piece.of(field), field))
    return settle([*mentions, *added])


def _countries_in(text: str, field: Field) -> Iterator[Mention]:
    for start, end in _finder().find(text):
        if not _in_longer_name(text, start, end):
            yield Mention(field, start, end, Kind.PLACE, CERTAIN)


def _in_longer_name(text: str, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    if before and before[1][0].isupper() and before[1].lower() not in _LITTLE_WORDS:
        return True
    behind = _WORD_BEHIND.match(text, end)
    return bool(behind and behind[1][0].isupper())


@cache
def _finder() -> Finder:
    places = countries.places().items()
    return Finder(name for key, name in places if _COUNTRY.fullmatch(key) and name not in _DOUBTFUL)
