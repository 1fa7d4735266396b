"""The door to trafilatura: the main text of a page, and the day of it where the page says nothing clear."""

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

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
_REPEAT_MARK = "\ue000"
_SHORTEST_REPEAT = 50

for _name in ("trafilatura", "htmldate", "justext", "charset_normalizer"):
    # Their remarks on a page's faults would end up in the reader's terminal.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def extract_body(root: "HtmlElement", *, recall: bool = False) -> "_Element | None":
    """Return the main text of a page as a tree in trafilatura's own vocabulary, None if it finds none.

    `recall` rather takes too much than too little. Comments of readers are left out. `root` may be changed.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes a second to import

    _mark_repeated_paragraphs(root)
    _mark_spaces(root)
    _wrap_code(root)
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
        _restore_spaces(body)
    return body


def guess_day(root: "HtmlElement", address: str) -> str:
    """Return the day (ISO) on which a page seems to have been published, by its text and address, else ""."""
    from htmldate import find_date  # noqa: PLC0415
    from trafilatura.settings import set_date_params  # noqa: PLC0415

    try:
        return find_date(deepcopy(root), **set_date_params(True), url=address or None) or ""
    except _FAILURES:
        return ""


def _wrap_code(root: "HtmlElement") -> None:
    """Put preformatted text into an element for code: else trafilatura takes most of it for quotations."""
    for element in root.iter("pre"):
        if element.find("code") is None:
            code = element.makeelement("code")
            code.text, element.text = element.text, None
            code.extend(element)
            element.append(code)


def _mark_repeated_paragraphs(root: "HtmlElement") -> None:
    """Mark paragraphs that say again what the one before says: trafilatura takes those for its own slip.

    Only where both are alike in their attributes: else they are one text for wide and for narrow screens.
    """
    before, marked = None, False
    for element in root.iter("p", "div"):
        twin = element.getprevious()
        if twin is None or twin.tag != element.tag or twin.attrib != element.attrib:
            before, marked = None, False
            continue
        said = before if before is not None else _normalised_text(twin)
        before = _normalised_text(element)
        marked = not marked if said == before and len(before) > _SHORTEST_REPEAT else False
        if marked:
            element.text = _REPEAT_MARK + (element.text or "")


def _normalised_text(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).replace(_REPEAT_MARK, "").split())


_INLINE = ("a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "u")
# A private-use character, which cleaning would take out: no page has it to say something.
_SPACE_MARK = "\ue001"


def _mark_spaces(root: "HtmlElement") -> None:
    """Put a mark inside every inline element that has a space before or after it.

    Without it "<a>one</a> <em>two</em>" can come out of an extraction as one word.
    """
    for element in root.iter(*_INLINE):
        if _is_spaced_after(element):
            _mark_end(element)
        if element.text and _is_spaced_before(element):
            element.text = _SPACE_MARK + element.text


def _restore_spaces(tree: "_Element") -> None:
    """Turn the marks into spaces."""
    for element in tree.iter():
        if element.text and _SPACE_MARK in element.text:
            element.text = element.text.replace(_SPACE_MARK, " ")
        if element.tail and _SPACE_MARK in element.tail:
            element.tail = element.tail.replace(_SPACE_MARK, " ")


def _is_spaced_after(element: "HtmlElement") -> bool:
    return bool(element.tail) and element.tail[0].isspace() and not _is_last(element)


def _is_last(element: "HtmlElement") -> bool:
    return element.tail.isspace() and element.getnext() is None


def _is_spaced_before(element: "HtmlElement") -> bool:
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else (parent.text if parent is not None else "")
    return bool(text) and text[-1].isspace() and not (before is None and text.isspace())


def _mark_end(element: "HtmlElement") -> None:
    while len(element) and not element[-1].tail:
        element = element[-1]
    if len(element):
        element[-1].tail += _SPACE_MARK
    elif element.text:
        element.text += _SPACE_MARK
