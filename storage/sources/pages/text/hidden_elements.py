"""Remove the parts of a page that its readers do not see or only click away."""

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
    """Remove hidden elements; return whether they held most of the text of the page.

    Formulas stay: they are hidden only from screen readers.
    """
    length = _length(root)
    for element in root.xpath(_MAYBE_HIDDEN):
        if _is_hidden(element) and _is_attached(element, root):
            element.drop_tree()
    return 2 * _length(root) < length


def without_hiding(root: "HtmlElement") -> "HtmlElement":
    """Return a copy of a page in which no element is hidden."""
    tree = deepcopy(root)
    for element in tree.xpath(_MAYBE_HIDDEN):
        if _is_hidden(element):
            for name in ("style", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)
    return tree


def drop_banners(root: "HtmlElement") -> None:
    """Remove cookie banners and dialogs, known by their class, id or role."""
    for element in root.xpath(_MAYBE_BANNER):
        if _is_banner(element) and _is_attached(element, root):
            element.drop_tree()


def _length(root: "HtmlElement") -> int:
    """Return the number of characters in the text of a page, without scripts and styles."""
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
    has_name = _CONSENT.search(f"{element.get('id', '')} {element.get('class', '')}")
    has_role = element.get("role", "").lower() in _DIALOGS or element.get("aria-modal", "").lower() == "true"
    # An article about cookies has such words in its classes, too; but it also has a headline.
    return bool(has_name or has_role) and next(element.iter("h1", "article", "main"), None) is None


def _is_attached(element: "HtmlElement", root: "HtmlElement") -> bool:
    return element.getparent() is not None and element.getroottree().getroot() is root
