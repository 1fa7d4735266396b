"""The proxies of the environment: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.

Behind a proxy, the proxy looks up names. newsdesk still checks IP addresses and `localhost`, but only the
proxy can judge where a name leads. newsdesk never uses a proxy for this computer itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Self
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2

from storage.errors import FetchError
from storage.sources.web.ip_networks import Network, ip_literal, network_of

IpRange = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Proxies:
    """The address of the proxy for each scheme, and the IP ranges that need none."""

    by_scheme: Mapping[str, str]
    exempt: tuple[IpRange, ...]

    @classmethod
    def from_environment(cls) -> Self:
        """Return the proxies that the environment names now."""
        proxies = getproxies()
        return cls(proxies, _ip_ranges(proxies.get("no", "")))

    def choose(self, scheme: str, host: str) -> str:
        """Return the address of the proxy for requests to `host`, "" for none."""
        proxy = self.by_scheme.get(scheme) or self.by_scheme.get("all") or ""
        if not proxy or is_loopback_host(host) or self._is_exempt(host):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    def _is_exempt(self, host: str) -> bool:
        address = ip_literal(host)
        if address is not None and any(address in ip_range for ip_range in self.exempt):
            return True
        return bool(proxy_bypass(host))


def parse_proxy(address: str) -> httpcore2.Proxy:
    """Return the proxy at `address`; raises `FetchError` if newsdesk can't use it."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise FetchError("The proxy address in the environment is not valid.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"newsdesk can't use the kind of proxy that the environment names ({parts.scheme}).")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return httpcore2.Proxy(f"{parts.scheme}://{host}{port}", auth=auth)


def is_loopback_host(host: str) -> bool:
    """Return whether `host` means this computer, without any look-up."""
    address = ip_literal(host)
    if address is None:
        return host == "localhost" or host.endswith(".localhost")
    return network_of(address) is Network.LOOPBACK


def _ip_ranges(no_proxy: str) -> tuple[IpRange, ...]:
    ranges = []
    for entry in no_proxy.split(","):
        try:
            ranges.append(ip_network(entry.strip(), strict=False))
        except ValueError:
            continue  # A name: `proxy_bypass` handles it.
    return tuple(ranges)
