"""Text put together block by block, with a note of which stretch of it is what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from storage.model import Role, Span
from storage.text.plain_text import clean

# What code is indented by; cleaning leaves no other no-break space in a text.
INDENT = "\u00a0"
_GAP = "\n\n"
_TAB = 4
_DEEPEST = 60


@dataclass(slots=True)
class _Inline:
    """A link or a stretch of code that is open: since where in the block at hand, and how many fold."""

    target: str
    start: int
    depth: int = 1


class TextBlocks:
    """Collects running text, breaks and roles in reading order; `text` and `spans` are what came together.

    White space is folded, but for the indentation of code, which is made of no-break spaces; blocks are
    parted by one blank line. A block has at most one of the roles HEADING,
    QUOTE, ITEM and CODE, that of the innermost element around it; only the first block of a list item is an
    ITEM, so that it gets one bullet. Links and code within a block have spans of their own.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._length = 0
        self._block: list[str] = []
        self._block_length = 0
        self._at_edge = True
        self._indentation = 0
        self._roles: list[tuple[Role, Role | None]] = []
        self._items: list[bool] = []
        self._inlines: dict[Role, _Inline] = {}
        self._closed: list[tuple[int, int, Role, str]] = []

    @property
    def text(self) -> str:
        """The text of all finished blocks."""
        return _GAP.join(self._parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all finished blocks, in reading order, the wider first."""
        return tuple(sorted(self._spans, key=lambda span: (span.start, -span.end)))

    @property
    def is_between(self) -> bool:
        """Whether no block is begun."""
        return not self._block

    def add(self, text: str) -> None:
        """Append running text; any white space in it counts as one space."""
        words = " ".join(text.split())
        if not words:
            self._add_space(text)
            return
        if text[0].isspace() and not self._at_edge:
            words = " " + words
        self._at_edge = text[-1].isspace()
        self._append(words + " " if self._at_edge else words)

    def add_lines(self, text: str) -> None:
        """Append text whose line breaks count; an empty line ends the block."""
        first, *others = text.split("\n")
        self._add_indented(first)
        for line in others:
            self.break_line()
            self._add_indented(line)

    def break_line(self) -> None:
        """Begin a new line; a second time in succession, a new block."""
        self._indentation = 0
        if not self._block:
            return
        if self._block[-1][-1] == " ":
            self._drop_space()
        if not self._block or self._block[-1] == "\n":
            self.break_block()
        else:
            self._append("\n")
            self._at_edge = True

    def break_block(self) -> None:
        """End the block at hand, if there is one; what is open stays open in the next."""
        self._indentation = 0
        if not self._block:
            return
        text = "".join(self._block).rstrip()
        for role, inline in self._inlines.items():
            self._close(role, inline)
            inline.start = 0
        if text:
            self._finish(text)
        self._block, self._block_length, self._at_edge = [], 0, True
        self._closed = []

    def enter(self, role: Role) -> None:
        """Begin a new block, with a role for it and all that follow until `leave`."""
        self.break_block()
        outer = self._roles[-1][1] if self._roles else None
        self._roles.append((role, outer if role is Role.ITEM else role))
        if role is Role.ITEM:
            self._items.append(False)

    def leave(self) -> Role:
        """End the block at hand and the role that was entered last, which is returned."""
        self.break_block()
        role, _ = self._roles.pop()
        if role is Role.ITEM:
            self._items.pop()
        return role

    def open(self, role: Role, target: str = "") -> None:
        """Begin a link or code within the block; one inside another of its kind is part of it."""
        if inline := self._inlines.get(role):
            inline.depth += 1
        else:
            self._inlines[role] = _Inline(target, self._block_length)

    def close(self, role: Role) -> None:
        """End the link or stretch of code that was opened last."""
        inline = self._inlines[role]
        inline.depth -= 1
        if not inline.depth:
            self._close(role, self._inlines.pop(role))

    def _add_indented(self, text: str) -> None:
        """Append text that may begin a line of code; blanks wait for the first word after them."""
        if self._roles and self._roles[-1][0] is Role.CODE and (not self._block or self._block[-1] == "\n"):
            words = text.lstrip()
            self._indentation += len(text[: len(text) - len(words)].expandtabs(_TAB))
            if not words:
                return
            if self._indentation:
                self._append(INDENT * min(self._indentation, _DEEPEST))
            text = words
        self.add(text)

    def _append(self, text: str) -> None:
        self._block.append(text)
        self._block_length += len(text)

    def _add_space(self, text: str) -> None:
        if text and not self._at_edge:
            self._append(" ")
            self._at_edge = True

    def _drop_space(self) -> None:
        last = self._block.pop()
        self._block_length -= 1
        if len(last) > 1:
            self._block.append(last[:-1])

    def _close(self, role: Role, inline: _Inline) -> None:
        if inline.start < self._block_length:
            self._closed.append((inline.start, self._block_length, role, inline.target))

    def _finish(self, text: str) -> None:
        start = self._length + len(_GAP) if self._parts else 0
        self._parts.append(text)
        self._length = start + len(text)
        role = self._role() if self._roles else None
        if role:
            self._spans.append(Span(start, self._length, role))
        for opened, closed, inline, target in self._closed:
            first, last = _trimmed(text, opened, closed)
            # Code that is the whole of a list item could not be told from a block of code.
            is_block = inline is Role.CODE and (role is inline or (role and last - first == len(text)))
            if first < last and not is_block:
                self._spans.append(Span(start + first, start + last, inline, target))

    def _role(self) -> Role | None:
        """Return the role of the block that ends; list items around it have had their first block then."""
        begins_item = bool(self._items) and not self._items[-1]
        for depth in range(len(self._items) - 1, -1, -1):
            if self._items[depth]:
                break
            self._items[depth] = True
        innermost, otherwise = self._roles[-1]
        return innermost if innermost is not Role.ITEM or begins_item else otherwise


def clean_blocks(text: str, spans: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return blocks of text cleaned, and of the spans those whose characters are still known.

    Where cleaning changes a block, as two characters of different elements become one, the role of the whole
    block is kept, and what lies within is not.
    """
    before = text.split(_GAP)
    after = [_cleaned(block) for block in before]
    old = list(accumulate((len(block) + len(_GAP) for block in before), initial=0))
    new = list(accumulate((len(block) + len(_GAP) if block else 0 for block in after), initial=0))
    kept, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        while span.start >= old[at + 1]:
            at += 1
        shift = new[at] - old[at]
        if before[at] == after[at]:
            kept.append(replace(span, start=span.start + shift, end=span.end + shift))
        elif after[at] and span.end - span.start == len(before[at]):
            kept.append(replace(span, start=new[at], end=new[at] + len(after[at])))
    return _GAP.join(filter(None, after)), tuple(kept)


def _cleaned(block: str) -> str:
    if INDENT not in block:
        return clean(block)
    lines = ((line, clean(line.lstrip(INDENT))) for line in block.split("\n"))
    return "\n".join(
        INDENT * (len(line) - len(line.lstrip(INDENT))) + words for line, words in lines if words
    )


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the range without white space at its ends; it is empty where nothing is left."""
    last = min(last, len(text))
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last
