"""The main text of a page, from trafilatura's tree to text and spans."""

from typing import TYPE_CHECKING

from storage.sources.markup.markup_reader import Markup, read_markup

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HTML = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "row": "tr",
    "cell": "td",
    "del": "s",
    "hi": "span",
}


_AROUND = ("nav", "header", "footer", "aside")


def read_body(body: "_Element", base: str) -> Markup:
    """Return the text of a tree by trafilatura (which is near TEI) with its spans; `base` resolves links."""
    from lxml.etree import tostring  # noqa: PLC0415 - opening the app must not load lxml

    for element in body.iter("*"):
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
        elif tag in _HTML:
            element.tag = _HTML[tag]
    return read_markup(tostring(body, method="html", encoding="unicode"), base)


def read_whole(root: "HtmlElement", base: str) -> Markup:
    """Return all text in the main part of a page, or of its body, in time linear in its size."""
    from lxml.etree import strip_elements, tostring  # noqa: PLC0415

    found = (next(root.iter(tag), None) for tag in ("main", "article", "body"))
    part = next((part for part in found if part is not None), root)
    strip_elements(part, *_AROUND, with_tail=False)
    return read_markup(tostring(part, method="html", encoding="unicode"), base)
