"""The headline of a page: chosen from its metadata, its headings and its title element.

A candidate counts if something else on the page confirms it. The name of the site is removed from it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.site_names import is_site_name, segments, starts_with_separator, without_site
from storage.sources.pages.structured_data import StructuredData, first_line
from storage.text.plain_text import clean_line, letters_and_digits

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_FIELDS = (
    "dc.title",
    "dcterms.title",
    "citation_title",
    "og:title",
    "article:title",
    "headline",
    "title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")
_LAST_PART = re.compile(r"^(.*\S)\s*(?:\s[|/»–—-]\s|[|｜»])\s*\S.*$")
_LONGEST_HEADING = 300  # characters
# Signs that link to a heading.
_ANCHOR = re.compile(r"\s*[¶#]$")


def find_title(
    root: "HtmlElement", metadata: Metadata, structured: StructuredData, names: tuple[str, ...]
) -> str:
    """Return the headline of a page on one line, "" if it has none. `names` has the names of its site."""
    headings = _headings(root)
    full = metadata.title
    evidence = [*headings, full, *metadata.each(_TITLE_FIELDS)]
    for candidate in (*_headlines(structured, full), *metadata.each(_TITLE_FIELDS)):
        title = without_site(candidate, names)
        others = [text for text in evidence if text != candidate]
        if not is_site_name(title, names) and _is_confirmed(title, others):
            if title != candidate:
                # The name of a section or author can stand before the removed name of the site.
                title = next((heading for heading in headings if _is_beginning(heading, title)), title)
            return _completed(title, (*headings, without_site(full, names)))
    return _from_text(full, headings, names)


def bigram_similarity(one: str, other: str) -> float:
    """Return the Dice coefficient of the character bigrams of two lines, from 0 to 1."""
    bigrams, others = _bigrams(one), _bigrams(other)
    total = len(bigrams) + len(others)
    return 2 * len(bigrams & others) / total if total else 0.0


def _headlines(structured: StructuredData, title: str) -> Iterator[str]:
    for node in structured.articles:
        titles = [
            text for key in ("headline", "name", "alternativeHeadline") if (text := first_line(node.get(key)))
        ]
        if len(titles) > 1 and bigram_similarity(titles[0], title) < 0.5 < bigram_similarity(
            titles[1], title
        ):
            titles = titles[1:]
        yield from titles[:1]


def _is_confirmed(title: str, evidence: list[str]) -> bool:
    others = [text for text in evidence if len(_bigrams(text)) > 2]
    return bool(title) and (not others or any(bigram_similarity(title, other) >= 0.2 for other in others))


def _completed(title: str, longer: tuple[str, ...]) -> str:
    """Return the full form of a truncated title if one of the `longer` texts has it."""
    start = _ELLIPSIS.sub("", title)
    if start == title and len(title) < 100:
        return title
    return next((whole for whole in longer if len(whole) > len(start) and whole.startswith(start)), title)


def _from_text(full: str, headings: list[str], names: tuple[str, ...]) -> str:
    title = without_site(full, names)
    for heading in headings:
        if not is_site_name(heading, names) and _is_part(heading, full):
            return heading
    if headings and (not title or is_site_name(title, names)):
        return next((heading for heading in headings if not is_site_name(heading, names)), headings[0])
    return title if title != full else _without_last_part(full)


def _is_part(heading: str, full: str) -> bool:
    """Return whether a heading is the beginning of the title element, or most of it."""
    start = _ELLIPSIS.sub("", full)
    if len(heading) > len(start) > 20 and start != full:
        return heading.startswith(start)
    if heading == full or _is_beginning(heading, full):
        return True
    return heading in segments(full) and 2 * len(heading) > len(full)


def _is_beginning(heading: str, title: str) -> bool:
    return (
        len(heading) < len(title)
        and title.startswith(heading)
        and starts_with_separator(title[len(heading) :])
    )


def _without_last_part(title: str) -> str:
    """Return a title without its last part, which is mostly the site, if enough words remain."""
    match = _LAST_PART.match(title)
    return match[1] if match and len(match[1].split()) > 4 else title


def _headings(root: "HtmlElement") -> list[str]:
    texts = (clean_line("".join(element.itertext())[:_LONGEST_HEADING]) for element in root.iter("h1"))
    return [text for text in (_ANCHOR.sub("", text) for text in texts) if text]


def _bigrams(text: str) -> frozenset[str]:
    letters = letters_and_digits(text)
    return frozenset(letters[start : start + 2] for start in range(len(letters) - 1)) or frozenset(
        (letters,) if letters else ()
    )
