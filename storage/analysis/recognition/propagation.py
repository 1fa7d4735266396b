"""The rules that add mentions: what the engine saw once, or should have seen, found everywhere."""

import re
from collections.abc import Iterable
from dataclasses import replace

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
_LOWER_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W_]*")
_NAME_BEFORE = re.compile(r"(?<![.!?”\"\n]\s)(?<!^)\b[^\W\d_a-z]\w+[\s-]$")
_NAME_AFTER = re.compile(r"\s[^\W\d_a-z]\w|-[^\W\d_a-z]|-\d")
_REACH = 30  # code points before a find in which a longer name may begin


def add_bracketed_acronyms(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Let an acronym in brackets be the name before it: "Islamic State (IS)"."""
    found = ((mention, acronym_after(piece, mention)) for mention in mentions)
    added = [
        replace(mention, start=span[0], end=span[1], confidence=PROVEN) for mention, span in found if span
    ]
    return without_overlaps([*added, *mentions])


def acronym_after(piece: AnnotatedText, mention: Mention) -> tuple[int, int] | None:
    """Return the range of an acronym of this name in brackets right behind it."""
    match = _IN_BRACKETS.match(piece.of(mention.field), mention.end)
    if not match or not any(letter.isupper() for letter in match[1]):
        return None
    return match.span(1) if stands_for(match[1], piece.cut(mention)) else None


def propagate(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Find the names of the article everywhere in it, and the surnames of its persons.

    Left alone: what is part of a longer name, and a single word that the text has in small letters too.
    """
    names = _names(piece, mentions)
    finder = NameFinder(names)
    small = frozenset(_LOWER_WORD.findall(piece.text))
    added = []
    for field in Field:
        text = piece.of(field)
        for start, end in finder.find(text):
            name = text[start:end]
            common = lower_in_place(name) in small and (
                not name.isupper() or in_capitals_line(text, start, end)
            )
            if not common and not (field is Field.TEXT and _in_longer_name(text, start, end)):
                added.append(Mention(field, start, end, names[name], PROPAGATED))
    return without_overlaps([*mentions, *added])


def _names(piece: AnnotatedText, mentions: Iterable[Mention]) -> dict[str, Kind]:
    kinds = {piece.cut(mention): mention.kind for mention in mentions}
    persons = [name.split() for name, kind in kinds.items() if kind is Kind.PERSON]
    for words in persons:
        if len(words) > 1:
            kinds.setdefault(words[-1], Kind.PERSON)
    return kinds


def _in_longer_name(text: str, start: int, end: int) -> bool:
    if _NAME_AFTER.match(text, end):
        return True
    before = text[max(0, start - _REACH) : start]
    return bool(_NAME_BEFORE.search(before)) and not name_boundaries.follows_title(text, start)


def propagate_to_headline(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Find the names of the text in a headline that is all in capitals."""
    if not is_all_capitals(piece.title):
        return mentions
    small = frozenset(_LOWER_WORD.findall(piece.text))
    names = {lower_in_place(piece.cut(m)): m.kind for m in mentions if m.field is Field.TEXT}
    names = {name: kind for name, kind in names.items() if name not in small}
    title = lower_in_place(piece.title)
    added = [
        Mention(Field.TITLE, start, end, names[title[start:end]], PROPAGATED)
        for start, end in NameFinder(names).find(title)
    ]
    return without_overlaps([*added, *mentions])
