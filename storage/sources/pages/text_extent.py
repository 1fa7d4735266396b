"""How much of an article a page shows: all, the beginning, or what is free of it."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from storage.model import Extent
from storage.sources.pages.page_boilerplate import is_read_more, last_block
from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import Node, StructuredData, as_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TIERS = ("article:content_tier", "content_tier", "cxenseparse:pageclass", "access", "isaccessibleforfree")
_PAID_TIERS = frozenset(
    ("locked", "premium", "paid", "subscriber", "subscribers", "subscription", "false", "no")
)
_NOT_FREE = frozenset(("false", "no", "0"))
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
_WHOLE_SHARE, _CUT_SHARE = 0.8, 0.55
_FEWEST_WORDS = 100
_MOST_LINKS = 2000


def find_extent(text: str, root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> Extent:
    """Return how much of its article `text` is, by what the page says of itself and how the text ends."""
    share = _share(text, structured)
    if share < _WHOLE_SHARE or not share:
        locked = _is_locked(metadata, structured)
        if locked and (len(text) < _TEASER or 0 < share < _WHOLE_SHARE):
            return Extent.PAYWALLED
        if len(text) < _STUB and (_OFFER.search(_ending(text)) or _has_barrier(root)):
            return Extent.PAYWALLED
    if 0 < share < _CUT_SHARE or (
        len(text) < _TEASER and (_ELLIPSIS.search(text) or _is_continued(text, root))
    ):
        return Extent.TRUNCATED
    return Extent.WHOLE


def _share(text: str, structured: StructuredData) -> float:
    """Return how much of the words that the page counts the text has, 0 where the page does not count."""
    count = max((_words(node) for node in structured.articles[:1]), default=0)
    return len(text.split()) / count if count >= _FEWEST_WORDS else 0.0


def _words(node: Node) -> int:
    value = str(node.get("wordCount") or "").replace(",", "").partition(".")[0].strip()
    body = node.get("articleBody")
    counted = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0
    return max(counted, len(body.split()) if isinstance(body, str) else 0)


def _is_locked(metadata: Metadata, structured: StructuredData) -> bool:
    if metadata.first(*_TIERS).lower() in _PAID_TIERS:
        return True
    return any(
        _costs(part) for node in (*structured.articles, *structured.pages) for part in (node, *_parts(node))
    )


def _parts(node: Node) -> list[Node]:
    return [part for part in as_list(node.get("hasPart")) if isinstance(part, dict)]


def _costs(node: Node) -> bool:
    value = next(iter(as_list(node.get("isAccessibleForFree"))), None)
    return str(value).rpartition("/")[2].strip().lower() in _NOT_FREE


def _ending(text: str) -> str:
    return text[-400:]


def _is_continued(text: str, root: "HtmlElement") -> bool:
    """Tell whether a link such as "Continue reading" follows what the text ends with."""
    ending = _letters(last_block(text))
    for element in islice(root.iter("a", "button"), _MOST_LINKS):
        if is_read_more(" ".join("".join(element.itertext()).split())):
            before = element.xpath("preceding::p[normalize-space()][1]")
            if before and _letters("".join(before[0].itertext())) == ending:
                return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _has_barrier(root: "HtmlElement") -> bool:
    return any(_OFFER.search("".join(element.itertext())[:2000]) for element in root.xpath(_BARRIERS)[:5])


_ROBOTS = re.compile(
    r"""\b(?:verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human | are\s+you\s+a\s+robot
      | unusual\s+traffic | checking\s+(?:if\s+the\s+site\s+connection|your\s+browser)
      | enable\s+javascript\s+and\s+cookies | complete\s+the\s+(?:captcha|security\s+check)
      | press\s+(?:&|and)\s+hold | access\s+(?:to\s+this\s+page\s+)?(?:has\s+been\s+)?denied
      | request\s+(?:has\s+been\s+|was\s+)?blocked)""",
    re.VERBOSE | re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"""\b(?:enable|requires?|need|turn\s+on|activ\w+|without|aktivier\w+)\W+(?:\w+\W+){0,4}java\s?script
      | java\s?script\W+(?:\w+\W+){0,4}(?:disabled|required|enabled|aktivier\w+|désactivé)
      | ^\W*(?:loading|please\s+wait)\b""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_CONSENT = re.compile(
    r"""\bbefore\s+you\s+continue\b |
      \b(?:accept|reject|manage|agree)\w*\s+(?:all\s+|to\s+|our\s+|the\s+)*cookies\b
      | \bwe\s+(?:and\s+our\s+(?:\d+\s+)?partners\s+)?(?:use|value\s+your\s+privacy|store\s+and/or\s+access)\b
          .{0,60}\b(?:cookies|privacy|device)\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LOGIN = re.compile(
    r"""\b(?:log|sign)\s?in\b | \bpassword\b | \banmelden\b | \bpasswort\b | \bse\s+connecter\b
      | \bmot\s+de\s+passe\b | \biniciar\s+sesión\b""",
    re.VERBOSE | re.IGNORECASE,
)
_MISSING = re.compile(
    r"""\b(?:404 | page\s+(?:not\s+found | (?:can(?:no|')t|could\s+not)\s+be\s+found | does\s+not\s+exist
      | no\s+longer\s+(?:exists|available)))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NEEDS_SCRIPTS = "there is nothing readable in it without running its scripts"
_WANTS_LOGIN = "the page wants a log-in first"
# A wall has little else on it; in a text of more words its phrases may be the subject.
_SHORT_WALL, _LONG_WALL = 45, 120


def error_page_reason(text: str, title: str, root: "HtmlElement") -> str:
    """Return in a sentence why a page's text is no article, "" if it may well be one."""
    if not text:
        return _reason_for_no_text(root)
    words, said = len(text.split()), f"{title}\n{text}"
    if words > _LONG_WALL:
        return ""
    problem = ""
    if _ROBOTS.search(said):
        problem = "the page only lets in whoever proves not to be a robot"
    elif _CONSENT.search(said):
        problem = "the page shows nothing but a question about cookies"
    elif _LOGIN.search(said) and _has_password(root):
        problem = _WANTS_LOGIN
    elif words <= _SHORT_WALL and _SCRIPTS.search(said):
        problem = _NEEDS_SCRIPTS
    elif words <= _SHORT_WALL and _MISSING.search(said):
        problem = "the page says that there is no such page"
    return problem


def _reason_for_no_text(root: "HtmlElement") -> str:
    if next(root.iter("frameset", "frame"), None) is not None:
        return "the page consists of frames only: their own addresses may be readable"
    if _has_password(root):
        return _WANTS_LOGIN
    if next(root.iter("script"), None) is not None:
        return _NEEDS_SCRIPTS
    return "there is no readable text on the page"


def _has_password(root: "HtmlElement") -> bool:
    return any(element.get("type", "").lower() == "password" for element in root.iter("input"))
