"""The part of a page that an extraction keeps, read from the page's own elements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.sources.markup.html_tags import DROPPED
from storage.sources.markup.markup_reader import Markup, read_markup, read_tree
from storage.sources.pages.text.extraction import extract_body
from storage.sources.pages.text.gaps import take_back
from storage.sources.pages.text.text_runs import (
    PageText,
    TextRun,
    mark_nodes,
    marked_nodes,
    read_runs,
    unmark_nodes,
    without_marks,
)

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HTML_TAGS = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "row": "tr",
    "cell": "td",
    "del": "s",
    "hi": "span",
    "graphic": "img",
}
_LEAST_KEPT = 1 / 3  # share of a run that the extraction must keep, so that all of it is kept
_LEAST_FOUND = 0.5  # share of the extracted text that must come from runs of the page


def read_article(root: "HtmlElement", base: str, *, recall: bool = False) -> Markup:
    """Return the article on a page with its spans and pictures, empty if there is none. Changes `root`.

    `recall` prefers too much text to too little. Links are resolved against `base`.
    """
    body = next(root.iter("body"), root)
    page = read_runs(body)
    runs = page.runs
    mark_nodes(runs)
    extracted = extract_body(root, recall=recall)
    unmark_nodes(runs)
    if extracted is None:
        return Markup("")
    if not _keep_extracted(runs, extracted):
        return _read_extracted(extracted, base)
    if all(run.is_navigation for run in runs if run.is_kept):
        return Markup("")
    take_back(runs)
    for run in runs:
        if not run.is_kept:
            run.clear()
    _drop_media(page)
    _open_dropped(runs)
    return read_tree(body, base)


def _keep_extracted(runs: Sequence[TextRun], extracted: "_Element") -> bool:
    """Note which runs the extraction keeps, and return whether most of its text comes from them."""
    text = "".join(extracted.itertext())
    nodes, length = marked_nodes(runs, text), 0
    for run in runs:
        kept = [node for node in run.marked if id(node) in nodes]
        run.is_kept = bool(kept)
        size, total = (sum(len(node.text.strip()) for node in part) for part in (kept, run.marked))
        if kept and size < _LEAST_KEPT * total:
            run.clear(but=kept)
        length += len(run.text) if kept else 0
    return length >= _LEAST_FOUND * len(" ".join(without_marks(text).split()))


def _drop_media(page: PageText) -> None:
    """Remove pictures, films and frames that stand neither beside kept text nor in a part with kept text."""
    with_text, with_kept = set["_Element"](), set["_Element"]()
    for run in page.runs:
        for element in (run.block, *run.block.iterancestors()):
            if element in (with_kept if run.is_kept else with_text):
                break
            with_text.add(element)
            if run.is_kept:
                with_kept.add(element)
    for element, following in page.media:
        around = next((part for part in element.iterancestors() if part in with_text), None)
        beside = page.runs[max(0, following - 1) : following + 1]
        if around not in with_kept or not any(run.is_kept for run in beside):
            element.drop_tree()


def _open_dropped(runs: Sequence[TextRun]) -> None:
    """Rename the elements around kept text whose content would be dropped, such as a form around a page."""
    for run in runs:
        if run.is_kept:
            for element in (run.block, *run.block.iterancestors()):
                if element.tag in DROPPED:
                    element.tag = "div"


def _read_extracted(body: "_Element", base: str) -> Markup:
    """Return the text and spans of a trafilatura tree (similar to TEI); `base` resolves links."""
    from lxml.etree import tostring  # noqa: PLC0415 - opening the app must not load lxml

    for element in body.iter("*"):
        element.text, element.tail = without_marks(element.text or ""), without_marks(element.tail or "")
        tag = str(element.tag)
        if tag == "ref":
            target = element.get("target", "")
            element.attrib.clear()
            element.tag = "a"
            element.set("href", target)
        elif tag == "code":
            element.tag = "pre" if "\n" in "".join(element.itertext()) or len(element) else "code"
        elif tag == "hi" and element.get("rend") == "#t":
            element.tag = "code"
        elif tag in _HTML_TAGS:
            element.tag = _HTML_TAGS[tag]
    return read_markup(tostring(body, method="html", encoding="unicode"), base)
