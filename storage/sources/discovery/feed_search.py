"""From a pasted address to the feeds that can be subscribed to there."""

from collections.abc import Mapping

from storage.errors import SourceError
from storage.model import Candidate
from storage.sources.discovery.feed_links import feed_candidates
from storage.sources.discovery.known_services import service_feed
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.web.web_client import Response, WebClient

_MAX_TRIED = 8  # addresses that a page names or that are common for feeds


async def find_feeds(pasted: str, pauses: Mapping[str, float] | None = None) -> list[Candidate]:
    """Return the feeds at an address, best first. The first one was fetched and parsed.

    The address can be that of a feed, a page or a profile, with or without a scheme. `pauses` are those that
    servers asked for, in seconds, as `WebClient` has them. Raises `SourceError` if there is no feed,
    `FetchError` if the address can't be fetched.
    """
    address = normalise_address(pasted)
    if not address:
        raise SourceError(f"“{pasted}” is not a web address.")
    async with WebClient(allow_files=address.startswith("file:"), pauses=pauses) as web:
        known = service_feed(address)
        if known and (found := await _first_feed(web, address, [Candidate(known)])):
            return [found]
        response = await web.fetch(address)
        try:
            return [_candidate(response, address)]
        except SourceError as error:
            candidates = feed_candidates(response.body, response.url, response.links)
            found = await _first_feed(web, response.url, candidates[:_MAX_TRIED])
            if not found:
                raise SourceError(f"No feed was found at {address}: {error}") from error
    return [found, *(one for one in candidates if not one.guessed and one.url != found.url)]


async def _first_feed(web: WebClient, home: str, candidates: list[Candidate]) -> Candidate | None:
    for candidate in candidates:
        try:
            response = await web.fetch(candidate.url, feed_address=home)
            return _candidate(response, candidate.url, candidate.title)
        except SourceError:  # the next one may be a feed
            continue
    return None


def _candidate(response: Response, asked: str, title: str = "") -> Candidate:
    """Return the feed in a response, with its own title if it has one. `asked` is the requested address."""
    feed = parse_feed(response.body, response.url, response.content_type)
    return Candidate(response.moved or asked, feed.title or title)
