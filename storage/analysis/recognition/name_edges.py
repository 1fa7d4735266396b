"""Name edges: marks and words at the ends of a mention that are no part of the name."""

import re
from dataclasses import replace

from storage.analysis.lexicon.common_words import FUNCTION_WORDS, is_mostly_lower
from storage.analysis.lexicon.head_nouns import is_generic
from storage.analysis.lexicon.role_words import THINGS
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Kind, Mention

_MARKS_BEFORE = re.compile(r"[\s\-–—,;:.!?*/|\"“”‘’'()\[\]{}]+(?=\w)")
_MARKS_AFTER = re.compile(r"(?<=[^\s])[\s\-–—,;:*/|\"“‘(\[{]+\Z")
_WORD_AFTER = re.compile(r"(?<![-–—]) ([^\W\d_]+)\Z")
_COMPASS_BEFORE = re.compile(r"(?:mid|north|south|east|west|central)[a-z-]*\s+(?=[A-Z])")
_LINKING_WORDS = frozenset(("and", "of", "the", "in", "at", "for", "to", "from", "with", "on", "by"))
_NOUN_BEFORE = re.compile(r"([A-Z][a-z]+) (?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"(?:[.!?:]|\n)[\s\"“”‘’'(]*\Z")
_REACH = 5  # code points before a name in which a sentence may end
_PAIRS = (("(", ")"), ("[", "]"))


def trim_edges(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Trim marks, half brackets, function words and ordinary words from the ends of names.

    "southern Mali" gives "Mali", "Bosnia and" gives "Bosnia", "Cliffside resort" gives "Cliffside".
    """
    trimmed = (_trimmed(article.field_text(mention.field), mention) for mention in mentions)
    return [mention for mention in trimmed if mention.start < mention.end]


def _trimmed(text: str, mention: Mention) -> Mention:
    start, end = _within_brackets(text, mention.start, mention.end)
    if mention.kind in (Kind.ORGANISATION, Kind.PLACE):
        start = _after_noun(text, start, end)
    if leading := _MARKS_BEFORE.match(text, start, end):
        start = leading.end()
    if mention.kind is Kind.PLACE and (compass := _COMPASS_BEFORE.match(text, start, end)):
        start = compass.end()
    while (shorter := _shorter(text, start, end, mention.kind)) < end:
        end = shorter
    return replace(mention, start=start, end=end)


def _after_noun(text: str, start: int, end: int) -> int:
    """Return the start behind a noun that begins a sentence: "Retailer Next", if "Next" stands alone too."""
    noun = _NOUN_BEFORE.match(text, start, end)
    if not noun or noun[1].lower() not in THINGS or is_generic(noun[1].lower()):
        return start
    if start and not _SENTENCE_END.search(text, max(0, start - _REACH), start):
        return start
    rest = text[noun.end() : end]
    alone = re.search(rf"(?<!{noun[1]} )\b{re.escape(rest)}\b", text)
    return noun.end() if alone else start


def _within_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range behind a bracket that is only closed in it, or before one that is only opened."""
    name = text[start:end]
    for opening, closing in _PAIRS:
        if name.count(opening) == name.count(closing):
            continue
        if closing in name[:-1]:
            return start + name.rindex(closing, 0, -1) + 1, end
        return start, start + name.index(opening if opening in name else closing)
    return start, end


def _shorter(text: str, start: int, end: int, kind: Kind) -> int:
    """Return the end without the marks or the last word, if they are no part of the name."""
    name = text[start:end]
    if kind is Kind.PERSON:
        name = name.rstrip("!?")
    if marks := _MARKS_AFTER.search(name):
        return start + marks.start()
    word = _WORD_AFTER.search(name)
    if not word or not word[1].islower() or name.islower():
        return start + len(name)
    # "un" is a function word in French, and a part of a name in "Kim Jong un".
    small = _LINKING_WORDS if kind is Kind.PERSON else FUNCTION_WORDS
    return start + word.start() if word[1] in small or is_mostly_lower(word[1]) else start + len(name)
