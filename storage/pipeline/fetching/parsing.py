"""From a response to what the desk stores. Runs in the processes of the pool, without the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from storage.model import Arrival, Draft, Extent, Pages, ParsedFeed
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.pages.entry_merging import is_better, merge_entry
from storage.sources.pages.page_parser import parse_page
from storage.sources.web.web_addresses import canonical_url

SUMMARY = 600  # characters: a feed whose median entry is shorter carries summaries
FULL_TEXT = 2_000  # characters: a longer entry of such a feed is a full text all the same
FIRST_PAGES = 20  # pages of the newest entries of a new feed: its archive can be long


@dataclass(frozen=True, slots=True)
class Delivery:
    """A parsed feed without its drafts, and its entries ready to be stored."""

    feed: ParsedFeed
    arrivals: tuple[Arrival, ...]


def read_feed(body: bytes, address: str, content_type: str, pages: Pages, first: bool) -> Delivery:
    """Return what a feed holds. `first` says that the desk has no entry of it yet. Raises `SourceError`."""
    feed = parse_feed(body, address, content_type)
    drafts = [draft for draft in feed.drafts if not _is_empty(draft)]
    addresses = [canonical_url(draft.url) if draft.url else "" for draft in drafts]
    # The address of the site does not identify an entry.
    site = canonical_url(feed.site) if feed.site else ""
    wanted = _pages_wanted(drafts, pages, FIRST_PAGES if first else len(drafts))
    arrivals = [
        Arrival(draft, "" if address == site else address, index in wanted)
        for index, (draft, address) in enumerate(zip(drafts, addresses, strict=True))
    ]
    return Delivery(replace(feed, drafts=()), tuple(arrivals))


def read_page(body: bytes, address: str, content_type: str, entry: Draft) -> tuple[Draft, bool]:
    """Return an entry with the text of its page, and whether that is better than its own.

    Raises `SourceError`.
    """
    page = parse_page(body, address, content_type)
    return merge_entry(page, entry), is_better(page, entry)


def _is_empty(draft: Draft) -> bool:
    return not (draft.title or draft.text or draft.url or draft.enclosures)


def _pages_wanted(drafts: Sequence[Draft], pages: Pages, most: int) -> set[int]:
    """Return the indexes of the entries whose pages are fetched: at most `most`, the newest."""
    indexes = [index for index, draft in enumerate(drafts) if draft.url]
    if pages is Pages.NEVER or not indexes:
        return set()
    if pages is Pages.AUTO:
        has_summaries = median(len(drafts[index].text) for index in indexes) < SUMMARY
        indexes = [index for index in indexes if _is_short(drafts[index], has_summaries)]
    return set(sorted(indexes, key=lambda index: _timestamp(drafts[index]), reverse=True)[:most])


def _is_short(draft: Draft, has_summaries: bool) -> bool:
    return draft.extent is not Extent.WHOLE or (has_summaries and len(draft.text) < FULL_TEXT)


def _timestamp(draft: Draft) -> float:
    return draft.published.timestamp() if draft.published else 0.0
