"""The authors of a page: from its JSON-LD, its metadata, or the byline that its readers see."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import StructuredData, as_list, first_line, node_types
from storage.sources.pages.surroundings import is_outside
from storage.text.plain_text import clean_line, letters_and_digits

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_NAME = 90  # characters
_LONGEST_VALUE = 1000  # the patterns take quadratic time
_PREFIX = re.compile(
    r"""^(?:
        (?:(?:words|written|posted|published|story|text|reported|reporting|analysis|submitted|article
           |created|contributed|review(?:ed)?|photographs?)\s+)?(?:by|from)\b[:\s]*
      | (?:von|par|por|di|de|door|af|av|przez|autore?|auteur|autora?|author|byline|text|texte?)\s*:\s*
      | (?:von|par|por|door)\s+(?=\w)
      | (?:作者|文|記者|记者|撰文|編輯)\s*[:：/／|｜]?\s*
    )+""",
    re.VERBOSE | re.IGNORECASE,
)
_NOISE = re.compile(
    r"""\(?\s*\b(?:https?://|www\.)\S+ | \S+@\S+\.\w+ | (?<![\w.])@\w+ | \(\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
# What follows one of these in a visible byline is not a name.
_END = re.compile(
    r"""\s+[|/•·–—-]\s+ | \s*[|•｜] | \s*\d
      | \b(?:last\s+)?(?:updated|published|posted\s+on|posted|modified)\b
      | \b(?:edited|translated|illustrated|photographs?|photos?)\s+by\b
      | \b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d
      | \b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d
      | \b(?:min(?:ute)?s?\ read|follow|view\ profile|see\ all|more\ by|read\ more)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_SEPARATOR = re.compile(r"\s*(?:;|\s&\s|\s\|\s|\s/\s|\band\b|\bund\b|\bet\b|\by\b(?!\.)|、)\s*")
_PARENTHESES = re.compile(r"\(.*?\)")
_COMMA = re.compile(r"\s*[,，]\s*")
_ROLE = re.compile(
    r"""\b(?:reporters?|editors?|correspondents?|writers?|staff|contributors?|columnists?|journalists?|producers?
      |professors?|analysts?|chief|senior|bureau|director|technologist|manager|ph\.?d|m\.?d|jr\.?|sr\.?|ma|msc|rn
      |host|fellow|lecturer|special|freelance|photographers?|redakteur(?:in)?|journaliste|for\s+\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACEHOLDERS = """admin administrator anonymous anonym author authors autor auteur by editor guest none null
owner root staff undefined unknown user username webmaster n/a"""
_NOBODY = frozenset(_PLACEHOLDERS.split())
_AUTHOR_FIELDS = (
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
_BYLINE_ELEMENTS = """//body//*[
    contains(concat(' ', @rel, ' '), ' author ') or contains(concat(' ', @itemprop, ' '), ' author ')
    or contains(translate(@class, 'ABLUTHOR', 'abluthor'), 'author')
    or contains(translate(@class, 'BYLINE', 'byline'), 'byline')
    or contains(@class, 'posted-by') or contains(@class, 'submitted-by') or contains(@class, 'writer')
    or contains(@class, 'auteur') or contains(@class, 'journalist')
    or (contains(@id, 'author') and not(contains(@id, 'authori')))
    or contains(@data-testid, 'uthor') or contains(@data-testid, 'yline')
    or contains(@data-component, 'yline')]"""
_NAME_ELEMENTS = ".//*[contains(concat(' ', @itemprop, ' '), ' name ')]"
_LONGEST_BYLINE = 160  # characters
_MOST_ELEMENTS = 60


def names_in_metadata(values: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct names in metadata values."""
    names = (name for value in values for name in _split(_without_prefix(value[:_LONGEST_VALUE])))
    return _distinct(name for name in names if _is_plausible(name))


def names_in_text(text: str) -> tuple[str, ...]:
    """Return the distinct names in a visible byline, without roles, dates and links."""
    text = _without_prefix(clean_line(text))
    end = _END.search(text)
    names = _split(text[: end.start()] if end else text, roles=False)
    return _distinct(
        name for name in names if _is_plausible(name) and len(_PARENTHESES.sub("", name).split()) <= 5
    )


def _is_plausible(name: str) -> bool:
    """Return whether `name` can be an author: it is short, has a letter and is no placeholder."""
    if not 2 <= len(name) <= _LONGEST_NAME or "://" in name or name.startswith("/"):
        return False
    if name.count("(") != name.count(")"):
        return False
    return any(map(str.isalpha, name)) and name.casefold() not in _NOBODY and not name.endswith((":", "."))


def is_full_name(name: str) -> bool:
    """Return whether a name is a full name: several words or, in scripts without spaces, any name.

    Agencies and logins mostly have one word.
    """
    return " " in name or not name.isascii()


def find_byline(
    root: "HtmlElement", metadata: Metadata, structured: StructuredData, site: tuple[str, ...]
) -> str:
    """Return the authors of a page, joined by ", ", or "" if the page names none.

    `site` has the names of its site. If the metadata name only the site, an agency or a login, a person in
    the visible byline counts more.
    """
    candidates = [*_from_structured(structured), *_from_metadata(metadata)]
    site_names = frozenset(map(str.casefold, site))
    for names in candidates:
        if any(is_full_name(name) and name.casefold() not in site_names for name in names):
            return ", ".join(names)
    return ", ".join(_from_text(root) or (candidates[0] if candidates else ()))


def _without_prefix(value: str) -> str:
    value = clean_line(_NOISE.sub(" ", value)).strip(" ,;|–—·•-")
    return clean_line(_PREFIX.sub("", value)).strip(" ,;|–—·•-")


def _split(text: str, *, roles: bool = True) -> list[str]:
    parts = [text] if "(" in text or _is_single_name(text) else _NAME_SEPARATOR.split(text)
    names: list[str] = []
    for part in parts:
        pieces = _COMMA.split(part)
        if len(pieces) > 1 and (not roles or all(_reads_like_name(piece) for piece in pieces)):
            names += _without_roles(pieces)
        else:
            names.append(part.strip())
    return [name.rstrip(".") if name.count(".") == 1 and len(name) > 20 else name for name in names if name]


def _is_single_name(text: str) -> bool:
    """Return whether a separator is part of a name: the two sides of "Mac & i" are no names."""
    return not all(_reads_like_name(part) for part in _NAME_SEPARATOR.split(text))


def _reads_like_name(text: str) -> bool:
    first = _COMMA.split(text)[0]
    return (len(first.split()) >= 2 and first[:1].isupper()) or (not first.isascii() and len(first) >= 2)


def _without_roles(pieces: list[str]) -> list[str]:
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if not _reads_like_name(piece) or _ROLE.search(piece):
            break
        kept.append(piece)
    return kept


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(letters_and_digits(name), name)
    return tuple(found.values())


def _from_structured(structured: StructuredData) -> Iterator[tuple[str, ...]]:
    for node in structured.articles:
        for key in ("author", "creator"):
            authors = [structured.resolve(author) for author in as_list(node.get(key))]
            people = [
                author for author in authors if isinstance(author, dict) and "Person" in node_types(author)
            ]
            found = names_in_metadata(first_line(author) for author in people or authors)
            if found:
                yield found


def _from_metadata(metadata: Metadata) -> Iterator[tuple[str, ...]]:
    for name in _AUTHOR_FIELDS:
        if found := names_in_metadata(metadata.all((name,))):
            yield found


def _from_text(root: "HtmlElement") -> tuple[str, ...]:
    agency: tuple[str, ...] = ()
    for element in root.xpath(_BYLINE_ELEMENTS)[:_MOST_ELEMENTS]:
        if is_outside(element, allowed_inside=_is_declared(element)):
            continue
        inner = element.xpath(_NAME_ELEMENTS)
        found = _names_in(inner[0] if inner else element)
        if any(map(is_full_name, found)):
            return found
        agency = agency or found
    return agency


def _names_in(element: "HtmlElement") -> tuple[str, ...]:
    text = clean_line(_visible_text(element))
    if len(text) > _LONGEST_BYLINE:
        return ()
    linked = [
        name
        for link in element.iter("a")
        for name in names_in_text(_visible_text(link))
        if is_full_name(name)
    ]
    found = [_without_role(name, linked) for name in names_in_text(text)]
    return tuple(
        dict.fromkeys(found if set(linked) <= set(found) or _has_parentheses(found, linked) else linked)
    )


def _without_role(name: str, linked: list[str]) -> str:
    """Return the linked part of a name that a role follows, as in "Mara Lind Games Editor"."""
    return next((link for link in linked if name.startswith(f"{link} ") and "(" not in name), name)


def _has_parentheses(found: list[str], linked: list[str]) -> bool:
    return any(name.startswith(f"{link} (") for name in found for link in linked)


def _visible_text(element: "HtmlElement") -> str:
    """Return the text of an element without times and scripts, its parts joined by spaces."""
    parts = (part for part in element.iter() if part.tag not in ("script", "style", "time"))
    return " ".join(text for part in parts for text in _own_texts(part, part is element))


def _own_texts(part: "HtmlElement", outermost: bool) -> Iterator[str]:
    if part.text:
        yield part.text
    if part.tail and not outermost:
        yield part.tail


def _is_declared(element: "HtmlElement") -> bool:
    return "author" in f"{element.get('rel', '')} {element.get('itemprop', '')}".split()
