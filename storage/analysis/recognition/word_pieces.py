"""Word pieces: what the network reads of a text, and the form in which each word is written."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from storage.analysis.lexicon.common_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The shape of a word. The vocabulary has no capitals, so the word pieces don't have it.
LOWER, TITLE, UPPER, CAPITAL, MIXED, DIGITS, PUNCTUATION, UNCASED = range(8)
# What is before a word. A form combines a shape with a gap: `shape * GAPS + gap`.
GLUED, SPACE, NEW_LINE = range(3)
GAPS = 3
FORMS = 8 * GAPS
"""The number of forms."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDS = frozenset(".!?…")
_CLOSES = frozenset("\"'”’»)]")


class Words(NamedTuple):
    """The `w` words of a text and their `p` word pieces. A punctuation mark is a word too."""

    starts: NDArray[np.int64]
    """Code points, shape (w,)."""
    ends: NDArray[np.int64]
    """Code points, shape (w,)."""
    forms: NDArray[np.int64]
    """The form of each word, shape (w,)."""
    starts_sentence: NDArray[np.bool_]
    """Whether the word is the first one of a sentence, shape (w,)."""
    may_be_name: NDArray[np.bool_]
    """Whether the word has a capital that the beginning of a sentence does not explain, shape (w,)."""
    pieces: NDArray[np.int64]
    """Ids in the vocabulary of the network, shape (p,)."""
    firsts: NDArray[np.int64]
    """The index in `pieces` of the first piece of each word, then the length of `pieces`, shape (w + 1,)."""


def split(tokenizer: "Tokenizer", text: str) -> Words:
    """Return the words of a text. Characters that the tokenizer drops (spaces, controls) are in no word."""
    # The tokenizer accepts only valid Unicode.
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    word_ids = np.array(encoding.word_ids, dtype=np.int64)
    is_first = np.ones(len(word_ids), dtype=bool)
    is_first[1:] = word_ids[1:] != word_ids[:-1]
    firsts = np.append(np.flatnonzero(is_first), len(word_ids))
    starts, ends = offsets[firsts[:-1], 0].tolist(), offsets[firsts[1:] - 1, 1].tolist()
    surfaces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if not text.isascii():
        # The tokenizer drops accents: a word that ends with a combining mark would end before it.
        limits = [*starts[1:], len(text)]
        ends = [_after_combining_marks(text, *place) for place in zip(ends, limits, strict=False)]
    gaps = [_gap(text, end, start) for end, start in zip([0, *ends], starts, strict=False)]
    shapes = np.array([shape(word) for word in surfaces], dtype=np.int64)
    starts_sentence = _starts_sentence(surfaces, gaps, shapes)
    return Words(
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        shapes * GAPS + np.array(gaps, dtype=np.int64),
        starts_sentence,
        _may_be_names(surfaces, starts_sentence),
        np.array(encoding.ids, dtype=np.int64),
        firsts,
    )


def sentences_with_names(words: Words) -> Words:
    """Return only the words of sentences that may have a name; all words, if none of them has a capital.

    A quarter of the sentences in news has no capital after its beginning. The first line of several is always
    kept: it is a headline, which may be in lower case.
    """
    if not words.may_be_name.any():
        return words
    sentence = words.starts_sentence.cumsum()
    kept = np.isin(sentence, sentence[words.may_be_name])
    line = (words.forms % GAPS == NEW_LINE).cumsum()
    kept |= (line == 1) & (line[-1] > 1)
    counts = np.diff(words.firsts)
    return Words(
        words.starts[kept],
        words.ends[kept],
        words.forms[kept],
        words.starts_sentence[kept],
        words.may_be_name[kept],
        words.pieces[np.repeat(kept, counts)],
        np.concatenate(([0], counts[kept].cumsum())),
    )


def _starts_sentence(surfaces: list[str], gaps: list[int], shapes: NDArray[np.int64]) -> NDArray[np.bool_]:
    starts_sentence = np.zeros(len(surfaces), dtype=bool)
    ended = True
    for index, (word, gap) in enumerate(zip(surfaces, gaps, strict=True)):
        starts_sentence[index] = gap == NEW_LINE or (ended and gap == SPACE and shapes[index] != LOWER)
        ended = word in _ENDS or (ended and word in _CLOSES)
    starts_sentence[:1] = True
    return starts_sentence


def _may_be_names(surfaces: list[str], starts_sentence: NDArray[np.bool_]) -> NDArray[np.bool_]:
    allowed = np.zeros(len(surfaces), dtype=bool)
    first = True  # the first word of a sentence, even after punctuation
    for index, word in enumerate(surfaces):
        first = first or bool(starts_sentence[index])
        allowed[index] = _has_capital(word) and not (first and _is_capitalised_function_word(word))
        first = first and shape(word) == PUNCTUATION
    return allowed


def _is_capitalised_function_word(word: str) -> bool:
    # "US", "IS" and "WHO" may be names, "A" may not.
    return (len(word) == 1 or not word.isupper()) and word.lower() in FUNCTION_WORDS


@lru_cache(maxsize=20_000)
def _has_capital(word: str) -> bool:
    return word != "I" and any(map(str.isupper, word))


def _gap(text: str, end: int, start: int) -> int:
    if start == 0 or "\n" in text[end:start]:
        return NEW_LINE
    return SPACE if start > end else GLUED


def _after_combining_marks(text: str, end: int, limit: int) -> int:
    while end < limit and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


@lru_cache(maxsize=20_000)
def shape(word: str) -> int:
    """Return the shape of a word, one of `LOWER` to `UNCASED`."""
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITAL if len(word) == 1 else UPPER
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    if word.isdecimal():
        return DIGITS
    if word.isalpha():
        return MIXED if any(letter.isupper() for letter in word) else UNCASED
    return MIXED if any(letter.isalnum() for letter in word) else PUNCTUATION
