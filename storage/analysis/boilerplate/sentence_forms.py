"""The form of a sentence: a hash of its words, and one of its words with its names and numbers left open.

"Presented by Ann Lee and Bo Dahl." and "Presented by Cy Orr." have one template, "presented by *".
"""

import re
import zlib
from typing import NamedTuple

from storage.analysis.lexicon.common_words import FUNCTION_WORDS
from storage.text.sentences import sentences

_WORD = re.compile(r"\w+(?:['’.@/-]\w+)*")
_DIGIT = re.compile(r"\d")
_OPEN = "*"
_LEAST_FIXED = 2  # words of a template besides names and numbers
_FIRST, _LAST = 150, 50  # sentences of a text
_WITH_TEMPLATE = 15  # sentences at the end: who made an article stands there
_BOUND = 0xFFFFFFFE  # the lowest bit of a stored hash is a flag


class SentenceForm(NamedTuple):
    """A sentence from `start` to `end`; `template` is 0 if it has none.

    It has none if hardly anything but names is in it, or if it is not among the last ones of its text.
    """

    start: int
    end: int
    words: int
    template: int


def sentence_forms(text: str) -> list[SentenceForm]:
    """Return the form of each sentence of a text that has words; of a very long text, its start and end."""
    places = list(sentences(text))
    if len(places) > _FIRST + _LAST:
        places = [*places[:_FIRST], *places[-_LAST:]]
    found = []
    for left, (start, end) in zip(range(len(places), 0, -1), places, strict=True):
        words = _WORD.findall(text[start:end])
        if words:
            template = _template(words) if left <= _WITH_TEMPLATE else 0
            found.append(SentenceForm(start, end, _hash(" ".join(words).casefold()), template))
    return found


def _template(words: list[str]) -> int:
    """Return the hash of the template of a sentence, 0 for none."""
    template: list[str] = []
    waiting: list[str] = []  # small words, which belong to a list of names if another name follows
    is_open = False
    for position, word in enumerate(words):
        if _DIGIT.search(word) or (position and word[0].isupper()):
            template += [] if template and is_open else [*waiting, _OPEN]
            waiting, is_open = [], True
        elif is_open and word in FUNCTION_WORDS:
            waiting.append(word)
        else:
            template += [*waiting, word.casefold()]
            waiting, is_open = [], False
    template += waiting
    fixed = [word for word in template if word != _OPEN]
    has_content = any(word not in FUNCTION_WORDS for word in fixed)
    is_template = len(fixed) < len(template) and len(fixed) >= _LEAST_FIXED and has_content
    return _hash(" ".join(template)) if is_template else 0


def _hash(words: str) -> int:
    return zlib.crc32(words.encode()) & _BOUND or 2
