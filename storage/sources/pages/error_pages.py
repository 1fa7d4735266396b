"""What stands in place of an article on pages that show none."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
_SCRIPTED = "there is nothing readable in it without running its scripts"
_LOCKED = "the page wants a log-in first"
# A wall has little else on it; in a text of more words its phrases may be the subject.
_FEW, _SOME = 45, 120


def obstacle(text: str, title: str, root: "HtmlElement") -> str:
    """Return in a sentence why a page's text is no article, "" if it may well be one."""
    if not text:
        return _absence(root)
    words, said = len(text.split()), f"{title}\n{text}"
    if words > _SOME:
        return ""
    problem = ""
    if _ROBOTS.search(said):
        problem = "the page only lets in whoever proves not to be a robot"
    elif _CONSENT.search(said):
        problem = "the page shows nothing but a question about cookies"
    elif _LOGIN.search(said) and _has_password(root):
        problem = _LOCKED
    elif words <= _FEW and _SCRIPTS.search(said):
        problem = _SCRIPTED
    elif words <= _FEW and _MISSING.search(said):
        problem = "the page says that there is no such page"
    return problem


def _absence(root: "HtmlElement") -> str:
    if next(root.iter("frameset", "frame"), None) is not None:
        return "the page consists of frames only: their own addresses may be readable"
    if _has_password(root):
        return _LOCKED
    if next(root.iter("script"), None) is not None:
        return _SCRIPTED
    return "there is no readable text on the page"


def _has_password(root: "HtmlElement") -> bool:
    return any(element.get("type", "").lower() == "password" for element in root.iter("input"))
