"""What is no name, though the recogniser takes it for one: days, directions, roles, ordinary words.

The words of persons whom the article names in full stay: "May" beside "Theresa May".
"""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.lexicon.common_words import FUNCTION_WORDS, abbreviations, is_mostly_lower
from storage.analysis.lexicon.name_keys import plain
from storage.analysis.lexicon.role_words import is_role
from storage.analysis.recognition.annotated_text import PROVEN, AnnotatedText
from storage.model import Kind, Mention

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DAYS = frozenset(name.lower() for names in (calendar.day_name, calendar.day_abbr) for name in names)
_MONTHS = frozenset(
    name.lower() for names in (calendar.month_name, calendar.month_abbr) for name in names if name
)
_COMPASS = re.compile(r"(?:north|south|mid)?[- ]?(?:north|south|east|west)(?:ern|erly|wards?)?")
_TIME_BEFORE = re.compile(r"(?:\d|[ap]\.?m\.?)[ (]{0,2}\Z", re.IGNORECASE)
_TIME_ZONE = re.compile(r"[A-Z]{1,4}T|UTC")
_ABBREVIATION = re.compile(r"([A-Z]{2,6})(s?)")
_PLURAL = re.compile(r"(?<![\w-])([A-Z]{2,6})s(?![\w'’-])")
_INDEFINITE = re.compile(r"\b[Aa]n? ([A-Z]{2,6})(?:[.,;:)!?]| (\w+))")
_REACH = 6  # code points before a name
_DOUBTFUL = 0.5  # confidence below which ordinary words are more often no name
_ENOUGH, _FEW = 5, 0.2  # names, and the share of them in lower case, in a text that uses capitals
_UNSURE = 0.7  # confidence below which a rare abbreviation is more often a word than a name


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the whole article says of its words."""

    confidence: Mapping[str, float]
    """The best confidence of each name."""
    person_words: frozenset[str]
    """The words of persons' full names."""
    is_cased: bool
    """Whether nearly all names have capitals, so that a word without one hardly is a name."""
    nouns: frozenset[str]
    """The abbreviations that the article uses as nouns: in the plural, or after "a"."""


def drop_no_names(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Leave out days, months, directions, roles, ordinary words and ordinary abbreviations."""
    evidence = _evidence(article, mentions)
    return [mention for mention in mentions if not _is_no_name(article, mention, evidence)]


def _evidence(article: AnnotatedText, mentions: Iterable[Mention]) -> _Evidence:
    confidence: dict[str, float] = {}
    persons: set[str] = set()
    for mention in mentions:
        surface = article.surface(mention)
        confidence[surface] = max(confidence.get(surface, 0.0), mention.confidence)
        words = surface.split()
        if mention.kind is Kind.PERSON and len(words) > 1:
            persons.update((words[0], words[-1]))
    lower = sum(surface.islower() for surface in confidence)
    is_cased = len(confidence) >= _ENOUGH and lower <= _FEW * len(confidence)
    texts = (article.title, article.text)
    nouns = {word for text in texts for word in _PLURAL.findall(text)}
    nouns |= {
        match[1]
        for text in texts
        for match in _INDEFINITE.finditer(text)
        if (match[2] or "the") in FUNCTION_WORDS
    }
    return _Evidence(confidence, frozenset(persons), is_cased, frozenset(nouns))


def _is_no_name(article: AnnotatedText, mention: Mention, evidence: _Evidence) -> bool:
    surface = article.surface(mention)
    if surface in evidence.person_words:
        return False
    words = _WORD.findall(surface.lower())
    before, after = _around(article.field_text(mention.field), mention)
    confidence = evidence.confidence[surface]
    return (
        after == "@"
        or _is_date(words, mention.kind)
        or _COMPASS.fullmatch(" ".join(words)) is not None
        or _is_part_of_word(surface, before, after)
        or (_TIME_BEFORE.search(before) is not None and _TIME_ZONE.fullmatch(surface) is not None)
        or _is_abbreviation(surface, mention.kind, evidence)
        or (confidence < PROVEN and not surface.isupper() and is_role(words))
        or (surface.islower() and evidence.is_cased and confidence < PROVEN)
        or _are_ordinary(words, surface, mention.kind, confidence)
    )


def _around(text: str, mention: Mention) -> tuple[str, str]:
    return text[max(0, mention.start - _REACH) : mention.start], text[mention.end : mention.end + 1]


def _is_date(words: Sequence[str], kind: Kind) -> bool:
    # Some months are first names and surnames.
    names = _DAYS if kind is Kind.PERSON else _DAYS | _MONTHS
    return not names.isdisjoint(words) and all(word in names or word[0].isdigit() for word in words)


def _is_part_of_word(surface: str, before: str, after: str) -> bool:
    """Tell whether this is one letter of "E-mails" or "A. Barry Rand"."""
    is_letter = len(surface.rstrip(".")) == 1 and surface[0].isalpha()
    return is_letter and (
        surface in "AI" or surface.endswith(".") or before.endswith("-") or after in ("-", ".")
    )


def _is_abbreviation(surface: str, kind: Kind, evidence: _Evidence) -> bool:
    """Tell whether this is an abbreviation that stands for a common noun."""
    match = _ABBREVIATION.fullmatch(surface)
    if not match or kind is Kind.PLACE or surface in gazetteer.spellings() or surface in countries.acronyms():
        return False
    word, plural = match.groups()
    confidence = evidence.confidence[surface]
    is_common = abbreviations().get(word)
    if plural or is_common or word in evidence.nouns:
        return bool(plural) or confidence < PROVEN or (bool(is_common) and kind is Kind.OTHER)
    return is_common is False and confidence < _UNSURE


def _are_ordinary(words: Sequence[str], surface: str, kind: Kind, confidence: float) -> bool:
    """Tell whether these are function words, or words that are mostly in lower case, as here."""
    if surface.isupper():
        return False
    if FUNCTION_WORDS.issuperset(word for word in words if not word.isdecimal()):
        return confidence < _UNSURE
    doubtful = surface.islower() or (confidence < _DOUBTFUL and kind is not Kind.PERSON)
    known = countries.country(surface) or gazetteer.lookup(plain(surface))
    return doubtful and not known and all(word in FUNCTION_WORDS or is_mostly_lower(word) for word in words)
