"""The text of an article and what all recognition rules share: confidences, capitals, overlaps."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from storage.model import Field, Mention

# The measured confidences of rules. The recogniser's own confidence should stay below `PROPAGATED`.
CERTAIN = 0.95
"""Confidence of a name in the tables of countries and well-known names."""
PROVEN = 0.9
"""Confidence of an acronym in brackets after the name that it stands for."""
PROPAGATED = 0.8
"""Confidence of a name found at another place of the article, or of a kind that its head noun proves."""
_LINE_REACH = 60  # code points on each side by which a line in capitals is recognised


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """The title and text of an article, in which mentions have their offsets."""

    title: str
    text: str

    def field_text(self, field: Field) -> str:
        """Return the title or the text."""
        return self.title if field is Field.TITLE else self.text

    def surface(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return self.field_text(mention.field)[mention.start : mention.end]


Rule = Callable[[AnnotatedText, list[Mention]], list[Mention]]
"""A rule takes an article and its mentions, and returns the changed mentions."""


def reading_order(mention: Mention) -> tuple[bool, int]:
    """Return a sort key for mentions: the title first, then by position."""
    return mention.field is Field.TEXT, mention.start


def is_all_capitals(text: str) -> bool:
    """Tell whether a line is all in capitals. One or two words are not enough: they may be acronyms."""
    return text.isupper() and len(text.split()) > 2


def in_capitals_line(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is part of a line in capitals."""
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2]
    after = text[end : end + _LINE_REACH].partition("\n")[0]
    return is_all_capitals(before + text[start:end] + after)


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in reading order without overlaps.

    Of two that overlap, the longer one stays; of two equally long ones, the first in `mentions`.
    """
    by_field: Mapping[Field, list[Mention]] = {Field.TITLE: [], Field.TEXT: []}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        kept = by_field[mention.field]
        index = bisect_left(kept, mention.start, key=lambda m: m.start)
        free_before = index == 0 or kept[index - 1].end <= mention.start
        if free_before and (index == len(kept) or mention.end <= kept[index].start):
            kept.insert(index, mention)
    return [mention for kept in by_field.values() for mention in kept]
