"""Propagation: a name that an article has once is found everywhere in it, also as an acronym."""

import re
from collections.abc import Iterable
from dataclasses import replace

from storage.analysis.lexicon.common_words import is_mostly_lower
from storage.analysis.lexicon.name_finder import NameFinder, lower_in_place
from storage.analysis.lexicon.name_keys import stands_for
from storage.analysis.recognition import name_boundaries
from storage.analysis.recognition.annotated_text import (
    PROPAGATED,
    PROVEN,
    AnnotatedText,
    in_capitals_line,
    is_all_capitals,
    without_overlaps,
)
from storage.model import Field, Kind, Mention

_IN_BRACKETS = re.compile(r"(?:['’]s?)?[\"”’]?\s\(\s?[\"“‘']?([^\W\d_][\w.&-]{1,11})[\"”’']?\s?[);,]")
_KNOWN_AS = re.compile(r",?\s(?:(?:also|better|often)\s)?known\sas\s[\"“‘']?([^\W\d_][\w.&-]{1,11})\b")
_LOWER_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W_]*")
_NAME_BEFORE = re.compile(r"(?<![.!?”\"\n]\s)(?<!^)\b[^\W\d_a-z]\w+[\s-]$")
_NAME_AFTER = re.compile(r"\s[^\W\d_a-z]\w|-[^\W\d_a-z]|-\d")
_REACH = 30  # code points before a mention in which a longer name may begin


def add_bracketed_acronyms(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add the acronyms that a text gives after names: "Islamic State (IS)", "…, known as IS"."""
    found = ((mention, acronym_after(article, mention)) for mention in mentions)
    added = [
        replace(mention, start=span[0], end=span[1], confidence=PROVEN) for mention, span in found if span
    ]
    return without_overlaps([*added, *mentions])


def acronym_after(article: AnnotatedText, mention: Mention) -> tuple[int, int] | None:
    """Return the range of the acronym that the text gives right after a name, `None` without one."""
    text = article.field_text(mention.field)
    match = _IN_BRACKETS.match(text, mention.end) or _KNOWN_AS.match(text, mention.end)
    if not match or not any(letter.isupper() for letter in match[1]):
        return None
    name = article.surface(mention)
    without_first = name.partition(" ")[2]  # FDA, the U.S. Food and Drug Administration
    return match.span(1) if stands_for(match[1], name) or stands_for(match[1], without_first) else None


def propagate(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add all other places where the article has one of its names, or the surname of one of its persons.

    Left out are parts of longer names, and words that the text also has in lower case.
    """
    names = _names(article, mentions)
    finder = NameFinder(names)
    lower_case = frozenset(_LOWER_WORD.findall(article.text))
    added = []
    for field in Field:
        text = article.field_text(field)
        for start, end in finder.find(text):
            name = text[start:end]
            common = lower_in_place(name) in lower_case and (
                not name.isupper() or in_capitals_line(text, start, end)
            )
            if not common and not (field is Field.TEXT and _in_longer_name(text, start, end)):
                added.append(Mention(field, start, end, names[name], PROPAGATED))
    return without_overlaps([*mentions, *added])


def _names(article: AnnotatedText, mentions: Iterable[Mention]) -> dict[str, Kind]:
    kinds = {article.surface(mention): mention.kind for mention in mentions}
    kinds = {name: kind for name, kind in kinds.items() if not _is_ordinary(name, kind)}
    surnames = [name_boundaries.surname(name) for name, kind in kinds.items() if kind is Kind.PERSON]
    for surname in filter(None, surnames):
        kinds.setdefault(surname, Kind.PERSON)
    return kinds


def _is_ordinary(name: str, kind: Kind) -> bool:
    # Elsewhere in the article, such a word is seldom the name of a work or an event.
    return kind is Kind.OTHER and is_mostly_lower(name.lower())


def _in_longer_name(text: str, start: int, end: int) -> bool:
    if _NAME_AFTER.match(text, end):
        return True
    before = text[max(0, start - _REACH) : start]
    return bool(_NAME_BEFORE.search(before)) and not name_boundaries.follows_title(text, start)


def propagate_to_headline(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add the names of the text to a headline that is all in capitals."""
    if not is_all_capitals(article.title):
        return mentions
    lower_case = frozenset(_LOWER_WORD.findall(article.text))
    names = {lower_in_place(article.surface(m)): m.kind for m in mentions if m.field is Field.TEXT}
    names = {name: kind for name, kind in names.items() if name not in lower_case}
    title = lower_in_place(article.title)
    added = [
        Mention(Field.TITLE, start, end, names[title[start:end]], PROPAGATED)
        for start, end in NameFinder(names).find(title)
    ]
    return without_overlaps([*added, *mentions])
