"""Joins the lines of text that was wrapped at a fixed width into paragraphs."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from storage.sources.drafts.draft_assembly import reads_like_heading

# Chinese and Japanese have no spaces between words, so wrapped lines join without one.
_UNSPACED = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff01-\uff60]")
_HYPHENATED = re.compile(r"[^\W\d_]-")


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield each run of non-empty lines as one paragraph on one line.

    A first line is a paragraph of its own if it reads like a sub-heading and was not wrapped.
    """
    for filled, group in groupby(lines, key=bool):
        if filled:
            block = list(group)
            if _starts_with_heading(block):
                yield block.pop(0)
            yield _unwrapped(block)


def _starts_with_heading(block: list[str]) -> bool:
    """Return whether the first line ends early: the next word would have fitted into it."""
    if len(block) < 2 or not reads_like_heading(block[0]) or block[1][0].islower():
        return False
    next_word = block[1].split(" ", 1)[0]
    return len(block[0]) + 1 + len(next_word) <= max(map(len, block[1:]))


def _unwrapped(block: list[str]) -> str:
    parts = [block[0]]
    for previous, line in pairwise(block):
        parts += (_joint(previous, line), line)
    return "".join(parts)


def _joint(line: str, following: str) -> str:
    if _HYPHENATED.fullmatch(line[-2:]) or (_UNSPACED.match(line[-1]) and _UNSPACED.match(following)):
        return ""
    return " "
