"""Constant words: a capitalised word that follows a name wherever the text has it belongs to the name."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.lexicon.role_words import is_role
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Field, Kind, Mention

_WORD_AFTER = re.compile(r" ([^\W\d_a-z][\w-]+)")
_LEAST = 2  # places of the text that have the name


def add_constant_words(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Extend names by the word that always follows them: "Social" to "Social Security".

    Persons, peoples and countries are left alone, and so is a word that is a role or begins another name.
    """
    in_text = [mention for mention in mentions if mention.field is Field.TEXT]
    names = {article.surface(mention) for mention in in_text if mention.kind is not Kind.PERSON}
    names = {name for name in names if not countries.country(name)}
    begins = {mention.start for mention in in_text}
    lengths = {name: _length(words) for name, words in _words_after(article.text, names, begins).items()}
    return [
        replace(one, end=one.end + lengths.get(article.surface(one), 0)) if one.field is Field.TEXT else one
        for one in mentions
    ]


def _words_after(text: str, names: Set[str], begins: Set[int]) -> dict[str, list[str]]:
    """Return the capitalised word after each place of each name; "" for none, and for one of another name."""
    found: dict[str, list[str]] = defaultdict(list)
    for start, end in NameFinder(names).find(text):
        after = _WORD_AFTER.match(text, end)
        found[text[start:end]].append(after[1] if after and after.start(1) not in begins else "")
    return found


def _length(words: Sequence[str]) -> int:
    """Return the length of the word that is after all places, with the space before it; 0 without one."""
    word = words[0]
    is_constant = word and len(words) >= _LEAST and len(set(words)) == 1 and not is_role([word.lower()])
    return 1 + len(word) if is_constant else 0
