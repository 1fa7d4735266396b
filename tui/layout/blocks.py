"""The blocks of a text: headings, quotes, items of lists, and code."""

from bisect import bisect_right
from collections.abc import Iterable

from storage.model import Role, Span
from storage.text.list_items import ItemStart, item_start


class Blocks:
    """The blocks of a text that are more than plain paragraphs. Code within a sentence is no block."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        blocks = sorted((span for span in spans if span.role is not Role.LINK), key=lambda span: span.start)
        self.inline_code = [span for span in blocks if span.role is Role.CODE and not _is_block(text, span)]
        """The code within sentences, in order of its start."""
        self._text = text
        inline = set(self.inline_code)
        self._blocks = [span for span in blocks if span not in inline] if inline else blocks
        self._starts = [span.start for span in self._blocks]

    def role(self, offset: int) -> Role | None:
        """Return the role of the block at a character, `None` in running text."""
        block = self._block(offset)
        return block.role if block else None

    def item(self, offset: int) -> ItemStart | None:
        """Return how the item of a list at a character begins, `None` where there is none."""
        block = self._block(offset)
        return item_start(self._text, block.start) if block and block.role is Role.ITEM else None

    def _block(self, offset: int) -> Span | None:
        at = bisect_right(self._starts, offset) - 1
        return self._blocks[at] if at >= 0 and offset < self._blocks[at].end else None

    def is_between_items(self, offset: int) -> bool:
        """Return whether the blank line at a character stands between two items of a list."""
        return self.role(offset - 2) is Role.ITEM and self.role(offset + 1) is Role.ITEM

    def begins(self, offset: int) -> bool:
        """Return whether a block begins at a character."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and self._starts[at] == offset


def with_bullets(text: str, spans: Iterable[Span]) -> str:
    """Return a text with its lists close together, and a bullet before each item that has no number."""
    items = sorted((span for span in spans if span.role is Role.ITEM), key=lambda span: span.start)
    parts, at = list[str](), 0
    for span in items:
        before = text[at : span.start]
        start = item_start(text, span.start)
        parts.append("\n" if at and not before.strip() else before)
        parts.append(" " * start.indentation + ("" if start.number else "• "))
        parts.append(text[span.start + start.indentation : span.end])
        at = span.end
    return "".join([*parts, text[at:]])


def _is_block(text: str, span: Span) -> bool:
    """Return whether code fills its lines, or lies within one."""
    begins = span.start == 0 or text[span.start - 1 : span.start] == "\n"
    ends = span.end >= len(text) or text[span.end : span.end + 1] == "\n"
    return begins and ends
