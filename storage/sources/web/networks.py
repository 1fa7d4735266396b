"""Which network an IP address belongs to: the public one, or one that a stranger's feed must not reach."""

import re
import socket
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address


class Network(StrEnum):
    """Where an address leads; as words, the end of a sentence that begins “this leads to”."""

    PUBLIC = "the internet"
    LOOPBACK = "this computer itself"
    LINK_LOCAL = "the network next to this computer"
    PRIVATE = "a private network"
    RESERVED = "a reserved address"


_PRIVATE4 = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
_PRIVATE6 = tuple(map(IPv6Network, ("fc00::/7", "fec0::/10")))
# RFC 6052 and RFC 8215: the last 32 bits are the IPv4 address that a translator connects to.
_TRANSLATED = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))
_FIGURES = re.compile(r"(?:0x)?[0-9a-f]+(?:\.(?:0x)?[0-9a-f]+){0,3}", re.IGNORECASE)
_COMPATIBLE = IPv6Network("::/96")


def network_of(address: Address) -> Network:
    """Return the network of `address`; of an IPv6 address that stands for an IPv4 one, that one's."""
    address = _embedded(address) or address
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


def literal(host: str) -> Address | None:
    """Return the IP address that `host` spells out, be it in decimal or octal figures, `None` for a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host)) if _FIGURES.fullmatch(host) else None
    except OSError:
        return None


def _is_private(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _PRIVATE4)
    return any(address in network for network in _PRIVATE6)


def _embedded(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    is_compatible = address in _COMPATIBLE and int(address) > 1
    if is_compatible or any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
