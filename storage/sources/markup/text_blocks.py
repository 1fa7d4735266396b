"""Builds a text block by block, with spans."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from storage.model import Picture, Role, Span
from storage.text.plain_text import clean

# Indents code; cleaning removes all other no-break spaces.
INDENT = "\u00a0"
_GAP = "\n\n"
_TAB = 4  # columns
_DEEPEST = 60  # columns of indentation
_LIST_INDENTATION, _DEEPEST_LIST = 2, 6  # columns for each list around another, and how many lists count


@dataclass(slots=True)
class _Inline:
    """An open link or run of code: `start` is its offset in the current block, `depth` its nesting."""

    target: str
    start: int
    depth: int = 1


class TextBlocks:
    """Builds `text` and `spans` from text, breaks and roles in reading order.

    Collapses white space, except in the indentation of code, which becomes no-break spaces. One blank line
    separates blocks. A block has at most one of the roles HEADING, QUOTE, ITEM and CODE: that of the
    innermost element around it. Only the first block of a list item is an ITEM, so that it gets one bullet;
    it begins with its number, and no-break spaces indent it if its list is inside another. Links and code
    inside a block have their own spans.
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
        self._number = ""
        self._inlines: dict[Role, _Inline] = {}
        self._closed: list[tuple[int, int, Role, str]] = []
        self._pictures: list[Picture] = []
        self._in_block: list[tuple[str, str]] = []

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures, each address once, in reading order."""
        return tuple({one.address: one for one in reversed(self._pictures)}.values())[::-1]

    @property
    def text(self) -> str:
        """The text of all finished blocks."""
        return _GAP.join(self._parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all finished blocks, in reading order, outer before inner."""
        return tuple(sorted(self._spans, key=lambda span: (span.start, -span.end)))

    @property
    def is_empty(self) -> bool:
        """Whether the current block has no text."""
        return not self._block

    @property
    def is_at_line_start(self) -> bool:
        """Whether the current line has no text."""
        return not self._block or self._block[-1] == "\n"

    @property
    def last_characters(self) -> str:
        """The end of the current block, with its last word as far as it is in one piece."""
        return "".join(self._block[-2:])

    def add(self, text: str) -> None:
        """Append text; any run of white space counts as one space."""
        words = " ".join(text.split())
        if not words:
            self._add_space(text)
            return
        if self._number and not self._block:
            self._begin_item(words)
        if text[0].isspace() and not self._at_edge:
            words = " " + words
        self._at_edge = text[-1].isspace()
        self._append(words + " " if self._at_edge else words)

    def add_lines(self, text: str) -> None:
        """Append text with its line breaks; an empty line ends the block."""
        first, *others = text.split("\n")
        self._add_indented(first)
        for line in others:
            self.break_line()
            self._add_indented(line)

    def add_picture(self, address: str, alt: str) -> None:
        """Add a picture; one within a block follows the block."""
        if self._block:
            self._in_block.append((address, alt))
        else:
            self._pictures.append(Picture(self._length, address, alt))

    def break_line(self) -> None:
        """Begin a new line, or a new block if the line is empty."""
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
        """End the current block; open links and code continue in the next."""
        self._indentation = 0
        if not self._block:
            return
        text = "".join(self._block).rstrip()
        for role, inline in self._inlines.items():
            self._close(role, inline)
            inline.start = 0
        if text:
            self._finish(text)
        self._pictures += [Picture(self._length, *one) for one in self._in_block]
        self._block, self._block_length, self._at_edge = [], 0, True
        self._closed, self._in_block = [], []

    def enter(self, role: Role, number: str = "", depth: int = 0) -> None:
        """Begin a new block, and give its role to all blocks until `leave`.

        The first of the blocks of an item begins with its `number`; `depth` counts the lists around its own.
        """
        self.break_block()
        outer = self._roles[-1][1] if self._roles else None
        self._roles.append((role, outer if role is Role.ITEM else role))
        if role is Role.ITEM:
            self._items.append(False)
            self._number = INDENT * (_LIST_INDENTATION * min(depth, _DEEPEST_LIST)) + number

    def leave(self) -> Role:
        """End the current block and the role that was entered last; return this role."""
        self.break_block()
        role, _ = self._roles.pop()
        if role is Role.ITEM:
            self._items.pop()
            self._number = ""
        return role

    def open(self, role: Role, target: str = "") -> None:
        """Begin a link or code inside the block; one nested in another of its kind is part of it."""
        if inline := self._inlines.get(role):
            inline.depth += 1
        else:
            self._inlines[role] = _Inline(target, self._block_length)

    def close(self, role: Role) -> None:
        """End the link or code that was opened last."""
        inline = self._inlines[role]
        inline.depth -= 1
        if not inline.depth:
            self._close(role, self._inlines.pop(role))

    def _begin_item(self, words: str) -> None:
        """Append the number of an item, unless its `words` have it. It is outside links and code."""
        if self._roles[-1][0] is Role.CODE:
            return
        number = self._number.strip(f"{INDENT} .")
        if number.isdigit() and re.match(rf"{number}\b", words):
            self._number = self._number.removesuffix(f"{number}. ")
        if self._number:
            self._append(self._number)
        self._number = ""
        for inline in self._inlines.values():
            inline.start = self._block_length

    def _add_indented(self, text: str) -> None:
        """Append text that may begin a line of code; the indentation is added before its first word."""
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
            # A span of code over a whole block would look like a block of code.
            is_block = inline is Role.CODE and (role is inline or (role and last - first == len(text)))
            if first < last and not is_block:
                self._spans.append(Span(start + first, start + last, inline, target))

    def _role(self) -> Role | None:
        """Return the role of the block that ends; it counts as the first block of its list items."""
        begins_item = bool(self._items) and not self._items[-1]
        for depth in range(len(self._items) - 1, -1, -1):
            if self._items[depth]:
                break
            self._items[depth] = True
        innermost, otherwise = self._roles[-1]
        return innermost if innermost is not Role.ITEM or begins_item else otherwise


