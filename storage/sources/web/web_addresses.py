"""Web addresses: validated, resolved, without tracking, and one canonical address for each article.

The tracking parameters are those of the courlan package (from AdGuard, ClearURLs and Firefox). Its pattern
matches the start of a word; here the whole word must match, so `ref` goes but `references` and `gallery`
stay.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from storage.text.plain_text import clean_line

_PORTS = {"http": "80", "https": "443"}
# These parameters name a campaign on some sites and the article on others.
_ID_PARAMETER = re.compile(r"(?:^|_)(?:c|e|u)id$")
_ESCAPED = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_CREDENTIALS = re.compile(r"(?<=://)[^/?#\s]*@")
_PLAIN = re.compile(r"[A-Za-z0-9._~/=&-]*")
_UNESCAPED = "!$%&'()*+,/:;=?@[]~"
# Most article URLs look like this: without tracking and with only one spelling.
_SIMPLE_URL = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([1-9][0-9]{0,3}|[1-5][0-9]{4}))?(/[A-Za-z0-9._~/-]*)?"
)
# Most links look like this and need no further check.
_ORDINARY_LINK = re.compile(
    r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?(?:[/?#][!-~]*)?"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LINE_BREAKS = re.compile("[\t\n\r]")
_MAX_LENGTH = 8000  # characters


def without_tracking(url: str) -> str:
    """Return `url` without tracking parameters; it still opens the same page.

    Scheme and host become lower case, a default port and a trailing "&" or "?" go, and the rest keeps its
    order and spelling. Anything but an http(s) URL comes back unchanged.
    """
    parts = _UrlParts.parse(url)
    return url if parts is None else str(parts)


def canonical_url(url: str) -> str:
    """Return the URL that stands for all URLs of one article; it may not open.

    Beyond `without_tracking`, it ignores http or https, `www.`, the order of parameters, a slash at the end
    and the spelling of characters. Fragments count, because live blogs number their entries by them.
    """
    parts = _UrlParts.parse(url)
    if parts is None:
        return url.strip()
    pairs = sorted(pair for pair in _normalised(parts.query).split("&") if pair)
    bare = parts.host.removeprefix("www.")
    key = _UrlParts(
        scheme=parts.scheme if parts.port else "https",
        user="",
        host=bare if "." in bare else parts.host,
        port=parts.port,
        path=_normalised(parts.path).rstrip("/") or "/",
        query="&".join(pairs),
        fragment=_normalised(parts.fragment),
    )
    return str(key)


def without_credentials(url: str) -> str:
    """Return `url` without user and password, to be shown."""
    return _CREDENTIALS.sub("", url)


def web_address(value: str) -> str:
    """Return `value` if it is an http or https address without invisible characters, else ""."""
    value = value.strip()
    if len(value) > _MAX_LENGTH or any(map(str.isspace, value)):
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
    if not reference or reference[0] == "#" or len(reference) > _MAX_LENGTH:
        return ""
    if _ORDINARY_LINK.fullmatch(reference):
        return reference
    reference = _LINE_BREAKS.sub("", reference).replace(" ", "%20")
    if _SCHEME.match(reference):
        return web_address(reference)
    try:
        return web_address(urljoin(base or "https:", reference))
    except ValueError:
        return ""


@dataclass(slots=True)
class _UrlParts:
    """The parts of a URL without tracking. `user` is "" or ends with "@", `port` "" or begins with ":"."""

    scheme: str
    user: str
    host: str
    port: str
    path: str
    query: str
    fragment: str

    @classmethod
    def parse(cls, url: str) -> "_UrlParts | None":
        if simple := _SIMPLE_URL.fullmatch(url):
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
    remaining = [pair for pair in pairs if not _is_tracking(_name(pair))]
    if len(remaining) < len(pairs) and not (remaining or _names_an_article(parts.path)):
        remaining = [pair for pair in pairs if _ID_PARAMETER.search(_name(pair))]
    return "&".join(remaining)


def _name(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()


def _names_an_article(path: str) -> bool:
    """Return whether the last part of a path looks like an article's: it has a number or several words."""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return any(map(str.isdigit, last)) or last.count("-") + last.count("_") >= 2


def _is_tracking_fragment(fragment: str) -> bool:
    pairs = [pair for pair in fragment.lstrip("?").split("&") if pair]
    return bool(pairs) and all("=" in pair and _is_tracking(_name(pair)) for pair in pairs)


@cache
def _tracking_pattern() -> re.Pattern[str]:
    from courlan.clean import TRACKERS_RE  # noqa: PLC0415 - loads babel and urllib3

    return re.compile(rf"(?:{TRACKERS_RE.pattern})(?:(?<=_)|(?![^\W_]))")


@lru_cache(4096)
def _is_tracking(name: str) -> bool:
    return _tracking_pattern().search(name) is not None


def _normalised(part: str) -> str:
    """Return a part of a URL with only those characters escaped that need it."""
    if _PLAIN.fullmatch(part):
        return part
    return _ESCAPED.sub(_unescape_if_plain, quote(part, safe=_UNESCAPED, errors="replace"))


def _unescape_if_plain(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()
