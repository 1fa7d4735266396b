"""Where terms stand in an article: the words to show a reader, as the article writes them."""

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import pairwise

from storage.analysis.similarity.terms import READ_CHARACTERS
from storage.analysis.similarity.tokens import LOWER, NUMBER, Word, placed

_LONGEST = 40
_JOINTS = (" ", "-", "‑", "")
_PARTICLES = frozenset(("abu", "al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "van", "von"))

Pair = tuple[str, str]
Place = tuple[Word, int, int]


class Wording:
    """The words of an article's title and text, in order, with their places."""

    def __init__(self, title: str, text: str) -> None:
        """Read an article; about a millisecond for 600 words."""
        self._title_end = len(title)
        self._text = f"{title}\n{text[:READ_CHARACTERS]}"
        self._places = list(placed(self._text))

    def title_words(self, wanted: Set[str]) -> dict[str, str]:
        """Return the title's words for some terms, in the title's order."""
        title = [place for place in self._places if place[2] <= self._title_end]
        found: dict[str, str] = {}
        for run in _runs(title, lambda entry: entry.term in wanted, _continues_unspaced):
            found.setdefault(run[0][0].term, self._written(run))
        return found

    def names(self, wanted: Set[str], joined: Set[Pair] | None = None) -> dict[str, str]:
        """Return for each of some terms the longest run of capitalised wanted words that it stands in.

        Of two terms side by side only those that are `joined` are taken for one name, all by default.
        """
        found: dict[str, str] = {}

        def continues(one: Place, other: Place) -> bool:
            pair = (one[0].term, other[0].term)
            return self._continues(one, other) and (joined is None or not all(pair) or pair in joined)

        for run in _runs(self._places, lambda entry: _is_of_name(entry, wanted), continues):
            while run and not run[-1][0].term:
                run.pop()
            while run and not run[0][0].term:
                run.pop(0)
            written = self._written(run) if run else ""
            for entry, _, _ in run:
                if len(found.get(entry.term, "")) < len(written) <= _LONGEST:
                    found[entry.term] = written
        return found

    def phrases(self, wanted: Set[Pair]) -> dict[Pair, str]:
        """Return how some pairs of adjacent terms are written."""
        found: dict[Pair, str] = {}
        for first, second in pairwise(self._places):
            pair = (first[0].term, second[0].term)
            if pair in wanted and self._continues(first, second):
                found.setdefault(pair, self._written([first, second]))
        return found

    def numbers(self, wanted: Set[str]) -> dict[str, str]:
        """Return how some numbers are written."""
        found: dict[str, str] = {}
        for entry, start, end in self._places:
            plain = entry.folded.replace(",", "")
            if entry.shape == NUMBER and plain in wanted:
                found.setdefault(plain, self._text[start:end])
        return found

    def _continues(self, one: Place, other: Place) -> bool:
        return self._text[one[2] : other[1]] in _JOINTS

    def _written(self, run: list[Place]) -> str:
        written = self._text[run[0][1] : run[-1][2]]
        return written.removesuffix("'s").removesuffix("’s")


def _is_of_name(entry: Word, wanted: Set[str]) -> bool:
    return entry.shape > LOWER if entry.term in wanted else entry.folded in _PARTICLES


def _runs(
    places: Iterable[Place], wanted: Callable[[Word], bool], continues: Callable[[Place, Place], bool]
) -> Iterator[list[Place]]:
    run: list[Place] = []
    for place in places:
        if not wanted(place[0]):
            if run:
                yield run
            run = []
        elif run and continues(run[-1], place):
            run.append(place)
        else:
            if run:
                yield run
            run = [place]
    if run:
        yield run


def _continues_unspaced(one: Place, other: Place) -> bool:
    """Tell whether two pairs of characters overlap: together they are one longer word."""
    return other[1] < one[2]
