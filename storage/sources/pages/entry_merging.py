"""Merge an entry of a feed with its page: choose the text, title, byline and date."""

import re
from dataclasses import replace
from datetime import datetime, time

from storage.model import Draft, Extent, Role
from storage.sources.drafts.draft_assembly import first_words
from storage.sources.pages.site_names import without_site
from storage.text.hosts import host_of

_WORD = re.compile(r"\w+")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])\s*$")
_DESK_BYLINE = re.compile(
    r"\b(?:admin|administrator|desk|editor|editors|editorial|news|newsroom|redaktion|rédaction|redacción|redazione"
    r"|reporter|staff|team|webmaster)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5  # a shorter entry does not show what it is about
_SAME_TOPIC = 0.4  # share of the words of the entry that its page must have
_SAME_TEXT = 0.8  # share of the words of an entry that a page must have to confirm that it is whole
_CLEARLY_LONGER = 1.2  # times the length of the text of the entry


def merge_entry(page: Draft, entry: Draft) -> Draft:
    """Return `entry` with the text of its `page`, and with the better title, byline and date of the two.

    Key, origin, addresses, source, categories and enclosures come from the entry, or from the page where the
    entry has none. Language and image come from the page first.
    """
    published = _published(page.published, entry.published)
    return replace(
        page,
        key=entry.key,
        origin=entry.origin,
        url=entry.url or page.url,
        original_url=entry.original_url if entry.url else page.original_url,
        source=entry.source or page.source,
        title=_title(page, entry),
        byline=_byline(page, entry),
        published=published,
        approximate_date=(entry if published == entry.published else page).approximate_date,
        language=page.language or entry.language,
        image=page.image or entry.image,
        categories=entry.categories or page.categories,
        enclosures=entry.enclosures or page.enclosures,
    )


def is_better(page: Draft, entry: Draft) -> bool:
    """Return whether the text of a page may replace the text of its feed entry.

    It may not if it is not clearly longer, is about something else (a consent wall, an error page, the front
    page) or consists mostly of links.
    """
    length, entry_length = len(page.text), len(entry.text)
    if not page.text or _is_mostly_links(page):
        return False
    if not _is_same_topic(page, entry):
        return False
    if page.extent is Extent.WHOLE and _ELLIPSIS.search(entry.text):
        return length > entry_length
    return length >= _CLEARLY_LONGER * entry_length


def says_no_more(page: Draft, entry: Draft) -> bool:
    """Return whether a page shows the text of its feed entry and hardly anything else."""
    if page.extent is not Extent.WHOLE or len(page.text) >= _CLEARLY_LONGER * len(entry.text):
        return False
    words = _tokens(entry.text)
    return len(words) >= _FEWEST_WORDS and len(words & _tokens(page.text)) >= _SAME_TEXT * len(words)


def _is_mostly_links(page: Draft) -> bool:
    linked = sum(span.end - span.start for span in page.spans if span.role is Role.LINK)
    return 2 * linked > len(page.text)


def _is_same_topic(page: Draft, entry: Draft) -> bool:
    words = _tokens(f"{entry.title}\n{_ELLIPSIS.sub('', entry.text)}")
    if len(words) < _FEWEST_WORDS:
        return True
    return len(words & _tokens(f"{page.title}\n{page.text}")) >= _SAME_TOPIC * len(words)


def _tokens(text: str) -> frozenset[str]:
    """Return the words of more than 3 letters; in scripts without spaces, the pairs of characters."""
    tokens: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if word[0] > "\u2e7f":
            tokens.update(word[start : start + 2] for start in range(len(word) - 1))
        elif len(word) > 3:
            tokens.add(word)
    return frozenset(tokens)


def _title(page: Draft, entry: Draft) -> str:
    """Return the title of the entry, or of the page if the entry's is truncated, all capitals or missing."""
    title = without_site(entry.title, filter(None, (entry.source, page.source, host_of(page.url))))
    if not title or title == first_words(entry.text):
        return page.title or title
    start = _ELLIPSIS.sub("", title)
    if start != title and page.title.casefold().startswith(start.casefold()):
        return page.title
    if title.isupper() and not page.title.isupper() and title.casefold() == page.title.casefold():
        return page.title
    return title


def _byline(page: Draft, entry: Draft) -> str:
    if not entry.byline or not page.byline:
        return entry.byline or page.byline
    byline = entry.byline.casefold()
    is_site = byline in {name.casefold() for name in (entry.source, page.source, host_of(page.url)) if name}
    if is_site or "@" in byline or " " not in byline.strip() or _DESK_BYLINE.search(byline):
        return page.byline
    return page.byline if byline in page.byline.casefold().split(", ") else entry.byline


def _published(page: datetime | None, entry: datetime | None) -> datetime | None:
    if page is None or entry is None:
        return entry or page
    days = abs((page - entry).total_seconds()) / 86_400
    return page if _is_midnight(entry) and not _is_midnight(page) and days < 1.5 else entry


def _is_midnight(published: datetime) -> bool:
    return published.timetz().replace(tzinfo=None) == time()
