"""Name boundaries: where a name begins and ends, without affixes, titles and articles."""

import re
from collections.abc import Iterator
from dataclasses import replace

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Kind, Mention

_THE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]s?$", re.IGNORECASE)
# The name is one half of "anti-IS" and "US-led". Given names have a hyphen before a lower-case letter too:
# "Jong-un".
_BEFORE = re.compile(r"(?:anti|pro|non|ex)[-–](?=\w)", re.IGNORECASE)
_AFTER = re.compile(r"(?<=\w)[-–](?:led|backed|based|born|held|run|owned|controlled|occupied|sponsored)$")
_AFFIX_BEFORE = re.compile(r"\b(?:anti|pro|non)[-–]\Z", re.IGNORECASE)
_AFFIX_REACH = 5
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|Bhd|Pvt|Pty|[A-Z](?:\.[A-Z])+)\.\Z")
_ABBREVIATION_REACH = 8
_GENERATION = re.compile(r",?[ \u00a0](?:Jr|Sr|II|III|IV)\b")
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
_SURE = 0.7  # confidence from which on the recogniser knows better where a person's name begins
_TITLE_REACH = 40  # code points before a name in which a title is looked for


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without a leading "the" and a possessive ending: no two names differ by them."""
    if leading := _THE.match(text, start, end):
        start = leading.end()
    if trailing := _POSSESSIVE.search(text[start:end]):
        end -= len(trailing[0])
    return start, end


def without_affixes(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without a prefix such as "anti-" and a suffix such as "-led"."""
    if before := _BEFORE.match(text, start, end):
        start = before.end()
    if after := _AFTER.search(text[start:end]):
        end -= len(after[0])
    return start, end


def is_affix(text: str, start: int, end: int) -> bool:
    """Tell whether this is only the prefix of a compound, as "anti" in "anti-IS"."""
    return bool(_AFFIX_BEFORE.fullmatch(text, start, end + 1))


def compound_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first word of a name ends and where the second begins, if a prefix is before the name.

    In "pro-Iranian Shiite militias" the prefix belongs only to "Iranian". Returns `None` for all other names
    and for a single word.
    """
    if not _AFFIX_BEFORE.search(text, max(0, start - _AFFIX_REACH), start):
        return None
    space = text.find(" ", start, end)
    return (space, space + 1) if start < space < end - 1 else None


def with_full_stop(text: str, end: int) -> int:
    """Return the end of a name, with the full stop of an abbreviation unless a sentence ends there."""
    has_full_stop = text.startswith(".", end) and _ABBREVIATION.search(
        text, max(0, end - _ABBREVIATION_REACH), end + 1
    )
    return end + 1 if has_full_stop and not _SENTENCE_END.match(text, end + 1) else end


def with_generation(text: str, end: int) -> int:
    """Return the end of a person's name, with a "Jr.", "Sr." or "III" that follows it."""
    following = _GENERATION.match(text, end)
    return following.end() if following else end


def surname(name: str) -> str:
    """Return the last word of a person's name, before "Jr." and the like; "" if it has no more than one."""
    words = _GENERATION.sub("", name).rstrip(".").split() if _GENERATION.search(name) else name.split()
    return words[-1] if len(words) > 1 else ""


def without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a person's name without titles; a title alone stays as it is."""
    match = _TITLE.match(text, start, end)
    return (match.end(), end) if match and match.end() < end else (start, end)


def follows_title(text: str, start: int) -> bool:
    """Tell whether a person's title ("President", "Mr.") ends at this place."""
    left = max(0, start - _TITLE_REACH)
    return any(match.end() == start and match[0][0].isupper() for match in _TITLE.finditer(text, left, start))


def split_compounds(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Split a name after a prefix in two: "pro-Iranian Shiite militias" names a people and a belief."""
    return [part for mention in mentions for part in _halves(article, mention)]


def _halves(article: AnnotatedText, mention: Mention) -> Iterator[Mention]:
    boundary = compound_end(article.field_text(mention.field), mention.start, mention.end)
    if mention.kind is Kind.OTHER and boundary:
        end, start = boundary
        yield replace(mention, end=end)
        yield replace(mention, start=start)
    else:
        yield mention


def trim_mentions(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Trim affixes ("anti-", "-led") and titles of persons ("President") from the names.

    The full stop of an abbreviation at the end of a name belongs to it: "Enron Corp. said".
    """
    return [
        _trimmed(article, one)
        for one in mentions
        if not is_affix(article.field_text(one.field), one.start, one.end)
    ]


def _trimmed(article: AnnotatedText, mention: Mention) -> Mention:
    text = article.field_text(mention.field)
    start, end = without_affixes(text, mention.start, mention.end)
    if mention.kind is Kind.PERSON and mention.confidence < _SURE:
        start, end = without_title(text, start, end)
    if mention.kind is Kind.PERSON:
        end = with_generation(text, end)
    end = with_full_stop(text, end)
    return replace(mention, start=start, end=end)
