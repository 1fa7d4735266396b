"""The door to trafilatura: the main text of a page, and the day of it where the page says nothing clear."""

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

from storage.sources.pages.inline_spacing import mark_spaces, unmark_spaces

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# A page can be broken in ways that its authors have not thought of; each is one page lost, never a refresh.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
# A private-use character, which cleaning takes out again.
_MARK = "\ue000"
_SHORTEST_TWIN = 50

for _name in ("trafilatura", "htmldate", "justext", "charset_normalizer"):
    # Their remarks on a page's faults would end up in the reader's terminal.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def extract_body(root: "HtmlElement", *, recall: bool = False) -> "_Element | None":
    """Return the main text of a page as a tree in trafilatura's own vocabulary, None if it finds none.

    `recall` rather takes too much than too little. Comments of readers are left out. `root` may be changed.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes a second to import

    _tell_twins_apart(root)
    mark_spaces(root)
    _mark_code(root)
    try:
        document = bare_extraction(
            root,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            favor_recall=recall,
        )
    except _FAILURES:
        return None
    body: _Element | None = getattr(document, "body", None)
    if body is not None:
        unmark_spaces(body)
    return body


def guess_day(root: "HtmlElement", address: str) -> str:
    """Return the day (ISO) on which a page seems to have been published, by its text and address, else ""."""
    from htmldate import find_date  # noqa: PLC0415
    from trafilatura.settings import set_date_params  # noqa: PLC0415

    try:
        return find_date(deepcopy(root), **set_date_params(True), url=address or None) or ""
    except _FAILURES:
        return ""


def _mark_code(root: "HtmlElement") -> None:
    """Put preformatted text into an element for code: else trafilatura takes most of it for quotations."""
    for element in root.iter("pre"):
        if element.find("code") is None:
            code = element.makeelement("code")
            code.text, element.text = element.text, None
            code.extend(element)
            element.append(code)


def _tell_twins_apart(root: "HtmlElement") -> None:
    """Mark paragraphs that say again what the one before says: trafilatura takes those for its own slip.

    Only where both are alike in their attributes: else they are one text for wide and for narrow screens.
    """
    before, marked = None, False
    for element in root.iter("p", "div"):
        twin = element.getprevious()
        if twin is None or twin.tag != element.tag or twin.attrib != element.attrib:
            before, marked = None, False
            continue
        said = before if before is not None else _words(twin)
        before = _words(element)
        marked = not marked if said == before and len(before) > _SHORTEST_TWIN else False
        if marked:
            element.text = _MARK + (element.text or "")


def _words(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).replace(_MARK, "").split())
