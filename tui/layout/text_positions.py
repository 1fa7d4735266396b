"""Positions in a text: the words of a search, and the same place in another version of an article."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from storage.errors import QueryError
from storage.model import Field
from storage.query.nodes import FieldName, Term, Words
from storage.query.parser import parse

_WORD = re.compile(r"\w+")
_LENGTHS = (80, 40, 20)  # characters of the words that are looked up, longest first
_STEPS = (0, 40, 120, 300)  # how far after the position these words begin


class Hit(NamedTuple):
    """A place in an article where the reader has found something."""

    field: Field
    start: int
    end: int

    @property
    def place(self) -> tuple[bool, int]:
        """The key by which hits are in reading order."""
        return self.field is not Field.TITLE, self.start


class FoldedText:
    """A text without case and diacritics, in which places are those of the text itself."""

    def __init__(self, text: str) -> None:
        folded = {character: _fold(character) for character in set(text)}
        self._offsets: Sequence[int] = range(len(text) + 1)
        # A folded character can be longer or shorter than its original.
        if any(len(part) != 1 for part in folded.values()):
            parts = (folded[character] for character in text)
            self._offsets = [*(at for at, part in enumerate(parts) for _ in part), len(text)]
        self._text = text.translate({ord(character): part for character, part in folded.items()})

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return the (start, end) of each occurrence of `words`; any white space stands for any other."""
        folded = [letters for word in words.split() if (letters := "".join(map(_fold, word)))]
        if not folded:
            return []
        pattern = r"\s+".join(map(re.escape, folded))
        # Both letters of a folded “ß” are at the same place.
        return [*dict.fromkeys(self._place(match) for match in re.finditer(pattern, self._text))]

    def _place(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the place of a match, with the marks that combine with its last letter."""
        start, end = match.span()
        while end < len(self._offsets) - 1 and self._offsets[end] == self._offsets[end - 1]:
            end += 1
        return self._offsets[start], self._offsets[end]


def find_matches(query: str, title: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each part of `title` that a word or "phrase" of `query` matches, sorted.

    Case and diacritics are ignored.
    """
    folded = [_fold(character) for character in title]
    # A folded character can be longer or shorter than its original.
    offsets = [at for at, part in enumerate(folded) for _ in part]
    text = "".join(folded)
    found: list[tuple[int, int]] = []
    for words, prefix in _words_in_titles(query):
        folded_words = ["".join(map(_fold, word)) for word in _WORD.findall(words)]
        pattern = r"\b" + r"\W+".join(map(re.escape, folded_words)) + (r"\w*" if prefix else r"\b")
        found += [(offsets[m.start()], offsets[m.end() - 1] + 1) for m in re.finditer(pattern, text) if m[0]]
    return sorted(found)


@lru_cache(maxsize=8)
def _words_in_titles(query: str) -> list[tuple[str, bool]]:
    """Return the words and phrases that a query looks for in titles, each with whether it is a prefix."""
    try:
        wanted = parse(query).wanted()
    except QueryError:
        return []
    found = [(one.text, one.prefix) for one in wanted if isinstance(one, Words)]
    found += [
        (one.value, one.prefix) for one in wanted if isinstance(one, Term) and one.field is FieldName.TITLE
    ]
    return found


def relocate(old: str, new: str, position: int) -> int:
    """Return the position in `new` that corresponds to `position` in `old`, in code points.

    The words at `position` are looked up in `new`, then fewer words, then words further on. If `new`
    has none of them, the result is the start of the paragraph that is as far into the text.
    """
    if not position or not old:
        return 0
    guess = min(len(new), position * len(new) // len(old))
    for step in _STEPS:
        for length in _LENGTHS:
            words = old[position + step : position + step + length]
            found = _nearest(new, words, guess) if len(words.strip()) >= _LENGTHS[-1] // 2 else None
            if found is not None:
                return max(0, found - step)
    return new.rfind("\n", 0, guess) + 1


def _nearest(text: str, words: str, position: int) -> int | None:
    """Return the occurrence of `words` nearest to `position`, `None` if there is none."""
    choices = [text.rfind(words, 0, position + len(words)), text.find(words, position)]
    return min((at for at in choices if at >= 0), key=lambda at: abs(at - position), default=None)


@cache
def _fold(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
