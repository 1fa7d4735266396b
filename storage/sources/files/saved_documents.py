"""Pages and feeds that lie on disk: what they hold, as of the file."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from storage.errors import SourceError
from storage.model import Draft, Trouble


def read_page_file(data: bytes, origin: str) -> Iterator[Draft]:
    """Yield the article of a saved page. SourceError if there is none in it.

    A page that does not say its address is known by its source, date and title, so that a moved file keeps
    its article.
    """
    # The libraries that read pages take a second to import, and most imports hold no page.
    from storage.sources.pages import parse_page  # noqa: PLC0415

    draft = parse_page(data, origin)
    moment = draft.published.isoformat() if draft.published else ""
    digest = hashlib.sha256("\n".join((draft.source, moment, draft.title)).encode()).hexdigest()[:32]
    yield replace(draft, key=draft.url or digest, origin=origin)


def read_feed_file(data: bytes, origin: str) -> Iterator[Draft | Trouble]:
    """Yield the articles of a saved feed, then what of it was damaged. SourceError if there are none."""
    from storage.sources.feeds.feed_parser import parse_feed  # noqa: PLC0415

    feed = parse_feed(data, "")
    filled = [draft for draft in feed.drafts if draft.title or draft.text]
    if not filled:
        raise SourceError(feed.trouble or "there are no articles in this feed")
    for draft in filled:
        yield replace(draft, origin=origin)
    if len(filled) < len(feed.drafts):
        yield Trouble(origin, "some entries have neither a title nor a text: left out")
    if feed.trouble:
        yield Trouble(origin, feed.trouble)
