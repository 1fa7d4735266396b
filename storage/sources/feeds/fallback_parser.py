"""Parses feeds that make feedparser fail: only the main fields of each entry."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.sources.feeds.raw_feed import Content, Entry, FeedMetadata, Form

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS, _SUMMARIES = ("encoded", "content", "body"), ("description", "summary", "abstract")
_DATES = ("pubdate", "published", "issued", "date", "updated", "modified", "created")
_DAMAGED = "the feed is damaged: what could be read was kept"


def parse_damaged(document: str) -> tuple[FeedMetadata, list[Entry]]:
    """Return the metadata and the entries of a damaged feed, by the local names of their elements.

    `document` comes from `repair_xml`, so it has no document type and no entities that could do harm.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415 - opening the app must not load it

    parser = XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = fromstring(document.encode("utf-8", "replace"), parser)
    except XMLSyntaxError:
        root = None
    if root is None:
        return FeedMetadata(trouble=_DAMAGED), []
    feed = _Fields(next((part for part in root if _name(part) == "channel"), root))
    metadata = FeedMetadata(title=feed.content("title"), site=feed.link(), trouble=_DAMAGED)
    return metadata, [
        _entry(_Fields(element)) for element in root.iter() if _name(element) in ("item", "entry")
    ]


class _Fields:
    """The child elements of an element, by local name."""

    def __init__(self, parent: "_Element") -> None:
        self._children: dict[str, list[_Element]] = defaultdict(list)
        for element in parent:
            self._children[_name(element)].append(element)

    def text(self, name: str) -> str:
        """Return the first text of that name, "" without one."""
        return next((text for element in self._children.get(name, ()) if (text := _text(element))), "")

    def content(self, name: str) -> Content | None:
        """Return the first text of that name, with the markup inside it, `None` without one."""
        from lxml.etree import tostring  # noqa: PLC0415 - opening the app must not load it

        for element in self._children.get(name, ()):
            has_markup = len(element) > 0
            value = tostring(element, encoding="unicode", with_tail=False) if has_markup else _text(element)
            if value:
                return Content(value, Form.PLAIN if element.get("type") == "text" else Form.UNDECLARED)
        return None

    def link(self) -> str:
        """Return the address of the page, "" without one."""
        for element in self._children.get("link", ()):
            if element.get("rel", "alternate") == "alternate" and (
                found := element.get("href") or _text(element)
            ):
                return found
        return ""

    def names(self) -> Iterator[str]:
        """Yield the names of the authors; a name may be empty."""
        for element in (*self._children.get("creator", ()), *self._children.get("author", ())):
            yield _Fields(element).text("name") or _text(element)


def _entry(fields: _Fields) -> Entry:
    return Entry(
        guid=fields.text("guid") or fields.text("id"),
        title=fields.content("title"),
        texts=tuple(text for name in _TEXTS if (text := fields.content(name))),
        summaries=tuple(text for name in _SUMMARIES if (text := fields.content(name))),
        links=(fields.link(),),
        authors=tuple(filter(None, fields.names())),
        dates=tuple(fields.text(name) for name in _DATES),
    )


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _text(element: "_Element") -> str:
    return (element.text or "").strip()
