"""What an article repeats of its source, and the names that only say who reports."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Boilerplate(NamedTuple):
    """The places in the text of an article that say nothing of its subject, as (start, end), in order.

    `sentences` are those that the source repeats. `names` are names of outlets, agencies, reporters and
    presenters where they only say who reports.
    """

    sentences: tuple[tuple[int, int], ...] = ()
    names: tuple[tuple[int, int], ...] = ()

    def blank_sentences(self, text: str) -> str:
        """Return the text with blanks in place of the sentences; all offsets stay the same."""
        return _blank(text, self.sentences)

    def blank(self, text: str) -> str:
        """Return the text with blanks in place of the sentences and the names; all offsets stay the same."""
        return _blank(self.blank_sentences(text), self.names)

    def covers(self, start: int, end: int) -> bool:
        """Return whether a place of the text lies within one of these."""
        return _overlaps(self.sentences, start, end) or _overlaps(self.names, start, end)


def _overlaps(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    before_end = bisect_left(places, (end,))
    return before_end > 0 and places[before_end - 1][1] > start


def _blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in places:
        # A line break keeps the words before and behind apart.
        parts += [text[last:start], "\n" if end > start else "", " " * (end - start - 1)]
        last = max(last, end)
    return "".join(parts) + text[last:] if parts else text
