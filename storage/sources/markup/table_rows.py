"""Rows of tables as lines of text, with a bar between two cells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL = " | "
_CELLS = frozenset(("td", "th"))
# A row with one of these, or with more text, lays out a page.
_NOT_IN_DATA = frozenset(("article", "blockquote", "h1", "h2", "iframe", "pre", "section", "table", "video"))
_LONGEST = 600  # characters
_MOST_PARTS = 300  # elements
_ENDINGS = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？")


@dataclass(slots=True)
class RowText:
    """What stands before the next text in a row: bars for the cells before it, or the end of a paragraph."""

    row: "_Element"
    has_text: bool = False
    _bars: int = -1
    _ended: bool = False
    _last: str = ""

    def begin_cell(self) -> None:
        """Begin a cell. Empty cells count, so that columns stay where they are."""
        self._bars += 1
        self._ended, self._last = False, ""

    def end_paragraph(self) -> None:
        """End a paragraph or item within a cell."""
        self._ended = bool(self._last)

    def separator(self, text: str) -> str:
        """Return what separates `text` from the text before it in the row."""
        if self._bars > 0:
            separator = _CELL * self._bars
        elif self._ended:
            separator = " " if self._last.endswith(_ENDINGS) else "; "
        else:
            separator = ""
        self._bars, self._ended, self._last, self.has_text = 0, False, text.rstrip(), True
        return separator


def is_data_row(row: "_Element") -> bool:
    """Return whether a row has short texts in several cells. Looks at a bounded part of it."""
    filled, length, cell_has_text = 0, 0, False
    for count, part in enumerate(row.iter()):
        if count > _MOST_PARTS or part.tag in _NOT_IN_DATA:
            return False
        if part.tag in _CELLS:
            cell_has_text = False
        texts = [text.strip() for text in (part.text, None if part is row else part.tail) if text]
        length += sum(map(len, texts))
        if any(texts) and not cell_has_text:
            filled, cell_has_text = filled + 1, True
        if length > _LONGEST:
            return False
    return filled > 1
