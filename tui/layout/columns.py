"""How the panes share the width of the terminal."""

from typing import NamedTuple

TWO_PANES, FOUR_PANES = 100, 160
NAVIGATOR, LINKS, MEASURE = 24, 44, 80
MARGIN = 2


class Columns(NamedTuple):
    """The widths of the panes in cells, 0 for one that has no column of its own."""

    navigator: int
    list: int
    article: int
    links: int

    @property
    def panes(self) -> int:
        """How many columns there are: 1, 2 or 4."""
        return sum(1 for width in (self.navigator, self.list, self.article, self.links) if width)


def columns(width: int) -> Columns:
    """Return how `width` cells are shared; a rule of one cell stands between two columns."""
    if width < TWO_PANES:
        return Columns(0, 0, width, 0)
    if width < FOUR_PANES:
        beside = min(56, width * 35 // 100)
        return Columns(0, beside, width - beside - 1, 0)
    room = width - NAVIGATOR - LINKS - 3
    beside = min(72, max(34, room - MEASURE - 2 * MARGIN))
    return Columns(NAVIGATOR, beside, room - beside, LINKS)
