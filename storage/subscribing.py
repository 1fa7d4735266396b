"""From the address that a reader pastes to the feeds that can be subscribed to there."""

from storage.errors import SourceError
from storage.model import Candidate
from storage.sources.discovery import feed_addresses
from storage.sources.feeds import parse_feed
from storage.sources.http import Response, Web
from storage.sources.services import normalise, service_feed

_TRIED = 8  # of the addresses that a page names or that are customary, how many are asked at most


async def find_feeds(address: str) -> list[Candidate]:
    """Return the feeds at an address, the best first; the first was fetched and is one.

    The address may be that of a feed, a page or a profile, with or without a scheme. Raises `SourceError`
    when there is none, `FetchError` when the address can't be fetched.
    """
    address = normalise(address)
    async with Web(files=address.startswith("file:")) as web:
        named = service_feed(address)
        response = await web.fetch(named or address, home=named or address)
        try:
            return [_candidate(response, named or address)]
        except SourceError as error:
            if named:
                raise
            candidates = feed_addresses(response.body, response.url)
            if not candidates:
                raise SourceError(f"{address}: {error}") from error
        found = await _first_feed(web, response.url, candidates[:_TRIED])
    if not found:
        raise SourceError(f"No feed was found at {address}.")
    rest = [one for one in candidates if not one.guessed and one.url != found.url]
    return [found, *rest]


async def _first_feed(web: Web, home: str, candidates: list[Candidate]) -> Candidate | None:
    for candidate in candidates:
        try:
            response = await web.fetch(candidate.url, home=home)
            return _candidate(response, candidate.url, candidate.title)
        except SourceError:  # the next may be one
            continue
    return None


def _candidate(response: Response, asked: str, title: str = "") -> Candidate:
    """Return the feed that was fetched at the address `asked`, under its own title if it has one."""
    feed = parse_feed(response.body, response.url, response.content_type)
    return Candidate(response.moved or asked, feed.title or title)
