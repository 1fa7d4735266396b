"""Calls trafilatura and htmldate: the main text of a page, and a guess of its date.

No other module imports these libraries. They take a second to import, so that happens when a page is read.
"""

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# The libraries raise these on broken pages. Such an error costs one page, never a refresh.
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
# Private-use characters: no page uses them, and cleaning removes them.
_REPEAT_MARK = "\ue000"
_SHORTEST_REPEAT = 50  # characters
_INLINE = ("a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "u")
_SPACE_MARK = "\ue001"

for _name in ("trafilatura", "htmldate", "justext", "charset_normalizer"):
    # Without a handler, their warnings go to the reader's terminal.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def extract_body(root: "HtmlElement", *, recall: bool = False) -> "_Element | None":
    """Return the main text of a page as a tree of trafilatura's elements, None if it finds none.

    `recall` prefers too much text to too little. Skips readers' comments. Changes `root`.
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
            include_images=True,
            favor_recall=recall,
        )
    except _FAILURES:
        return None
    body: _Element | None = getattr(document, "body", None)
    if body is not None:
        _restore_spaces(body)
    return body


def guess_day(root: "HtmlElement", address: str) -> str:
    """Return the likely day of publication (ISO 8601) from the text and address of a page, "" if unknown."""
    from htmldate import find_date  # noqa: PLC0415 - it takes a second to import
    from trafilatura.settings import set_date_params  # noqa: PLC0415

    try:
        return find_date(deepcopy(root), **set_date_params(True), url=address or None) or ""
    except _FAILURES:
        return ""


def _wrap_code(root: "HtmlElement") -> None:
    """Wrap preformatted text in `code` elements, because trafilatura takes most `pre` for quotations."""
    for element in root.iter("pre"):
        if element.find("code") is None:
            code = element.makeelement("code")
            code.text, element.text = element.text, None
            code.extend(element)
            element.append(code)


def _mark_repeated_paragraphs(root: "HtmlElement") -> None:
    """Mark paragraphs that repeat the paragraph before, because trafilatura drops such repetitions.

    Paragraphs with different attributes stay unmarked: they are one text for wide and for narrow screens.
    """
    previous_text, is_marked = None, False
    for element in root.iter("p", "div"):
        sibling = element.getprevious()
        if sibling is None or sibling.tag != element.tag or sibling.attrib != element.attrib:
            previous_text, is_marked = None, False
            continue
        sibling_text = previous_text if previous_text is not None else _normalised_text(sibling)
        previous_text = _normalised_text(element)
        repeats = sibling_text == previous_text and len(previous_text) > _SHORTEST_REPEAT
        is_marked = repeats and not is_marked
        if is_marked:
            element.text = _REPEAT_MARK + (element.text or "")


def _normalised_text(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).replace(_REPEAT_MARK, "").split())


def _mark_spaces(root: "HtmlElement") -> None:
    """Put a mark inside every inline element that has a space before or after it.

    Without the mark, the extraction can turn "<a>one</a> <em>two</em>" into one word.
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
