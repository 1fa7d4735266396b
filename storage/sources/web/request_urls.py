"""Addresses as they are asked for: checked, escaped, and followed from one to the next."""

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import httpx2

from storage.errors import FetchError
from storage.sources.web.networks import literal

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}(?=:)")
_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,252}")
_BEFORE_QUERY = re.compile(r"^[^?#]+")
_BREAKS = str.maketrans("", "", "\t\r\n")
_UNUSABLE = "This is not an address that newsdesk can open."
_ASTRAY = "The address leads on to one that newsdesk can't open."


@dataclass(frozen=True, slots=True)
class Location:
    """An http(s) address taken apart: `host` in ASCII, `target` the escaped path with query.

    `credentials` are the user and password from the address, still escaped, "" if it has none.
    """

    scheme: str
    host: str
    port: int
    target: str
    credentials: str = ""

    @classmethod
    def of(cls, address: str) -> Self:
        """Return the location of `address`; what is no http(s) address raises FetchError.

        A host in other letters than ASCII is encoded (IDNA), what must be escaped is, a fragment goes.
        """
        url = _parsed(_BEFORE_QUERY.sub(_slashed, address.strip().translate(_BREAKS), count=1))
        port = _PORTS.get(url.scheme, 0) if url.port is None else url.port
        try:
            host = url.raw_host.decode("ascii").replace("%25", "%").rstrip(".")
        except UnicodeError:
            raise FetchError(_UNUSABLE) from None
        if url.scheme not in _PORTS:
            raise FetchError("newsdesk opens http and https addresses only.")
        if not (_NAME.fullmatch(host) or literal(host)) or not 0 < port < 65536:
            raise FetchError(_UNUSABLE)
        return cls(url.scheme, host, port, url.raw_path.decode("ascii"), url.userinfo.decode("ascii"))

    @property
    def odd_port(self) -> int | None:
        """The port if it is not the usual one of its scheme."""
        return None if self.port == _PORTS[self.scheme] else self.port

    @property
    def authority(self) -> str:
        """The host, in brackets if need be, with the port if it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.odd_port}" if self.odd_port else host

    @property
    def address(self) -> str:
        """The address without user and password."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def full_address(self) -> str:
        """The address with user and password: to be stored where the address was, and shown nowhere."""
        at = "@" if self.credentials else ""
        return f"{self.scheme}://{self.credentials}{at}{self.authority}{self.target}"

    @property
    def authorisation(self) -> str:
        """The value of the Authorization header for user and password (RFC 7617), "" without them."""
        if not self.credentials:
            return ""
        user, _, password = self.credentials.partition(":")
        pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
        return f"Basic {b64encode(pair).decode('ascii')}"

    def follow(self, header: str) -> "Location":
        """Return where the Location `header` of an answer leads to; other schemes raise FetchError.

        User and password go along within a host, but never from https to http.
        """
        try:
            address = urljoin(self.address, _as_utf8(header).strip())
        except ValueError:
            raise FetchError(_ASTRAY) from None
        scheme = _SCHEME.match(address)
        if scheme and scheme[0].lower() not in _PORTS:
            words = f"a “{scheme[0].lower()}:” address, which newsdesk does not open"
            raise FetchError(f"The address leads on to {words}.")
        try:
            following = Location.of(address)
        except FetchError:
            raise FetchError(_ASTRAY) from None
        keeps = following.host == self.host and (following.scheme, following.port) in (
            (self.scheme, self.port),
            ("https", 443),
        )
        if keeps and not following.credentials:
            return replace(following, credentials=self.credentials)
        return following


def _slashed(start: re.Match[str]) -> str:
    """Return the start of an address as browsers understand it: a backslash is a slash there."""
    return start[0].replace("\\", "/")


def _as_utf8(header: str) -> str:
    """Return a header, which is read as Latin-1, as the UTF-8 that servers put there, if it is that."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


@lru_cache(256)
def _parsed(address: str) -> httpx2.URL:
    try:
        return httpx2.URL(address)
    except (httpx2.InvalidURL, UnicodeError):
        pass
    try:
        # Names with emoji, which today's IDNA leaves out and browsers open by that of 2003.
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        return httpx2.URL(address.replace(parts.hostname or "", host, 1))
    except (httpx2.InvalidURL, ValueError):
        raise FetchError(_UNUSABLE) from None
