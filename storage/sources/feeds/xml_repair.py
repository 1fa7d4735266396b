"""Repairs the text of a feed for an XML parser, and removes what could harm the parser.

Parsers stop at the first forbidden character or unknown entity. A document type can make them open files,
contact servers, or expand entities without end, so no parser sees it; short entities that it declares are
replaced here.
"""

import re
from html.entities import name2codepoint

_CHARACTERS = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_LEGAL = re.compile(f"[{_CHARACTERS}]*")
_ILLEGAL = re.compile(f"[^{_CHARACTERS}]")
_NUMERIC_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));", re.IGNORECASE)
# A reference by name, or an ampersand that begins none.
_AMPERSAND = re.compile(r"&(?!(?:amp|apos|gt|lt|quot|#[0-9]+|#x[0-9a-fA-F]+);)(?:([A-Za-z]\w{0,39});)?")
_CDATA_START, _CDATA_END = "<![CDATA[", "]]>"
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_EMPTY_ELEMENT = re.compile(r"<[^<>]*/>\s*")
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s{0,100}>")
_ENTITY_DECLARATION = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"<%]{0,100})"|'([^'<%]{0,100})')\s*>""")
_REFERENCE = re.compile(r"&(?!#)")
_MAX_HEAD = 100_000
_MAX_ENTITIES = 500
_MAX_ADDED = 1_000_000
_MAX_DECLARATIONS = 1000
_MAX_AMPERSANDS = 500_000
_FEED_START = re.compile(
    r"""<(?:\?xml\s|(?:rss|rdf:RDF|RDF|feed|channel)[\s>]) | \{\s*"version"\s*:\s*"https?://jsonfeed\.org/""",
    re.VERBOSE,
)
_MAX_PREAMBLE = 200_000  # characters


def root_name(text: str) -> str:
    """Return the name of the root element in lower case, "" without one."""
    match = _ROOT.search(text, _start(text))
    return match[1].lower() if match else ""


def without_preamble(text: str) -> str:
    """Return a feed without the HTML before it, such as a warning of the program that made it.

    A web page, which may show a feed inside, is returned as it is.
    """
    match = _FEED_START.search(text, 0, _MAX_PREAMBLE)
    if not match or _WEB_PAGE.search(text, 0, match.start()):
        return text
    return text[match.start() :]


def is_incomplete(document: str, root: str) -> bool:
    """Return whether a document ends before its root element does."""
    lowered = document.lower()
    end = lowered.rfind(f"</{root}")
    return (end < 0 or ">" not in lowered[end:]) and not _EMPTY_ELEMENT.fullmatch(document)


def ends_within_entry(document: str) -> bool:
    """Return whether a document ends inside an entry."""
    lowered = document.lower()
    return any(lowered.rfind(f"</{name}>") < _last_start(lowered, name) for name in ("item", "entry"))


def repair_xml(text: str) -> str:
    """Return the document from its root element on, with only the characters and entities of XML.

    Ampersands that begin no reference are escaped.
    """
    start = _start(text)
    body = text[start:] if _LEGAL.fullmatch(text, start) else _ILLEGAL.sub("", text[start:])
    if "&#" in body:
        body = _NUMERIC_REFERENCE.sub(_checked_number, body)
    if "&" in body:
        entities = _entities(text[:start], body)
        body = _repaired_ampersands(body, entities)
    return body


def _start(text: str) -> int:
    """Return where the root element starts, after comments and declarations."""
    at = text.find("<")
    for _ in range(_MAX_DECLARATIONS):
        if at < 0 or _ROOT.match(text, at):
            break
        at = text.find("<", _after(text, at))
    return at if at >= 0 and _ROOT.match(text, at) else len(text)


def _last_start(lowered: str, name: str) -> int:
    return max(lowered.rfind(f"<{name}>"), lowered.rfind(f"<{name} "))


def _after(text: str, at: int) -> int:
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(opening, at):
            end = text.find(closing, at)
            return end + len(closing) if end >= 0 else len(text)
    if text.startswith("<!DOCTYPE", at):
        return _after_doctype(text, at)
    return at + 1


def _after_doctype(text: str, at: int) -> int:
    end = text.find(">", at)
    bracket = text.find("[", at, max(end, at))
    closing = _SUBSET_END.search(text, bracket) if bracket >= 0 else None
    if closing:
        return closing.end()
    return end + 1 if end >= 0 else len(text)


def _entities(head: str, body: str) -> dict[str, str]:
    """Return the declared entities that are short and contain no other entity."""
    found: dict[str, str] = {}
    for match in _ENTITY_DECLARATION.finditer(head[:_MAX_HEAD]):
        name, value = match[1], match[2] if match[2] is not None else match[3]
        adds = body.count(f"&{name};") * len(value)
        if adds and adds < _MAX_ADDED and not _REFERENCE.search(value) and len(found) < _MAX_ENTITIES:
            # A quotation mark would end the attribute that the entity stands in.
            value = value.replace('"', "&quot;").replace("'", "&apos;")
            found[name] = _NUMERIC_REFERENCE.sub(_checked_number, value)
    return found


def _repaired_ampersands(body: str, entities: dict[str, str]) -> str:
    """Return `body` with references that XML knows; within CDATA, where none are read, only named ones."""
    escaped = "&amp;" if body.count("&") <= _MAX_AMPERSANDS else "&"
    first, *others = body.split(_CDATA_START)
    parts = [_AMPERSAND.sub(lambda match: _replacement(match, entities, escaped), first)]
    for piece in others:
        literal, end, rest = piece.partition(_CDATA_END)
        parts.append(_CDATA_START + _AMPERSAND.sub(lambda match: _replacement(match, entities, "&"), literal))
        parts.append(end + _AMPERSAND.sub(lambda match: _replacement(match, entities, escaped), rest))
    return "".join(parts)


def _replacement(match: re.Match[str], entities: dict[str, str], ampersand: str) -> str:
    name = match[1] or ""
    if name in entities:
        return entities[name]
    code = name2codepoint.get(name)
    return f"&#{code};" if code else ampersand + match[0][1:]


def _checked_number(match: re.Match[str]) -> str:
    digits = (match[1] or match[2]).lstrip("0")
    if len(digits) > 7:
        return ""
    code = int(digits or "0", 16 if match[1] else 10)
    return match[0] if code <= 0x10FFFF and not _ILLEGAL.match(chr(code)) else ""
