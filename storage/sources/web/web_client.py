"""Fetches addresses: few requests at once, conditional requests, no cookies beyond a redirect.

The client follows redirects itself, because each one may lead to a network that newsdesk must not reach.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from storage.errors import FetchError, UnreachableError
from storage.sources.web.connection_pool import ConnectionPool, ForbiddenNetworkError, ServerRoute
from storage.sources.web.fetch_errors import status_message
from storage.sources.web.file_urls import read_file_url
from storage.sources.web.http_headers import max_age, request_headers, retry_after, validator
from storage.sources.web.http_requests import RawResponse, Receiver, ResponseLimits, send_request
from storage.sources.web.ip_networks import Network, Resolver, ip_literal, network_of
from storage.sources.web.proxies import Proxies
from storage.sources.web.rate_limits import Backoff, ConcurrencyLimit
from storage.sources.web.redirect_cookies import RedirectCookies
from storage.sources.web.request_url import RequestUrl

MAX_BYTES = 20_000_000
ACCEPT_FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
ACCEPT_PAGES = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.1"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT_REDIRECTS = frozenset((301, 308))
_MAX_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Response:
    """The content of an address: `status` 200 with a body, or 304 if it has not changed.

    `url` is the final address after redirects, without user and password. `moved` is the new address of a
    source that has moved for good, "" if any redirect was temporary. `max_age` is the number of seconds for
    which the content stays fresh, 0 if unknown. `links` is the header Link (RFC 8288), "" without one.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    etag: str
    modified: str
    moved: str
    max_age: int
    links: str = ""


@dataclass(slots=True)
class _Fetch:
    """One fetch with its redirects; `seconds_left` counts down while a request runs."""

    feed_address: str
    headers: Mapping[str, str]
    limits: ResponseLimits
    seconds_left: float
    cookies: RedirectCookies = field(default_factory=RedirectCookies)


