"""Search for many names at once, in one pass over the words of a text."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 10  # of a name that is searched


class NameFinder:
    """Finds names as whole words, the longest one at each place; with `fold`, in upper or lower case."""

    def __init__(self, names: Iterable[str], *, fold: bool = False) -> None:
        self._fold = fold
        self._names: dict[str, list[str]] = {}  # by the part from the first to the last word
        self._first: set[str] = set()
        for name in {lower_in_place(name) if fold else name for name in names}:
            words = list(_WORD.finditer(name))
            if words and len(words) <= _MAX_WORDS:
                self._first.add(words[0][0])
                self._names.setdefault(name[words[0].start() : words[-1].end()], []).append(name)
        for spellings in self._names.values():
            spellings.sort(key=lambda name: (-len(name), name))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the range of each name in a text, in order and without overlaps."""
        folded = lower_in_place(text) if self._fold else text
        words = [match.span() for match in _WORD.finditer(folded)]
        reached = 0
        for index, (start, end) in enumerate(words):
            if start >= reached and folded[start:end] in self._first:
                found = self._longest(folded, words[index : index + _MAX_WORDS])
                if found and found[0] >= reached:
                    yield found
                    reached = found[1]

    def _longest(self, text: str, words: list[tuple[int, int]]) -> tuple[int, int] | None:
        start = words[0][0]
        for _, end in reversed(words):
            core = text[start:end]
            for name in self._names.get(core, ()):
                left = start - name.index(core)
                if left >= 0 and text.startswith(name, left):
                    return left, left + len(name)
        return None


def lower_in_place(text: str) -> str:
    """Return a text in lower case, with all offsets unchanged."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower_letter, text))


def _lower_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
