"""Sub-headings in plain text: short lines of their own, without the punctuation that ends a sentence."""

from collections.abc import Iterator
from itertools import pairwise

from storage.model import Role, Span

_LONGEST = 80
_ENDINGS = frozenset(".!?…:;,-–—|。！？；：，、؟۔؛،।॥։።")
_CLOSERS = "\"'”’»›)]}）」』"


def headings(text: str) -> tuple[Span, ...]:
    """Return a span for every sub-heading of clean `text`: `text[span.start:span.end]` is the heading.

    A sub-heading is a block of one line that reads like one and is followed by running text; so a list of
    short lines, or a short last line, is none.
    """
    blocks = list(_blocks(text))
    return tuple(
        Span(start, start + len(block), Role.HEADING)
        for (start, block), (_, following) in pairwise(blocks)
        if reads_like_heading(block) and not reads_like_heading(following)
    )


def reads_like_heading(line: str) -> bool:
    """Tell whether one block of text is short, on one line, has a word in it, and doesn't end a sentence."""
    if not 0 < len(line) <= _LONGEST or "\n" in line:
        return False
    inner = line.rstrip(_CLOSERS)
    return any(map(str.isalpha, line)) and inner[-1:] not in _ENDINGS


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for block in text.split("\n\n"):
        yield start, block
        start += len(block) + 2
