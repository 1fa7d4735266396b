"""Which language a text is in: told by its words and weighed against what its source says."""

import re
from functools import cache
from math import log
from typing import TYPE_CHECKING
from unicodedata import normalize

from storage.text.languages import ENGLISH, NAMES, primary

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENOUGH = 2_000  # code points from which a language is told
_LEAST = 50  # bytes of UTF-8: a few names would look like their own language
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zª-\u024f\u1e00-\u1eff]")
_FEWEST = 8  # words from which English is told by its commonest
# No other language has so many of them; three in ten words of the news are among these.
_COMMONEST = """
the of and to that for with from by which have has had were been would this their not are will
"""
_SHARE = 0.15
_ENGLISH = frozenset(_COMMONEST.split())
# How much likelier another language must be than the one that is expected, in nats. What a source says
# of itself is more often right than a guess about a few words.
_MARGIN = 4.0


def detect_language(text: str, declared: str) -> str:
    """Return the tag of the language of a text, "" if that is not known.

    It is `declared`, which may be "", unless the text plainly shows another; a text that is not in Latin
    letters is never English.
    """
    sample = text[:_ENOUGH]
    words = _WORD.findall(sample.lower())
    if not words:
        return declared
    said = primary(declared)
    # A source that names another known language is weighed below: Danish has "for" and "have" too.
    is_weighed = said in NAMES and said != ENGLISH
    if not is_weighed and _looks_english(words):
        return declared if said == ENGLISH else ENGLISH
    if said and said not in NAMES:
        return declared
    expected = said or ENGLISH
    margin = _MARGIN if expected != ENGLISH or _is_latin(words) else 0.0
    if margin and len(sample.encode("utf-8", "surrogatepass")) < _LEAST:
        return declared
    likely = dict(_identifier().rank(sample))
    best = max(likely, key=lambda tag: likely[tag])
    if best == expected:
        return declared or best
    surer = log(likely[best]) - log(max(likely[expected], 1e-30))
    return best if surer > margin else declared


def _looks_english(words: list[str]) -> bool:
    return len(words) >= _FEWEST and sum(word in _ENGLISH for word in words) >= _SHARE * len(words)


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
