"""The proxies that the environment names: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.

Through a proxy, names are looked up by the proxy, not here: an address in figures and `localhost` are still
checked before, but what a name stands for is for the proxy to judge. This computer itself is never asked for
by way of a proxy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Self
from urllib.request import getproxies, proxy_bypass

from storage.sources.web.networks import Network, literal, network_of

Range = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Proxies:
    """Which proxy to ask by scheme, and which hosts to ask directly."""

    by_scheme: Mapping[str, str]
    exempt: tuple[Range, ...]

    @classmethod
    def of_environment(cls) -> Self:
        """Return the proxies as the environment names them now."""
        proxies = getproxies()
        return cls(proxies, _ranges(proxies.get("no", "")))

    def choose(self, scheme: str, host: str) -> str:
        """Return the address of the proxy to ask for `host`, "" if it is to be asked directly."""
        proxy = self.by_scheme.get(scheme) or self.by_scheme.get("all") or ""
        if not proxy or is_this_computer(host) or self._is_exempt(host):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    def _is_exempt(self, host: str) -> bool:
        address = literal(host)
        if address is not None and any(address in network for network in self.exempt):
            return True
        return bool(proxy_bypass(host))


def is_this_computer(host: str) -> bool:
    """Whether `host` names this computer without any look-up."""
    address = literal(host)
    if address is None:
        return host == "localhost" or host.endswith(".localhost")
    return network_of(address) is Network.LOOPBACK


def _ranges(exempt: str) -> tuple[Range, ...]:
    ranges = []
    for word in exempt.split(","):
        try:
            ranges.append(ip_network(word.strip(), strict=False))
        except ValueError:
            continue  # a name, for proxy_bypass
    return tuple(ranges)
