"""Writes the text of an article as Markdown (CommonMark), with its headings, quotes, lists, links and code.

What the text has in characters that Markdown gives a meaning to is escaped, also that of Obsidian and GitHub:
tags, comments, highlights, formulas and struck text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from storage.formats.markdown_lists import ItemMarkers
from storage.model import Role, Span
from storage.text.list_items import item_start

_GAP = "\n\n"
_SCHEMES = ("http://", "https://", "mailto:")
_ALWAYS = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|==|%%|\^")
_TAG = re.compile(r"(?<![\w/])#(?=\w)")
_AT_START = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|[-=+:_]+(?=[\s:=_+-]*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_UNSAFE = re.compile(r"[\s<>()\\\"`|\[\]^{}]")
_FENCE = re.compile("`+")


class Mark(NamedTuple):
    """A range of a text that is a link, with what writes it: from the words as Markdown to the whole link."""

    start: int
    end: int
    write: Callable[[str], str]


def markdown(text: str, spans: Iterable[Span], marks: Iterable[Mark] = ()) -> str:
    """Return a text with its spans as Markdown, without a line break at the end.

    `marks` are further links, such as those to names; where one overlaps a link of the text, that counts.
    """
    return _Writer(text, spans, marks).written()


def heading(title: str, level: int = 1) -> str:
    """Return a heading of one line."""
    # Number signs at the end would be taken for the end of the heading.
    words = re.sub(r"#(?=#*$)", r"\\#", _escaped(" ".join(title.split())))
    return f"{'#' * level} {words or 'Untitled'}"


def line(text: str) -> str:
    """Return plain words as one line of Markdown."""
    return _start_escaped(_escaped(" ".join(text.split())))


def link(words: str, address: str) -> str:
    """Return a link around words that are Markdown already; only the words for an address that is unsafe."""
    if not address.startswith(_SCHEMES):
        return words
    target = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return f"[{words}]({re.sub(r'&(?=#?[a-zA-Z0-9]+;)', r'&amp;', target)})"


def _link_to(address: str, words: str) -> str:
    return link(words, address)


class _Writer:
    """Writes one text block by block; a block is separated from the next by a blank line."""

    def __init__(self, text: str, spans: Iterable[Span], marks: Iterable[Mark]) -> None:
        self._text = text
        spans = sorted(spans, key=lambda span: (span.start, -span.end))
        self._roles: dict[int, Role] = {}
        self._code: list[Span] = []
        links: list[Mark] = []
        for span in spans:
            if span.role is Role.LINK:
                links.append(Mark(span.start, span.end, partial(_link_to, span.target)))
            elif span.role is Role.CODE and not _fills_lines(text, span):
                self._code.append(span)
            else:
                self._roles.setdefault(span.start, span.role)
        self._marks = _without_overlap(links, marks)
        self._markers = ItemMarkers()

    def written(self) -> str:
        parts: list[str] = []
        before: Role | None = None
        start = 0
        for block in self._text.split(_GAP):
            role = self._roles.get(start)
            written = self._block(start, block, role)
            if parts:
                parts.append(_separator(before, role))
            if role is Role.CODE and before is Role.CODE:
                parts[-2:] = [_continued(parts[-2], written)]
            else:
                parts.append(written)
            before = role
            start += len(block) + len(_GAP)
        return "".join(parts)

    def _block(self, start: int, block: str, role: Role | None) -> str:
        if role is Role.CODE:
            code = block.replace("\N{NO-BREAK SPACE}", " ")
            fence = _fence(code, 3)
            return f"{fence}\n{code}\n{fence}"
        if role is Role.ITEM:
            return self._item(start, block)
        self._markers.end()
        lines = self._lines(start, block)
        match role:
            case Role.HEADING:
                return f"## {' '.join(lines)}"
            case Role.QUOTE:
                return "\\\n".join(f"> {one}" for one in lines)
        return "\\\n".join(lines)

    def _item(self, start: int, block: str) -> str:
        item = item_start(block)
        marker = self._markers.next(item)
        first = item.indentation + (len(item.number) if marker.is_number else 0)
        lines = self._lines(start + first, block[first:])
        return marker.text + f"\\\n{' ' * len(marker.text)}".join(lines)

    def _lines(self, start: int, block: str) -> list[str]:
        lines, at = [], start
        for one in block.split("\n"):
            lines.append(_start_escaped(self._inline(at, at + len(one))))
            at += len(one) + 1
        return lines

    def _inline(self, start: int, end: int) -> str:
        """Return a range within a line, with links around what they cover."""
        parts, at = [], start
        for mark in self._marks:
            left, right = max(mark.start, start), min(mark.end, end)
            if left >= right or left < at:
                continue
            before = self._words(at, left)
            if before.endswith("!"):
                before = f"{before[:-1]}\\!"  # else the link would be a picture
            parts += [before, mark.write(self._words(left, right))]
            at = right
        return "".join([*parts, self._words(at, end)])

    def _words(self, start: int, end: int) -> str:
        """Return a range without links, with its code."""
        parts, at = [], start
        for span in self._code:
            left, right = max(span.start, start), min(span.end, end)
            if left < right and left >= at:
                parts += [_escaped(self._text[at:left]), _code(self._text[left:right])]
                at = right
        return "".join([*parts, _escaped(self._text[at:end])])


def _without_overlap(links: Sequence[Mark], more: Iterable[Mark]) -> list[Mark]:
    """Return the links, and of `more` those that overlap none, in order; of two that overlap, the first."""
    kept, at = [], 0
    for one in _in_order(links):
        if one.start >= at:
            kept.append(one)
            at = one.end
    starts, free, at = [one.start for one in kept], [], 0
    for one in _in_order(more):
        after = bisect_left(starts, one.start)
        begins_free = after == 0 or kept[after - 1].end <= one.start
        ends_free = after == len(kept) or kept[after].start >= one.end
        if begins_free and ends_free and one.start >= at:
            free.append(one)
            at = one.end
    return sorted([*kept, *free], key=lambda one: one.start)


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted((one for one in marks if one.start < one.end), key=lambda one: (one.start, -one.end))


def _fills_lines(text: str, span: Span) -> bool:
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return begins and (span.end >= len(text) or text[span.end] == "\n")


def _separator(before: Role | None, role: Role | None) -> str:
    if before is role is Role.ITEM:
        return "\n"
    return "\n>\n" if before is role is Role.QUOTE else "\n\n"


def _continued(before: str, code: str) -> str:
    """Return two blocks of code as one: an empty line in code has made them two."""
    inner = [*before.split("\n")[1:-1], "", *code.split("\n")[1:-1]]
    whole = "\n".join(inner)
    fence = _fence(whole, 3)
    return f"{fence}\n{whole}\n{fence}"


def _code(text: str) -> str:
    fence = _fence(text, 1)
    padded = text.startswith(("`", " ")) or text.endswith(("`", " "))
    return f"{fence} {text} {fence}" if padded and text.strip() else f"{fence}{text}{fence}"


def _fence(code: str, least: int) -> str:
    longest = max((len(run) for run in _FENCE.findall(code)), default=0)
    return "`" * max(least, longest + 1 if longest >= least else least)


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(lambda found: "".join(f"\\{char}" for char in found[0]), text)
    text = _TAG.sub(r"\\#", text)
    return text.replace("$", r"\$") if text.count("$") > 1 else text


def _start_escaped(text: str) -> str:
    """Return a line that does not begin a heading, a list, a quote, a rule or a table."""
    if found := _NUMBERED.match(text):
        return f"{found[1]}\\{text[found.end(1) :]}"
    return f"\\{text}" if _AT_START.match(text) else text
