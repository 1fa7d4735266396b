"""Where a name begins and ends: what an engine marked, cut down to the name itself."""

import re
from collections.abc import Iterator

_EDGE = '"“”„«»‹›‘`,;:!?…·•*_=~^|<>/\\–—-'
_LEADING = re.compile(r"(?:[Tt]he|THE|[Aa]n?|[Tt]hen|former|late|ex)\s+")
_POSSESSIVE = re.compile(r"\s?['’]s?$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:and|or|of|the|in|on|at|for|to|by|&)$", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|St|Mt|Calif|Conn|Fla|Mass|Mich|Minn|Pa|Tenn|Va|Wash))\.$"
)
# A single line break is a border only behind the end of a sentence: the lines of a paragraph may be cut.
_BORDER = re.compile(r"\n[^\S\n]*\n|(?<=[.!?…:;\"”])\s*\n|\s[/|•]\s|\s?[()\[\]]|\s[–—]\s")

# "anti-IS", "US-led": the name is one half. A given name such as "Jong-un" has a small letter behind
# its hyphen too, so an ending must look like that of a participle, or be one of these words.
_BEFORE = re.compile(
    r"(?:anti|pro|non|ex|post|pre|neo|mid|trans|inter|intra|un|sub|all|self)\s?[-–]\s?", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s?[-–]\s?(?:[a-z]+ed|[a-z]+ing|led|born|held|run|made|style|like|wide|era|only|bound|friendly)$"
)
_ADDRESS = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|sir|madam)\b\.?\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"""(?:(?:
    mr|mrs|ms|miss|mister|dr|prof|professor|sir|dame|lord|lady|madam|rev|reverend|fr|father|sister|brother|
    pope|cardinal|archbishop|bishop|rabbi|imam|ayatollah|sheikh|sheik|mullah|
    king|queen|prince|princess|emperor|emir|sultan|crown|
    president|vice[ -]president|premier|prime\s+minister|pm|chancellor|deputy|minister|
    secretary[ -]general|secretary(?:\s+of\s+state)?|governor|gov|mayor|senator|sen|rep|representative|
    congressman|congresswoman|ambassador|speaker|chief|chairman|chairwoman|chairperson|chair|director|
    spokesman|spokeswoman|spokesperson|commissioner|judge|justice|attorney|lawyer|advocate|adv|
    general|gen|lieutenant|lt|colonel|col|major|maj|captain|capt|commander|cmdr|sergeant|sgt|cpl|pvt|
    admiral|adm|marshal|brigadier|inspector|constable|detective|officer|agent|
    analyst|coach|manager|author|actor|actress|singer|artist|ceo|hon|honourable|honorable|
    grandmother|grandfather|uncle|aunt|mother|mum|dad|foreign|defen[cs]e|finance|interior|health
    )\b\.?\s+)+""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_REACH = 40  # code points in front of a name in which its title is looked for


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a marked range where no name goes on (blank lines, brackets, dashes) and trim each piece."""
    position = start
    for match in _BORDER.finditer(text, start, end):
        yield from _not_empty(trim(text, position, match.start()))
        position = match.end()
    yield from _not_empty(trim(text, position, end))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without what is not part of the name at its ends; it may become empty.

    Goes: space, quotes and punctuation, "the", "anti-", "-led", a possessive ending. Stays: the point of
    an abbreviation.
    """
    while True:
        before = start, end
        start, end = _without_edges(text, start, end)
        piece = text[start:end]
        if piece != "The Hague" and (match := _LEADING.match(piece) or _BEFORE.match(piece)):
            start += match.end()
        elif match := _POSSESSIVE.search(piece) or _AFTER.search(piece) or _TRAILING.search(piece):
            end -= len(match[0])
        if (start, end) == before:
            return start, end


def without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a person's name without the titles before it; a title alone stays as it is."""
    match = _TITLE.match(text, start, end)
    return (match.end(), end) if match and match.end() < end else (start, end)


def has_address(text: str, start: int, end: int) -> bool:
    """Tell whether the range begins with a form of address ("Ms", "Dr."), as only persons have."""
    match = _ADDRESS.match(text, start, end)
    return bool(match and match.end() < end)


def follows_title(text: str, start: int) -> bool:
    """Tell whether a title of a person ("President", "Mr.") stands right before this place."""
    left = max(0, start - _TITLE_REACH)
    return any(match.end() == start and match[0][0].isupper() for match in _TITLE.finditer(text, left, start))


def _not_empty(span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    if span[0] < span[1]:
        yield span


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_edge(text[start], ".'’)]}"):
        start += 1
    while start < end and _is_edge(text[end - 1], "({["):
        end -= 1
    if start < end and text[end - 1] == "." and not _ABBREVIATION.search(text, start, end):
        end -= 1
    return start, end


def _is_edge(character: str, brackets: str) -> bool:
    return character.isspace() or character in _EDGE or character in brackets
