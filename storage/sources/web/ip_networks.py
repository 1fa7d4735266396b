"""IP addresses of hosts, and the networks they belong to: the internet, or one that feeds must not reach."""

import asyncio
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from storage.errors import UnreachableError

IpAddress = IPv4Address | IPv6Address


class Network(StrEnum):
    """A network that a host leads to; the value completes a sentence that begins “this leads to”."""

    PUBLIC = "the internet"
    LOOPBACK = "this computer"
    LINK_LOCAL = "the link-local network"
    PRIVATE = "a private network"
    RESERVED = "a reserved address"


_LOOKUP_THREADS = 32
_PRIVATE4 = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
_PRIVATE6 = tuple(map(IPv6Network, ("fc00::/7", "fec0::/10")))
# RFC 6052 and RFC 8215: the last 32 bits are the IPv4 address that a translator connects to.
_TRANSLATED = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))
_IPV4_COMPATIBLE = IPv6Network("::/96")
_IPV4_NUMBERS = re.compile(r"(?:0x)?[0-9a-f]+(?:\.(?:0x)?[0-9a-f]+){0,3}", re.IGNORECASE)


def network_of(address: IpAddress) -> Network:
    """Return the network of `address`; for an IPv6 address with an IPv4 one in it, the latter's network."""
    address = _embedded_ipv4(address) or address
    if address.is_loopback or address.is_unspecified:
        # 0.0.0.0 and :: connect to this computer.
        return Network.LOOPBACK
    if address.is_link_local:
        return Network.LINK_LOCAL
    if _is_private(address):
        return Network.PRIVATE
    if address.is_global and not (address.is_multicast or address.is_reserved):
        return Network.PUBLIC
    return Network.RESERVED


def ip_literal(host: str) -> IpAddress | None:
    """Return the IP address that `host` spells out, in octal or hexadecimal too, or `None` for a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host)) if _IPV4_NUMBERS.fullmatch(host) else None
    except OSError:
        return None


class Resolver:
    """Looks up the IP addresses of hosts, in threads of its own because a dead name server blocks for long.

    The first result for a name holds until `close`. A name that changes from a public to a private address
    between two requests (DNS rebinding) therefore has no effect.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, thread_name_prefix="dns")
        self._lookups: dict[str, asyncio.Task[tuple[IpAddress, ...] | UnreachableError]] = {}

    async def addresses(self, host: str) -> tuple[IpAddress, ...]:
        """Return the addresses of `host`, at least one, in the order to try them.

        Raises `UnreachableError` if there is none.
        """
        if address := ip_literal(host):
            return (address,)
        if host not in self._lookups:
            self._lookups[host] = asyncio.create_task(self._look_up(host))
        # Shielded, because others may wait for the same name when this one gives up.
        result = await asyncio.shield(self._lookups[host])
        if isinstance(result, UnreachableError):
            self._lookups.pop(host, None)
            raise result
        return result

    async def network(self, host: str) -> Network:
        """Return the network of `host`; a host with any public address is public."""
        networks = [network_of(address) for address in await self.addresses(host)]
        return Network.PUBLIC if Network.PUBLIC in networks else networks[0]

    def close(self) -> None:
        """Cancel all look-ups without waiting for them."""
        for task in self._lookups.values():
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str) -> tuple[IpAddress, ...] | UnreachableError:
        loop = asyncio.get_running_loop()
        unknown = UnreachableError(f"There is no server named {host}.")
        try:
            return await loop.run_in_executor(self._threads, _getaddrinfo, host) or unknown
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                return UnreachableError(f"{host} can't be looked up at the moment.")
            return unknown
        except (OSError, UnicodeError):
            return unknown


def _getaddrinfo(host: str) -> tuple[IpAddress, ...]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = (ip_literal(str(sockaddr[0])) for *_, sockaddr in found)
    return tuple(dict.fromkeys(address for address in addresses if address))


def _is_private(address: IpAddress) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _PRIVATE4)
    return any(address in network for network in _PRIVATE6)


def _embedded_ipv4(address: IpAddress) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    is_compatible = address in _IPV4_COMPATIBLE and int(address) > 1
    if is_compatible or any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
