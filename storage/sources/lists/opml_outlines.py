"""The outlines of an OPML document, in document order, even if its XML is damaged.

Real lists often have ampersands, quotation marks and whole tags that are not escaped inside an attribute.
`repair_opml` escapes them; the attribute names that OPML defines show where each attribute ends.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from html.entities import html5

from storage.sources.encodings.text_decoding import decode_markup

DEEPEST = 100  # levels of folders; more are an error or an attack

# newsdesk's own attributes, named as the parser names attributes in a namespace.
NAMESPACE = "urn:newsdesk:opml"
PAGES = f"{{{NAMESPACE}}}pages"
HIDDEN = f"{{{NAMESPACE}}}hidden"

_CHUNK = 1 << 16  # bytes
# The prologue says nothing about feeds, and without a DOCTYPE there are no entities to expand or fetch. The
# groups are atomic, so that the pattern matches a prologue in only one way.
_PROLOGUE = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+.*?(?=<[^\W\d]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][\da-fA-F]+);)(?:([A-Za-z]\w*;))?")
_START = re.compile(r"<outline(?=[\s/>])", re.IGNORECASE)
_WELL_FORMED = re.compile(r"""(?:\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+\s*+/?>""")
_END = re.compile(r"<(?:outline(?=[\s/>])|/\s*(?:outline|body|opml)\b|!--)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s(text|title|type|xmlUrl|htmlUrl|url|description|version|language|category|created|isComment|isBreakpoint)\s*+=\s*+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The attributes of an outline, and the names of the outlines around it, the outermost first.

    `within` has at most `DEEPEST` + 1 names.
    """

    attributes: Mapping[str, str]
    within: tuple[str, ...]


def read_outlines(data: bytes) -> tuple[Iterator[Outline], int]:
    """Return the outlines in `data`, and the line of the first XML error, 0 for none. Raises nothing.

    The outlines are parsed while they are consumed; of a damaged document, those that can be recovered. A
    namespaced attribute is named "{namespace}name". Entities that the document defines are not expanded.
    """
    text = decode_markup(data)
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    body = text[start:]
    error_line = _error_line(body)
    if not error_line:
        return _outlines(body, recover=False), 0
    # Even a recovering parser drops what it can't read, so the repair comes first.
    return _outlines(repair_opml(body), recover=True), error_line + text.count("\n", 0, start)


def repair_opml(text: str) -> str:
    """Return an OPML document with the attributes of every outline escaped as XML requires.

    Well-formed outlines stay as they are. Named characters that only HTML defines become the characters.
    """
    return "".join(_repaired_parts(_AMPERSAND.sub(_escaped, _ILLEGAL.sub("\ufffd", text))))


def _error_line(text: str) -> int:
    """Return the line of the first XML error in `text`, 0 for none."""
    from lxml.etree import XMLParser, XMLSyntaxError  # noqa: PLC0415 - opening the app must not load lxml

    # A target without callbacks builds no tree. `huge_tree` lifts the limit on the depth of nesting.
    parser = XMLParser(target=_ErrorCheck(), huge_tree=True, no_network=True, encoding="utf-8")
    try:
        for chunk in _chunks(text):
            parser.feed(chunk)
        parser.close()
    except XMLSyntaxError as error:
        return max(error.lineno or 1, 1)
    return 0


def _outlines(text: str, *, recover: bool) -> Iterator[Outline]:
    from lxml.etree import XMLParser, XMLSyntaxError  # noqa: PLC0415

    collector = _OutlineCollector()
    parser = XMLParser(target=collector, recover=recover, huge_tree=True, no_network=True, encoding="utf-8")
    try:
        for chunk in _chunks(text):
            parser.feed(chunk)
            yield from collector.take()
        parser.close()
    except XMLSyntaxError:
        pass
    yield from collector.take()


def _chunks(text: str) -> Iterator[bytes]:
    data = text.encode("utf-8", "replace")
    return (data[start : start + _CHUNK] for start in range(0, max(len(data), 1), _CHUNK))


class _ErrorCheck:
    """A parser target that ignores everything."""

    def close(self) -> None:
        """Do nothing at the end of the document."""


class _OutlineCollector:
    """A parser target that collects outlines and ignores everything else."""

    def __init__(self) -> None:
        self._found: list[Outline] = []
        self._within: list[tuple[str, ...]] = [()]

    def take(self) -> list[Outline]:
        """Return the outlines found since the last call."""
        found, self._found = self._found, []
        return found

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note an outline: the parser calls this at the start of an element."""
        if _is_outline(tag):
            kept, within = dict(attributes), self._within[-1]
            self._found.append(Outline(kept, within))
            name = kept.get("text") or kept.get("title") or ""
            # Outlines on one level share the tuple: memory must not grow with the square of the depth.
            self._within.append((*within, name) if name and len(within) <= DEEPEST else within)

    def end(self, tag: str) -> None:
        """Leave an outline: the parser calls this at the end of an element."""
        if _is_outline(tag) and len(self._within) > 1:
            self._within.pop()

    def data(self, _: str) -> None:
        """Ignore text between tags."""

    def close(self) -> None:
        """Do nothing at the end of the document."""


def _is_outline(tag: str) -> bool:
    return tag.rpartition("}")[2].lower() == "outline"


def _escaped(match: re.Match[str]) -> str:
    name = match[1] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _repaired_parts(text: str) -> Iterator[str]:
    done = 0
    while start := _START.search(text, done):
        yield text[done : start.end()]
        if well_formed := _WELL_FORMED.match(text, start.end()):
            done = well_formed.end()
            yield well_formed[0]
            continue
        end = _END.search(text, start.end())
        done = end.start() if end else len(text)
        yield _repaired(text[start.end() : done])
    yield text[done:]


def _repaired(inside: str) -> str:
    """Return the text between "<outline" and the next tag, with its attributes escaped."""
    end = inside.rfind(">")
    body = inside[:end].rstrip() if end >= 0 else inside
    is_empty = end >= 0 and body.endswith("/")
    body = body[:-1].rstrip() if is_empty else body
    first_matches: dict[str, re.Match[str]] = {}
    for match in _ATTRIBUTE.finditer(body):
        # A name that comes again belongs to a tag inside the current value.
        first_matches.setdefault(match[1].lower(), match)
    matches = list(first_matches.values())
    ends = [*(match.start() for match in matches[1:]), len(body)]
    attributes = "".join(
        f' {match[1]}="{_unquoted(body[match.end() : end])}"'
        for match, end in zip(matches, ends, strict=False)
    )
    return f"{attributes}{'/' if is_empty else ''}>\n"


def _unquoted(value: str) -> str:
    value = value.strip()
    for quote in "\"'":
        if value.startswith(quote):
            value = value[1:].removesuffix(quote)
            break
    return value.replace("<", "&lt;").replace('"', "&quot;")
