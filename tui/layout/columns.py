"""The widths of the panes of the reading screen."""

from typing import NamedTuple

TWO_PANES, FOUR_PANES = 100, 160
NAVIGATOR, LINKS, MEASURE = 24, 44, 80
MARGIN = 2


class Columns(NamedTuple):
    """The widths of the panes in cells; 0 for a pane without a column of its own."""

    navigator: int
    list: int
    article: int
    links: int

    @property
    def panes(self) -> int:
        """How many columns there are: 1, 2 or 4."""
        return sum(1 for width in (self.navigator, self.list, self.article, self.links) if width)


def columns(width: int) -> Columns:
    """Return the columns of a screen of `width` cells; a rule of one cell is between two columns."""
    if width < TWO_PANES:
        return Columns(0, 0, width, 0)
    if width < FOUR_PANES:
        beside = min(64, width * 40 // 100)
        return Columns(0, beside, width - beside - 1, 0)
    room = width - NAVIGATOR - LINKS - 3
    beside = min(72, max(36, room * 41 // 100))
    return Columns(NAVIGATOR, beside, room - beside, LINKS)