def clean_blocks(
    text: str, spans: Iterable[Span], pictures: Iterable[Picture] = ()
) -> tuple[str, tuple[Span, ...], tuple[Picture, ...]]:
    """Return the blocks of `text` clean, with the spans and pictures moved along.

    Cleaning can change a block, for example by composing characters of two elements. Such a block keeps its
    role and loses the spans inside it.
    """
    before = text.split(_GAP)
    after = [_cleaned(block) for block in before]
    old = list(accumulate((len(block) + len(_GAP) for block in before), initial=0))
    new = list(accumulate((len(block) + len(_GAP) if block else 0 for block in after), initial=0))
    kept, index = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        while span.start >= old[index + 1]:
            index += 1
        shift = new[index] - old[index]
        if before[index] == after[index]:
            kept.append(replace(span, start=span.start + shift, end=span.end + shift))
        elif after[index] and span.end - span.start == len(before[index]):
            kept.append(replace(span, start=new[index], end=new[index] + len(after[index])))
    # A picture stands at the end of a block, with the gap before the next one.
    ends = {old[at + 1] - len(_GAP): max(0, new[at + 1] - len(_GAP)) for at in range(len(before))}
    moved = tuple(replace(one, position=ends.get(one.position, 0)) for one in pictures)
    return _GAP.join(filter(None, after)), tuple(kept), moved


def _cleaned(block: str) -> str:
    if INDENT not in block:
        return clean(block)
    lines = ((line, clean(line.lstrip(INDENT))) for line in block.split("\n"))
    return "\n".join(
        INDENT * (len(line) - len(line.lstrip(INDENT))) + words for line, words in lines if words
    )


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the range without white space at its ends."""
    last = min(last, len(text))
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last
