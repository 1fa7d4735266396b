"""The web, asked politely: few requests at once, conditional ones, and never more than was agreed on.

No cookies. Redirects are followed here, one by one, as each may lead where newsdesk does not go.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from storage.errors import FetchError, UnreachableError
from storage.sources.web.backoff import Backoff
from storage.sources.web.connections import Connections, OutOfBoundsError, ServerRoute
from storage.sources.web.dns import Resolver
from storage.sources.web.error_messages import of_status
from storage.sources.web.exchanges import Answer, Limits, ask
from storage.sources.web.freshness import max_age, retry_after
from storage.sources.web.headers import request_headers, validator
from storage.sources.web.local_files import read_local
from storage.sources.web.networks import Network, literal, network_of
from storage.sources.web.proxies import Proxies
from storage.sources.web.rate_limit import RateLimit
from storage.sources.web.request_urls import Location

LARGEST = 20_000_000
FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGES = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.1"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Response:
    """What an address holds: `status` 200 with a body, or 304 if nothing has changed since.

    `url` is where the body came from in the end, without user and password. `moved` is the address to ask
    from now on, "" unless all of the way was permanent. `max_age` is for how many seconds it stays fresh,
    0 if that was not said.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    etag: str
    modified: str
    moved: str
    max_age: int


@dataclass(slots=True)
class _Errand:
    """A fetch under way: the feed that it is for, what it sends along, and how many seconds it has left."""

    home: str
    headers: Mapping[str, str]
    limits: Limits
    left: float


class Web:
    """The web, for the time of an `async with` block.

    `files` allows `file:` addresses. A server may keep quiet for `timeout` seconds and take `deadline`
    seconds in all, redirects included, waiting for a place not. `trust` says whose certificates count, this
    computer's by default.
    """

    def __init__(
        self,
        *,
        files: bool = False,
        trust: ssl.SSLContext | None = None,
        timeout: float = 20.0,
        deadline: float = 60.0,
        at_once: int = 50,
        per_host: int = 2,
    ) -> None:
        self._files = files
        self._timeout = timeout
        self._deadline = deadline
        self._lookups = Resolver()
        self._connections = Connections(self._lookups, trust)
        self._proxies = Proxies.of_environment()
        self._hosts = RateLimit(at_once, per_host)
        self._rests = Backoff()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._lookups.close()
        await self._connections.close()

    async def fetch(
        self,
        address: str,
        etag: str = "",
        modified: str = "",
        *,
        home: str = "",
        accept: str = FEEDS,
        largest: int = LARGEST,
    ) -> Response:
        """Return what is at `address`; whatever else comes of it raises FetchError with a sentence.

        With the `etag` and `modified` of an earlier response, only what has changed is sent. `home` is the
        address of the feed that names this one, "" if it is the feed's own: into a network of its own an
        address may lead only where its home lives. `largest` counts decoded bytes. A server that has asked
        for a pause gets it: until then `RestingError` is raised in place of a request.
        """
        if _is_local(address):
            if home and not _is_local(home):
                raise FetchError("The address is one of a file, where newsdesk goes only for feeds in files.")
            return await self._read(address.strip(), etag, largest)
        headers = request_headers(accept, etag, modified)
        errand = _Errand(home or address, headers, Limits(largest, self._timeout), self._deadline)
        location, answer, moved = await self._follow(Location.of(address), errand)
        if answer.status == 203:
            answer = Answer(200, answer.headers, answer.body)
        if answer.status != 200 and (answer.status != 304 or not (etag or modified)):
            sentence = of_status(answer.status, known=bool(location.credentials))
            raise FetchError(sentence, status=answer.status, retry_after=retry_after(answer.headers))
        unchanged = answer.status == 304
        return Response(
            url=location.address,
            status=answer.status,
            body=answer.body,
            content_type=answer.headers.get("content-type", ""),
            etag=validator(answer.headers.get("etag", "")) or (etag if unchanged else ""),
            modified=validator(answer.headers.get("last-modified", "")) or (modified if unchanged else ""),
            moved=location.full_address if moved else "",
            max_age=max_age(answer.headers),
        )

    async def _follow(self, location: Location, errand: _Errand) -> tuple[Location, Answer, bool]:
        """Return where redirects led to, the answer there, and whether it is where to go from now on."""
        seen, permanent = {location}, True
        answer = await self._ask(location, errand)
        while answer.status in _REDIRECTS and "location" in answer.headers:
            following = location.follow(answer.headers["location"])
            if following in seen:
                raise FetchError("The address leads in a circle.")
            if len(seen) > _MOST_REDIRECTS:
                raise FetchError(f"The address leads on more than {_MOST_REDIRECTS} times.")
            downgrade = location.scheme == "https" and following.scheme == "http"
            permanent = permanent and answer.status in _PERMANENT and not downgrade
            seen.add(following)
            location = following
            answer = await self._ask(location, errand)
        return location, answer, permanent and len(seen) > 1

    async def _ask(self, location: Location, errand: _Errand) -> Answer:
        clock = asyncio.get_running_loop().time
        async with self._hosts.place(location.host):
            # Here, when it is this one's turn: meanwhile the others may have been told to come later.
            self._rests.check(location)
            started = clock()
            try:
                async with asyncio.timeout(errand.left):
                    answer = await self._ask_within_bounds(location, errand)
                self._rests.answered(location, answer)
                return answer
            except UnreachableError as error:
                self._rests.failed(location, error)
                raise
            except TimeoutError:
                raise FetchError(f"The server was not done after {self._deadline:g} seconds.") from None
            finally:
                errand.left -= clock() - started

    async def _ask_within_bounds(self, location: Location, errand: _Errand) -> Answer:
        headers = {"Host": location.authority, **errand.headers}
        if location.credentials:
            headers["Authorization"] = location.authorisation
        route = self._route(location)
        try:
            _check_figures(route)
            return await ask(self._connections, route, location, headers, errand.limits)
        except OutOfBoundsError as error:
            network = error.network
        if await self._network_of(errand.home) is not network:
            words = f"{location.host} leads to {network}, where newsdesk goes only for feeds that live there."
            raise FetchError(words)
        within = replace(route, network=network)
        return await ask(self._connections, within, location, headers, errand.limits)

    def _route(self, location: Location) -> ServerRoute:
        proxy = self._proxies.choose(location.scheme, location.host)
        return ServerRoute(location.scheme, location.host, location.port, Network.PUBLIC, proxy)

    async def _network_of(self, home: str) -> Network:
        try:
            return await self._lookups.home(Location.of(home).host)
        except FetchError:
            return Network.PUBLIC

    async def _read(self, address: str, etag: str, largest: int) -> Response:
        if not self._files:
            raise FetchError("newsdesk reads file: addresses only by an explicit command.")
        found = await asyncio.to_thread(read_local, address, etag, largest)
        status = 304 if found.body is None else 200
        return Response(address, status, found.body or b"", found.content_type, found.etag, "", "", 0)


def _is_local(address: str) -> bool:
    return address.strip().lower().startswith("file:")


def _check_figures(route: ServerRoute) -> None:
    """Raise OutOfBoundsError for an IP address outside of the network, before a proxy is asked for it."""
    address = literal(route.host)
    if address is not None and network_of(address) not in (Network.PUBLIC, route.network):
        raise OutOfBoundsError(network_of(address))
