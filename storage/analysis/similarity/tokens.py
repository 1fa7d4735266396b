"""Cuts text into tokens, folds them, and removes plural endings.

Scripts that put spaces between words give words. Scripts that do not (Chinese, Japanese, Thai and their
neighbours) give pairs of adjacent characters, which serve as well for comparing texts.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from storage.analysis.lexicon.common_words import FUNCTION_WORDS

_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LAST_MARK = 0x1CFF

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

# The shapes of a token. Plain integers: looking up the members of an enumeration would take longer than all
# the rest.
MARK = 0  # punctuation after which a sentence may begin, or a web address
NUMBER = 1
LOWER = 2  # a word without capitals, or of a script that has none
CAPITAL = 3
SHORT = 4  # capitalised and so short that a full stop after it may be an abbreviation's: Mr, Gen, Dec


class Word(NamedTuple):
    """A token: its folded form, its term, its shape and a hash.

    `term` is "" for function words and single letters. `code` is the CRC-32 of the folded token, 0 for a mark.
    """

    folded: str
    term: str
    shape: int
    code: int


def _marks() -> str:
    """Return every combining mark up to the Indic and Asian scripts, for a character class."""
    points = range(0x300, _LAST_MARK + 1)
    return "".join(re.escape(chr(p)) for p in points if unicodedata.category(chr(p)) in ("Mn", "Mc"))


_LETTER = rf"[^\W\d_{_UNSPACED}]"
_LETTERS = rf"{_LETTER}+(?:[{_marks()}]+{_LETTER}*)*"
_ADDRESS = re.compile(r"(?i:https?://|www\.)")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]{{2,}}")
_TOKEN = re.compile(
    rf"{_ADDRESS.pattern}[!-~]+|(?:[A-Z]\.){{2,}}|{_LETTERS}(?:['’]{_LETTERS})?|[{_UNSPACED}]+|\d+(?:[.,]\d+)*|[.!?:;…。！？]+|[“”\"]"
)


def tokens(line: str) -> list[str]:
    """Return the words and numbers of a line, and the marks after which a sentence may begin, in order.

    A web address is a mark: its words are those of a site, not of the article.
    """
    found: list[str] = _TOKEN.findall(line)
    if not _UNSPACED_RUN.search(line):
        return found
    return [part for token in found for part in _split_unspaced(token)]


def positioned_words(text: str) -> Iterator[tuple[Word, int, int]]:
    """Yield every word and number of a text, but no marks, with its start and end."""
    for match in _TOKEN.finditer(text):
        start = match.start()
        for offset, part in enumerate(_split_unspaced(match[0])):
            entry = word(part)
            if entry.shape != MARK:
                yield entry, start + offset, start + offset + len(part)


def _split_unspaced(token: str) -> list[str]:
    """Return the pairs of adjacent characters of a run without spaces, any other token as it is."""
    if _UNSPACED_RUN.fullmatch(token):
        return [token[i : i + 2] for i in range(len(token) - 1)]
    return [token]


@lru_cache(maxsize=50_000)
def word(token: str) -> Word:
    """Return a token as a `Word`. Only English plural endings are removed, so a term stays a word."""
    folded = fold(token)
    if not folded or not folded[0].isalnum() or _ADDRESS.match(token):
        return Word("", "", MARK, 0)
    code = zlib.crc32(folded.encode()) or 1
    if not folded[0].isalpha():
        return Word(folded, "", NUMBER, code)
    is_stop_word = len(folded) < 2 or folded in STOP_WORDS
    return Word(folded, "" if is_stop_word else _singular(folded), _shape(token), code)


def fold(token: str) -> str:
    """Return a token in lower case, without accents, possessive ending and the points of "U.S."."""
    folded = token.lower().replace("’", "'").removesuffix("'s")
    if not folded[:1].isdigit():
        folded = folded.replace(".", "")
    if folded.isascii():
        return folded
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))


def plural(term: str) -> str:
    """Return the English plural of a term, the other form that a text may have."""
    if term.endswith("y") and term[-2:-1] not in ("a", "e", "i", "o", "u"):
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("ss", "ch", "sh", "x", "zz")) else "s")


def _shape(token: str) -> int:
    if not token[0].isupper():
        return LOWER
    return SHORT if len(token) <= 3 and token.istitle() else CAPITAL


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


STOP_WORDS = frozenset(map(fold, FUNCTION_WORDS)) | frozenset(MONTHS)
