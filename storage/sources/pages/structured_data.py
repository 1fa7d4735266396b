"""What a page says of itself in JSON-LD, in the terms of schema.org."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from storage.sources.markup.markup_reader import read_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]

_WRAPPER = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Story|Review|Recipe|Chapter)$")
_PAGES = frozenset(("WebPage", "ItemPage", "AboutPage", "QAPage", "FAQPage", "ProfilePage"))
_SITES = frozenset(("WebSite", "NewsMediaOrganization"))
# Where the thing that the page is about may stand; lists of other articles stand elsewhere.
_MAIN_KEYS = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The nodes of a page: `articles` in their order, then those of the page and its site."""

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    sites: tuple[Node, ...] = ()
    named: Mapping[str, Node] | None = None

    def first(self, *keys: str) -> str:
        """Return the first value of a key in an article, else in the page, as one line; "" for none."""
        values = (first_line(node.get(key)) for node in (*self.articles, *self.pages) for key in keys)
        return next(filter(None, values), "")

    def resolve(self, value: object) -> object:
        """Return the node that a mere reference points to, anything else as it is."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and self.named:
            return self.named.get(str(value.get("@id")), value)
        return value


def read_structured_data(root: "HtmlElement") -> StructuredData:
    """Return what the JSON-LD of a page holds; what can't be read of it is passed over."""
    nodes = [node for value in _json_values(root) for node in _nodes(value)]
    return StructuredData(
        articles=tuple(node for node in nodes if _is_article(node)),
        pages=tuple(node for node in nodes if node_types(node) & _PAGES),
        sites=tuple(node for node in nodes if node_types(node) & _SITES),
        named={str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 2},
    )


def node_types(node: Node) -> frozenset[str]:
    """Return the types of a node, without the address of their vocabulary."""
    return frozenset(str(value).rpartition("/")[2] for value in as_list(node.get("@type")))


def as_list(value: object) -> list[object]:
    """Return a value that may be alone, in a list, or missing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_line(value: object) -> str:
    """Return a text as one clean line, the first of several, "" for anything else."""
    first = next(iter(as_list(value)), None)
    if isinstance(first, dict):
        first = first.get("@value") or first.get("name")
    return read_line(first) if isinstance(first, str) else ""


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(name) for name in node_types(node)) and "ClaimReview" not in node_types(node)


def _json_values(root: "HtmlElement") -> Iterator[object]:
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            value = _parsed(script.text)
            if value is not None:
                yield value


def _parsed(text: str) -> object:
    text = _WRAPPER.sub("", _WRAPPER.sub("", text)).strip().removesuffix(";")
    for attempt in (str, _without_trailing_commas, unescape):
        try:
            # Line breaks within strings are common, and JSON forbids them.
            value: object = json.JSONDecoder(strict=False).raw_decode(attempt(text).lstrip())[0]
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _nodes(value: object) -> Iterator[Node]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        current = waiting.pop(0)
        seen += 1
        if isinstance(current, list):
            waiting[:0] = current[:_MOST_NODES]
        elif isinstance(current, dict):
            yield current
            waiting += [current[key] for key in _MAIN_KEYS if key in current]