class WebClient:
    """An HTTP client, used as an async context manager.

    `allow_files` permits `file:` addresses. `pauses` are those that servers asked for earlier, in seconds, as
    the method `pauses` returns them. A server may send nothing for `timeout` seconds, and take
    `deadline` seconds in all, redirects included; the wait for a free slot does not count. `ssl_context` says
    which certificates to trust, by default those that this computer trusts.
    """

    def __init__(
        self,
        *,
        allow_files: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        timeout: float = 20.0,
        deadline: float = 60.0,
        max_requests: int = 50,
        max_per_host: int = 2,
        pauses: Mapping[str, float] | None = None,
    ) -> None:
        self._allow_files = allow_files
        self._timeout = timeout
        self._deadline = deadline
        self._resolver = Resolver()
        self._pool = ConnectionPool(self._resolver, ssl_context)
        self._proxies = Proxies.from_environment()
        self._concurrency = ConcurrencyLimit(max_requests, max_per_host)
        self._backoff = Backoff(pauses or {})

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._resolver.close()
        await self._pool.close()

    def pauses(self) -> dict[str, float]:
        """Return the servers that asked for a pause, each with the seconds that are left of it.

        A server is a host, with its port unless that is the default one.
        """
        return self._backoff.pauses()

    async def fetch(
        self,
        address: str,
        etag: str = "",
        modified: str = "",
        *,
        feed_address: str = "",
        accept: str = ACCEPT_FEEDS,
        max_bytes: int = MAX_BYTES,
    ) -> Response:
        """Return what is at `address`, at most `max_bytes` decoded bytes.

        With the `etag` and `modified` of an earlier response, the server sends content only if it has
        changed. `feed_address` is the feed that names this address, "" if the address is a feed's own: only a
        feed in a private network may name addresses in that network. Raises `FetchError` with a sentence for
        the reader; a server that asked for a pause gets no request, and `BackoffError` is raised.
        """
        if _is_file(address):
            if feed_address and not _is_file(feed_address):
                raise FetchError("newsdesk opens file: addresses only for feeds that are files themselves.")
            return await self._read_file(address.strip(), etag, max_bytes)
        headers = request_headers(accept, etag, modified)
        limits = ResponseLimits(max_bytes, self._timeout)
        fetch = _Fetch(feed_address or address, headers, limits, self._deadline)
        url, response, has_moved = await self._follow_redirects(RequestUrl.parse(address), fetch)
        is_unchanged = response.status == 304 and bool(etag or modified)
        if not is_unchanged and response.status not in (200, 203):
            message = status_message(response.status, with_password=bool(url.credentials))
            raise FetchError(message, status=response.status, retry_after=retry_after(response.headers))
        return Response(
            url=url.address,
            status=304 if is_unchanged else 200,
            body=response.body,
            content_type=response.headers.get("content-type", ""),
            etag=validator(response.headers.get("etag", "")) or (etag if is_unchanged else ""),
            modified=validator(response.headers.get("last-modified", ""))
            or (modified if is_unchanged else ""),
            moved=url.address_with_credentials if has_moved else "",
            max_age=max_age(response.headers),
            links=response.headers.get("link", ""),
        )

    async def receive(
        self, address: str, headers: Mapping[str, str], receiver: Receiver, *, feed_address: str = ""
    ) -> tuple[int, Mapping[str, str]]:
        """Send a file to `receiver` as it comes; return the status, 200, 206 or 416, and the headers.

        `headers` are further ones of the request. Raises `FetchError`, as `fetch` does.
        """
        sent = {**request_headers("*/*", "", ""), "Accept-Encoding": "identity", **headers}
        limits = ResponseLimits(0, self._timeout, receiver)
        fetch = _Fetch(feed_address or address, sent, limits, self._deadline)
        _, response, _ = await self._follow_redirects(RequestUrl.parse(address), fetch)
        if response.status not in (200, 203, 206, 416) or (response.status == 416 and "Range" not in headers):
            raise FetchError(status_message(response.status), status=response.status)
        return response.status, response.headers

    async def _follow_redirects(self, url: RequestUrl, fetch: _Fetch) -> tuple[RequestUrl, RawResponse, bool]:
        """Return the final URL, its response, and whether all redirects to it were permanent."""
        seen, is_permanent = {(url, "")}, True
        response = await self._request(url, fetch)
        while response.status in _REDIRECTS and "location" in response.headers:
            fetch.cookies.store(url, response.headers)
            target = url.redirected(response.headers["location"])
            # With a new cookie, the same address may answer otherwise.
            step = target, fetch.cookies.header(target)
            if step in seen:
                raise FetchError("The address redirects in a loop.")
            if len(seen) > _MAX_REDIRECTS:
                raise FetchError(f"The address redirects more than {_MAX_REDIRECTS} times.")
            is_downgrade = url.scheme == "https" and target.scheme == "http"
            is_permanent = is_permanent and response.status in _PERMANENT_REDIRECTS and not is_downgrade
            seen.add(step)
            url = target
            response = await self._request(url, fetch)
        return url, response, is_permanent and len(seen) > 1

    async def _request(self, url: RequestUrl, fetch: _Fetch) -> RawResponse:
        clock = asyncio.get_running_loop().time
        async with self._concurrency.slot(url.host):
            # Checked here, because the server may have asked for a pause during the wait for a slot.
            self._backoff.check(url)
            started = clock()
            try:
                async with asyncio.timeout(fetch.seconds_left):
                    response = await self._request_in_permitted_network(url, fetch)
                self._backoff.record_response(url, response)
                return response
            except UnreachableError as error:
                self._backoff.record_failure(url, error)
                raise
            except TimeoutError:
                raise FetchError(f"The server took longer than {self._deadline:g} seconds.") from None
            finally:
                fetch.seconds_left -= clock() - started

    async def _request_in_permitted_network(self, url: RequestUrl, fetch: _Fetch) -> RawResponse:
        headers = {"Host": url.authority, **fetch.headers}
        if cookies := fetch.cookies.header(url):
            headers["Cookie"] = cookies
        if url.credentials:
            headers["Authorization"] = url.authorization
        proxy = self._proxies.choose(url.scheme, url.host)
        route = ServerRoute(url.scheme, url.host, url.port, Network.PUBLIC, proxy)
        try:
            _check_ip_literal(route)
            return await send_request(self._pool, route, url, headers, fetch.limits)
        except ForbiddenNetworkError as error:
            network = error.network
        if await self._network_of_feed(fetch.feed_address) is not network:
            raise FetchError(f"{url.host} leads to {network}, which is open only to feeds from there.")
        route = replace(route, network=network)
        return await send_request(self._pool, route, url, headers, fetch.limits)

    async def _network_of_feed(self, address: str) -> Network:
        try:
            return await self._resolver.network(RequestUrl.parse(address).host)
        except FetchError:
            return Network.PUBLIC

    async def _read_file(self, address: str, etag: str, max_bytes: int) -> Response:
        if not self._allow_files:
            raise FetchError("newsdesk reads file: addresses only on an explicit command.")
        file = await asyncio.to_thread(read_file_url, address, etag, max_bytes)
        status = 304 if file.body is None else 200
        return Response(address, status, file.body or b"", file.content_type, file.etag, "", "", 0)


def _is_file(address: str) -> bool:
    return address.strip().lower().startswith("file:")


def _check_ip_literal(route: ServerRoute) -> None:
    """Raise `ForbiddenNetworkError` for an IP address outside the route's network, which no proxy checks."""
    address = ip_literal(route.host)
    if address is not None and network_of(address) not in (Network.PUBLIC, route.network):
        raise ForbiddenNetworkError(network_of(address))
