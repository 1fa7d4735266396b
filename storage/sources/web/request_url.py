"""URLs of requests: parsed, validated, escaped, and resolved against redirects."""

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import httpx2

from storage.errors import FetchError
from storage.sources.web.ip_networks import ip_literal

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}(?=:)")
_HOST_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,252}")
_BEFORE_QUERY = re.compile(r"^[^?#]+")
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")
_INVALID = "newsdesk can't open this address."
_INVALID_REDIRECT = "The address redirects to one that newsdesk can't open."


@dataclass(frozen=True, slots=True)
class RequestUrl:
    """The parts of an http(s) URL: `host` in ASCII, `target` the escaped path and query.

    `credentials` are the user and password of the URL, still escaped, "" if it has none.
    """

    scheme: str
    host: str
    port: int
    target: str
    credentials: str = ""

    @classmethod
    def parse(cls, url: str) -> Self:
        """Return the parts of `url`, without its fragment; raises `FetchError` if it is no http(s) URL.

        International host names are encoded (IDNA), and characters that need it are escaped.
        """
        parsed = _parsed(_BEFORE_QUERY.sub(_slashed, url.strip().translate(_LINE_BREAKS), count=1))
        port = _PORTS.get(parsed.scheme, 0) if parsed.port is None else parsed.port
        try:
            host = parsed.raw_host.decode("ascii").replace("%25", "%").rstrip(".")
        except UnicodeError:
            raise FetchError(_INVALID) from None
        if parsed.scheme not in _PORTS:
            raise FetchError("newsdesk opens only http and https addresses.")
        if not (_HOST_NAME.fullmatch(host) or ip_literal(host)) or not 0 < port < 65536:
            raise FetchError(_INVALID)
        return cls(
            parsed.scheme, host, port, parsed.raw_path.decode("ascii"), parsed.userinfo.decode("ascii")
        )

    @property
    def explicit_port(self) -> int | None:
        """The port if it differs from the default one of the scheme."""
        return None if self.port == _PORTS[self.scheme] else self.port

    @property
    def authority(self) -> str:
        """The host, with its port unless that is the default one; an IPv6 address is in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.explicit_port}" if self.explicit_port else host

    @property
    def address(self) -> str:
        """The URL without user and password."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def address_with_credentials(self) -> str:
        """The URL with user and password: to be stored, but never shown."""
        at = "@" if self.credentials else ""
        return f"{self.scheme}://{self.credentials}{at}{self.authority}{self.target}"

    @property
    def authorization(self) -> str:
        """The Authorization header for the user and password (RFC 7617), "" without them."""
        if not self.credentials:
            return ""
        user, _, password = self.credentials.partition(":")
        pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
        return f"Basic {b64encode(pair).decode('ascii')}"

    def redirected(self, header: str) -> "RequestUrl":
        """Return the URL that the Location `header` of a response names.

        User and password stay within the same host, and never go from https to http. Raises `FetchError` if
        the header names no http(s) URL.
        """
        try:
            address = urljoin(self.address, _as_utf8(header).strip())
        except ValueError:
            raise FetchError(_INVALID_REDIRECT) from None
        scheme = _SCHEME.match(address)
        if scheme and scheme[0].lower() not in _PORTS:
            kind = f"a “{scheme[0].lower()}:” address, which newsdesk does not open"
            raise FetchError(f"The address redirects to {kind}.")
        try:
            target = RequestUrl.parse(address)
        except FetchError:
            raise FetchError(_INVALID_REDIRECT) from None
        keeps_credentials = target.host == self.host and (target.scheme, target.port) in (
            (self.scheme, self.port),
            ("https", 443),
        )
        if keeps_credentials and not target.credentials:
            return replace(target, credentials=self.credentials)
        return target


def _slashed(start: re.Match[str]) -> str:
    # Browsers read a backslash as a slash.
    return start[0].replace("\\", "/")


def _as_utf8(header: str) -> str:
    """Return a header that was read as Latin-1 as UTF-8 if it is that, as many servers send it."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


@lru_cache(256)
def _parsed(url: str) -> httpx2.URL:
    try:
        return httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError):
        pass
    try:
        # Browsers open names with emoji by IDNA 2003; IDNA 2008, which httpx2 uses, forbids them.
        host = urlsplit(url).hostname or ""
        return httpx2.URL(url.replace(host, host.encode("idna").decode("ascii"), 1))
    except (httpx2.InvalidURL, ValueError):
        raise FetchError(_INVALID) from None
