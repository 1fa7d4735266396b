"""Language detection: by the words of a text, weighed against the language that its source declares."""

import re
from functools import cache
from math import log
from typing import TYPE_CHECKING
from unicodedata import normalize

from storage.text.languages import ENGLISH, NAMES, primary

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 2_000  # code points of a text that are read
_MIN_BYTES = 50  # of UTF-8: a few names would look like their own language
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zª-\u024f\u1e00-\u1eff]")
_MIN_WORDS = 8  # of a text that counts as English by its most frequent words
# About 30 % of the words in English news are among these; no other language has so many of them.
_FREQUENT_WORDS = """
the of and to that for with from by which have has had were been would this their not are will
"""
_MIN_SHARE = 0.15
_ENGLISH = frozenset(_FREQUENT_WORDS.split())
# How much more probable, in nats, another language must be than the expected one. What a source declares
# is more often right than a guess from a few words.
_MARGIN = 4.0


def detect_language(text: str, declared: str) -> str:
    """Return the tag of the language of a text: `declared`, unless the text is clearly in another language.

    Both may be "", for an unknown language. A text that is not in Latin letters is never English.
    """
    sample = text[:_SAMPLE]
    found = _WORD.findall(sample)
    words = [word.lower() for word in found]
    if not words:
        return declared
    source = primary(declared)
    # Another declared language is weighed below: Danish has "for" and "have" too.
    is_weighed = source in NAMES and source != ENGLISH
    if not is_weighed and (_looks_english(words) or _looks_english([*filter(str.islower, found)])):
        return declared if source == ENGLISH else ENGLISH
    if source and source not in NAMES:
        return declared
    expected = source or ENGLISH
    margin = _MARGIN if expected != ENGLISH or _is_latin(words) else 0.0
    if margin and len(sample.encode("utf-8", "surrogatepass")) < _MIN_BYTES:
        return declared
    probabilities = dict(_identifier().rank(sample))
    best = max(probabilities, key=lambda tag: probabilities[tag])
    if best == expected:
        return declared or best
    surer = log(probabilities[best]) - log(max(probabilities[expected], 1e-30))
    return best if surer > margin else declared


def _looks_english(words: list[str]) -> bool:
    return len(words) >= _MIN_WORDS and sum(word in _ENGLISH for word in words) >= _MIN_SHARE * len(words)


def _is_latin(words: list[str]) -> bool:
    letters = normalize("NFKC", "".join(words))  # some write their headlines in mathematical letters
    return 2 * len(_LATIN.findall(letters)) >= len(letters)


@cache
def _identifier() -> "LanguageIdentifier":
    # Most desks hold English only and never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NAMES)
    return identifier
