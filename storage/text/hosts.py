"""Hosts of addresses."""

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Return the host of an address in lower case, "" if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def site_of(address: str) -> str:
    """Return the host of an address without "www.", "" if it has none."""
    return host_of(address).removeprefix("www.")
