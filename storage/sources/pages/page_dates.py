"""When a page was published: from its JSON-LD, its metadata and its visible dates."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from storage.sources.drafts.dates import read_date
from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import StructuredData, first_line

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
_HEADER_TIMES = "//body//article//header//time[@datetime] | //body//h1/following::time[@datetime][1]"
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
    for path in (_MARKED_TIMES, _HEADER_TIMES):
        for element in root.xpath(path)[:5]:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _read(value: str) -> datetime | None:
    published = read_date(value)
    return published if published and published.date() != _UNIX_EPOCH else None


def _has_time(published: datetime) -> bool:
    return published.time() != time()
