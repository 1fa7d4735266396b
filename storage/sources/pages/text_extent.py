"""How much of an article a page shows: all, the beginning, or what is free of it."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from storage.model import Extent
from storage.sources.pages.json_ld import Node, Structured, listed
from storage.sources.pages.page_boilerplate import is_onward, last_block
from storage.sources.pages.page_metadata import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TIERS = ("article:content_tier", "content_tier", "cxenseparse:pageclass", "access", "isaccessibleforfree")
_LOCKED = frozenset(("locked", "premium", "paid", "subscriber", "subscribers", "subscription", "false", "no"))
_FREE = frozenset(("false", "no", "0"))
_BARRIERS = """//body//*[@class or @id][
    contains(translate(concat(@class, ' ', @id), 'PAYWLREGIT', 'paywlregit'), 'paywall')
    or contains(translate(concat(@class, ' ', @id), 'PAYWLREGIT', 'paywlregit'), 'regwall')
    or contains(@class, 'subscription-required') or contains(@class, 'subscriber-only')
    or contains(@class, 'premium-content-gate') or contains(@class, 'tp-container-inner')]"""
_OFFER = re.compile(
    r"""\b(?:subscribe|sign\s+in|log\s+in|register|become\s+a\s+(?:subscriber|member))\s+(?:now\s+)?to\s+
          (?:continue|keep|read|unlock|access|get\s+(?:full|unlimited))
      | \b(?:this|the\s+full)\s+(?:article|story|content|post)\s+is\s+(?:only\s+)?
          (?:(?:available\s+)?(?:for|to)\s+(?:paid\s+)?(?:subscribers|members)|reserved)
      | \balready\s+a\s+(?:subscriber|member)\?
      | \b(?:réservé\s+(?:à\s+nos|aux)\s+abonnés | nur\s+für\s+abonnenten
          | exclusivo\s+para\s+(?:suscriptores|assinantes))""",
    re.VERBOSE | re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))[\s»”\"')]*$")
# Fewer characters are no whole article: of a kind that one pays for, and with a barrier before it.
_TEASER, _STUB = 3000, 1500
_ALL, _HALF = 0.8, 0.55
_FEWEST_WORDS = 100
_MOST_LINKS = 2000


def find_extent(text: str, root: "HtmlElement", metadata: Metadata, structured: Structured) -> Extent:
    """Return how much of its article `text` is, by what the page says of itself and how the text ends."""
    share = _share(text, structured)
    if share < _ALL or not share:
        locked = _is_locked(metadata, structured)
        if locked and (len(text) < _TEASER or 0 < share < _ALL):
            return Extent.PAYWALLED
        if len(text) < _STUB and (_OFFER.search(_ending(text)) or _has_barrier(root)):
            return Extent.PAYWALLED
    if 0 < share < _HALF or (len(text) < _TEASER and (_ELLIPSIS.search(text) or _leads_on(text, root))):
        return Extent.TRUNCATED
    return Extent.WHOLE


def _share(text: str, structured: Structured) -> float:
    """Return how much of the words that the page counts the text has, 0 where the page does not count."""
    count = max((_words(node) for node in structured.articles[:1]), default=0)
    return len(text.split()) / count if count >= _FEWEST_WORDS else 0.0


def _words(node: Node) -> int:
    value = str(node.get("wordCount") or "").replace(",", "").partition(".")[0].strip()
    body = node.get("articleBody")
    counted = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0
    return max(counted, len(body.split()) if isinstance(body, str) else 0)


def _is_locked(metadata: Metadata, structured: Structured) -> bool:
    if metadata.first(*_TIERS).lower() in _LOCKED:
        return True
    return any(
        _costs(part) for node in (*structured.articles, *structured.pages) for part in (node, *_parts(node))
    )


def _parts(node: Node) -> list[Node]:
    return [part for part in listed(node.get("hasPart")) if isinstance(part, dict)]


def _costs(node: Node) -> bool:
    value = next(iter(listed(node.get("isAccessibleForFree"))), None)
    return str(value).rpartition("/")[2].strip().lower() in _FREE


def _ending(text: str) -> str:
    return text[-400:]


def _leads_on(text: str, root: "HtmlElement") -> bool:
    """Tell whether a link such as "Continue reading" follows what the text ends with."""
    ending = _letters(last_block(text))
    for element in islice(root.iter("a", "button"), _MOST_LINKS):
        if is_onward(" ".join("".join(element.itertext()).split())):
            before = element.xpath("preceding::p[normalize-space()][1]")
            if before and _letters("".join(before[0].itertext())) == ending:
                return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _has_barrier(root: "HtmlElement") -> bool:
    return any(_OFFER.search("".join(element.itertext())[:2000]) for element in root.xpath(_BARRIERS)[:5])
