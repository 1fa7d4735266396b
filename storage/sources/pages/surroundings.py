"""The parts of a page around its article: comments, related stories, menus and footers, by their names."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = """aside comment comments footer menu most nav navigation promo recommended recommendations related
sidebar teaser teasers trending widget"""
_PARTS = frozenset(_NAMES.split())
# Inside an article, these may hold its author and its date.
_ALLOWED_INSIDE = frozenset(("aside", "footer"))
_NAMED = "//body//*[self::aside or self::footer or self::nav or @class or @id]"
_WHOLE = frozenset(("article", "body", "html", "main"))
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b", re.IGNORECASE)
_WORD = re.compile("[a-z]+")


def is_outside(element: "HtmlElement", *, allowed_inside: bool = False) -> bool:
    """Return whether an element is outside the article of its page.

    With `allowed_inside`, asides and footers inside an article belong to it.
    """
    around = [element, *element.iterancestors()]
    words = {word for part in around if part.tag not in ("body", "html") for word in _names(part)}
    if allowed_inside and any(part.tag == "article" for part in around):
        words -= _ALLOWED_INSIDE
    return not _PARTS.isdisjoint(words)


def without_surroundings(root: "HtmlElement") -> "HtmlElement":
    """Return a copy of a page without the parts around its article and without copyright lines."""
    tree = deepcopy(root)
    for element in tree.xpath(_NAMED):
        inner = next(element.iter("h1", "main", "article"), None)
        is_inside = next(element.iterancestors("article"), None) is not None
        names = set(_names(element)) - (_ALLOWED_INSIDE if is_inside else set())
        if element.tag not in _WHOLE and inner is None and not _PARTS.isdisjoint(names):
            for part in element.iter():
                part.text, part.tail = None, part.tail if part is element else None
                part.attrib.clear()
    for element in tree.xpath("//body//*[text()]"):
        if element.text and _COPYRIGHT.search(element.text):
            element.text = None
    return tree


def _names(part: "HtmlElement") -> list[str]:
    return _WORD.findall(f"{part.tag} {part.get('class', '')} {part.get('id', '')}".lower())
