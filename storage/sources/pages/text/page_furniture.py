"""Blocks of text that several pages of one host share: teasers of other articles, "Read in app", appeals.

A block at the start or the end of a text is furniture if two other pages have it, or if it is the title of
another page; elsewhere, if it is no heading and three other pages have it. Pages that are versions of one
article, or have hardly any text of their own beside each other, say nothing of each other.
"""

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from storage.model import Draft, Role
from storage.sources.markup.markup_reader import Markup
from storage.sources.pages.text.page_boilerplate import blocks_of, without_blocks
from storage.text.plain_text import letters_and_digits

_AT_EDGE, _ANYWHERE = 2, 3  # other pages
_PARAGRAPH = 80  # characters
_MOST_BLOCKS = 400  # at the start of a page, and as many at its end
_IS_PARAGRAPH = 1  # the lowest bit of the hash of a block


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of a page in order as hashes, and the hash of its title; `headings` are blocks too."""

    title: int
    blocks: tuple[int, ...]
    headings: frozenset[int] = frozenset()


def page_blocks(page: Draft) -> PageBlocks:
    """Return the blocks of a page; of a very long one, those at its start and its end."""
    headings = {span.start for span in page.spans if span.role is Role.HEADING}
    blocks = list(blocks_of(page.text))
    if len(blocks) > 2 * _MOST_BLOCKS:
        blocks = [*blocks[:_MOST_BLOCKS], *blocks[-_MOST_BLOCKS:]]
    found = [(start, _hash(block)) for start, block in blocks]
    return PageBlocks(
        _hash(page.title) & ~_IS_PARAGRAPH,
        tuple(block for _, block in found),
        frozenset(block for start, block in found if start in headings),
    )


def find_furniture(own: PageBlocks, others: Iterable[PageBlocks]) -> frozenset[int]:
    """Return the blocks of a page that are furniture beside other pages of its host."""
    different = [one for one in others if _are_different(own, one)]
    shared = Counter(block for one in different for block in set(one.blocks))
    titles = {one.title for one in different} - {own.title}

    edge = {one for one in own.blocks if shared[one] >= _AT_EDGE or (one & ~_IS_PARAGRAPH) in titles}
    found = {one for one in own.blocks if shared[one] >= _ANYWHERE and one not in own.headings}
    for blocks in (own.blocks, own.blocks[::-1]):
        found.update(takewhile((edge | found).__contains__, blocks))
    return frozenset(found)


def without_furniture(page: Draft, furniture: frozenset[int]) -> Draft:
    """Return a page without these blocks; as it is, if hardly half of its text would be left."""
    markup = Markup(page.text, page.spans, page.image, page.pictures)
    rest = without_blocks(markup, lambda block: _hash(block) in furniture)
    if 2 * len(rest.text) < len(page.text):
        return page
    return replace(page, text=rest.text, spans=rest.spans, pictures=rest.pictures)


def _are_different(own: PageBlocks, other: PageBlocks) -> bool:
    """Return whether two pages have different titles, and each a paragraph that the other lacks."""
    mine, theirs = set(own.blocks), set(other.blocks)
    return own.title != other.title and all(
        any(block & _IS_PARAGRAPH for block in rest) for rest in (mine - theirs, theirs - mine)
    )


def _hash(block: str) -> int:
    code = zlib.crc32(letters_and_digits(block).encode())
    return code | _IS_PARAGRAPH if len(block) >= _PARAGRAPH else code & ~_IS_PARAGRAPH
