"""The JSON-LD of a page, in the vocabulary of schema.org."""

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
# The main thing of a page is under these keys; other keys hold lists of other articles.
_MAIN_KEYS = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The nodes about the articles, the page and the site, in document order; `by_id` has nodes by `@id`."""

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    sites: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] | None = None

    def first(self, *keys: str) -> str:
        """Return the first value of any of `keys` in an article or the page as one line, "" for none."""
        values = (first_line(node.get(key)) for node in (*self.articles, *self.pages) for key in keys)
        return next(filter(None, values), "")

    def resolve(self, value: object) -> object:
        """Return the node that a reference points to, or `value` itself if it is no reference."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and self.by_id:
            return self.by_id.get(str(value.get("@id")), value)
        return value


def read_structured_data(root: "HtmlElement") -> StructuredData:
    """Return the JSON-LD of a page. Skips what can't be parsed."""
    nodes = [node for value in _json_values(root) for node in _nodes(value)]
    return StructuredData(
        articles=tuple(node for node in nodes if _is_article(node)),
        pages=tuple(node for node in nodes if node_types(node) & _PAGES),
        sites=tuple(node for node in nodes if node_types(node) & _SITES),
        by_id={str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 2},
    )


def node_types(node: Node) -> frozenset[str]:
    """Return the types of a node, without the address of the vocabulary."""
    return frozenset(str(value).rpartition("/")[2] for value in as_list(node.get("@type")))


def as_list(value: object) -> list[object]:
    """Return a value as a list: JSON-LD writes one value with or without a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_line(value: object) -> str:
    """Return the first text in `value` as one clean line, "" if it is no text."""
    first = next(iter(as_list(value)), None)
    if isinstance(first, dict):
        first = first.get("@value") or first.get("name") or _full_name(first)
    return read_line(first) if isinstance(first, str) else ""


def _full_name(person: Node) -> str:
    """Return the given and family name of a person, "" without a family name."""
    given, family = (person.get(part) for part in ("givenName", "familyName"))
    names = [name.strip() for name in (given, family) if isinstance(name, str)]
    return " ".join(filter(None, names)) if isinstance(family, str) else ""


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
            # JSON forbids line breaks in strings, but they are common.
            value: object = json.JSONDecoder(strict=False).raw_decode(attempt(text).lstrip())[0]
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _nodes(value: object) -> Iterator[Node]:
    pending, seen = [value], 0
    while pending and seen < _MOST_NODES:
        current = pending.pop(0)
        seen += 1
        if isinstance(current, list):
            pending[:0] = current[:_MOST_NODES]
        elif isinstance(current, dict):
            yield current
            pending += [current[key] for key in _MAIN_KEYS if key in current]
