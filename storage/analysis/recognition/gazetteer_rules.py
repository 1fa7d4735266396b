"""The rules that apply tables of names: countries and names that everybody knows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.lexicon.common_words import FUNCTION_WORDS
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.recognition.annotated_text import (
    CERTAIN,
    PROVEN,
    AnnotatedText,
    in_capitals_line,
    without_overlaps,
)
from storage.model import Field, Kind, Mention

# Parts of a country are left out, and what is a first name, a word or another place in many languages.
_DOUBTFUL = frozenset(("Chad", "Georgia", "Jersey", "Jordan", "Mali", "Niger", "Oman", "Palau", "Sark"))
_COUNTRY = re.compile(r"#(?:[A-Z]{2}|\d{3})")
# "Air France", "Texas Rangers": a part of a longer name, which is another's.
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][^\W_]+)[ \u00a0-]\Z")
_WORD_BEHIND = re.compile(r"[ \u00a0]([^\W\d_][^\W_])")
_LITTLE_WORDS = FUNCTION_WORDS | {"die"}  # no names, at the start of a sentence either
_REACH = 30  # code points before a name in which a longer one may begin
_SHORTEST = 4  # letters of a place name that outvotes the engine: "SC" is seldom South Carolina
_NEAR = 40  # code points in which a neighbouring word is looked for
_NEXT_BEFORE = re.compile(r"([^\W\d_]+)[^\w\n]*\Z")
_NEXT_BEHIND = re.compile(r"[^\w\n]*([^\W\d_]+)")
_CURRENCY_AFTER = re.compile(r"\s?(?:\$|dollars?\b)")


def add_countries(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add the countries and continents that are written as in English and stand alone."""
    added = (mention for field in Field for mention in _countries_in(piece.of(field), field))
    return without_overlaps([*mentions, *added])


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
def _finder() -> NameFinder:
    places = countries.display_names().items()
    return NameFinder(name for key, name in places if _COUNTRY.fullmatch(key) and name not in _DOUBTFUL)


def add_well_known_names(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add well-known names and acronyms of countries that the engine missed ("NATO", "US", never "us")."""
    added = (mention for field in Field for mention in _known_in(piece.of(field), field))
    return without_overlaps([*mentions, *added])


def _known_in(text: str, field: Field) -> Iterator[Mention]:
    for start, end in _known_finder().find(text):
        name = gazetteer.certain_spellings().get(text[start:end])
        kind = name.kind if name else Kind.PLACE
        loud = in_capitals_line(text, start, end) or (
            name is not None and _is_word_among_capitals(text, start, end)
        )
        if kind is not Kind.OTHER and not loud and not _CURRENCY_AFTER.match(text, end):
            yield Mention(field, start, end, kind, CERTAIN)


def _is_word_among_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether what could be a name is an ordinary word among others in capitals: "THIS IS IT"."""
    if text[start:end].lower() not in FUNCTION_WORDS:
        return False
    around = (_NEXT_BEFORE.search(text, max(0, start - _NEAR), start), _NEXT_BEHIND.match(text, end))
    return any(word and len(word[1]) > 1 and word[1].isupper() for word in around)


@cache
def _known_finder() -> NameFinder:
    return NameFinder([*gazetteer.certain_spellings(), *countries.acronyms()])


def assign_known_kinds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give doubtful names that everybody knows and countries their kind; a people is its country's.

    A word that is also the surname of someone named in full in the article is left alone.
    """
    bearers = _surnames(piece, mentions)
    return [_known_kind(mention, piece.cut(mention), bearers) for mention in mentions]


def _known_kind(mention: Mention, surface: str, bearers: frozenset[str]) -> Mention:
    if mention.kind is Kind.OTHER and countries.is_demonym(surface):
        return replace(mention, kind=Kind.PLACE)
    if surface in bearers or mention.confidence >= PROVEN:
        return mention
    if name := gazetteer.certain_spellings().get(surface):
        return replace(mention, kind=name.kind, confidence=CERTAIN)
    long_enough = len(surface) >= _SHORTEST or surface in countries.acronyms()
    if long_enough and countries.country(surface):
        return replace(mention, kind=Kind.PLACE, confidence=CERTAIN)
    return mention


def _surnames(piece: AnnotatedText, mentions: Iterable[Mention]) -> frozenset[str]:
    names = (piece.cut(mention).split() for mention in mentions if mention.kind is Kind.PERSON)
    return frozenset(words[-1] for words in names if len(words) > 1)
