"""The paragraphs of an article in the data that a page carries for its own scripts.

Pages that are drawn by scripts often carry the article as JSON: in a script of the type "application/json",
or as the value of a global variable. No two sites name its parts alike, so the text is known by its form: the
strings under one path of the data that are the most prose.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASSIGNMENT = re.compile(
    r"""\s*(?:(?:var|let|const)\s+|(?:window|self|globalThis)\s*(?:\.|\[["']))[\w$]+(?:["']\])?\s*=\s*
        (?P<parse>JSON\.parse\()?""",
    re.VERBOSE,
)
_TAG = re.compile(r"<[^<>]*>")
# Looks behind the end of a sentence: from each beginning, a long text without an end would be read again.
_SENTENCE = re.compile(r"[.!?…。！？](?<=[\w,;:'’\"”\s()%–-]{16}.)", re.DOTALL)
# Parts of the data that are about other articles, or no text of the article.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|footer|header|menu|nav|trending|popular|latest|translation"
    r"|i18n|messages|config|settings|privacy|consent|author|bio\b|description|summary|excerpt|caption|alt\b",
    re.IGNORECASE,
)
_ADDRESSES = frozenset(("href", "link", "permalink", "slug", "url", "uri"))
_TITLES = frozenset(("headline", "name", "title"))
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)]*$")
_PARTS_DEPTH = 2  # numbers: of the script, and of a paragraph
_LONG_ENOUGH = 250  # characters; less is a summary
_LONGEST_SCRIPT = 5_000_000  # characters
_MOST_NODES = 100_000


def paragraphs_in_scripts(root: "HtmlElement") -> list[str]:
    """Return the paragraphs of the article in the data of the scripts of a page, as text or HTML."""
    groups: defaultdict[tuple[str, ...], list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    for number, value in enumerate(_values(root)):
        for path, places, text in _strings(value):
            groups[path].append(((number, *places), text))
    best = max((_paragraphs(group) for group in groups.values()), key=prose, default=[])
    return best if prose(best) >= _LONG_ENOUGH else []


def _values(root: "HtmlElement") -> Iterator[object]:
    for script in root.iter("script"):
        text, kind = script.text or "", (script.get("type") or "").lower()
        if not text or len(text) > _LONGEST_SCRIPT or "ld+json" in kind:
            continue
        found = _ASSIGNMENT.match(text)
        if found or "json" in kind:
            value = _parsed(text, found.end() if found else 0)
            yield _parsed(value, 0) if found and found["parse"] and isinstance(value, str) else value


def _parsed(text: str, start: int) -> object:
    try:
        value: object = json.JSONDecoder(strict=False).raw_decode(
            text, len(text) - len(text[start:].lstrip())
        )[0]
    except (ValueError, RecursionError):
        return None
    return value


def _strings(value: object) -> Iterator[tuple[tuple[str, ...], tuple[int, ...], str]]:
    """Yield the strings in a value with the keys that lead to each, repeated ones once, and the numbers."""
    pending: list[tuple[tuple[str, ...], tuple[int, ...], object]] = [((), (), value)]
    for _ in range(_MOST_NODES):
        if not pending:
            return
        path, places, current = pending.pop()
        if isinstance(current, str):
            yield path, places, current
        elif isinstance(current, dict):
            keys = (key for key in current if not _ELSEWHERE.search(key))
            pending += [((path if key in path[-1:] else (*path, key)), places, current[key]) for key in keys]
        elif isinstance(current, list):
            is_list_of_articles = sum(map(_is_article, current)) > 1
            pending += [
                (path, (*places, number), inner)
                for number, inner in enumerate(current)
                if not (is_list_of_articles and _is_article(inner))
            ]


def _is_article(node: object) -> bool:
    """Return whether a part of the data is an article, with an address and a title of its own."""
    return isinstance(node, dict) and not (_ADDRESSES.isdisjoint(node) or _TITLES.isdisjoint(node))


def _paragraphs(group: Sequence[tuple[tuple[int, ...], str]]) -> list[str]:
    """Return the strings of a group in order, with the parts of one paragraph joined.

    Formatted text is a list of paragraphs, which are lists of parts, one for each link or emphasis.
    """
    found: list[list[str]] = []
    shortest = min(len(places) for places, _ in group)
    depth, before = shortest - 1 if shortest > _PARTS_DEPTH else shortest, None
    for places, text in sorted(group):
        is_part = before == places[:depth] and not (_ENDS.search(found[-1][-1]) and not text[:1].isspace())
        if is_part:
            found[-1].append(text)
        else:
            found.append([text])
        before = places[:depth]
    return ["".join(parts) for parts in found]


def prose(paragraphs: list[str]) -> int:
    """Return the number of characters in sentences."""
    texts = (_TAG.sub(" ", paragraph) for paragraph in paragraphs)
    return sum(len(text) for text in texts if _SENTENCE.search(text))
