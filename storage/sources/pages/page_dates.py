"""When a page was published: from its JSON-LD, its metadata and its visible dates."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from storage.sources.drafts.dates import read_date
from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import StructuredData, first_line
from storage.sources.pages.surroundings import is_outside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE_FIELDS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "published_at",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "article:publicationdate",
    "displaydate",
    "date",
    "pdate",
)
_MARKED_TIMES = """//body//*[contains(concat(' ', @itemprop, ' '), ' datePublished ') or @pubdate
    or (self::time and (contains(@class, 'publi') or contains(@class, 'entry-date')
        or contains(@class, 'posted')))]"""
_HEADER_TIMES = "//body//article//header//time[@datetime] | (//body//h1)[1]/following::time[@datetime]"
_MOST_TIMES, _MOST_LINES, _MOST_PARTS, _LONGEST_LINE = 5, 60, 20, 300
_CHANGED = re.compile(
    r"\s*(?:last[\s_-]*)?(?:updated?|modified|edited|changed|aktualisiert|mis\s+à\s+jour|actualizado)\b",
    re.IGNORECASE,
)
_CHANGED_BEFORE = re.compile(rf"{_CHANGED.pattern}\W*(?:on|at|am|le|el)?\W*$", re.IGNORECASE)
_LINES = """(//body//h1)[1]/following::*[self::p or self::div or self::span or self::li][text()]
    | //body[not(.//h1)]//p"""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_PUBLISHED = re.compile(
    rf"""\b(?:published|posted|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)\b
        (?:\s+(?:on|at|am|le|el|il|op))? [\s:,–-]* (?:[A-Z][a-z]{{2,8}},?\s+)??
        (?: (?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?
          | (?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<after>{_MONTH})\.?,?
          | (?P<iso>\d{{4}}-\d\d-\d\d)
        ) (?:\s+(?P<year>\d{{4}}))?""",
    re.VERBOSE | re.IGNORECASE,
)
# Content systems write this date for "no date".
_UNIX_EPOCH = date(1970, 1, 1)


def find_published(root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> datetime | None:
    """Return when a page was published, None if it gives no date.

    If the first date is a day without a time, another date of the same day with a time counts instead.
    """
    dates = [found for value in _candidates(root, metadata, structured) if (found := _read(value))]
    if not dates:
        return None
    first = dates[0]
    if _has_time(first):
        # Another date may give the same time with the local offset.
        return next((other for other in dates if other == first and other.utcoffset()), first)
    return next((other for other in dates if _has_time(other) and other.date() == first.date()), first)


def _candidates(root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> Iterator[str]:
    for key in ("datePublished", "dateCreated"):
        yield from (first_line(node.get(key)) for node in structured.articles)
    yield from metadata.each(_DATE_FIELDS)
    yield from (first_line(node.get("datePublished")) for node in structured.pages)
    times = [element for path in (_MARKED_TIMES, _HEADER_TIMES) for element in root.xpath(path)[:_MOST_TIMES]]
    times = [element for element in times if not is_outside(element, allowed_inside=True)]
    updated = [element for element in times if _says_updated(element)]
    yield from map(_value, (element for element in times if element not in updated))
    yield from _dates_in_words(root)
    yield from map(_value, updated)


def _value(element: "HtmlElement") -> str:
    return element.get("datetime") or element.get("content") or element.get("title") or ""


def _says_updated(element: "HtmlElement") -> bool:
    """Return whether the words directly before a time say that it is the time of a change."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        words = f"{''.join(islice(before.itertext(), _MOST_PARTS))}{before.tail or ''}"
    else:
        words = (parent.text or "") if parent is not None else ""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return bool(
        _CHANGED.search(names) or _CHANGED_BEFORE.search(words[-60:]) or _CHANGED.match(element.text or "")
    )


def _dates_in_words(root: "HtmlElement") -> Iterator[str]:
    """Yield the dates that follow "Published" in the first lines of text after the headline."""
    for line in root.xpath(_LINES)[:_MOST_LINES]:
        text = " ".join("".join(islice(line.itertext(), _MOST_PARTS)).split())
        found = _PUBLISHED.search(text[:_LONGEST_LINE])
        if found and not is_outside(line, allowed_inside=True):
            yield _day(found)


def _day(found: re.Match[str]) -> str:
    part = found.groupdict()
    month = (part["month"] or part["after"] or "")[:3]
    day = part["day"] or part["before"]
    return f"{day} {month} {part['year']}" if month else found["iso"] or ""


def _read(value: str) -> datetime | None:
    published = read_date(value)
    return published if published and published.date() != _UNIX_EPOCH else None


def _has_time(published: datetime) -> bool:
    return published.time() != time()
