"""A picture in kitty's graphics protocol: sent to the terminal once, and placed by characters of the text.

The characters scroll, wrap and disappear as others do, so the terminal needs to be told nothing more.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from rich.console import Console
from rich.segment import Segment

from tui.layout.half_blocks import DrawnPicture, fitted, opened

FORGET_ALL = "\x1b_Ga=d,d=A,q=2\x1b\\"
"""Makes the terminal forget all pictures that were sent to it."""

_CAPTURING = Lock()


def draw(file: Path, address: str, columns: int) -> DrawnPicture:
    """Draw the picture in a file, at most `columns` cells wide. Raises `OSError` if it can't be read."""
    with opened(file) as picture:
        size = fitted(address, *picture.size, columns)
        pixels = picture.convert("RGB")  # as for half blocks
        console = Console(file=io.StringIO(), width=size.columns, height=size.rows)
        with _captured_output() as sent:
            # Imported here: it asks the terminal what it can, whose answer would be taken for keys.
            from textual_image.renderable.tgp import Image as KittyImage  # noqa: PLC0415

            image = KittyImage(pixels, size.columns, size.rows)
            placed = [*image.__rich_console__(console, console.options)]
    rows = [[Segment(one.text.rstrip("\n"), one.style)] for one in placed if isinstance(one, Segment)]
    return DrawnPicture(size, rows, sent.getvalue())


@contextmanager
def _captured_output() -> Iterator[io.StringIO]:
    """Collect what textual-image sends to the terminal: only the app's own thread may write there."""
    with _CAPTURING:
        output, sent = sys.__stdout__, io.StringIO()
        sys.__stdout__ = sent  # type: ignore[misc,assignment]
        try:
            yield sent
        finally:
            sys.__stdout__ = output  # type: ignore[misc]
