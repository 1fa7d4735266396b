"""From the address that a reader pastes to the feeds that can be subscribed to there."""

from storage.errors import SourceError
from storage.model import Candidate
from storage.sources.discovery.feed_links import feed_candidates
from storage.sources.discovery.known_services import service_feed
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.web.web_client import Response, WebClient

_TRIED = 8  # of the addresses that a page names or that are customary, how many are asked at most


async def find_feeds(pasted: str) -> list[Candidate]:
    """Return the feeds at an address, the best first; the first was fetched and is one.

    The address may be that of a feed, a page or a profile, with or without a scheme. Raises `SourceError`
    when there is none, `FetchError` when the address can't be fetched.
    """
    address = normalise_address(pasted)
    if not address:
        raise SourceError(f"“{pasted}” is not a web address.")
    async with WebClient(allow_files=address.startswith("file:")) as web:
        named = service_feed(address)
        if named and (found := await _first_feed(web, address, [Candidate(named)])):
            return [found]
        response = await web.fetch(address)
        try:
            return [_candidate(response, address)]
        except SourceError as error:
            candidates = feed_candidates(response.body, response.url)
            found = await _first_feed(web, response.url, candidates[:_TRIED])
            if not found:
                raise SourceError(f"No feed was found at {address}: {error}") from error
    return [found, *(one for one in candidates if not one.guessed and one.url != found.url)]


async def _first_feed(web: WebClient, home: str, candidates: list[Candidate]) -> Candidate | None:
    for candidate in candidates:
        try:
            response = await web.fetch(candidate.url, feed_address=home)
            return _candidate(response, candidate.url, candidate.title)
        except SourceError:  # the next may be one
            continue
    return None


def _candidate(response: Response, asked: str, title: str = "") -> Candidate:
    """Return the feed that was fetched at the address `asked`, under its own title if it has one."""
    feed = parse_feed(response.body, response.url, response.content_type)
    return Candidate(response.moved or asked, feed.title or title)
