"""Positions in a text: the words of a search, and the same place in another version of an article."""

import re
import unicodedata

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"\w+")
_LENGTHS = (80, 40, 20)  # characters of the words that are looked up, longest first
_STEPS = (0, 40, 120, 300)  # how far after the position these words begin


def find_matches(query: str, title: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each part of `title` that a word or "phrase" of `query` matches, sorted.

    Case and diacritics are ignored. The last word matches as a prefix while the reader still types it.
    """
    folded = [_fold(character) for character in title]
    # A folded character can be longer or shorter than its original.
    offsets = [at for at, part in enumerate(folded) for _ in part]
    text = "".join(folded)
    found: list[tuple[int, int]] = []
    parts = [_WORD.findall(phrase or word) for phrase, word in _PART.findall(query)]
    parts = [words for words in parts if words]
    for number, words in enumerate(parts):
        ending = r"\w*" if number == len(parts) - 1 and query[-1:].isalnum() else r"\b"
        folded_words = ["".join(map(_fold, word)) for word in words]
        pattern = r"\b" + r"\W+".join(map(re.escape, folded_words)) + ending
        found += [(offsets[m.start()], offsets[m.end() - 1] + 1) for m in re.finditer(pattern, text) if m[0]]
    return sorted(found)


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


def _fold(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
