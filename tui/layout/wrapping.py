"""Wrapping text to a width in cells, so that every character keeps its offset.

A wrapped text is an array of line starts: line `i` is `text[starts[i]:starts[i + 1]]`, and the lines
together are the text. White space at a line break stays at the end of its line. It may be outside the
width; other characters never are.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from rich.cells import split_graphemes

MIN_WIDTH = 8
_CONTROLS = dict.fromkeys((*range(10), *range(11, 32), *range(127, 160)), " ")
# Letters and punctuation of most European news are one cell wide, and need no measuring.
NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0588\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*"
)
_NOT_FIRST = frozenset("、。，．：；？！」』】）〕》〉”’)]}!?.,:;…ー々")
_NOT_LAST = frozenset("「『【（〔《〈“‘([{")


def displayed(text: str) -> str:
    """Return the text as it is drawn, of the same length: controls other than line feeds are spaces."""
    return text.translate(_CONTROLS)


def wrap(
    text: str,
    width: int,
    indent: Callable[[int], int] = lambda _: 0,
    extra: Mapping[int, int] | None = None,
    *,
    lead: Callable[[int], int] = lambda _: 0,
    rigid: Callable[[int], bool] = lambda _: False,
    close: Callable[[int], bool] = lambda _: False,
) -> "array[int]":
    """Return the start of every line of a `displayed` text; lines are at most `width` cells wide.

    `indent` returns, for the offset of a paragraph, by how many cells the paragraph is narrower. `extra`
    maps offsets of characters to the cells of what is drawn beside them. `lead` returns how many characters
    at the start of a paragraph are drawn in its indentation. `rigid` returns whether the paragraph at an
    offset is cut at the width instead of between words, so that code keeps its columns. `close` returns
    whether the blank line at an offset belongs to the line before it, and takes no line of its own.
    """
    starts: array[int] = array("L")
    wider = sorted(extra or ())
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start == end and close(start):
            start = end + 1
            continue
        starts.append(start)
        room = max(MIN_WIDTH, width - indent(start))
        marked = bisect_left(wider, start) < bisect_left(wider, end)
        if not marked and NARROW.fullmatch(text, start, end):
            if rigid(start):
                starts.extend(range(start + room, end, room))
            else:
                _wrap_plain(starts, text, (start, end), room, lead(start))
        else:
            starts.extend(_breaks(text, (start, end), room, (extra or {}) if marked else {}, lead(start)))
        start = end + 1
    return starts


def _wrap_plain(starts: "array[int]", text: str, paragraph: tuple[int, int], width: int, lead: int) -> None:
    """Append the lines of a paragraph whose characters are all one cell wide."""
    start, end = paragraph
    room = width + lead
    while end - start > room:
        space = text.rfind(" ", start + lead, start + room + 1)
        start = space + 1 if space >= start else start + room
        room, lead = width, 0
        while start < end and text[start] == " ":
            start += 1
        if start < end:
            starts.append(start)


def _breaks(
    text: str, paragraph: tuple[int, int], width: int, extra: Mapping[int, int], lead: int
) -> Iterator[int]:
    """Yield the line starts within a paragraph of any characters, always between graphemes."""
    start, end = paragraph
    graphemes, _ = split_graphemes(text[start:end])
    first, used, chance, at = 0, -lead, 0, 0
    while at < len(graphemes):
        left, right, cells = graphemes[at]
        character = text[start + left]
        if at > first and _may_break(
            text[start + graphemes[at - 1][0]], graphemes[at - 1][2], character, cells
        ):
            chance = at
        if extra:
            cells += sum(extra.get(start + offset, 0) for offset in range(left, right))
        if used + cells > width and not character.isspace() and at > first:
            first = chance if chance > first else at
            yield start + graphemes[first][0]
            at, used, chance = first, 0, first
            continue
        used += cells
        at += 1


def _may_break(before: str, cells_before: int, after: str, cells_after: int) -> bool:
    if before.isspace():
        return not after.isspace() and before != "\N{NO-BREAK SPACE}"
    wide = cells_before == 2 or cells_after == 2
    return wide and not after.isspace() and after not in _NOT_FIRST and before not in _NOT_LAST
