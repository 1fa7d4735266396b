"""Where a name begins and ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Kind, Mention

_THE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]s?$", re.IGNORECASE)
# "anti-IS", "US-led": the name is one half. A given name such as "Jong-un" has a small letter behind its
# hyphen too.
_BEFORE = re.compile(r"(?:anti|pro|non|ex)[-–](?=\w)", re.IGNORECASE)
_AFTER = re.compile(r"(?<=\w)[-–](?:led|backed|based|born|held|run|owned|controlled|occupied|sponsored)$")
_AFFIX_BEFORE = re.compile(r"\b(?:anti|pro|non)[-–]\Z", re.IGNORECASE)
_LONGEST_AFFIX = 5
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|Bhd|Pvt|Pty|[A-Z](?:\.[A-Z])+)\.\Z")
_LONGEST_ABBREVIATION = 8
_SENTENCE_END = re.compile(r"[^\S\n]*(?:\n|\Z|[^\S\n][\"”’)]*[A-Z])")
_TITLE = re.compile(
    r"""(?:(?:
    mr|mrs|ms|miss|mister|dr|doctor|prof|professor|sir|dame|lord|lady|madam|rev|reverend|fr|father|sister|brother|
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
_SURE = 0.7  # from here on an engine knows better where a person's name begins
_TITLE_REACH = 40  # code points in front of a name in which its title is looked for


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without a leading "the" and a possessive ending, by which no two names differ."""
    if leading := _THE.match(text, start, end):
        start = leading.end()
    if trailing := _POSSESSIVE.search(text[start:end]):
        end -= len(trailing[0])
    return start, end


def without_affixes(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without "anti-" or the like before the name and "-led" or the like behind it."""
    if before := _BEFORE.match(text, start, end):
        start = before.end()
    if after := _AFTER.search(text[start:end]):
        end -= len(after[0])
    return start, end


def is_affix(text: str, start: int, end: int) -> bool:
    """Tell whether this is nothing but the first half of a compound, as the "anti" of "anti-IS"."""
    return bool(_AFFIX_BEFORE.fullmatch(text, start, end + 1))


def compound_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first word of a name ends and the next begins, if it is half of a compound.

    It is where "pro-" or "anti-" stands right before the name; else, and for a single word, `None`.
    """
    if not _AFFIX_BEFORE.search(text, max(0, start - _LONGEST_AFFIX), start):
        return None
    space = text.find(" ", start, end)
    return (space, space + 1) if start < space < end - 1 else None


def with_full_stop(text: str, end: int) -> int:
    """Return the end of a name with the point that belongs to its last word, unless a sentence ends there."""
    has_point = text.startswith(".", end) and _ABBREVIATION.search(
        text, max(0, end - _LONGEST_ABBREVIATION), end + 1
    )
    return end + 1 if has_point and not _SENTENCE_END.match(text, end + 1) else end


def without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a person's name without the titles before it; a title alone stays as it is."""
    match = _TITLE.match(text, start, end)
    return (match.end(), end) if match and match.end() < end else (start, end)


def follows_title(text: str, start: int) -> bool:
    """Tell whether a title of a person ("President", "Mr.") stands right before this place."""
    left = max(0, start - _TITLE_REACH)
    return any(match.end() == start and match[0][0].isupper() for match in _TITLE.finditer(text, left, start))


def split_compounds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Let a compound word end where it ends: "pro-Iranian Shiite militias" names a people and a belief."""
    return [part for mention in mentions for part in _halves(piece, mention)]


def _halves(piece: AnnotatedText, mention: Mention) -> Iterator[Mention]:
    behind = compound_end(piece.of(mention.field), mention.start, mention.end)
    if mention.kind is Kind.OTHER and behind:
        end, start = behind
        yield replace(mention, end=end)
        yield replace(mention, start=start)
    else:
        yield mention


def trim_mentions(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Cut off what is not part of a name, as "anti-" and "-led", and titles of persons ("President").

    The point of an abbreviation that ends a name belongs to it, as in "Enron Corp. said".
    """
    return [_trimmed(piece, one) for one in mentions if not is_affix(piece.of(one.field), one.start, one.end)]


def _trimmed(piece: AnnotatedText, mention: Mention) -> Mention:
    text = piece.of(mention.field)
    start, end = without_affixes(text, mention.start, mention.end)
    if mention.kind is Kind.PERSON and mention.confidence < _SURE:
        start, end = without_title(text, start, end)
    end = with_full_stop(text, end)
    return replace(mention, start=start, end=end)
