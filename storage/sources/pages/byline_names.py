"""Bylines taken apart: the names in them, without "By", roles, dates, addresses and handles."""

import re
from collections.abc import Iterable

from storage.text.plain_text import clean_line

_LONGEST = 90
_OPENING = re.compile(
    r"""^(?:
        (?:(?:words|written|posted|published|story|text|reported|reporting|analysis|submitted|article
           |created|contributed|review(?:ed)?|photographs?)\s+)?(?:by|from)\b[:\s]*
      | (?:von|par|por|di|de|door|af|av|przez|autore?|auteur|autora?|author|byline|text|texte?)\s*:\s*
      | (?:von|par|por|door)\s+(?=\w)
      | (?:作者|文|記者|记者|撰文|編輯)\s*[:：/／|｜]?\s*
    )+""",
    re.VERBOSE | re.IGNORECASE,
)
_NOISE = re.compile(
    r"""\(?\s*\b(?:https?://|www\.)\S+ | \S+@\S+\.\w+ | (?<![\w.])@\w+ | \(\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
# From here on a line that a reader sees is about something else than names.
_END = re.compile(
    r"""\s+[|/•·–—-]\s+ | \s*[|•｜] | \s*\d
      | \b(?:last\s+)?(?:updated|published|posted\s+on|posted|modified)\b
      | \b(?:edited|translated|illustrated|photographs?|photos?)\s+by\b
      | \b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d
      | \b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d
      | \b(?:min(?:ute)?s?\ read|follow|view\ profile|see\ all|more\ by|read\ more)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SEAM = re.compile(r"\s*(?:;|\s&\s|\s\|\s|\s/\s|\band\b|\bund\b|\bet\b|\by\b(?!\.)|、)\s*")
_ASIDE = re.compile(r"\(.*?\)")
_COMMA = re.compile(r"\s*[,，]\s*")
_ROLE = re.compile(
    r"""\b(?:reporters?|editors?|correspondents?|writers?|staff|contributors?|columnists?|journalists?|producers?
      |professors?|analysts?|chief|senior|bureau|director|technologist|manager|ph\.?d|m\.?d|jr\.?|sr\.?|ma|msc|rn
      |host|fellow|lecturer|special|freelance|photographers?|redakteur(?:in)?|journaliste|for\s+\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACEHOLDERS = """admin administrator anonymous anonym author authors autor auteur by editor guest none null
owner root staff undefined unknown user username webmaster n/a"""
_NOBODY = frozenset(_PLACEHOLDERS.split())


def stated(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names in values that are meant to be names, as metadata are, each once."""
    names = (name for value in values for name in _split(_bared(value)))
    return _distinct(name for name in names if is_plausible(name))


def seen(text: str) -> tuple[str, ...]:
    """Return the names in a byline as readers see it, among roles, dates and links."""
    text = _bared(clean_line(text))
    end = _END.search(text)
    names = _split(text[: end.start()] if end else text, roles=False)
    return _distinct(name for name in names if is_plausible(name) and len(_ASIDE.sub("", name).split()) <= 5)


def is_plausible(name: str) -> bool:
    """Tell whether a text can be the name of an author: short, with a letter, and no mere placeholder."""
    if not 2 <= len(name) <= _LONGEST or "://" in name or name.startswith("/"):
        return False
    if name.count("(") != name.count(")"):
        return False
    return any(map(str.isalpha, name)) and name.casefold() not in _NOBODY and not name.endswith((":", "."))


def is_full(name: str) -> bool:
    """Tell whether a name has more than one word, as an agency's or a login name has not; or needs none."""
    return " " in name or not name.isascii()


def joined(names: Iterable[str]) -> str:
    """Return names as one byline."""
    return ", ".join(names)


def _bared(value: str) -> str:
    value = clean_line(_NOISE.sub(" ", value)).strip(" ,;|–—·•-")
    return clean_line(_OPENING.sub("", value)).strip(" ,;|–—·•-")


def _split(text: str, *, roles: bool = True) -> list[str]:
    parts = [text] if "(" in text or _is_one(text) else _SEAM.split(text)
    names: list[str] = []
    for part in parts:
        pieces = _COMMA.split(part)
        if len(pieces) > 1 and (not roles or all(_reads_like_name(piece) for piece in pieces)):
            names += _without_roles(pieces)
        else:
            names.append(part.strip())
    return [name.rstrip(".") if name.count(".") == 1 and len(name) > 20 else name for name in names if name]


def _is_one(text: str) -> bool:
    """Tell whether what looks like a seam is part of a name: both sides of "Mac & i" aren't names."""
    return not all(_reads_like_name(part) for part in _SEAM.split(text))


def _reads_like_name(text: str) -> bool:
    first = _COMMA.split(text)[0]
    return (len(first.split()) >= 2 and first[:1].isupper()) or (not first.isascii() and len(first) >= 2)


def _without_roles(pieces: list[str]) -> list[str]:
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if not _reads_like_name(piece) or _ROLE.search(piece):
            break
        kept.append(piece)
    return kept


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault("".join(filter(str.isalnum, name.casefold())), name)
    return tuple(found.values())
