"""How an item of a list begins in a text: no-break spaces if its list is inside another, and its number."""

import re
from typing import NamedTuple

_START = re.compile(
    "(\u00a0*)((?:-?[0-9]{1,7}|[a-z]{1,2}|[A-Z]{1,2}|[ivxlcdm]{1,12}|[IVXLCDM]{1,12})\\. (?=\\S))?"
)


class ItemStart(NamedTuple):
    """The characters that indent an item, and its number with the point and space after it, "" for none."""

    indentation: int
    number: str


def item_start(text: str, start: int = 0) -> ItemStart:
    """Return how the item at an offset of a text begins."""
    match = _START.match(text, start)
    return ItemStart(len(match[1]), match[2] or "") if match else ItemStart(0, "")
