"""Damaged OPML made readable: what real lists get wrong, put right before a parser sees it.

Frequent are ampersands, quotation marks and whole tags that nobody escaped within an attribute. Where an
attribute really ends is told by the names that OPML has for its attributes.
"""

import re
from collections.abc import Iterator
from html import escape
from html.entities import html5

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][\da-fA-F]+);)(?:([A-Za-z]\w*;))?")
_START = re.compile(r"<outline(?=[\s/>])", re.IGNORECASE)
_SOUND = re.compile(r"""(?:\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+\s*+/?>""")
_END = re.compile(r"<(?:outline(?=[\s/>])|/\s*(?:outline|body|opml)\b|!--)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s(text|title|type|xmlUrl|htmlUrl|url|description|version|language|category|created|isComment|isBreakpoint)\s*+=\s*+",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"\s*(/?)\s*>[^>]*\Z")


def mended(text: str) -> str:
    """Return the text of an OPML document with every outline's attributes escaped as XML wants them.

    An outline that is sound stays as it is; names of characters that only HTML has become the characters.
    """
    return "".join(_pieces(_BARE.sub(_reference, _ILLEGAL.sub("\ufffd", text))))


def _reference(match: re.Match[str]) -> str:
    name = match[1] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _pieces(text: str) -> Iterator[str]:
    done = 0
    while start := _START.search(text, done):
        yield text[done : start.end()]
        if sound := _SOUND.match(text, start.end()):
            done = sound.end()
            yield sound[0]
            continue
        end = _END.search(text, start.end())
        done = end.start() if end else len(text)
        yield _put_right(text[start.end() : done])
    yield text[done:]


def _put_right(inside: str) -> str:
    """Return what follows "<outline" up to the next tag, as it should have been written."""
    close = _CLOSE.search(inside, max(inside.rfind(">") - 100, 0))
    body = inside[: close.start()] if close else inside
    starts: dict[str, re.Match[str]] = {}
    for match in _ATTRIBUTE.finditer(body):
        # A name that comes again belongs to a tag within the value at hand.
        starts.setdefault(match[1].lower(), match)
    marks = list(starts.values())
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    attributes = "".join(
        f' {mark[1]}="{_unquoted(body[mark.end() : end])}"' for mark, end in zip(marks, ends, strict=False)
    )
    return f"{attributes}{'/' if close and close[1] else ''}>\n"


def _unquoted(value: str) -> str:
    value = value.strip()
    for quote in "\"'":
        if value.startswith(quote):
            value = value[1:].removesuffix(quote)
            break
    return value.replace("<", "&lt;").replace('"', "&quot;")
