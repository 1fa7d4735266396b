"""A picture in half blocks: each cell shows two pixels, one above the other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from tui.layout.picture_rows import PictureSize

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_COLUMNS, MAX_ROWS = 64, 18
_PIXELS_A_COLUMN = 4  # at least: a picture is not drawn much larger than it is


class DrawnPicture(NamedTuple):
    """A picture ready to be shown: its size, the segments of each row, and what the terminal gets before."""

    size: PictureSize
    rows: Sequence[Sequence[Segment]]
    commands: str = ""


def fitted(address: str, width: int, height: int, columns: int) -> PictureSize:
    """Return the size in cells of a picture of so many pixels, at most `columns` and `MAX_COLUMNS` wide."""
    across = max(1, min(columns, MAX_COLUMNS, width // _PIXELS_A_COLUMN))
    down = across * height / width / 2
    if down > MAX_ROWS:
        across, down = max(1, round(across * MAX_ROWS / down)), MAX_ROWS
    return PictureSize(address, across, max(1, round(down)))


@contextmanager
def opened(file: Path) -> Iterator["Image"]:
    """Open the picture in a file. Raises `OSError` if it can't be read, or claims to have too many pixels."""
    from PIL import Image  # noqa: PLC0415 - most readings show no picture

    try:
        picture = Image.open(file, formats=["JPEG"])
    except Image.DecompressionBombError as error:
        raise OSError(str(error)) from error
    with picture:
        yield picture


def draw(file: Path, address: str, columns: int) -> DrawnPicture:
    """Draw the picture in a file, at most `columns` cells wide. Raises `OSError` if it can't be read."""
    from PIL.Image import Resampling  # noqa: PLC0415 - most readings show no picture

    with opened(file) as picture:
        size = fitted(address, *picture.size, columns)
        small = picture.resize((size.columns, 2 * size.rows), Resampling.LANCZOS, reducing_gap=2.0)
    pixels = small.convert("RGB")  # a damaged file may have other colours than newsdesk has written
    return DrawnPicture(size, [_row(pixels, row) for row in range(size.rows)])


def _row(pixels: "Image", row: int) -> list[Segment]:
    """Return the cells of a row; neighbours of the same colours are one segment."""
    cells = [
        (pixels.getpixel((column, 2 * row)), pixels.getpixel((column, 2 * row + 1)))
        for column in range(pixels.width)
    ]
    return [Segment("▀" * len([*same]), _style(*colours)) for colours, same in groupby(cells)]


@lru_cache(maxsize=4096)
def _style(upper: tuple[int, int, int], lower: tuple[int, int, int]) -> Style:
    return Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
