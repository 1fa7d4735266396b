"""Where terms stand in an article, to show them to the reader as the article writes them."""

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import pairwise

from storage.analysis.similarity.terms import READ_CHARACTERS
from storage.analysis.similarity.tokens import LOWER, NUMBER, Word, positioned_words

_LONGEST_NAME = 40
_JOINTS = (" ", "-", "‑", "")
_PARTICLES = frozenset(("abu", "al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "van", "von"))

Pair = tuple[str, str]
_Position = tuple[Word, int, int]


class TermPositions:
    """The words of an article's title and text, in order, each with its start and end."""

    def __init__(self, title: str, text: str) -> None:
        """Find the words of an article; about a millisecond for 600 words."""
        self._title_end = len(title)
        self._text = f"{title}\n{text[:READ_CHARACTERS]}"
        self._words = list(positioned_words(self._text))

    def title_words(self, wanted: Set[str]) -> dict[str, str]:
        """Return how the title writes some terms, in its order."""
        title = [position for position in self._words if position[2] <= self._title_end]
        found: dict[str, str] = {}
        for run in _runs(title, lambda entry: entry.term in wanted, _overlap):
            found.setdefault(run[0][0].term, self._written(run))
        return found

    def names(self, wanted: Set[str], adjacent: Set[Pair] | None = None) -> dict[str, str]:
        """Return for each wanted term the longest run of capitalised wanted words that it is part of.

        Two neighbouring terms belong to one name only if their pair is `adjacent`; by default all do.
        """
        found: dict[str, str] = {}

        def continues(one: _Position, other: _Position) -> bool:
            pair = (one[0].term, other[0].term)
            return self._continues(one, other) and (adjacent is None or not all(pair) or pair in adjacent)

        for run in _runs(self._words, lambda entry: _is_of_name(entry, wanted), continues):
            while run and not run[-1][0].term:
                run.pop()
            while run and not run[0][0].term:
                run.pop(0)
            written = self._written(run) if run else ""
            for entry, _, _ in run:
                if entry.term and len(found.get(entry.term, "")) < len(written) <= _LONGEST_NAME:
                    found[entry.term] = written
        return found

    def phrases(self, wanted: Set[Pair]) -> dict[Pair, str]:
        """Return how the article writes some pairs of adjacent terms."""
        found: dict[Pair, str] = {}
        for first, second in pairwise(self._words):
            pair = (first[0].term, second[0].term)
            if pair in wanted and self._continues(first, second):
                found.setdefault(pair, self._written([first, second]))
        return found

    def numbers(self, wanted: Set[str]) -> dict[str, str]:
        """Return how the article writes some numbers, given without commas."""
        found: dict[str, str] = {}
        for entry, start, end in self._words:
            plain = entry.folded.replace(",", "")
            if entry.shape == NUMBER and plain in wanted:
                found.setdefault(plain, self._text[start:end])
        return found

    def _continues(self, one: _Position, other: _Position) -> bool:
        return self._text[one[2] : other[1]] in _JOINTS

    def _written(self, run: list[_Position]) -> str:
        written = self._text[run[0][1] : run[-1][2]]
        return written.removesuffix("'s").removesuffix("’s")


def _is_of_name(entry: Word, wanted: Set[str]) -> bool:
    return entry.shape > LOWER if entry.term in wanted else entry.folded in _PARTICLES


def _runs(
    positions: Iterable[_Position],
    wanted: Callable[[Word], bool],
    continues: Callable[[_Position, _Position], bool],
) -> Iterator[list[_Position]]:
    """Yield the longest runs of wanted words in which each word continues the one before it."""
    run: list[_Position] = []
    for position in positions:
        if not wanted(position[0]):
            if run:
                yield run
            run = []
        elif run and continues(run[-1], position):
            run.append(position)
        else:
            if run:
                yield run
            run = [position]
    if run:
        yield run


def _overlap(one: _Position, other: _Position) -> bool:
    """Return whether two pairs of characters overlap, so that they are one longer word."""
    return other[1] < one[2]
