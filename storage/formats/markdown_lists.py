"""What stands before the items of lists in Markdown: their indentation, and a bullet or number."""

from typing import NamedTuple

from storage.text.list_items import ItemStart

_COLUMNS = 2  # by which a text indents a list inside another


class Marker(NamedTuple):
    """What begins the line of an item; `is_number` says that it has the number of the item."""

    text: str
    is_number: bool


class ItemMarkers:
    """Gives the items of a text their markers, one after the other.

    An item inside another is indented by as much as the text of that one. A list of Markdown counts on from
    its first number. Where an item has another, the sign after the number changes, which begins a new list.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def end(self) -> None:
        """End all lists."""
        self._open.clear()

    def next(self, item: ItemStart) -> Marker:
        """Return the marker of the next item."""
        depth = min(item.indentation // _COLUMNS, len(self._open))
        before = self._open[depth] if depth < len(self._open) else None
        del self._open[depth:]
        digits = item.number[:-2]
        marker = _numbered(int(digits), before) if digits.isdigit() else ("- ", 0)
        indentation = sum(len(text) for text, _ in self._open)
        self._open.append(marker)
        return Marker(" " * indentation + marker[0], is_number=digits.isdigit())


def _numbered(number: int, before: tuple[str, int] | None) -> tuple[str, int]:
    sign = "."
    if before and before[0] != "- ":
        sign = before[0][-2]
        if number != before[1] + 1:
            sign = ")" if sign == "." else "."
    return f"{number}{sign} ", number
