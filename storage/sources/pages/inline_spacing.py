"""Spaces at the edges of links and emphasis, kept through an extraction that loses some of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_INLINE = ("a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "u")
# A private-use character, which cleaning would take out: no page has it to say something.
_MARK = "\ue001"


def mark_spaces(root: "HtmlElement") -> None:
    """Put a mark inside every inline element that has a space before or after it.

    Without it "<a>one</a> <em>two</em>" can come out of an extraction as one word.
    """
    for element in root.iter(*_INLINE):
        if _is_spaced_after(element):
            _mark_end(element)
        if element.text and _is_spaced_before(element):
            element.text = _MARK + element.text


def unmark_spaces(tree: "_Element") -> None:
    """Turn the marks into spaces."""
    for element in tree.iter():
        if element.text and _MARK in element.text:
            element.text = element.text.replace(_MARK, " ")
        if element.tail and _MARK in element.tail:
            element.tail = element.tail.replace(_MARK, " ")


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
        element[-1].tail += _MARK
    elif element.text:
        element.text += _MARK
