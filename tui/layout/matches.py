"""Where the words of a search stand in a title."""

import re
import unicodedata

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"\w+")


def matches(query: str, title: str) -> list[tuple[int, int]]:
    """Return the stretches of `title` that words and "phrases" of `query` match, as offsets.

    Case and diacritics do not matter; the last word, while it is being typed, matches as a beginning.
    """
    folded = [_fold(character) for character in title]
    # A folded character can be longer or shorter than the one it came from.
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


def _fold(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
