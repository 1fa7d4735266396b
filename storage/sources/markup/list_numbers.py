"""The numbers of the items of HTML lists, as "3.", "c." or "iii."."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(r"\s*([+-]?\d{1,6})\s*")
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|(?:lower|upper)-(?:alpha|latin|roman))\b", re.IGNORECASE
)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


@dataclass(slots=True)
class ItemNumbers:
    """Counts the items of one list. The items of a list without an order have no numbers."""

    style: str
    following: int = 1
    step: int = 1

    def take(self, item: "_Element") -> str:
        """Return the number of the next item with a point and a space, "" if the list shows none."""
        if self.style == "none":
            return ""
        number = _number(item.get("value"), self.following)
        self.following = number + self.step
        return f"{_written(number, self.style)}. "


def item_numbers(element: "_Element") -> ItemNumbers:
    """Return the counter for a list element. Reads start, type, direction and style as browsers do."""
    if element.tag != "ol":
        return ItemNumbers("none")
    is_reversed = element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if is_reversed else 1
    found = _STYLE.search(element.get("style") or "")
    style = found[1].lower() if found else _TYPES.get((element.get("type") or "").strip(), "decimal")
    return ItemNumbers(style, _number(element.get("start"), first), -1 if is_reversed else 1)


def _number(value: str | None, otherwise: int) -> int:
    match = _NUMBER.fullmatch(value or "")
    return int(match[1]) if match else otherwise


def _written(number: int, style: str) -> str:
    if number > 0 and style.endswith(("alpha", "latin")):
        written = _letters(number)
    elif 0 < number <= _LARGEST_ROMAN and style.endswith("roman"):
        written = _roman(number)
    else:
        return str(number)
    return written.upper() if style.startswith("upper") else written


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        written += digits * count
    return written
