"""How much of a title fits: cuts between words, in cells, for every script."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from tui.layout.wrapping import MIN_WIDTH, wrap

_ELLIPSIS = "…"


class TitleRow(NamedTuple):
    """Where a title of two lines is broken and ends, in characters, and what is said beside its second line.

    A title of one line has `about` in the second line, and `start` is its length.
    """

    start: int
    end: int
    about: str

    def is_cut(self, title: str) -> bool:
        """Return whether the end of the title is left out."""
        return self.end < len(title)


def fitting(text: str, width: int) -> int:
    """Return how many characters of `text` fit into `width` cells, at the end of a word if possible."""
    if cell_len(text) <= width:
        return len(text)
    whole = _cut(text, width)
    if width < MIN_WIDTH:
        return whole
    starts = wrap(text, width)
    words = len(text[: starts[1]].rstrip()) if len(starts) > 1 else whole
    # A word that fills more than a quarter of the line is cut itself.
    return words if 4 * cell_len(text[:words]) >= 3 * width else whole


def shortened(text: str, width: int) -> str:
    """Return `text`, or as many of its words as fit into `width` cells, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    return text[: fitting(text, width - 1)].rstrip() + _ELLIPSIS if width > 0 else ""


def share(title: str, abouts: Sequence[str], width: int) -> TitleRow:
    """Return how a title shares two lines of `width` cells with what is said about it.

    `abouts` says the same at different lengths, the longest first. The first of them that leaves room for
    the whole title is taken, else the last.
    """
    start = fitting(title, width)
    if start == len(title):
        return TitleRow(start, start, next((one for one in abouts if cell_len(one) <= width), abouts[-1]))
    start += len(title[start:]) - len(title[start:].lstrip())
    rest = title[start:]
    for about in abouts:
        if cell_len(rest) + _gap(about) <= width:
            return TitleRow(start, len(title), about)
    end = start + len(rest[: fitting(rest, max(0, width - _gap(abouts[-1]) - 1))].rstrip())
    return TitleRow(start, end, abouts[-1])


def _gap(about: str) -> int:
    """Return the cells that a text about a title takes beside it."""
    return cell_len(about) + 2 if about else 0


def _cut(text: str, width: int) -> int:
    used = 0
    for start, _, cells in split_graphemes(text)[0]:
        if used + cells > width:
            return start
        used += cells
    return len(text)
