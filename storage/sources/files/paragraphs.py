"""Lines to paragraphs: undoes the wrapping of text that was broken at a fixed width."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from storage.sources.drafts.headings import reads_like_heading

# Chinese and Japanese are written without spaces, so a wrapped line goes on without one.
_UNSPACED = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff01-\uff60]")
_HYPHENATED = re.compile(r"[^\W\d_]-")


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield each stretch of filled lines as one paragraph on one line.

    A first line that reads like a sub-heading, and was not wrapped, is a paragraph of its own.
    """
    for filled, group in groupby(lines, key=bool):
        if filled:
            block = list(group)
            if _is_headed(block):
                yield block.pop(0)
            yield _unwrapped(block)


def _is_headed(block: list[str]) -> bool:
    """Tell whether the first line ends early: the next word would have fitted where others did."""
    if len(block) < 2 or not reads_like_heading(block[0]) or block[1][0].islower():
        return False
    next_word = block[1].split(" ", 1)[0]
    return len(block[0]) + 1 + len(next_word) <= max(map(len, block[1:]))


def _unwrapped(block: list[str]) -> str:
    parts = [block[0]]
    for before, line in pairwise(block):
        parts += (_seam(before, line), line)
    return "".join(parts)


def _seam(before: str, after: str) -> str:
    if _HYPHENATED.fullmatch(before[-2:]) or (_UNSPACED.match(before[-1]) and _UNSPACED.match(after)):
        return ""
    return " "
