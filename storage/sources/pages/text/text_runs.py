"""The runs of text on a page: paragraphs, items, cells and lines, with marks that survive an extraction.

An extraction returns text in elements of its own. Before it, the longest text nodes of each run get two
characters as a mark, so that the runs that it keeps are known, and their own elements can be read instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.sources.markup.embedded_media import EMBEDDED
from storage.sources.markup.html_tags import BLOCKS, CELLS, ROLES

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA = EMBEDDED | {"img"}
_BOUNDARIES = BLOCKS | CELLS | ROLES.keys() | {"br", "body", "form", "noscript", "button"}
_NO_TEXT = frozenset(
    ("audio", "iframe", "option", "script", "select", "style", "svg", "template", "textarea", "title")
)
_MENUS = frozenset(("footer", "menu", "nav"))
_MENU_ROLES = frozenset(("contentinfo", "menu", "menubar", "navigation"))
_MENU_NAMES = frozenset(
    ("breadcrumb", "breadcrumbs", "copyright", "footer", "menu", "nav", "navbar", "navigation")
)
_NOWHERE = ("#", "javascript:")
_MAIN = frozenset(("article", "main"))
# Braille: symbols that extractions keep, and that hardly any page has.
_FIRST, _SYMBOLS = 0x2801, 255
_MARK = re.compile("[\u2801-\u28ff]{2}")
_LONG = 60  # characters
_MOST_NODES = _SYMBOLS**2


@dataclass(slots=True)
class TextNode:
    """A text node of a tree: the text of `element`, or what follows it."""

    element: "_Element"
    is_tail: bool
    text: str

    def write(self, text: str) -> None:
        """Replace the text in the tree."""
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass(slots=True)
class TextRun:
    """Text nodes with no block boundary between them, inside the block element `block`."""

    block: "_Element"
    nodes: list[TextNode] = field(default_factory=list)
    linked: int = 0
    is_kept: bool = False

    @property
    def text(self) -> str:
        """The text with single spaces."""
        return " ".join("".join(node.text for node in self.nodes).split())

    def add(self, node: TextNode, links: int) -> None:
        """Add a text node that is inside so many links, if it has more than white space."""
        length = len(node.text.strip())
        if length:
            self.nodes.append(node)
            self.linked += length if links else 0

    def clear(self, but: Sequence[TextNode] = ()) -> None:
        """Remove the text of the run from the tree, but for some of its nodes."""
        kept = {id(node) for node in but}
        for node in self.nodes:
            if id(node) not in kept:
                node.write("")
        self.nodes = [*but]

    @property
    def marked(self) -> list[TextNode]:
        """The text nodes that get marks: the longest, and all long ones. Marks must not change much text."""
        longest = max(self.nodes, key=lambda node: len(node.text))
        return [node for node in self.nodes if node is longest or len(node.text) >= _LONG]

    @property
    def is_navigation(self) -> bool:
        """Whether it is a link or stands in a menu, header or footer of the page."""
        around = [self.block, *self.block.iterancestors()]
        is_in_article = any(element.tag in _MAIN for element in around)
        return self.is_link or any(
            element.tag in _MENUS
            or (element.tag == "header" and not is_in_article)
            or element.get("role") in _MENU_ROLES
            or not _MENU_NAMES.isdisjoint(f"{element.get('class')} {element.get('id')}".lower().split())
            for element in around
            if element.tag != "body"
        )

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the text is in links."""
        return 10 * self.linked >= 9 * sum(len(node.text.strip()) for node in self.nodes)


@dataclass(slots=True)
class PageText:
    """The runs of text on a page in reading order, and its pictures, films and frames.

    `media` has each of them with the number of the run that it is in or stands before.
    """

    runs: list[TextRun] = field(default_factory=list)
    media: list[tuple["_Element", int]] = field(default_factory=list)

    def add(self, run: TextRun) -> None:
        """Add a run that has text."""
        if run.nodes:
            self.runs.append(run)


def read_runs(root: "_Element") -> PageText:
    """Return the visible text and the media below `root`."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - opening the app must not load it

    page, blocks, current, links = PageText(), [root], TextRun(root), 0
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        begins = event == "start"
        if element.tag in _BOUNDARIES:
            page.add(current)
            if element.tag != "br":
                blocks[len(blocks) - (not begins) :] = [element] if begins else []
            current = TextRun(blocks[-1])
        if begins and element.tag in _MEDIA:
            page.media.append((element, len(page.runs)))
        if begins and element.tag in _NO_TEXT:
            walk.skip_subtree()
            continue
        if element.tag == "a" and not (element.get("href") or "#").startswith(_NOWHERE):
            links += 1 if begins else -1
        if element is not root or begins:
            current.add(
                TextNode(element, not begins, (element.text if begins else element.tail) or ""), links
            )
    page.add(current)
    return page


def mark_nodes(runs: Sequence[TextRun]) -> None:
    """Put the mark of each longer text node before its first word."""
    for number, node in enumerate(_marked(runs)):
        words = node.text.lstrip()
        node.write(f"{node.text[: len(node.text) - len(words)]}{_mark(number)}{words}")


def unmark_nodes(runs: Sequence[TextRun]) -> None:
    """Give the text nodes their text without marks."""
    for node in _marked(runs):
        node.write(node.text)


def without_marks(text: str) -> str:
    """Return a text without marks."""
    return _MARK.sub("", text)


def marked_nodes(runs: Sequence[TextRun], text: str) -> set[int]:
    """Return the ids (`id()`) of the text nodes whose marks are in `text`."""
    found = set(_MARK.findall(text))
    return {id(node) for number, node in enumerate(_marked(runs)) if _mark(number) in found}


def _marked(runs: Sequence[TextRun]) -> Iterator[TextNode]:
    return (node for run in runs for node in run.marked)


def _mark(number: int) -> str:
    high, low = divmod(number % _MOST_NODES, _SYMBOLS)
    return chr(_FIRST + high) + chr(_FIRST + low)
