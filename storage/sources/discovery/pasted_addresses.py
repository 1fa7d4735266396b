"""Completes addresses as people paste them."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from storage.sources.web.web_addresses import web_address

_FEED_SCHEME = re.compile(r"(?:feed|rss|itpc|pcast|podcast):(?://)?(?=[^/])", re.IGNORECASE)
_WEB_SCHEME = re.compile(r"(https?):/*(?=[^/])", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_FILE = re.compile(r"file:(?://(?:localhost)?)?(/(?!/)[^?#]+)", re.IGNORECASE)
_HANDLE = re.compile(r"(?:acct:)?@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)", re.ASCII)
_SUBREDDIT = re.compile(r"/?((?:r|u|user)/[\w+-]+)/?", re.ASCII)
_HOST = re.compile(r"(?:[^\s/?#@:.]+\.)+[^\s/?#@:.\d][^\s/?#@:.]+\.?|localhost|\d[\d.]*|\[[\da-fA-F:.]+\]")
_QUOTES = "<>\"'“”‘’ \t\r\n"


def normalise_address(text: str) -> str:
    """Return the http, https or `file:` address that a pasted `text` means, "" if it means none.

    A web address stays as it is. `example.org`, `feed:` addresses, `@name@host` and `r/name` become https
    addresses; a host in a private network becomes an http address. A `file:` address has an absolute path.
    """
    text = text.strip(_QUOTES)
    if web_address(text):
        return text
    if match := _HANDLE.fullmatch(text):
        return f"https://{match[2]}/@{match[1]}"
    if match := _SUBREDDIT.fullmatch(text):
        return f"https://www.reddit.com/{match[1]}"
    if match := _FILE.fullmatch(text):
        return f"file://{match[1].replace(' ', '%20')}" if match[1].isprintable() else ""
    text = _FEED_SCHEME.sub("", text, count=1).removeprefix("//").replace(" ", "%20")
    if match := _WEB_SCHEME.match(text):
        return web_address(f"{match[1].lower()}://{text[match.end() :]}")
    return "" if _OTHER_SCHEME.match(text) else _with_scheme(text)


def _with_scheme(text: str) -> str:
    guess = web_address(f"https://{text}")
    if not guess:
        return ""
    parts = urlsplit(guess)
    host = parts.netloc.removesuffix(f":{parts.port}") if parts.port else parts.netloc
    if not _HOST.fullmatch(host):
        return ""
    return guess.replace("https:", "http:", 1) if _is_private_network(host) else guess


def _is_private_network(host: str) -> bool:
    if host == "localhost" or host.endswith((".local", ".localhost", ".lan", ".home.arpa")):
        return True
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return False
