"""Positions in a text: words that are looked for, and the same place in another version of an article."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from storage.model import Field
from storage.text.bigrams import has_runs

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
        return self._places(r"\s+".join(map(re.escape, folded)))

    def find_words(self, words: str, prefix: bool) -> list[tuple[int, int]]:
        """Return the (start, end) of each occurrence of whole `words` next to each other.

        Of a `prefix`, the last word goes on. A word of a script without spaces can be any part of a run.
        """
        folded = ["".join(map(_fold, word)) for word in _WORD.findall(words)]
        if not any(folded):
            return []
        begins = "" if has_runs(folded[0][:1]) else r"\b"
        going_on = r"\w*" if prefix else r"\b"
        ends = "" if has_runs(folded[-1][-1:]) else going_on
        return self._places(begins + r"\W+".join(map(re.escape, folded)) + ends)

    def _places(self, pattern: str) -> list[tuple[int, int]]:
        # Both letters of a folded “ß” are at the same place.
        return [*dict.fromkeys(self._place(match) for match in re.finditer(pattern, self._text))]

    def _place(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the place of a match, with the marks that combine with its last letter."""
        start, end = match.span()
        while end < len(self._offsets) - 1 and self._offsets[end] == self._offsets[end - 1]:
            end += 1
        return self._offsets[start], self._offsets[end]


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
