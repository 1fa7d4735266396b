"""Cookies that servers set on the way of redirects, for the length of one fetch.

Some servers send every new visitor over an address that sets a cookie, and back: without it, that goes on
for ever. Nothing is kept afterwards.
"""

import re
from collections.abc import Mapping

from storage.sources.web.request_url import RequestUrl

_COOKIE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x7e\"]{0,4000})\Z")
_MOST = 20


class RedirectCookies:
    """The cookies of one fetch, by the domain that they are for."""

    def __init__(self) -> None:
        self._cookies: dict[str, dict[str, str]] = {}

    def store(self, url: RequestUrl, headers: Mapping[str, str]) -> None:
        """Note the cookies that a response of `url` sets; of several headers, each is on its own line."""
        for line in headers.get("set-cookie", "").split("\n")[:_MOST]:
            pair, *attributes = (part.strip() for part in line.split(";"))
            if match := _COOKIE.match(pair):
                own = self._cookies.setdefault(_domain(attributes, url.host), {})
                if match[1] in own or len(own) < _MOST:
                    own[match[1]] = match[2]

    def header(self, url: RequestUrl) -> str:
        """Return the Cookie header of a request, "" for none."""
        pairs: dict[str, str] = {}
        for domain, cookies in self._cookies.items():
            # A leading dot marks a domain with all its subdomains.
            if url.host == domain or (domain.startswith(".") and f".{url.host}".endswith(domain)):
                pairs |= cookies
        return "; ".join(f"{name}={value}" for name, value in pairs.items())


def _domain(attributes: list[str], host: str) -> str:
    """Return the host, or the domain around it that a cookie names."""
    for attribute in attributes:
        name, _, value = attribute.partition("=")
        domain = f".{value.strip().lower().strip('.')}"
        if name.strip().lower() == "domain" and f".{host}".endswith(domain) and domain.count(".") > 1:
            return domain
    return host
