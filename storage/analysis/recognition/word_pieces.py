"""Text to what the model reads: the pieces of its words, and how each word is written."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from storage.analysis.lexicon.common_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# How a word is written, which a vocabulary without capitals does not tell.
LOWER, TITLE, UPPER, CAPITAL, MIXED, DIGITS, PUNCTUATION, UNCASED = range(8)
# What stands before a word. A form is a shape and a gap: `shape * GAPS + gap`.
GLUED, SPACE, NEW_LINE = range(3)
GAPS = 3
FORMS = 8 * GAPS
"""How many forms a word can have."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDS = frozenset(".!?…")
_CLOSES = frozenset("\"'”’»)]")


class Words(NamedTuple):
    """The words of a text, `w` of them, in `p` pieces; a punctuation mark is a word too."""

    starts: NDArray[np.int64]
    """Code points, shape (w,)."""
    ends: NDArray[np.int64]
    """Code points, shape (w,)."""
    forms: NDArray[np.int64]
    """The form of each word, shape (w,)."""
    opens: NDArray[np.bool_]
    """Whether a sentence begins with this word, shape (w,)."""
    may_be_name: NDArray[np.bool_]
    """Whether the word has a capital for another reason than that a sentence begins, shape (w,)."""
    pieces: NDArray[np.int64]
    """Numbers in the model's vocabulary, shape (p,)."""
    firsts: NDArray[np.int64]
    """Where in `pieces` each word begins, and the end, shape (w + 1,)."""


def split(tokenizer: "Tokenizer", text: str) -> Words:
    """Return the words of a text. Characters that the model can't see (space, controls) belong to none."""
    # The tokenizer takes valid Unicode only.
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    word_ids = np.array(encoding.word_ids, dtype=np.int64)
    is_first = np.ones(len(word_ids), dtype=bool)
    is_first[1:] = word_ids[1:] != word_ids[:-1]
    firsts = np.append(np.flatnonzero(is_first), len(word_ids))
    starts, ends = offsets[firsts[:-1], 0].tolist(), offsets[firsts[1:] - 1, 1].tolist()
    surfaces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if not text.isascii():
        # The tokenizer drops accents: a word whose last is a mark of its own would end before it.
        limits = [*starts[1:], len(text)]
        ends = [_behind_marks(text, *place) for place in zip(ends, limits, strict=False)]
    gaps = [_gap(text, end, start) for end, start in zip([0, *ends], starts, strict=False)]
    shapes = np.array([shape(word) for word in surfaces], dtype=np.int64)
    opens = _opens(surfaces, gaps, shapes)
    return Words(
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        shapes * GAPS + np.array(gaps, dtype=np.int64),
        opens,
        _may_be_names(surfaces, opens),
        np.array(encoding.ids, dtype=np.int64),
        firsts,
    )


def sentences_with_names(words: Words) -> Words:
    """Return the words of those sentences in which names may stand; all, where no word has a capital.

    A quarter of the sentences in the news has none but at its beginning. The first line is always kept: it is
    a headline, if there are others, and may be written small.
    """
    if not words.may_be_name.any():
        return words
    sentence = words.opens.cumsum()
    kept = np.isin(sentence, sentence[words.may_be_name])
    line = (words.forms % GAPS == NEW_LINE).cumsum()
    kept |= (line == 1) & (line[-1] > 1)
    counts = np.diff(words.firsts)
    return Words(
        words.starts[kept],
        words.ends[kept],
        words.forms[kept],
        words.opens[kept],
        words.may_be_name[kept],
        words.pieces[np.repeat(kept, counts)],
        np.concatenate(([0], counts[kept].cumsum())),
    )


def _opens(surfaces: list[str], gaps: list[int], shapes: NDArray[np.int64]) -> NDArray[np.bool_]:
    opens = np.zeros(len(surfaces), dtype=bool)
    ended = True
    for index, (word, gap) in enumerate(zip(surfaces, gaps, strict=True)):
        opens[index] = gap == NEW_LINE or (ended and gap == SPACE and shapes[index] != LOWER)
        ended = word in _ENDS or (ended and word in _CLOSES)
    opens[:1] = True
    return opens


def _may_be_names(surfaces: list[str], opens: NDArray[np.bool_]) -> NDArray[np.bool_]:
    allowed = np.zeros(len(surfaces), dtype=bool)
    first = True  # the first word of a sentence, whatever marks are before it
    for index, word in enumerate(surfaces):
        first = first or bool(opens[index])
        allowed[index] = _has_capital(word) and not (first and _is_capitalised_function_word(word))
        first = first and shape(word) == PUNCTUATION
    return allowed


def _is_capitalised_function_word(word: str) -> bool:
    # "US", "IS" and "WHO" are names, "A" is none.
    return (len(word) == 1 or not word.isupper()) and word.lower() in FUNCTION_WORDS


@lru_cache(maxsize=20_000)
def _has_capital(word: str) -> bool:
    return word != "I" and any(map(str.isupper, word))


def _gap(text: str, end: int, start: int) -> int:
    if start == 0 or "\n" in text[end:start]:
        return NEW_LINE
    return SPACE if start > end else GLUED


def _behind_marks(text: str, end: int, limit: int) -> int:
    while end < limit and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


@lru_cache(maxsize=20_000)
def shape(word: str) -> int:
    """Tell how a word is written: one of `LOWER` to `UNCASED`."""
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
