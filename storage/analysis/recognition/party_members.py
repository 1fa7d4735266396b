"""Members of parties: a word such as "Republicans" is the name of an organisation wherever a text has it."""

import re
from functools import cache

from storage.analysis.lexicon import parties
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.recognition.annotated_text import PROPAGATED, AnnotatedText, without_overlaps
from storage.model import Field, Kind, Mention

_NAME_BEFORE = re.compile(r"(?<![.!?”\"\n]\s)\b[^\W\d_a-z]\w+[\s-]\Z")
_NAME_AFTER = re.compile(r"\s(?:of\b|[^\W\d_a-z]\w)")
_REACH = 30  # code points before a word in which a longer name may begin


def add_party_members(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Add the words for members of parties that are not part of a longer name."""
    added = [
        Mention(Field.TEXT, start, end, Kind.ORGANISATION, PROPAGATED)
        for start, end in _finder().find(article.text)
        if not _is_in_longer_name(article.text, start, end)
    ]
    return without_overlaps([*mentions, *added]) if added else mentions


@cache
def _finder() -> NameFinder:
    return NameFinder(parties.members())


def _is_in_longer_name(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return bool(_NAME_AFTER.match(text, end) or _NAME_BEFORE.search(before))
