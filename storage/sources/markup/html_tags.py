"""The elements of HTML by their effect on text, and functions that find or remove tags without a parser."""

import re
from typing import TYPE_CHECKING

from storage.model import Role

if TYPE_CHECKING:
    from lxml.etree import _Element


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _names(
    """address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer header hgroup hr html legend main menu nav ol p search section summary table tbody tfoot thead tr
    ul"""
)
ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("listing", "plaintext", "pre", "xmp"), Role.CODE),
    "blockquote": Role.QUOTE,
    "li": Role.ITEM,
}
CODE = _names("code kbd samp tt")
CELLS = _names("td th")
LISTS = _names("dir menu ol ul")
ROW_GROUPS = _names("tbody tfoot thead")
# The content of these is no text to read: scripts, styles, forms, fallbacks for media. Elements that authors
# often forget to close are not among them: the rest of the text would be dropped with them.
DROPPED = _names(
    """area base button canvas form frameset head input link map meta noframes noscript param rp script
    select style svg template textarea title"""
)
_INLINE = _names(
    """a abbr acronym applet audio b bdi bdo big blink br cite data del dfn em embed font frame i iframe img
    ins label mark marquee math nobr object q rb rt ruby s small source span strike strong sub sup time track
    u var video wbr"""
)
_KNOWN = BLOCKS | _INLINE | DROPPED | CODE | CELLS | ROLES.keys()
_SEPARATED = BLOCKS | CELLS | ROLES.keys()

_ANCHORS = ("¶", "#", "§", "🔗")
_UNREAD = _names("script style template textarea title")
_TAG = re.compile(r"""(/?)([a-z][a-z0-9]*)(?:[\s/](?:[^>"']|"[^"]*"|'[^']*')*|[\s/][^>]*)?>""", re.IGNORECASE)
_DECLARATION = re.compile(r"(?:!--.*?--|[!?][a-z\[][^>]*)>", re.IGNORECASE | re.DOTALL)
_CLOSING = re.compile(r"/([a-z]+)", re.IGNORECASE)
_MARKUP = re.compile(rf"<(?:/[a-z]|!--|(?:{'|'.join(sorted(_KNOWN))})(?=[\s/>]))", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w{1,30};")
_EDGE = re.compile(r"<(/?)([a-z][a-z0-9]*)(\s*/?>)?", re.IGNORECASE)


def without_tags(html: str) -> str:
    """Return `html` without tags, comments, scripts and styles, with an empty line between blocks.

    Only elements that HTML defines count as tags: "List<T>" stays. Accepts any text, and takes linear time.
    """
    first, *pieces = html.split("<")
    kept, unread = [first], ""
    last = {match[1].lower(): index for index, piece in enumerate(pieces) if (match := _CLOSING.match(piece))}
    for index, piece in enumerate(pieces):
        if unread and not piece.lower().startswith(f"/{unread}"):
            continue
        unread = ""
        match = _TAG.match(piece)
        name = match[2].lower() if match else ""
        if match and name in _KNOWN:
            kept += (_separator(name), piece[match.end() :])
            if name in _UNREAD and not match[1] and last.get(name, -1) > index:
                unread = name
                kept.pop()
        else:
            kept.append(_DECLARATION.sub("", piece, count=1) if piece[:1] in ("!", "?") else f"<{piece}")
    return "".join(kept)


def has_tag(text: str) -> bool:
    """Return whether `text` has any markup; "<" alone does not count."""
    return "<" in text and _MARKUP.search(text) is not None


def has_reference(text: str) -> bool:
    """Return whether `text` has something written like a character reference."""
    return "&" in text and _REFERENCE.search(text) is not None


def is_element(name: str, *, is_beginning: bool = False) -> bool:
    """Return whether HTML defines an element of this name, or with `is_beginning` one that begins so."""
    name = name.lower()
    return any(one.startswith(name) for one in _KNOWN) if is_beginning else name in _KNOWN


def is_anchor(link: "_Element") -> bool:
    """Return whether a link is only the sign beside a heading that leads to the heading."""
    return (link.text or "").strip() in _ANCHORS and "#" in (link.get("href") or "")


def has_pair(text: str) -> bool:
    """Return whether `text` has an HTML element with both tags, which is certainly markup."""
    opened = set()
    for match in _EDGE.finditer(text):
        closes, name, is_bare = match[1], match[2].lower(), match[3] is not None
        if is_bare and (name in opened if closes else name == "br"):
            return True
        if not closes and name in _KNOWN:
            opened.add(name)
    return False


def _separator(name: str) -> str:
    if name == "br":
        return "\n"
    return "\n\n" if name in _SEPARATED else ""
