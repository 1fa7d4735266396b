"""Reads the pictures that are on this machine; runs in a thread and returns one message."""

import os
from contextlib import suppress

from storage.desk import Desk
from storage.model import Article
from tui.layout.half_blocks import DrawnPicture
from tui.layout.picture_protocols import drawing
from tui.layout.picture_rows import pictures_of
from tui.queries.results.articles import PicturesLoaded


def load_pictures(desk: Desk, article: Article, columns: int, protocol: str) -> PicturesLoaded:
    """Draw the pictures of an article that are here, at most `columns` cells wide, by a protocol."""
    draw = drawing(protocol, os.environ)
    drawn: dict[str, DrawnPicture] = {}
    wanted = False
    for _, address, _ in pictures_of(article):
        if file := desk.pictures.path(address):
            with suppress(OSError):  # removed meanwhile, or damaged: as if it were not here
                drawn[address] = draw(file, address, columns)
        else:
            wanted = wanted or desk.pictures.is_wanted(address)
    return PicturesLoaded(article.id, columns, drawn, wanted)
