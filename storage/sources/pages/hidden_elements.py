"""What of a page its reader never sees, or sees only to click it away."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
_MAYBE_HIDDEN = "//body//*[@style or @hidden or @aria-hidden]"
_MAYBE_BANNER = "//body//*[@class or @id or @role or @aria-modal]"
_CONSENT = re.compile(
    r"""
      \b(?:cookie|gdpr|privacy|consent)[-_]*(?:banner|bar|box|consent|dialog|info|layer|law|manager|message
         |modal|notice|notification|overlay|popup|prompt|wall|warning)
    | \b(?:onetrust|cybotcookiebot|cookiebot|didomi|usercentrics|truste|qc-cmp|sp_message|evidon|klaro
         |iubenda-cs|borlabs-?cookie|osano|termly|fc-consent|cmplz|cmpbox|quantcast|cookieyes|cky-)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTAINERS = frozenset(("html", "body", "main", "article"))
_DIALOGS = frozenset(("dialog", "alertdialog"))


def drop_hidden(root: "HtmlElement") -> bool:
    """Remove what styles or attributes hide; tell whether that was most of the text of the page.

    Formulas stay: they are hidden from screen readers alone.
    """
    before = _length(root)
    for element in root.xpath(_MAYBE_HIDDEN):
        if _is_hidden(element) and _is_attached(element, root):
            element.drop_tree()
    return 2 * _length(root) < before


def without_hiding(root: "HtmlElement") -> "HtmlElement":
    """Return a copy of a page in which nothing is hidden."""
    tree = deepcopy(root)
    for element in tree.xpath(_MAYBE_HIDDEN):
        if _is_hidden(element):
            for name in ("style", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)
    return tree


def drop_banners(root: "HtmlElement") -> None:
    """Remove cookie banners and dialogues, by the names and roles that their makers give them."""
    for element in root.xpath(_MAYBE_BANNER):
        if _is_banner(element) and _is_attached(element, root):
            element.drop_tree()


def _length(root: "HtmlElement") -> int:
    """Return how many characters the text of a page has, without what programs it."""
    from lxml.etree import XPath  # noqa: PLC0415 - opening the app must not load lxml

    texts = XPath("//body//text()[not(parent::script or parent::style)]", smart_strings=False)(root)
    return sum(len(text.strip()) for text in texts)


def _is_hidden(element: "HtmlElement") -> bool:
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    if _HIDING_STYLE.search(element.get("style", "")):
        return True
    return element.get("aria-hidden", "").lower() == "true" and not _is_formula(element)


def _is_formula(element: "HtmlElement") -> bool:
    return any(
        part.tag == "math" or "math" in part.get("class", "") or "katex" in part.get("class", "")
        for part in (element, *element.iterancestors())
    )


def _is_banner(element: "HtmlElement") -> bool:
    if element.tag in _CONTAINERS:
        return False
    named = _CONSENT.search(f"{element.get('id', '')} {element.get('class', '')}")
    role = element.get("role", "").lower() in _DIALOGS or element.get("aria-modal", "").lower() == "true"
    # An article about cookies has such words in its own classes; but it has its headline, too.
    return bool(named or role) and next(element.iter("h1", "article", "main"), None) is None


def _is_attached(element: "HtmlElement", root: "HtmlElement") -> bool:
    return element.getparent() is not None and element.getroottree().getroot() is root
