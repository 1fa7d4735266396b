"""The text of a page: trafilatura's, checked against what the page gives as its article."""

import re
from collections import Counter
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from storage.sources.markup.markup_reader import Markup, read_markup
from storage.sources.pages.extraction import extract_body
from storage.sources.pages.hidden_elements import drop_banners, drop_unseen, revealed
from storage.sources.pages.json_ld import Structured
from storage.sources.pages.page_body import read_body, read_whole
from storage.sources.pages.page_boilerplate import is_furniture, is_onward, last_block, without_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*|br\s*/)\b[^<>]*>", re.IGNORECASE)
# Shorter claims to be the text of the article are mostly its summary.
_WORTHWHILE = 500
_TOO_SHORT = 250
# trafilatura takes some 0.3 ms an element; real articles have up to 10,000.
_MOST_ELEMENTS = 25_000
_SAME, _AGREED, _DISAGREED = 0.95, 0.8, 0.5


def read_text(root: "HtmlElement", structured: Structured, base: str) -> tuple[Markup, bool]:
    """Return the text of the article on a page, and whether it ends in a link to the rest of it."""
    huge = is_huge(root)
    markup = read_whole(deepcopy(root), base) if huge else _best(root, _claimed(structured), base)
    cut = is_onward(last_block(markup.text))
    return without_blocks(markup, is_furniture), cut


def is_huge(root: "HtmlElement") -> bool:
    """Tell whether a page has so many elements that weighing each against the others takes too long."""
    return next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None


def agreement(one: str, other: str) -> float:
    """Return how much two texts have the same words as often, from 0 to 1 (F1 over the bags of words)."""
    words, others = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


def _best(root: "HtmlElement", claimed: Markup, base: str) -> Markup:
    tree = deepcopy(root)
    mostly_hidden = drop_unseen(tree)
    markup = _extracted(tree, base)
    if mostly_hidden or len(markup.text) < _TOO_SHORT:
        # What the styles hide at first may be what the scripts show.
        everything = _extracted(revealed(root), base)
        markup = everything if len(everything.text) > 4 * len(markup.text) else markup
    agreed = agreement(markup.text, claimed.text)
    if (
        len(claimed.text) >= _WORTHWHILE
        and agreed > _SAME
        and not markup.spans
        and _blocks(markup) < _blocks(claimed)
    ):
        return claimed  # it is where trafilatura took it from, and has its paragraphs
    if len(claimed.text) < _WORTHWHILE or agreed >= _AGREED:
        return markup
    candidates = (markup, _extracted(tree, base, recall=True), _extracted(revealed(root), base))
    best = max(candidates, key=lambda candidate: agreement(candidate.text, claimed.text))
    enough = len(best.text) > len(claimed.text) or agreement(best.text, claimed.text) >= _DISAGREED
    return best if enough else claimed


def _blocks(markup: Markup) -> int:
    return markup.text.count("\n\n")


def _extracted(root: "HtmlElement", base: str, *, recall: bool = False) -> Markup:
    tree = deepcopy(root)
    drop_banners(tree)
    body = extract_body(tree, recall=recall)
    return Markup("") if body is None else read_body(body, base)


def _claimed(structured: Structured) -> Markup:
    texts = (node.get("articleBody") for node in structured.articles[:1])
    text = next((text for text in texts if isinstance(text, str)), "")
    return read_markup(text if _TAG.search(text) else _escaped(text))


def _escaped(text: str) -> str:
    paragraphs = text.replace("\r\n", "\n").replace("<", "&lt;").split("\n")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
