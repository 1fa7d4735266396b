"""When a page was published, by its JSON-LD, its metadata and the times that its readers see."""

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
_PUBLISHED = """//body//*[contains(concat(' ', @itemprop, ' '), ' datePublished ') or @pubdate
    or (self::time and (contains(@class, 'publi') or contains(@class, 'entry-date')
        or contains(@class, 'posted')))]"""
_HEADED = "//body//article//header//time[@datetime] | //body//h1/following::time[@datetime][1]"
# Such a date stands for "no date" in the systems that write pages.
_UNIX_EPOCH = date(1970, 1, 1)


def find_published(root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> datetime | None:
    """Return when a page says it was published, None if it doesn't.

    What only gives the day is completed by whatever else gives a time on or next to that day.
    """
    moments = [moment for value in _candidates(root, metadata, structured) if (moment := _read(value))]
    if not moments:
        return None
    first = moments[0]
    if _has_time(first):
        # The same moment may be given in the time of the place, too.
        return next((moment for moment in moments if moment == first and moment.utcoffset()), first)
    return next((moment for moment in moments if _has_time(moment) and moment.date() == first.date()), first)


def _candidates(root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> Iterator[str]:
    for key in ("datePublished", "dateCreated"):
        yield from (first_line(node.get(key)) for node in structured.articles)
    yield from metadata.each(_DATE_FIELDS)
    yield from (first_line(node.get("datePublished")) for node in structured.pages)
    for path in (_PUBLISHED, _HEADED):
        for element in root.xpath(path)[:5]:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _read(value: str) -> datetime | None:
    moment = read_date(value)
    return moment if moment and moment.date() != _UNIX_EPOCH else None


def _has_time(moment: datetime) -> bool:
    return moment.time() != time()
