"""The rows of pictures between the lines of a text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from storage.model import Article


class PictureSize(NamedTuple):
    """A picture that can be drawn, and how many cells it takes, across and down."""

    address: str
    columns: int
    rows: int


class PlacedPicture(NamedTuple):
    """A picture on a page, above the text line with the number `line`. Without a size, its `alt` is shown.

    `height` counts its rows with the blank one beside it, which is the first if it is `below` a line.
    """

    address: str
    alt: str
    line: int
    height: int
    size: PictureSize | None
    below: bool

    def row(self, at: int) -> int | None:
        """Return the row of the picture at a row of its place, `None` for the blank one."""
        within = at - self.below
        return within if 0 <= within < self.height - 1 else None


class PictureRows:
    """Translates between the lines of a text and the rows that lines and pictures take together."""

    def __init__(self, placed: Sequence[PlacedPicture]) -> None:
        self.placed = placed
        self._lines = [one.line for one in placed]
        self._before = [0, *accumulate(one.height for one in placed)]
        self._tops = [one.line + before for one, before in zip(placed, self._before, strict=False)]

    @property
    def height(self) -> int:
        """How many rows the pictures take."""
        return self._before[-1]

    def row_of(self, line: int) -> int:
        """Return the row of a line."""
        return line + self._before[bisect_right(self._lines, line)]

    def line_at(self, row: int) -> int:
        """Return the line at a row, or the first one below the picture that is there."""
        at = bisect_right(self._tops, row)
        return max(self._lines[at - 1], row - self._before[at]) if at else row

    def picture_at(self, row: int) -> tuple[PlacedPicture, int] | None:
        """Return the picture at a row and which of the rows of its place this is, `None` for a line."""
        at = bisect_right(self._tops, row) - 1
        if at < 0 or row >= self._tops[at] + self.placed[at].height:
            return None
        return self.placed[at], row - self._tops[at]


def pictures_of(article: Article) -> Iterator[tuple[int, str, str]]:
    """Yield position, address and description of the pictures of an article, the lead picture first."""
    within = {without_query(one.address) for one in article.pictures}
    if article.image and without_query(article.image) not in within:
        yield 0, article.image, ""
    for one in article.pictures:
        yield one.position, one.address, one.alt


def place_pictures(article: Article, starts: Sequence[int], sizes: Sequence[PictureSize]) -> PictureRows:
    """Place the pictures of an article whose text has lines that begin at `starts`.

    A picture that can't be drawn takes one row for its description, and none without one.
    """
    known: Mapping[str, PictureSize] = {size.address: size for size in sizes}
    placed = []
    for position, address, alt in pictures_of(article):
        size = known.get(address)
        if size or alt:
            line = bisect_right(starts, position - 1) if position else 0
            height = (size.rows if size else 1) + 1
            placed.append(PlacedPicture(address, alt, line, height, size, below=position > 0))
    return PictureRows(sorted(placed, key=lambda one: one.line))


def without_query(address: str) -> str:
    """Return an address without its query: the same picture is often named in several sizes."""
    return address.partition("?")[0]
