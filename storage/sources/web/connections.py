"""Connections to servers, kept open for the next request; where they lead is checked before it is sent."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast
from urllib.parse import unquote, urlsplit

import httpcore2

from storage.errors import FetchError, UnreachableError
from storage.sources.web.dns import Resolver
from storage.sources.web.error_messages import of_connection
from storage.sources.web.networks import Address, Network, network_of

# How long an address may keep quiet while the host has others.
_PATIENCE = 4.0
_IDLE = 15.0
_MOST_IDLE = 100


class OutOfBoundsError(Exception):
    """A host whose addresses all lie in a `network` that this connection may not lead into."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.network = network


@dataclass(frozen=True, slots=True)
class ServerRoute:
    """Where a connection leads: to a server, within a `network` and the internet only, or by way of `proxy`.

    A connection that was opened for a feed on an own network is so never lent to a stranger's.
    """

    scheme: str
    host: str
    port: int
    network: Network
    proxy: str = ""


class Connections:
    """Opens connections and keeps those that can take another request.

    httpcore's own pool looks at all of its connections at every step: with fifty of them that takes longer
    than the request itself. Here it only builds them.
    """

    def __init__(self, lookups: Resolver, trust: ssl.SSLContext | None) -> None:
        self._lookups = lookups
        self._trust = trust
        self._builders: dict[tuple[Network, str], httpcore2.AsyncConnectionPool] = {}
        self._idle: dict[ServerRoute, list[httpcore2.AsyncConnectionInterface]] = {}
        self._idle_count = 0

    async def kept(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface | None:
        """Return a connection along `route` that was given back and is still good, `None` without one."""
        while route in self._idle:
            connection = self._take(route)
            if not connection.has_expired():
                return connection
            await connection.aclose()
        return None

    def fresh(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface:
        """Return a new connection along `route`, which opens with its first request.

        That request raises OutOfBoundsError for a host elsewhere, FetchError for one that can't be reached.
        """
        origin = httpcore2.Origin(route.scheme.encode(), route.host.encode(), route.port)
        return self._builder(route).create_connection(origin)

    async def give_back(self, connection: httpcore2.AsyncConnectionInterface, route: ServerRoute) -> None:
        """Keep a connection after its request was answered, if it can take another one."""
        if not connection.is_idle():
            await connection.aclose()
            return
        # At the end, so that the first route is the one that lay idle for longest.
        self._idle[route] = [*self._idle.pop(route, ()), connection]
        self._idle_count += 1
        if self._idle_count > _MOST_IDLE:
            await self._take(next(iter(self._idle))).aclose()

    async def close(self) -> None:
        """Close every connection that is kept."""
        while self._idle:
            await self._take(next(iter(self._idle))).aclose()

    def _take(self, route: ServerRoute) -> httpcore2.AsyncConnectionInterface:
        connection = self._idle[route].pop()
        self._idle_count -= 1
        if not self._idle[route]:
            del self._idle[route]
        return connection

    def _builder(self, route: ServerRoute) -> httpcore2.AsyncConnectionPool:
        key = (route.network, route.proxy)
        if key not in self._builders:
            self._builders[key] = httpcore2.AsyncConnectionPool(
                ssl_context=self._trust or _trust_of_this_computer(),
                proxy=_proxy(route.proxy) if route.proxy else None,
                keepalive_expiry=_IDLE,
                network_backend=_Checked(self._lookups, None if route.proxy else route.network),
            )
        return self._builders[key]


class _Checked(httpcore2.AsyncNetworkBackend):
    """Connects to the very address that was looked up and checked; the name stays for TLS and the server."""

    def __init__(self, lookups: Resolver, network: Network | None) -> None:
        self._lookups = lookups
        self._network = network
        # What the type checkers see of it depends on whether anyio is there.
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
                addresses = self._permitted(await self._lookups.addresses(host))
        except TimeoutError:
            raise UnreachableError(f"The name {host} could not be looked up in time.") from None
        return await self._connect(host, addresses, port, timeout)

    def _permitted(self, addresses: tuple[Address, ...]) -> list[Address]:
        bounds = (Network.PUBLIC, self._network)
        permitted = [a for a in addresses if self._network is None or network_of(a) in bounds]
        if not permitted:
            raise OutOfBoundsError(network_of(addresses[0]))
        return permitted

    async def _connect(
        self, host: str, addresses: list[Address], port: int, seconds: float | None
    ) -> httpcore2.AsyncNetworkStream:
        for address in addresses[:-1]:
            patience = min(_PATIENCE, seconds or _PATIENCE)
            try:
                return await self._backend.connect_tcp(str(address), port, timeout=patience)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        try:
            return await self._backend.connect_tcp(str(addresses[-1]), port, timeout=seconds)
        except httpcore2.ConnectError as error:
            raise of_connection(host if self._network else f"The proxy {host}", error) from None


@cache
def _trust_of_this_computer() -> ssl.SSLContext:
    # Kept, as to read some hundred certificates takes longer than many a fetch.
    return httpcore2.default_ssl_context()


def _proxy(address: str) -> httpcore2.Proxy:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise FetchError("The environment names a proxy by an address that is none.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"The environment names a proxy of a kind that newsdesk can't use ({parts.scheme}).")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return httpcore2.Proxy(f"{parts.scheme}://{host}{port}", auth=auth)
