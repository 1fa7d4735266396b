"""The text of a page: trafilatura's extraction, checked against the text that the page declares.

Many pages carry the text of their article a second time, as `articleBody` in their JSON-LD.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from storage.sources.markup.markup_reader import Markup, read_markup
from storage.sources.pages.structured_data import StructuredData
from storage.sources.pages.text.article_tree import read_article
from storage.sources.pages.text.carried_text import declared_text, text_in_scripts, text_without_scripts
from storage.sources.pages.text.hidden_elements import drop_banners, drop_hidden, without_hiding
from storage.sources.pages.text.page_boilerplate import (
    is_boilerplate,
    is_read_more,
    last_block,
    without_blocks,
)
from storage.sources.pages.text.text_edges import without_edges

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SURROUNDINGS = ("nav", "header", "footer", "aside")
_WORD = re.compile(r"\w+")
_LONG_ENOUGH = 500  # characters; shorter declared texts are mostly summaries
_TOO_SHORT = 250  # characters; a shorter extraction has probably missed the article
# trafilatura takes about 0.3 ms an element; real articles have up to 10,000.
_MOST_ELEMENTS = 25_000
_SAME, _AGREED, _DISAGREED = 0.95, 0.8, 0.5  # word overlaps


def read_text(root: "HtmlElement", structured: StructuredData, base: str) -> tuple[Markup, bool]:
    """Return the text of the article on a page, and whether it ends with a link to the rest."""
    declared = declared_text(structured)
    markup = _read_whole(deepcopy(root), base) if is_huge(root) else _best(root, declared, base)
    if len(markup.text) < _TOO_SHORT:
        markup = _carried(root, markup, declared)
    is_cut = is_read_more(last_block(markup.text))
    return without_edges(without_blocks(markup, is_boilerplate)), is_cut


def is_huge(root: "HtmlElement") -> bool:
    """Return whether a page has too many elements for trafilatura."""
    return next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None


def _read_whole(root: "HtmlElement", base: str) -> Markup:
    """Return all text in the main part or the body of a page, in time linear in its size."""
    from lxml.etree import strip_elements, tostring  # noqa: PLC0415

    found = (next(root.iter(tag), None) for tag in ("main", "article", "body"))
    part = next((part for part in found if part is not None), root)
    strip_elements(part, *_SURROUNDINGS, with_tail=False)
    return read_markup(tostring(part, method="html", encoding="unicode"), base)


def _word_overlap(one: str, other: str) -> float:
    """Return how far two texts have the same words equally often, from 0 to 1: F1 over bags of words."""
    words, others = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


def _best(root: "HtmlElement", declared: Markup, base: str) -> Markup:
    """Return the extraction that agrees best with the declared text, or the declared text itself."""
    tree = deepcopy(root)
    is_mostly_hidden = drop_hidden(tree)
    markup = _extracted(tree, base)
    if is_mostly_hidden or len(markup.text) < _TOO_SHORT:
        # Scripts may show what the styles hide at first.
        everything = _extracted(without_hiding(root), base)
        markup = everything if len(everything.text) > 4 * len(markup.text) else markup
    overlap = _word_overlap(markup.text, declared.text)
    if (
        len(declared.text) >= _LONG_ENOUGH
        and overlap > _SAME
        and not markup.spans
        and _blocks(markup) < _blocks(declared)
    ):
        return declared  # trafilatura took its text from there, without the paragraphs
    if len(declared.text) < _LONG_ENOUGH or overlap >= _AGREED:
        return markup
    candidates = (markup, _extracted(tree, base, recall=True), _extracted(without_hiding(root), base))
    best = max(candidates, key=lambda candidate: _word_overlap(candidate.text, declared.text))
    is_good = len(best.text) > len(declared.text) or _word_overlap(best.text, declared.text) >= _DISAGREED
    return best if is_good else declared


def _carried(root: "HtmlElement", markup: Markup, declared: Markup) -> Markup:
    """Return the text that a page carries beside the short one that it shows, else that one.

    What the page shows must be in the text, as the beginning of an article is.
    """
    words = frozenset(_WORD.findall(markup.text.lower()))
    for carried in _carried_texts(root, declared):
        shared = words & frozenset(_WORD.findall(carried.text.lower()))
        if len(carried.text) > max(_TOO_SHORT, len(markup.text)) and len(shared) >= _AGREED * len(words):
            return carried
    return markup


def _carried_texts(root: "HtmlElement", declared: Markup) -> Iterator[Markup]:
    yield declared
    yield text_in_scripts(root)
    yield text_without_scripts(root)


def _blocks(markup: Markup) -> int:
    return markup.text.count("\n\n")


def _extracted(root: "HtmlElement", base: str, *, recall: bool = False) -> Markup:
    tree = deepcopy(root)
    drop_banners(tree)
    return read_article(tree, base, recall=recall)
