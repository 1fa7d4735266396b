"""A piece of writing with its mentions, as the rules around the recogniser hand it on."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from storage.model import Field, Mention

# How sure a rule is, as measured; an engine's own confidence should stay below `FOUND_AGAIN`.
CERTAIN = 0.95  # from the tables of countries and well-known names
PROVEN = 0.9  # an acronym in brackets behind the name that it stands for
PROPAGATED = 0.8  # a name of the article at another place, or of a kind that its words prove
_LINE_REACH = 60  # code points on both sides that tell whether a line is all in capitals


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """Title and text of an article."""

    title: str
    text: str

    def of(self, field: Field) -> str:
        """Return the part in which the offsets of a mention count."""
        return self.title if field is Field.TITLE else self.text

    def cut(self, mention: Mention) -> str:
        """Return the characters of a mention."""
        return self.of(mention.field)[mention.start : mention.end]


Rule = Callable[[AnnotatedText, list[Mention]], list[Mention]]


def reading_order(mention: Mention) -> tuple[bool, int]:
    """Return a key that sorts mentions as they are read, the title first."""
    return mention.field is Field.TEXT, mention.start


def is_all_capitals(text: str) -> bool:
    """Tell whether a line is all in capitals; one or two words in capitals are rather acronyms."""
    return text.isupper() and len(text.split()) > 2


def in_capitals_line(text: str, start: int, end: int) -> bool:
    """Tell whether a range lies in a line that is all in capitals."""
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2]
    after = text[end : end + _LINE_REACH].partition("\n")[0]
    return is_all_capitals(before + text[start:end] + after)


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in reading order without overlaps: the longer one stays, then the one listed first."""
    chosen: Mapping[Field, list[Mention]] = {Field.TITLE: [], Field.TEXT: []}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        row = chosen[mention.field]
        index = bisect_left(row, mention.start, key=lambda m: m.start)
        free_before = index == 0 or row[index - 1].end <= mention.start
        if free_before and (index == len(row) or mention.end <= row[index].start):
            row.insert(index, mention)
    return [mention for row in chosen.values() for mention in row]
