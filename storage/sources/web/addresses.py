"""Web addresses without tracking, and the key by which two addresses are told to be one article's.

Which parameters track is the list of the courlan package (after AdGuard, ClearURLs and Firefox). It matches
beginnings of words; here a word has to be whole, so that `ref` goes and `references` and `gallery` stay.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from storage.text.plain_text import clean_line

_PORTS = {"http": "80", "https": "443"}
# Such names carry a campaign at one site and the article's own number at another.
_NUMBERS = re.compile(r"(?:^|_)(?:c|e|u)id$")
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_USER = re.compile(r"(?<=://)[^/?#\s]*@")
_PLAIN = re.compile(r"[A-Za-z0-9._~/=&-]*")
_KEPT = "!$%&'()*+,/:;=?@[]~"
# Most addresses of articles look like this, and have neither tracking nor different spellings.
_SIMPLE = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([1-9][0-9]{0,3}|[1-5][0-9]{4}))?(/[A-Za-z0-9._~/-]*)?"
)
# Most links look like this and need no further check.
_ORDINARY = re.compile(
    r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?(?:[/?#][!-~]*)?"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BREAKS = re.compile("[\t\n\r]")
_LONGEST = 8000  # characters


def cleaned(url: str) -> str:
    """Return `url` without what only tracks its reader: still an address that opens the same page.

    Scheme and host are in lower case, a default port and a trailing "&" or "?" go, everything else keeps its
    order and spelling. What is no http(s) address comes back as it is.
    """
    parts = _Parts.of(url)
    return url if parts is None else str(parts)


def canonical(url: str) -> str:
    """Return the key that is the same for all addresses of one article; it need not open.

    Beyond `cleaned`: http and https are one, so are `www.` and the bare host, the order of parameters, a
    slash at the end, and the ways to spell one character. A fragment counts: live blogs number their entries
    by it.
    """
    parts = _Parts.of(url)
    if parts is None:
        return url.strip()
    pairs = sorted(pair for pair in _spelled(parts.query).split("&") if pair)
    bare = parts.host.removeprefix("www.")
    key = _Parts(
        scheme=parts.scheme if parts.port else "https",
        user="",
        host=bare if "." in bare else parts.host,
        port=parts.port,
        path=_spelled(parts.path).rstrip("/") or "/",
        query="&".join(pairs),
        fragment=_spelled(parts.fragment),
    )
    return str(key)


def without_password(url: str) -> str:
    """Return `url` as it may be shown: without user and password."""
    return _USER.sub("", url)


def web_address(value: str) -> str:
    """Return `value` if it is an http or https address without invisible characters, else ""."""
    value = value.strip()
    if len(value) > _LONGEST or any(map(str.isspace, value)):
        return ""
    if clean_line(value) != unicodedata.normalize("NFC", value):
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return value if usable else ""


def resolve_link(reference: str, base: str = "") -> str:
    """Return the http or https address of a link on the page `base`, "" for none.

    A place on the same page ("#note-1") gives "". Spaces are percent-encoded, as browsers do.
    """
    reference = reference.strip()
    if not reference or reference[0] == "#" or len(reference) > _LONGEST:
        return ""
    if _ORDINARY.fullmatch(reference):
        return reference
    reference = _BREAKS.sub("", reference).replace(" ", "%20")
    if _SCHEME.match(reference):
        return web_address(reference)
    try:
        return web_address(urljoin(base or "https:", reference))
    except ValueError:
        return ""


@dataclass(slots=True)
class _Parts:
    """A web address without tracking; `user` ends with "@", `port` begins with ":" unless they are empty."""

    scheme: str
    user: str
    host: str
    port: str
    path: str
    query: str
    fragment: str

    @classmethod
    def of(cls, url: str) -> "_Parts | None":
        if simple := _SIMPLE.fullmatch(url):
            scheme, name, number, path = simple.groups(default="")
            return cls(scheme, "", name, _port(scheme, number), path or "/", "", "")
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if parts.scheme not in _PORTS or not host or port == 0:
            return None
        user, at, _ = parts.netloc.rpartition("@")
        return cls(
            scheme=parts.scheme,
            user=user + at,
            host=f"[{host}]" if ":" in host else host,
            port=_port(parts.scheme, str(port or "")),
            path=parts.path or "/",
            query=_query(parts),
            fragment="" if _is_tracking_fragment(parts.fragment) else parts.fragment,
        )

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.user}{self.host}{self.port}{self.path}{query}{fragment}"


def _port(scheme: str, number: str) -> str:
    return "" if number in ("", _PORTS[scheme]) else f":{number}"


def _query(parts: SplitResult) -> str:
    if not parts.query:
        return ""
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = [pair for pair in pairs if not _tracks(_name(pair))]
    if len(kept) < len(pairs) and not (kept or _names_an_article(parts.path)):
        kept = [pair for pair in pairs if not _tracks(_name(pair)) or _NUMBERS.search(_name(pair))]
    return "&".join(kept)


def _name(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()


def _names_an_article(path: str) -> bool:
    """Whether the last part of a path reads like one article's: with a number or several words in it."""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return any(map(str.isdigit, last)) or last.count("-") + last.count("_") >= 2


def _is_tracking_fragment(fragment: str) -> bool:
    pairs = [pair for pair in fragment.lstrip("?").split("&") if pair]
    return bool(pairs) and all("=" in pair and _tracks(_name(pair)) for pair in pairs)


@cache
def _trackers() -> re.Pattern[str]:
    # Imported late: it brings babel and urllib3 along.
    from courlan.clean import TRACKERS_RE  # noqa: PLC0415

    return re.compile(rf"(?:{TRACKERS_RE.pattern})(?:(?<=_)|(?![^\W_]))")


@lru_cache(4096)
def _tracks(name: str) -> bool:
    return _trackers().search(name) is not None


def _spelled(part: str) -> str:
    """Return a part of an address with every character spelt one way: escaped only where it has to be."""
    if _PLAIN.fullmatch(part):
        return part
    return _ESCAPE.sub(_unescaped, quote(part, safe=_KEPT, errors="replace"))


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()
