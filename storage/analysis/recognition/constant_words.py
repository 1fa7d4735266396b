"""Constant words: a capitalised word that follows a name wherever the text has it belongs to the name."""

import re
from collections import defaultdict
from dataclasses import replace

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.role_words import is_role
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Field, Kind, Mention

_WORD_AFTER = re.compile(r" ([^\W\d_a-z][\w-]+)")
_LEAST = 2  # places of the text that have the name


def add_constant_words(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Extend names by the word that always follows them: "Social" to "Social Security".

    Persons, peoples and countries are left alone, and so is a word that is a role or begins another name.
    """
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.field is Field.TEXT:
            places[article.surface(mention)].append(mention)
    begins = {mention.start for found in places.values() for mention in found}
    added: dict[Mention, int] = {}
    for name, found in places.items():
        if found[0].kind is not Kind.PERSON and not countries.country(name):
            length = _constant_length(article.text, name, begins)
            added.update(dict.fromkeys(found, length))
    return [replace(one, end=one.end + added.get(one, 0)) for one in mentions]


def _constant_length(text: str, name: str, begins: set[int]) -> int:
    """Return the length of the word that follows a name at all its places, with the space; 0 without one."""
    words, count = set[str](), 0
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        after = _WORD_AFTER.match(text, match.end())
        if not after or after.start(1) in begins or (words and after[1] not in words):
            return 0
        words.add(after[1])
        count += 1
    if count < _LEAST or is_role([next(iter(words)).lower()]):
        return 0
    return 1 + len(words.pop())
