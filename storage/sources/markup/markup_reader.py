"""HTML fragments to clean plain text with spans."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from storage.model import Picture, Span
from storage.sources.markup.element_reader import ElementReader
from storage.sources.markup.html_tags import has_pair, has_tag, without_tags
from storage.sources.markup.text_blocks import INDENT, clean_blocks
from storage.text.plain_text import clean, clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# Characters that cleaning never drops or composes: Latin, Cyrillic, kana, Han, Hangul.
_ORDINARY = re.compile(
    "[\n\x20-~\xa0-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20bf"
    "\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*"
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# Characters. lxml gives up at 2048 levels of nesting, and a shorter fragment can't have so many.
_TOO_SHORT_TO_BE_DEEP = 6000
# A character that does not compose with a combining mark after it.
_ANCHOR = "0"
_LEAST_WIDTH = 40  # characters; wrapped text is wider
_LONGEST_LINE = 100_000  # characters


@dataclass(frozen=True, slots=True)
class Markup:
    """The text of a fragment with its spans and pictures; `image` is the address of the first picture."""

    text: str
    spans: tuple[Span, ...] = ()
    image: str = ""
    pictures: tuple[Picture, ...] = ()


def read_markup(html: str, base: str = "") -> Markup:
    """Return the visible text of an HTML fragment, clean, with a blank line between two blocks.

    A block has at most one of the roles HEADING, QUOTE, ITEM and CODE; spans for LINK and CODE lie inside
    blocks. The target of a link is an http or https address, resolved against `base`. Drops scripts, styles,
    forms, embedded media and hidden elements. A fragment with only pictures gives their descriptions. Text
    without tags keeps its paragraphs. No-break spaces indent code and occur nowhere else.
    """
    if "<![" in html:
        html = _CDATA.sub("", html)
    if not has_tag(html):
        return Markup(_folded(without_tags(html)))
    root = _tree(html)
    if root is None:
        return Markup(_folded(without_tags(html)))
    lowered = html.lower()
    return read_tree(root, base, skip_hidden="hidden" in lowered or "none" in lowered)


def read_tree(root: "_Element", base: str = "", *, skip_hidden: bool = False) -> Markup:
    """Return the text below an element, as `read_markup` does. `skip_hidden` drops hidden elements."""
    markup = _read(root, base, None, skip_hidden)
    if _is_clean(markup.text):
        return markup
    markup = _read(root, base, _clean_run, skip_hidden)
    text, spans, pictures = clean_blocks(markup.text, markup.spans, markup.pictures)
    return Markup(text, spans, markup.image, pictures)


def read_line(html: str) -> str:
    """Return a title with markup and entities, even escaped twice, as one clean line.

    Text that only looks like a tag, such as the "<T>" of "List<T>", stays.
    """
    line = html[:_LONGEST_LINE]
    if "<" in line:
        line = without_tags(line)
    if "&" in line:
        line = unescape(line)
        if "<" in line and has_pair(line):
            line = without_tags(line)
        if "&" in line and ";" in line:
            line = unescape(line)
    return clean_line(line)


def _folded(text: str) -> str:
    """Return text without tags with its paragraphs and intended line breaks, without wrapping."""
    text = clean(unescape(text) if "&" in text else text)
    return "\n\n".join(map(_unwrapped, text.split("\n\n"))) if "\n" in text else text


def _unwrapped(block: str) -> str:
    """Return a block without the line breaks at which the next word did not fit into the width."""
    lines = block.split("\n")
    width = max(_LEAST_WIDTH, *map(len, lines))
    kept = lines[:1]
    for previous, line in pairwise(lines):
        is_intended = len(previous) + 1 + len(line.split(" ", 1)[0]) <= width
        kept += ("\n" if is_intended else " ", line)
    return "".join(kept)


def _is_clean(text: str) -> bool:
    if text.isascii():
        return text.replace("\n", "").isprintable()
    if _ORDINARY.fullmatch(text):
        return True
    text = text.replace(INDENT, "")
    return clean(text) == text


def _tree(html: str) -> "_Element | None":
    """Return the fragment as a tree, None if it is empty or nested too deeply."""
    from lxml.etree import HTMLParser, fromstring  # noqa: PLC0415 - opening the app must not load it

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = fromstring(html.replace("\0", "").encode("utf-8", "ignore"), parser)
    if len(html) > _TOO_SHORT_TO_BE_DEEP and len(parser.error_log.filter_from_fatals()):
        return None
    return root


def _clean_run(text: str) -> str:
    """Return a run of text clean, but with the spaces at line starts and the marks at its start."""
    return "\n".join(map(_clean_words, text.split("\n")))


def _clean_words(line: str) -> str:
    words = line.lstrip()
    cleaned = clean(_ANCHOR + words)[len(_ANCHOR) :]
    return f"{line[: len(line) - len(words)]}{cleaned}{' ' if words[-1:].isspace() else ''}"


def _read(root: "_Element", base: str, clean_run: Callable[[str], str] | None, skip_hidden: bool) -> Markup:
    reader = ElementReader(base, clean_run)
    reader.read(root, skip_hidden=skip_hidden)
    blocks = reader.blocks
    blocks.break_block()
    # Pictures without a text have their descriptions as the text.
    pictures = blocks.pictures if blocks.text else tuple(replace(one, alt="") for one in blocks.pictures)
    return Markup(blocks.text or "\n\n".join(reader.captions), blocks.spans, reader.image, pictures)
