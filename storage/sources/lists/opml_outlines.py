"""The outlines of an OPML document, in the order of the document, whatever state its XML is in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from storage.sources.encodings.markup_encoding import markup_text
from storage.sources.lists.opml_repair import mended

# Folders nested more deeply than this are nobody's order.
DEEPEST = 100

# newsdesk's own attributes, named as the parser names what is in a namespace.
NAMESPACE = "urn:newsdesk:opml"
PAGES = f"{{{NAMESPACE}}}pages"
HIDDEN = f"{{{NAMESPACE}}}hidden"

# What comes before the first element says nothing of feeds, and without a DOCTYPE there are no entities to
# expand or to fetch. The groups are atomic: there is only one way to read a prologue.
_PROLOGUE = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+.*?(?=<[^\W\d]|\Z)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline's attributes as they are written, and the names of those it lies in, the outermost first.

    Of names, one more than `DEEPEST` are given at most.
    """

    attributes: Mapping[str, str]
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines of a document; `damage` is the line where it first breaks the rules of XML, 0 for none."""

    found: tuple[Outline, ...]
    damage: int = 0


def read_outlines(data: bytes) -> Outlines:
    """Return the outlines in `data`; of a damaged document those that can be recovered; raises for nothing.

    An attribute in a namespace is named "{namespace}name". Entities that the document defines stay unknown.
    """
    text = markup_text(data)
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    collector, damage = _parse(text[start:], is_lenient=False)
    if damage:
        # Even a parser that recovers drops what it can't read: mending comes first.
        collector, _ = _parse(mended(text[start:]), is_lenient=True)
        damage += text.count("\n", 0, start)
    return Outlines(tuple(collector.found), damage)


def _parse(text: str, *, is_lenient: bool) -> "tuple[_Collector, int]":
    """Return what a parser finds in `text`, and the line of its first complaint, 0 for none."""
    from lxml.etree import XMLParser, XMLSyntaxError  # noqa: PLC0415

    collector = _Collector()
    # The option for huge trees lifts the limit on the depth of nesting.
    parser = XMLParser(
        target=collector, recover=is_lenient, huge_tree=True, no_network=True, encoding="utf-8"
    )
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except XMLSyntaxError as error:
        return collector, max(error.lineno or 1, 1)
    return collector, 0


class _Collector:
    """What the parser tells of outlines; the rest of a document has nothing to say about feeds."""

    def __init__(self) -> None:
        self.found: list[Outline] = []
        self._within: list[tuple[str, ...]] = [()]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if _is_outline(tag):
            kept, within = dict(attributes), self._within[-1]
            self.found.append(Outline(kept, within))
            name = kept.get("text") or kept.get("title") or ""
            # One object serves all on a level, or the memory taken would grow with the square of the depth.
            self._within.append((*within, name) if name and len(within) <= DEEPEST else within)

    def end(self, tag: str) -> None:
        if _is_outline(tag) and len(self._within) > 1:
            self._within.pop()

    def data(self, _: str) -> None:
        """Pass over text between tags."""

    def close(self) -> None:
        """Finish: what was found stays."""


def _is_outline(tag: str) -> bool:
    return tag.rpartition("}")[2].lower() == "outline"
