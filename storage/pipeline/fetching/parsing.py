"""What the network brought, made into what the desk stores: the work of the processes of a refresh."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from storage.model import Arrival, Draft, Extent, Pages, ParsedFeed
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.pages import is_better, merge_entry, parse_page
from storage.sources.web.addresses import canonical

# In characters: a feed whose entries mostly say less than the first is taken for one of summaries, and an
# entry of it that says more than the second for a full text all the same.
SUMMARY, FULL = 600, 2_000
FIRST_PAGES = 20  # of a feed that is new to the desk, with its archive, the pages of the newest


@dataclass(frozen=True, slots=True)
class Delivery:
    """A feed as it was read, and its entries as they are to be stored."""

    feed: ParsedFeed
    arrivals: tuple[Arrival, ...]


def read_feed(body: bytes, address: str, content_type: str, pages: Pages, first: bool) -> Delivery:
    """Return what a feed holds; `first` says that the desk has nothing of it yet. Raises `SourceError`."""
    feed = parse_feed(body, address, content_type)
    drafts = [draft for draft in feed.drafts if _says_something(draft)]
    identities = [canonical(draft.url) if draft.url else "" for draft in drafts]
    # The address of the site says nothing about which entry is meant.
    site = canonical(feed.site) if feed.site else ""
    wanted = _pages_wanted(drafts, pages, FIRST_PAGES if first else len(drafts))
    arrivals = [
        Arrival(draft, "" if identity == site else identity, place in wanted)
        for place, (draft, identity) in enumerate(zip(drafts, identities, strict=True))
    ]
    return Delivery(replace(feed, drafts=()), tuple(arrivals))


def read_page(body: bytes, address: str, content_type: str, entry: Draft) -> tuple[Draft, bool]:
    """Return an entry with the text of its page, and whether that is better than the entry's own.

    Raises `SourceError`.
    """
    page = parse_page(body, address, content_type)
    return merge_entry(page, entry), is_better(page, entry)


def _says_something(draft: Draft) -> bool:
    return bool(draft.title or draft.text or draft.url or draft.enclosures)


def _pages_wanted(drafts: Sequence[Draft], pages: Pages, most: int) -> set[int]:
    """Return the places of the entries whose pages are to be fetched."""
    places = [place for place, draft in enumerate(drafts) if draft.url]
    if pages is Pages.NEVER or not places:
        return set()
    if pages is Pages.AUTO:
        brief = median(len(drafts[place].text) for place in places) < SUMMARY
        places = [place for place in places if _says_little(drafts[place], brief)]
    return set(sorted(places, key=lambda place: _moment(drafts[place]), reverse=True)[:most])


def _says_little(draft: Draft, brief: bool) -> bool:
    return draft.extent is not Extent.WHOLE or (brief and len(draft.text) < FULL)


def _moment(draft: Draft) -> float:
    return draft.published.timestamp() if draft.published else 0.0
