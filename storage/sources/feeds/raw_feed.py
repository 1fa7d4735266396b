"""A feed put together from what was read of it, in whichever format it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from storage.model import ParsedFeed
from storage.sources.feeds.entry_keys import assign_keys
from storage.sources.feeds.feed_drafts import (
    Content,
    Entry,
    FeedContext,
    entry_draft,
    language_tag,
    title_line,
)
from storage.sources.web.web_addresses import resolve_link


@dataclass(frozen=True, slots=True)
class FeedMetadata:
    """What a feed says of itself, nothing of it cleaned; see `ParsedFeed` for the fields.

    `counts_from_site` tells that relative addresses count from the site, as in RSS, which says nothing of it;
    else they count from the feed's own address.
    """

    title: Content | None = None
    site: str = ""
    language: str = ""
    every: int = 0
    moved: str = ""
    trouble: str = ""
    counts_from_site: bool = False


def assemble_feed(facts: FeedMetadata, entries: Iterable[Entry], address: str, now: datetime) -> ParsedFeed:
    """Return the feed at `address` with all its entries, each with a key of its own."""
    title, site, tongue = (
        title_line(facts.title),
        resolve_link(facts.site, address),
        language_tag(facts.language),
    )
    base = (site if facts.counts_from_site else "") or address
    origin = FeedContext(address, title or _host(site or address), tongue, base, now)
    moved = resolve_link(facts.moved, address)
    return ParsedFeed(
        title=title,
        drafts=assign_keys(entry_draft(entry, origin) for entry in entries),
        site=site,
        language=tongue,
        every=facts.every,
        moved=moved if moved != address else "",
        trouble=facts.trouble,
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
