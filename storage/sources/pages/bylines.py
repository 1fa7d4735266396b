"""Who wrote a page: by its JSON-LD, its metadata, and the byline that its readers see."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.sources.pages import byline_names
from storage.sources.pages.json_ld import Structured, line, listed, types
from storage.sources.pages.page_metadata import Metadata
from storage.text.plain_text import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "dc.contributor",
    "authors",
)
_MARKED = """//body//*[
    contains(concat(' ', @rel, ' '), ' author ') or contains(concat(' ', @itemprop, ' '), ' author ')
    or contains(translate(@class, 'ABLUTHOR', 'abluthor'), 'author')
    or contains(translate(@class, 'BYLINE', 'byline'), 'byline')
    or contains(@class, 'posted-by') or contains(@class, 'submitted-by') or contains(@class, 'writer')
    or contains(@class, 'auteur') or contains(@class, 'journalist')
    or (contains(@id, 'author') and not(contains(@id, 'authori')))
    or contains(@data-testid, 'uthor') or contains(@data-testid, 'yline')
    or contains(@data-component, 'yline')]"""
_NAMED = ".//*[contains(concat(' ', @itemprop, ' '), ' name ')]"
_PLACES = """aside comment comments footer menu most nav navigation promo recommended recommendations related
sidebar teaser teasers trending widget"""
_ELSEWHERE = frozenset(_PLACES.split())
# Within an article its author may stand there, if marked up as such.
_MARGINS = frozenset(("aside", "footer"))
_WORD = re.compile("[a-z]+")
_LONGEST_BYLINE = 160
_MOST = 60


def find_byline(
    root: "HtmlElement", metadata: Metadata, structured: Structured, site: tuple[str, ...]
) -> str:
    """Return the authors of a page, with ", " between them, "" if it does not say.

    Where the metadata only name the site, an agency or a login, a person named in the byline goes before it.
    """
    claims = [*_from_structured(structured), *_from_metadata(metadata)]
    own = frozenset(map(str.casefold, site))
    for claim in claims:
        if any(byline_names.is_full(name) and name.casefold() not in own for name in claim):
            return byline_names.joined(claim)
    return byline_names.joined(_from_text(root) or (claims[0] if claims else ()))


def _from_structured(structured: Structured) -> Iterator[tuple[str, ...]]:
    for node in structured.articles:
        for key in ("author", "creator"):
            authors = [structured.resolve(author) for author in listed(node.get(key))]
            people = [author for author in authors if isinstance(author, dict) and "Person" in types(author)]
            found = byline_names.stated(line(author) for author in people or authors)
            if found:
                yield found


def _from_metadata(metadata: Metadata) -> Iterator[tuple[str, ...]]:
    for name in _META:
        if found := byline_names.stated(metadata.all((name,))):
            yield found


def _from_text(root: "HtmlElement") -> tuple[str, ...]:
    agency: tuple[str, ...] = ()
    for element in root.xpath(_MARKED)[:_MOST]:
        if _is_elsewhere(element):
            continue
        inner = element.xpath(_NAMED)
        found = _names_in(inner[0] if inner else element)
        if any(map(byline_names.is_full, found)):
            return found
        agency = agency or found
    return agency


def _names_in(element: "HtmlElement") -> tuple[str, ...]:
    text = clean_line(_shown(element))
    if len(text) > _LONGEST_BYLINE:
        return ()
    linked = [
        name
        for link in element.iter("a")
        for name in byline_names.seen(_shown(link))
        if byline_names.is_full(name)
    ]
    found = [_linked_part(name, linked) for name in byline_names.seen(text)]
    return tuple(dict.fromkeys(found if set(linked) <= set(found) or _has_aside(found, linked) else linked))


def _linked_part(name: str, linked: list[str]) -> str:
    """Return what of a name is a link, where a role follows it: "Mara Lind Games Editor"."""
    return next((link for link in linked if name.startswith(f"{link} ") and "(" not in name), name)


def _has_aside(found: list[str], linked: list[str]) -> bool:
    return any(name.startswith(f"{link} (") for name in found for link in linked)


def _shown(element: "HtmlElement") -> str:
    """Return the text of an element without times and scripts, a space between its parts."""
    parts = (part for part in element.iter() if part.tag not in ("script", "style", "time"))
    return " ".join(text for part in parts for text in _own_texts(part, part is element))


def _own_texts(part: "HtmlElement", outermost: bool) -> Iterator[str]:
    if part.text:
        yield part.text
    if part.tail and not outermost:
        yield part.tail


def _is_elsewhere(element: "HtmlElement") -> bool:
    parts = [element, *element.iterancestors()]
    words = {word for part in parts if part.tag not in ("body", "html") for word in _labels(part)}
    if _is_declared(element) and any(part.tag == "article" for part in parts):
        words -= _MARGINS
    return not _ELSEWHERE.isdisjoint(words)


def _is_declared(element: "HtmlElement") -> bool:
    return "author" in f"{element.get('rel', '')} {element.get('itemprop', '')}".split()


def _labels(part: "HtmlElement") -> list[str]:
    return _WORD.findall(f"{part.tag} {part.get('class', '')} {part.get('id', '')}".lower())
