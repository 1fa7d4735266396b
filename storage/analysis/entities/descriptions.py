"""Descriptions: who or what a name is, from a title before it or an apposition beside it."""

import re

from storage.analysis.lexicon import countries
from storage.analysis.lexicon.common_words import FUNCTION_WORDS
from storage.analysis.lexicon.role_words import FORMER, HONORIFICS, QUALIFIERS, ROLES, THINGS
from storage.analysis.recognition.annotated_text import AnnotatedText, is_all_capitals
from storage.model import Kind, Mention

LONGEST = 60
"""Code points of a description."""
_REACH = 160  # code points on each side of a mention that are read

_WORD = r"[^\W\d_][\w'’.&-]*"
_WORDS_BEFORE = re.compile(rf"(?:{_WORD}[ ])+\Z")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?…;:][\"”’)]*\s|\n")
_ARTICLE = re.compile(r"(?:also\s+)?(?:an?|the|his|her|their|its|our|my|one|another)\s+", re.IGNORECASE)
_APPOSITION_START = re.compile(r",?\s*\(?\d{1,2}\)?,\s+|,\s+|\s[–—]\s|\s\(")
_WHO_IS = re.compile(r"(?:who|which)\s+(?:is|was|has\s+been)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:\A|[.!?\n][\"”’)]*\s?)(?:In|At|From|On|Near|For|To|By|With|Outside)\s\Z")
_STOP = re.compile(r"[,;:()\n\"“”–—]|\s-\s|[.!?…](?:\s|\Z)|\s(?:who|which|that|where|when|whose|whom)\b")
_VERBS = "said says told has had have is was were are be will would can could may did does do according"
_VERB = re.compile(rf"\b(?:{_VERBS.replace(' ', '|')})\b")
_LINKING = frozenset(
    ["of", "for", "at", "in", "from", "to", "on", "with", "and", "the", "de", "la", "du", "des"]
)


def description(article: AnnotatedText, mention: Mention) -> str:
    """Return what the text says of a name right before or after a mention, "" if it says nothing.

    It is one line of at most `LONGEST` code points, without "a" or "the": "prime minister of Iraq".
    """
    text = article.field_text(mention.field)
    left = max(0, mention.start - _REACH)
    before = text[left : mention.start]
    after = text[mention.end : mention.end + _REACH]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    if mention.kind is Kind.OTHER or is_all_capitals(line):
        return ""
    head_nouns = ROLES if mention.kind is Kind.PERSON else THINGS
    opens_clause = mention.kind is not Kind.PERSON and _PREPOSITION.search(before)
    found = ("" if opens_clause else _apposition(after, head_nouns)) or (
        _title(before) if mention.kind is Kind.PERSON else ""
    )
    return _shortened(found)


def _title(before: str) -> str:
    """Return the title before a person's name."""
    ends = list(_SENTENCE_END.finditer(before))
    clause = before[ends[-1].end() :] if ends else before
    match = _WORDS_BEFORE.search(clause)
    words = match[0].split() if match else []
    if not words or _normalised(words[-1]) not in ROLES:
        return ""
    start = len(words) - 1
    while start > 0 and _is_part_of_title(words[start - 1]):
        start -= 1
    taken = words[start:]
    # It must not begin with a linking word: "of Prime Minister".
    while taken and _normalised(taken[0]) in _LINKING:
        taken = taken[1:]
    at_start = start == 0 and (match is None or match.start() == 0)
    return " ".join(_lower_case(word, first=index == 0 and at_start) for index, word in enumerate(taken))


def _is_part_of_title(word: str) -> bool:
    normalised = _normalised(word)
    if normalised in HONORIFICS:
        return False
    if normalised in ROLES or normalised in FORMER or normalised in QUALIFIERS:
        return True
    return word[0].isupper() and normalised not in FUNCTION_WORDS


def _apposition(after: str, head_nouns: frozenset[str]) -> str:
    """Return the apposition between a name and the next comma."""
    opening = _APPOSITION_START.match(after)
    if not opening:
        return ""
    rest = after[opening.end() :]
    if relative := _WHO_IS.match(rest):
        rest = rest[relative.end() :]
    stop = _STOP.search(rest)
    if not stop:
        return ""
    phrase = rest[: stop.start()].strip()
    article = _ARTICLE.match(phrase)
    body = phrase[article.end() :] if article else phrase
    words = body.split()
    head = _head(words)
    if head is None or _normalised(words[head]) not in head_nouns or _VERB.search(phrase):
        return ""
    if head_nouns is ROLES:
        return body if article or relative or words[0].islower() else ""
    # "the World Bank" is another name, and "a country" says too little.
    return body if (article or relative) and words[head].islower() and len(words) > 1 else ""


def _head(words: list[str]) -> int | None:
    """Return the index of the head noun of a phrase: the word before its first "of", "for" and the like."""
    for index, word in enumerate(words):
        if _normalised(word) in _LINKING and index:
            return index - 1
        if index > 7 or (word.endswith("ing") and index == 0):
            return None
    return len(words) - 1 if words else None


def _normalised(word: str) -> str:
    return word.lower().strip(".,'’")


def _lower_case(word: str, *, first: bool) -> str:
    """Return a word of a title in lower case, unless it is a name: "Iraqi", "U.S.", "Kenya"."""
    normalised = _normalised(word)
    if normalised in ROLES or normalised in FORMER or normalised in QUALIFIERS:
        return word.lower() if not word.isupper() or len(word) > 4 else word
    if first and not countries.is_demonym(word) and normalised in FUNCTION_WORDS:
        return word.lower()
    return word


def _shortened(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    if len(phrase) <= LONGEST:
        return phrase
    cut = phrase[:LONGEST].rpartition(" ")[0].split()
    while cut and _normalised(cut[-1]) in _LINKING | FUNCTION_WORDS:
        cut.pop()
    return " ".join(cut)
