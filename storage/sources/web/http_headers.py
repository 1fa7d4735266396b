"""HTTP headers: of requests, and of responses that say when to send the next request."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from storage.sources.web.response_body import ACCEPT_ENCODING

MAX_RETRY_AFTER = 7 * 86400  # seconds

_MAX_VALIDATOR = 2000  # characters
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?([0-9]{1,12})')
_NO_CACHE = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b")
_SECONDS = re.compile(r"[0-9]{1,12}")


def request_headers(accept: str, etag: str, modified: str) -> dict[str, str]:
    """Return the headers of a request; a valid `etag` or `modified` makes it conditional."""
    headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": ACCEPT_ENCODING}
    if validator(etag):
        headers["If-None-Match"] = validator(etag)
    if validator(modified):
        headers["If-Modified-Since"] = validator(modified)
    return headers


def validator(value: str) -> str:
    """Return an ETag or Last-Modified value that is safe in a header, else ""."""
    fits = len(value) <= _MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value.strip() if fits else ""


@cache
def user_agent() -> str:
    """Return the User-Agent header: newsdesk with its version and home page."""
    try:
        package = metadata("newsdesk")
    except PackageNotFoundError:
        return "newsdesk"
    urls = dict(str(entry).split(", ", 1) for entry in package.get_all("Project-URL") or ())
    homepage = f" (+{urls['Homepage']})" if "Homepage" in urls else ""
    return f"newsdesk/{package['Version']}{homepage}"


def max_age(headers: Mapping[str, str]) -> int:
    """Return for how many seconds a response stays fresh, 0 if unknown.

    Cache-Control comes first, then Expires (RFC 9111).
    """
    cache_control = headers.get("cache-control", "").lower()
    if _NO_CACHE.search(cache_control):
        return 0
    if match := _MAX_AGE.search(cache_control):
        age = headers.get("age", "")
        return max(0, int(match[1]) - (int(age) if _SECONDS.fullmatch(age) else 0))
    expires, date = _timestamp(headers.get("expires", "")), _timestamp(headers.get("date", ""))
    if expires is None:
        return 0
    return max(0, int(expires - (time.time() if date is None else date)))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds to wait before the next request, at most a week; `None` if unknown."""
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), MAX_RETRY_AFTER)
    timestamp = _timestamp(value)
    return None if timestamp is None else min(max(0.0, timestamp - time.time()), MAX_RETRY_AFTER)


def _timestamp(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
