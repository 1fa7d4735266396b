"""Institutions that every country has, such as a supreme court: which country's one a text means."""

import re
from functools import lru_cache

from storage.analysis.entities.short_names import is_ordinary
from storage.analysis.lexicon import countries, gazetteer, head_nouns
from storage.analysis.lexicon.name_keys import head, plain
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Mention

_MAX_WORDS = 3  # of the name of a country
_COMMON = 45  # percent in lower case: offices and tasks ("Finance", "Interior") are often in capitals
_REACH = 40  # code points beside a mention in which a country may be named
_WORD_BEFORE = re.compile(r"\S+\s$")
_AFTER = re.compile(r"\s(?:of|in)\s(?:the\s)?((?:[^\W\d_a-z][\w.’'-]*\s?){1,3})")


@lru_cache(maxsize=20_000)
def is_institution(key: str) -> bool:
    """Tell whether a key names what many countries have ("supreme court", "ministry of health")."""
    if not head_nouns.is_organisation_word(head(key)) or gazetteer.lookup(key):
        return False
    return all(is_ordinary(word, _COMMON) for word in key.split()) and not with_country(key)


@lru_cache(maxsize=20_000)
def with_country(key: str) -> str:
    """Return the key of an institution whose name has its country ("us supreme court"), or ""."""
    words = key.split()
    for size in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        rest = " ".join(words[size:])
        if (place := _country(" ".join(words[:size]))) and is_institution(rest):
            return of_country(rest, place)
        rest, link = " ".join(words[: -size - 1]), words[-size - 1 : -size]
        place = _country(" ".join(words[-size:])) if link == ["of"] else ""
        if place and is_institution(rest):
            return of_country(rest, place)
    return ""


def of_country(key: str, place: str) -> str:
    """Return the key of a country's institution ("supreme court #ES")."""
    return f"{key} {place}"


def country_beside(article: AnnotatedText, mention: Mention) -> str:
    """Return the country named right before or after a mention ("Spain's Supreme Court"), or ""."""
    text = article.field_text(mention.field)
    start, words = mention.start, 0
    while words < _MAX_WORDS and (word := _WORD_BEFORE.search(text, max(0, start - _REACH), start)):
        start, words = word.start(), words + 1
        if text[start].isupper() and (place := _country(plain(text[start : mention.start]))):
            return place
    after = _AFTER.match(text, mention.end)
    named = after[1].split() if after else []
    found = (_country(plain(" ".join(named[:count]))) for count in range(len(named), 0, -1))
    return next(filter(None, found), "")


def _country(key: str) -> str:
    place = countries.country_of_key(key)
    return place if place[1:2].isalpha() else ""  # a number is the id of a continent
