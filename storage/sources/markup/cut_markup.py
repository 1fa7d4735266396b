"""Removes the piece of a tag or character reference at the end of a text that was cut by its length."""

import re

from storage.sources.markup.html_tags import is_element

_NAME = re.compile(r"/?([a-z][a-z0-9]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s+([a-z][a-z-]*)(\s*=)?", re.IGNORECASE)
_ATTRIBUTES = ("href", "src", "srcset", "class", "style", "id", "rel", "target", "title", "alt", "data-")
_ENDING = re.compile(r"(?:…|\.{3})?[\"'”’»)\]]{0,2}\s?\Z")
_REFERENCE = re.compile(r"&(#x?[0-9a-f]{0,6}|[a-z]{1,7})(?=(?:…|\.{3}).{0,3}\Z)", re.IGNORECASE)
_COMMON_REFERENCES = ("amp", "quot", "apos", "lt", "gt", "nbsp", "hellip", "rsquo", "lsquo", "rdquo", "ldquo")
_MOST_AFTER_REFERENCE = 16  # characters


def without_cut_markup(html: str) -> str:
    """Return `html` without a tag or character reference that is cut off; an ellipsis after it stays."""
    start = html.rfind("<")
    if start >= 0 and html.find(">", start) < 0 and _is_cut_tag(html[start + 1 :]):
        ending = _ENDING.search(html, max(start, len(html) - 8))
        return html[:start] + (ending[0] if ending else "")
    match = _REFERENCE.search(html, max(0, len(html) - _MOST_AFTER_REFERENCE))
    if match and (match[1].startswith("#") or any(one.startswith(match[1]) for one in _COMMON_REFERENCES)):
        return html[: match.start()] + html[match.end() :]
    return html


def _is_cut_tag(inside: str) -> bool:
    """Return whether a text from after a "<" to the end is a tag without its end, and not a comparison."""
    name = _NAME.match(inside)
    if not name:
        return False
    rest = inside[name.end() :]
    if not rest[:1].isspace():
        return is_element(name[1], is_beginning=True) and bool(_ENDING.fullmatch(rest)) and len(inside) > 1
    attribute = _ATTRIBUTE.match(rest)
    if not attribute or not is_element(name[1]):
        return False
    word = attribute[1].lower()
    is_cut = _ENDING.fullmatch(rest, attribute.end()) and any(one.startswith(word) for one in _ATTRIBUTES)
    return bool(attribute[2] or is_cut)
