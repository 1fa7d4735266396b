"""Keeps connections to servers open for the next request, and checks where a new connection leads."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

import httpcore2

from storage.errors import UnreachableError
from storage.sources.web.fetch_errors import connect_error
from storage.sources.web.ip_networks import IpAddress, Network, Resolver, network_of
from storage.sources.web.proxies import parse_proxy

# Seconds for one address of a host to respond while there are others to try.
_FALLBACK_TIMEOUT = 4.0
_IDLE_SECONDS = 15.0
_MAX_IDLE = 100


class ForbiddenNetworkError(Exception):
    """All addresses of a host lie in a `network` that this connection must not reach."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.network = network


@dataclass(frozen=True, slots=True)
class ServerRoute:
    """The way to a server: through `proxy`, or directly, on the internet or in `network`.

    Connections are reused for the same route only, so a connection into a private network that was opened for
    one feed never serves a feed from elsewhere.
    """

    scheme: str
    host: str
    port: int
    network: Network
    proxy: str = ""


class ConnectionPool:
    """Opens connections and keeps those that can take another request.

    The pool of httpcore looks at all of its connections at every step, which takes longer than the request
    itself when there are fifty. Here it only creates connections.
    """

    def __init__(self, resolver: Resolver, ssl_context: ssl.SSLContext | None) -> None:
        self._resolver = resolver
        self._ssl_context = ssl_context
        self._factories: dict[tuple[Network, str], httpcore2.AsyncConnectionPool] = {}
        self._idle: dict[ServerRoute, list[httpcore2.AsyncConnectionInterface]] = {}
        self._idle_count = 0

    async def idle(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface | None:
        """Return an open connection along `route` that is free, `None` if there is none."""
        while route in self._idle:
            connection = self._take(route)
            if not connection.has_expired():
                return connection
            await connection.aclose()
        return None

    def open(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface:
        """Return a new connection along `route`, which connects with its first request.

        That request raises `ForbiddenNetworkError` if the host lies in another network, and `FetchError` if
        the host can't be reached.
        """
        origin = httpcore2.Origin(route.scheme.encode(), route.host.encode(), route.port)
        return self._factory(route).create_connection(origin)

    async def release(self, connection: httpcore2.AsyncConnectionInterface, route: ServerRoute) -> None:
        """Keep a connection whose request is done, or close it if it can't take another one."""
        if not connection.is_idle():
            await connection.aclose()
            return
        # The route moves to the end, so the first route is the one that has been idle for longest.
        self._idle[route] = [*self._idle.pop(route, ()), connection]
        self._idle_count += 1
        if self._idle_count > _MAX_IDLE:
            await self._take(next(iter(self._idle))).aclose()

    async def close(self) -> None:
        """Close all idle connections."""
        while self._idle:
            await self._take(next(iter(self._idle))).aclose()

    def _take(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface:
        connection = self._idle[route].pop()
        self._idle_count -= 1
        if not self._idle[route]:
            del self._idle[route]
        return connection

    def _factory(self, route: ServerRoute) -> httpcore2.AsyncConnectionPool:
        key = (route.network, route.proxy)
        if key not in self._factories:
            self._factories[key] = httpcore2.AsyncConnectionPool(
                ssl_context=self._ssl_context or _default_ssl_context(),
                proxy=parse_proxy(route.proxy) if route.proxy else None,
                keepalive_expiry=_IDLE_SECONDS,
                network_backend=_CheckedBackend(self._resolver, None if route.proxy else route.network),
            )
        return self._factories[key]


class _CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to the very address that was looked up and checked; TLS and the server still see the name.

    A `network` of `None` allows every address, for the host of a proxy.
    """

    def __init__(self, resolver: Resolver, network: Network | None) -> None:
        self._resolver = resolver
        self._network = network
        # Its type depends on whether anyio is installed.
        self._backend = cast("httpcore2.AsyncNetworkBackend", httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = self._permitted(await self._resolver.addresses(host))
        except TimeoutError:
            raise UnreachableError(f"Looking up {host} took too long.") from None
        return await self._connect(host, addresses, port, timeout)

    def _permitted(self, addresses: tuple[IpAddress, ...]) -> list[IpAddress]:
        allowed = (Network.PUBLIC, self._network)
        permitted = [a for a in addresses if self._network is None or network_of(a) in allowed]
        if not permitted:
            raise ForbiddenNetworkError(network_of(addresses[0]))
        return permitted

    async def _connect(
        self, host: str, addresses: list[IpAddress], port: int, timeout: float | None
    ) -> httpcore2.AsyncNetworkStream:
        for address in addresses[:-1]:
            seconds = min(_FALLBACK_TIMEOUT, timeout or _FALLBACK_TIMEOUT)
            try:
                return await self._backend.connect_tcp(str(address), port, timeout=seconds)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        try:
            return await self._backend.connect_tcp(str(addresses[-1]), port, timeout=timeout)
        except httpcore2.ConnectError as error:
            raise connect_error(host if self._network else f"The proxy {host}", error) from None


@cache
def _default_ssl_context() -> ssl.SSLContext:
    # Cached, because reading hundreds of certificates takes longer than many a request.
    return httpcore2.default_ssl_context()
