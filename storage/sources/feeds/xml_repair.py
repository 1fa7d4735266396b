"""The text of a feed made fit for an XML parser: without what XML forbids, and without traps.

Parsers stop at the first forbidden character or unknown name, and some follow what a document type says: to
files, to other servers, or into entities that grow without end. So none gets to see a document type; of the
entities that a feed declares, those that stand for a few characters are replaced here.
"""

import re
from html.entities import name2codepoint

_CHARACTERS = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_LEGAL = re.compile(f"[{_CHARACTERS}]*")
_ILLEGAL = re.compile(f"[^{_CHARACTERS}]")
_NUMBER = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));", re.IGNORECASE)
_NAMED = re.compile(r"&(?!(?:amp|apos|gt|lt|quot);)([A-Za-z]\w{0,39});")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_EMPTY = re.compile(r"<[^<>]*/>\s*")
_SUBSET_END = re.compile(r"\]\s{0,100}>")
_ENTITY = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"<%]{0,100})"|'([^'<%]{0,100})')\s*>""")
_REFERENCE = re.compile(r"&(?!#)")
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_LONGEST_HEAD = 100_000
_MOST_ENTITIES = 500
_MOST_ADDED = 1_000_000
_MOST_DECLARATIONS = 1000


def root_name(text: str) -> str:
    """Return the name of the outermost element in lower case, "" if there is no element."""
    match = _ROOT.search(text, _start(text))
    return match[1].lower() if match else ""


def entry_count(document: str) -> int:
    """Return how many entries a feed begins."""
    return sum(1 for _ in _ENTRY.finditer(document))


def breaks_off(document: str, root: str) -> bool:
    """Tell whether a document ends before its outermost element does."""
    end = document.lower().rfind(f"</{root}")
    return (end < 0 or ">" not in document[end:]) and not _EMPTY.fullmatch(document)


def ends_within_entry(document: str) -> bool:
    """Tell whether a document ends within an entry."""
    lowered = document.lower()
    return any(lowered.rfind(f"</{name}>") < _last_start(lowered, name) for name in ("item", "entry"))


def repair_xml(text: str) -> str:
    """Return the document from its outermost element on, with only such characters and names as XML knows."""
    start = _start(text)
    body = text[start:] if _LEGAL.fullmatch(text, start) else _ILLEGAL.sub("", text[start:])
    if "&#" in body:
        body = _NUMBER.sub(_checked_number, body)
    if "&" in body:
        entities = _entities(text[:start], body)
        body = _NAMED.sub(lambda match: _spelled_out(match, entities), body)
    return body


def _start(text: str) -> int:
    """Return where the outermost element begins; comments and declarations before it are passed over."""
    at = text.find("<")
    for _ in range(_MOST_DECLARATIONS):
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
    """Return the entities that stand for a few characters and for no other entity."""
    found: dict[str, str] = {}
    for match in _ENTITY.finditer(head[:_LONGEST_HEAD]):
        name, value = match[1], match[2] if match[2] is not None else match[3]
        adds = body.count(f"&{name};") * len(value)
        if adds and adds < _MOST_ADDED and not _REFERENCE.search(value) and len(found) < _MOST_ENTITIES:
            found[name] = _NUMBER.sub(_checked_number, value).replace('"', "&quot;")
    return found


def _spelled_out(match: re.Match[str], entities: dict[str, str]) -> str:
    name = match[1]
    if name in entities:
        return entities[name]
    code = name2codepoint.get(name)
    return f"&#{code};" if code else match[0]


def _checked_number(match: re.Match[str]) -> str:
    digits = (match[1] or match[2]).lstrip("0")
    if len(digits) > 7:
        return ""
    code = int(digits or "0", 16 if match[1] else 10)
    return match[0] if code <= 0x10FFFF and not _ILLEGAL.match(chr(code)) else ""
