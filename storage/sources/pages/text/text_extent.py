"""How much of an article a page shows: all of it, the beginning, the free part, or nothing."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from storage.model import Extent
from storage.sources.pages.page_metadata import Metadata
from storage.sources.pages.structured_data import Node, StructuredData, as_list
from storage.sources.pages.text.page_boilerplate import is_read_more, last_block
from storage.text.plain_text import letters_and_digits

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
_TEASER = 3000  # characters: a text of a paid article that is shorter is only its beginning
_STUB = 1500  # characters: a text before a paywall that is shorter is only its beginning
_WHOLE_SHARE, _CUT_SHARE = 0.8, 0.55  # of the words that the page counts
_FEWEST_WORDS = 100  # smaller counts are mistakes
_MOST_LINKS = 2000
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
_NEEDS_SCRIPTS = "the page needs JavaScript to show its text"
_WANTS_LOGIN = "the page requires a login"
# Words. In a longer text these phrases may be the subject of the article.
_SHORT_WALL, _LONG_WALL = 45, 120


def find_extent(text: str, root: "HtmlElement", metadata: Metadata, structured: StructuredData) -> Extent:
    """Return how much of its article `text` is, from the metadata of the page and the end of the text."""
    share = _share(text, structured)
    if share < _WHOLE_SHARE or not share:
        is_paid = _is_paid(metadata, structured)
        if is_paid and (len(text) < _TEASER or 0 < share < _WHOLE_SHARE):
            return Extent.PAYWALLED
        if len(text) < _STUB and (_OFFER.search(_ending(text)) or _has_barrier(root)):
            return Extent.PAYWALLED
    if 0 < share < _CUT_SHARE or (
        len(text) < _TEASER and (_ELLIPSIS.search(text) or _is_continued(text, root))
    ):
        return Extent.TRUNCATED
    return Extent.WHOLE


def error_page_reason(text: str, title: str, root: "HtmlElement") -> str:
    """Return a sentence that says why the text of a page is no article, "" if it may be one."""
    if not text:
        return _reason_for_no_text(root)
    words, shown = len(text.split()), f"{title}\n{text}"
    if words > _LONG_WALL:
        return ""
    reason = ""
    if _ROBOTS.search(shown):
        reason = "the page asks visitors to prove that they are human"
    elif _CONSENT.search(shown):
        reason = "the page shows only a cookie notice"
    elif _LOGIN.search(shown) and _has_password(root):
        reason = _WANTS_LOGIN
    elif words <= _SHORT_WALL and _SCRIPTS.search(shown):
        reason = _NEEDS_SCRIPTS
    elif words <= _SHORT_WALL and _MISSING.search(shown):
        reason = "the page was not found"
    return reason


def _share(text: str, structured: StructuredData) -> float:
    """Return the words in the text per word that the page counts, 0 if the page gives no count."""
    count = max((_words(node) for node in structured.articles[:1]), default=0)
    return len(text.split()) / count if count >= _FEWEST_WORDS else 0.0


def _words(node: Node) -> int:
    value = str(node.get("wordCount") or "").replace(",", "").partition(".")[0].strip()
    body = node.get("articleBody")
    counted = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0
    return max(counted, len(body.split()) if isinstance(body, str) else 0)


def _is_paid(metadata: Metadata, structured: StructuredData) -> bool:
    if metadata.first(*_TIERS).lower() in _PAID_TIERS:
        return True
    nodes = (*structured.articles, *structured.pages)
    return any(_is_not_free(part) for node in nodes for part in (node, *_parts(node)))


def _parts(node: Node) -> list[Node]:
    return [part for part in as_list(node.get("hasPart")) if isinstance(part, dict)]


def _is_not_free(node: Node) -> bool:
    value = next(iter(as_list(node.get("isAccessibleForFree"))), None)
    return str(value).rpartition("/")[2].strip().lower() in _NOT_FREE


def _ending(text: str) -> str:
    return text[-400:]


def _is_continued(text: str, root: "HtmlElement") -> bool:
    """Return whether a link such as "Continue reading" follows the last block of the text."""
    ending = letters_and_digits(last_block(text))
    for element in islice(root.iter("a", "button"), _MOST_LINKS):
        if is_read_more(" ".join("".join(element.itertext()).split())):
            previous = element.xpath("preceding::p[normalize-space()][1]")
            if previous and letters_and_digits("".join(previous[0].itertext())) == ending:
                return True
    return False


def _has_barrier(root: "HtmlElement") -> bool:
    return any(_OFFER.search("".join(element.itertext())[:2000]) for element in root.xpath(_BARRIERS)[:5])


def _reason_for_no_text(root: "HtmlElement") -> str:
    if next(root.iter("frameset", "frame"), None) is not None:
        return "the page consists of frames; try the address of a frame"
    if _has_password(root):
        return _WANTS_LOGIN
    if next(root.iter("script"), None) is not None:
        return _NEEDS_SCRIPTS
    return "the page has no readable text"


def _has_password(root: "HtmlElement") -> bool:
    return any(element.get("type", "").lower() == "password" for element in root.iter("input"))
