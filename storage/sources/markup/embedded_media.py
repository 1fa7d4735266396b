"""Films, sounds and frames that a page embeds, as links."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from storage.sources.markup.picture_tags import is_tiny
from storage.sources.web.web_addresses import resolve_link
from storage.text.hosts import site_of
from storage.text.plain_text import clean_line, truncate_line

if TYPE_CHECKING:
    from lxml.etree import _Element

EMBEDDED = frozenset(("audio", "embed", "iframe", "object", "video"))
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data")
_FURNITURE = re.compile(
    r"""(?:\b|_)(?:ads?|adv|adverts?|advertising|advertisement|analytics|banners?|captcha|comments?|follow|gtm
        |like|login|pixel|recaptcha|share|sponsor(?:ed)?|tracking|(?:fan|follow|like|share)_?(?:box|button))(?:\b|_)
      | adserv|doubleclick|syndication|googletagmanager""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_TITLE = 100  # characters
_MOST_SOURCES = 20


def embedded_address(element: "_Element", base: str) -> str:
    """Return the address of what is embedded, "" for none, and for an advertisement, button or pixel."""
    names = (element.get(name) or "" for name in ("src", "id", "name", "class", "title"))
    if is_tiny(element) or any(map(_FURNITURE.search, names)):
        return ""
    for part in (element, *islice(element.iter("source"), _MOST_SOURCES)):
        found = (resolve_link(part.get(name) or "", base) for name in _ADDRESSES if part.get(name))
        if address := next(filter(None, found), ""):
            return address
    return ""


def embedded_words(element: "_Element", address: str) -> str:
    """Return the words of the link: the title of what is embedded, if it has one, and the host."""
    host = site_of(address)
    title = clean_line(element.get("title") or element.get("aria-label") or "")
    return f"{truncate_line(title, _LONGEST_TITLE)} ({host})" if title else host
