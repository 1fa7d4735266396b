"""Reads the pictures that are on this machine; runs in a thread and returns one message."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from storage.desk import Desk
from storage.model import Article
from tui.layout.half_blocks import DrawnPicture
from tui.layout.picture_rows import pictures_of
from tui.queries.results import PicturesLoaded

Draw: TypeAlias = Callable[[Path, str, int], DrawnPicture]
"""What draws the picture in a file, with its address, at most so many cells wide; raises `OSError`."""


def load_pictures(desk: Desk, article: Article, columns: int, draw: Draw) -> PicturesLoaded:
    """Draw the pictures of an article that are here, at most `columns` cells wide."""
    drawn: dict[str, DrawnPicture] = {}
    wanted = False
    for _, address, _ in pictures_of(article):
        if file := desk.pictures.path(address):
            with suppress(OSError):  # removed meanwhile, or damaged: as if it were not here
                drawn[address] = draw(file, address, columns)
        else:
            wanted = wanted or desk.pictures.is_wanted(address)
    return PicturesLoaded(article.id, columns, drawn, wanted)
