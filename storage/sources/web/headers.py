"""What newsdesk tells a server about itself and about what it has already."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from storage.sources.web.response_bodies import ACCEPTED

_LONGEST_VALIDATOR = 2000


def request_headers(accept: str, etag: str, modified: str) -> dict[str, str]:
    """Return the headers of a request, conditional on whatever of `etag` and `modified` can stand in one."""
    headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": ACCEPTED}
    if validator(etag):
        headers["If-None-Match"] = validator(etag)
    if validator(modified):
        headers["If-Modified-Since"] = validator(modified)
    return headers


def validator(value: str) -> str:
    """Return an ETag or a date of last change if it can stand in a header, else ""."""
    fits = len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value.strip() if fits else ""


@cache
def user_agent() -> str:
    """Return how newsdesk names itself to servers, with its version and its home page."""
    try:
        about = metadata("newsdesk")
    except PackageNotFoundError:
        return "newsdesk"
    pages = dict(str(entry).split(", ", 1) for entry in about.get_all("Project-URL") or ())
    homepage = f" (+{pages['Homepage']})" if "Homepage" in pages else ""
    return f"newsdesk/{about['Version']}{homepage}"
