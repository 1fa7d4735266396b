"""Rules that use tables of names: countries and well-known names."""

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
from storage.analysis.recognition.name_boundaries import surname
from storage.model import Field, Kind, Mention

# In many languages these are also a first name, a word or another place.
_AMBIGUOUS_COUNTRIES = frozenset(
    ("Chad", "Georgia", "Jersey", "Jordan", "Mali", "Niger", "Oman", "Palau", "Sark")
)
_COUNTRY = re.compile(r"#(?:[A-Z]{2}|\d{3})")  # without the parts of a country, such as England
# "Air France" and "Texas Rangers" are names of something else.
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][^\W_]+)[ \u00a0-]\Z")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_][^\W_])")
# With a capital they begin a sentence, and are no part of a name.
_SENTENCE_OPENERS = FUNCTION_WORDS | {"die"}
_REACH = 30  # code points before a name in which a longer name may begin
_MIN_LETTERS = 4  # of a place that outvotes the recogniser: "SC" is seldom South Carolina
_NEIGHBOUR_REACH = 40  # code points in which a neighbouring word is looked for
_NEIGHBOUR_BEFORE = re.compile(r"([^\W\d_]+)[^\w\n]*\Z")
_NEIGHBOUR_AFTER = re.compile(r"[^\w\n]*([^\W\d_]+)")
_CURRENCY_AFTER = re.compile(r"\s?(?:\$|dollars?\b)")


def add_countries(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add countries and continents that are spelled as in English and are no part of a longer name."""
    added = (mention for field in Field for mention in _countries_in(article.field_text(field), field))
    return without_overlaps([*mentions, *added])


def _countries_in(text: str, field: Field) -> Iterator[Mention]:
    for start, end in _country_finder().find(text):
        if not _in_longer_name(text, start, end):
            yield Mention(field, start, end, Kind.PLACE, CERTAIN)


def _in_longer_name(text: str, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    if before and before[1][0].isupper() and before[1].lower() not in _SENTENCE_OPENERS:
        return True
    after = _WORD_AFTER.match(text, end)
    return bool(after and after[1][0].isupper())


@cache
def _country_finder() -> NameFinder:
    places = countries.display_names().items()
    return NameFinder(
        name for key, name in places if _COUNTRY.fullmatch(key) and name not in _AMBIGUOUS_COUNTRIES
    )


def add_well_known_names(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add well-known names and acronyms of countries: "NATO", "US", but not "us"."""
    added = (mention for field in Field for mention in _well_known_in(article.field_text(field), field))
    return without_overlaps([*mentions, *added])


def _well_known_in(text: str, field: Field) -> Iterator[Mention]:
    for start, end in _well_known_finder().find(text):
        entry = gazetteer.certain_spellings().get(text[start:end])
        kind = entry.kind if entry else Kind.PLACE
        may_be_word = in_capitals_line(text, start, end) or (
            entry is not None and _is_word_among_capitals(text, start, end)
        )
        if kind is not Kind.OTHER and not may_be_word and not _CURRENCY_AFTER.match(text, end):
            yield Mention(field, start, end, kind, CERTAIN)


def _is_word_among_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether this is an ordinary word among others in capitals, as "IS" in "THIS IS IT"."""
    if text[start:end].lower() not in FUNCTION_WORDS:
        return False
    around = (
        _NEIGHBOUR_BEFORE.search(text, max(0, start - _NEIGHBOUR_REACH), start),
        _NEIGHBOUR_AFTER.match(text, end),
    )
    return any(word and len(word[1]) > 1 and word[1].isupper() for word in around)


@cache
def _well_known_finder() -> NameFinder:
    return NameFinder([*gazetteer.certain_spellings(), *countries.acronyms()])


def assign_known_kinds(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give well-known names and countries their kind where the recogniser is not sure.

    A people gets the kind of its country. A word that is also a surname in the article stays as it is.
    """
    surnames = _surnames(article, mentions)
    return [_known_kind(mention, article.surface(mention), surnames) for mention in mentions]


def _known_kind(mention: Mention, surface: str, surnames: frozenset[str]) -> Mention:
    if mention.kind is Kind.OTHER and countries.is_demonym(surface):
        return replace(mention, kind=Kind.PLACE)
    if surface in surnames or mention.confidence >= PROVEN:
        return mention
    if entry := gazetteer.certain_spellings().get(surface):
        return replace(mention, kind=entry.kind, confidence=CERTAIN)
    long_enough = len(surface) >= _MIN_LETTERS or surface in countries.acronyms()
    if long_enough and countries.country(surface):
        return replace(mention, kind=Kind.PLACE, confidence=CERTAIN)
    return mention


def _surnames(article: AnnotatedText, mentions: Iterable[Mention]) -> frozenset[str]:
    names = (article.surface(mention) for mention in mentions if mention.kind is Kind.PERSON)
    return frozenset(filter(None, map(surname, names)))
