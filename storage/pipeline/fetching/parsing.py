"""From a response to what the desk stores. Runs in the processes of the pool, without the database."""

from dataclasses import dataclass, replace
from enum import Enum

from storage.model import Arrival, Draft, Extent, Pages, ParsedFeed
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.pages.entry_merging import is_better, merge_entry, says_no_more
from storage.sources.pages.page_parser import parse_page
from storage.sources.web.web_addresses import canonical_url


class Verdict(Enum):
    """What the text of a page is beside that of its entry."""

    BETTER = "better"
    NO_MORE = "no more"
    """The page shows what the entry says, so the entry is whole."""
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A parsed feed without its drafts, and its entries ready to be stored."""

    feed: ParsedFeed
    arrivals: tuple[Arrival, ...]


def read_feed(body: bytes, address: str, content_type: str, pages: Pages) -> Delivery:
    """Return what a feed holds. Raises `SourceError`."""
    feed = parse_feed(body, address, content_type)
    drafts = [draft for draft in feed.drafts if not _is_empty(draft)]
    addresses = [canonical_url(draft.url) if draft.url else "" for draft in drafts]
    # The address of the site does not identify an entry.
    site = canonical_url(feed.site) if feed.site else ""
    arrivals = [
        Arrival(draft, "" if address == site else address, _wants_page(draft, pages))
        for draft, address in zip(drafts, addresses, strict=True)
    ]
    return Delivery(replace(feed, drafts=()), tuple(arrivals))


def read_page(body: bytes, address: str, content_type: str, entry: Draft) -> tuple[Draft, Verdict]:
    """Return an entry with the text of its page, and what that is beside its own.

    Raises `SourceError`.
    """
    page = parse_page(body, address, content_type)
    if is_better(page, entry):
        verdict = Verdict.BETTER
    else:
        verdict = Verdict.NO_MORE if says_no_more(page, entry) else Verdict.WORSE
    return merge_entry(page, entry), verdict


def _is_empty(draft: Draft) -> bool:
    return not (draft.title or draft.text or draft.url or draft.enclosures)


def _wants_page(draft: Draft, pages: Pages) -> bool:
    """Return whether the page of an entry is fetched without being asked for."""
    if not draft.url or pages is Pages.NEVER:
        return False
    return pages is Pages.ALWAYS or draft.extent is not Extent.WHOLE
