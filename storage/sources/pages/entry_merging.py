"""An entry of a feed and the page that it leads to: whose text, title, byline and date stand."""

import re
from dataclasses import replace
from datetime import datetime, time

from storage.model import Draft, Extent, Role
from storage.sources.drafts.draft_assembly import first_words
from storage.sources.pages.site_names import host_of, without_site

_WORD = re.compile(r"\w+")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])\s*$")
_DESK_BYLINE = re.compile(
    r"\b(?:admin|administrator|desk|editor|editors|editorial|news|newsroom|redaktion|rédaction|redacción|redazione"
    r"|reporter|staff|team|webmaster)\b",
    re.IGNORECASE,
)
# Fewer words of a summary say nothing on whether the page is about the same.
_FEWEST_WORDS = 5
_SAME_TOPIC = 0.4
_CLEARLY_LONGER = 1.2


def merge_entry(page: Draft, entry: Draft) -> Draft:
    """Return `entry` with the text of its `page`, and title, byline and date from whichever knows better.

    Key, origin, addresses, source, categories and enclosures stay the entry's; what it lacks of them, and the
    language and image, come from the page.
    """
    return replace(
        page,
        key=entry.key,
        origin=entry.origin,
        url=entry.url or page.url,
        original_url=entry.original_url if entry.url else page.original_url,
        source=entry.source or page.source,
        title=_title(page, entry),
        byline=_byline(page, entry),
        published=_published(page.published, entry.published),
        language=page.language or entry.language,
        image=page.image or entry.image,
        categories=entry.categories or page.categories,
        enclosures=entry.enclosures or page.enclosures,
    )


def is_better(page: Draft, entry: Draft) -> bool:
    """Tell whether the text of a page may stand in place of that of the feed entry which led to it.

    It may not where it is not clearly longer, is about something else (a consent wall, an error page, the
    front page), consists mostly of links, or only teases for what costs.
    """
    length, entry_length = len(page.text), len(entry.text)
    if not page.text or _is_mostly_links(page):
        return False
    if not _is_same_topic(page, entry):
        return False
    if page.extent is Extent.WHOLE and _ELLIPSIS.search(entry.text):
        return length > entry_length
    return length >= _CLEARLY_LONGER * entry_length


def _is_mostly_links(page: Draft) -> bool:
    linked = sum(span.end - span.start for span in page.spans if span.role is Role.LINK)
    return 2 * linked > len(page.text)


def _is_same_topic(page: Draft, entry: Draft) -> bool:
    told = _tokens(f"{entry.title}\n{_ELLIPSIS.sub('', entry.text)}")
    if len(told) < _FEWEST_WORDS:
        return True
    return len(told & _tokens(f"{page.title}\n{page.text}")) >= _SAME_TOPIC * len(told)


def _tokens(text: str) -> frozenset[str]:
    """Return the longer words of a text; of scripts without spaces, each pair of characters."""
    tokens: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if word[0] > "\u2e7f":
            tokens.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3:
            tokens.add(word)
    return frozenset(tokens)


def _title(page: Draft, entry: Draft) -> str:
    """Return the feed's title: the headline as the newsroom wrote it, unless cut, shouted or missing."""
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
    named = entry.byline.casefold()
    is_site = named in {name.casefold() for name in (entry.source, page.source, host_of(page.url)) if name}
    if is_site or "@" in named or " " not in named.strip() or _DESK_BYLINE.search(named):
        return page.byline
    return page.byline if named in page.byline.casefold().split(", ") else entry.byline


def _published(page: datetime | None, entry: datetime | None) -> datetime | None:
    if page is None or entry is None:
        return entry or page
    days = abs((page - entry).total_seconds()) / 86_400
    return page if _is_day(entry) and not _is_day(page) and days < 1.5 else entry


def _is_day(moment: datetime) -> bool:
    return moment.timetz().replace(tzinfo=None) == time()
