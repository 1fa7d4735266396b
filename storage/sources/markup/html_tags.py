"""The elements of HTML: which are blocks, what they make of their text, and which hold nothing to read."""

import re

from storage.model import Role


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
# Nothing of these is text to read: programs, styles, forms, what browsers show that can't play a film. Not
# among them is what often stays open, as the rest of the text would go with it.
DROPPED = _names(
    """area audio base button canvas form frameset head input link map meta noframes noscript param rp script
    select style svg template textarea title video"""
)
_INLINE = _names(
    """a abbr acronym applet b bdi bdo big blink br cite data del dfn em embed font frame i iframe img ins
    label mark marquee math nobr object q rb rt ruby s small source span strike strong sub sup time track u
    var wbr"""
)
_KNOWN = BLOCKS | _INLINE | DROPPED | CODE | CELLS | ROLES.keys()
_SEPARATED = BLOCKS | CELLS | ROLES.keys()

_UNREAD = _names("script style template textarea title")
_TAG = re.compile(r"""(/?)([a-z][a-z0-9]*)(?:[\s/](?:[^>"']|"[^"]*"|'[^']*')*|[\s/][^>]*)?>""", re.IGNORECASE)
_DECLARATION = re.compile(r"(?:!--.*?--|[!?][a-z\[][^>]*)>", re.IGNORECASE | re.DOTALL)
_CLOSING = re.compile(r"/([a-z]+)", re.IGNORECASE)
_MARKUP = re.compile(rf"<(?:/[a-z]|!--|(?:{'|'.join(sorted(_KNOWN))})(?=[\s/>]))", re.IGNORECASE)
_EDGE = re.compile(r"<(/?)([a-z][a-z0-9]*)(\s*/?>)?", re.IGNORECASE)


def without_tags(html: str) -> str:
    """Return `html` without tags, comments and silent elements, an empty line where a block begins or ends.

    Only elements that HTML knows count as tags, so that "List<T>" stays. Works on what no parser takes, in
    time linear in its length.
    """
    first, *pieces = html.split("<")
    kept, silent = [first], ""
    last = {match[1].lower(): at for at, piece in enumerate(pieces) if (match := _CLOSING.match(piece))}
    for at, piece in enumerate(pieces):
        if silent and not piece.lower().startswith(f"/{silent}"):
            continue
        silent = ""
        match = _TAG.match(piece)
        name = match[2].lower() if match else ""
        if match and name in _KNOWN:
            kept += (_gap(name), piece[match.end() :])
            if name in _UNREAD and not match[1] and last.get(name, -1) > at:
                silent = name
                kept.pop()
        else:
            kept.append(_DECLARATION.sub("", piece, count=1) if piece[:1] in ("!", "?") else f"<{piece}")
    return "".join(kept)


def has_tag(text: str) -> bool:
    """Tell whether `text` holds anything that is markup, rather than a mere sign of comparison."""
    return "<" in text and _MARKUP.search(text) is not None


def has_pair(text: str) -> bool:
    """Tell whether `text` holds an element that HTML knows, begun and ended, so that it surely is markup."""
    opened = set()
    for match in _EDGE.finditer(text):
        closes, name, is_bare = match[1], match[2].lower(), match[3] is not None
        if is_bare and (name in opened if closes else name == "br"):
            return True
        if not closes and name in _KNOWN:
            opened.add(name)
    return False


def _gap(name: str) -> str:
    if name == "br":
        return "\n"
    return "\n\n" if name in _SEPARATED else ""
