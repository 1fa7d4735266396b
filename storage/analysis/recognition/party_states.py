"""Parties and states or towns of the USA behind a politician's name: "D-Calif.", "(R-TX)", "R-Tulsa"."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from storage.analysis.lexicon import countries
from storage.analysis.recognition.annotated_text import CERTAIN, AnnotatedText, without_overlaps
from storage.model import Field, Kind, Mention

# Democrats, Republicans, independents, Libertarians, Greens, and the Democrats of Minnesota and North Dakota.
_PARTY_STATE = re.compile(
    r"(?:(?<=, )|(?<=\())(?:[DRILG]|DFL|D-NPL)[-–—‑]"
    r"((?:[A-Z]\. ?){2}|[A-Z]{2}\b|[A-Z][a-z]+\b(?: [A-Z][a-z]+\b)?\.?)"
)
_ABBREVIATED = re.compile(r"[A-Z][a-z]{1,5}\.")
_STATE = "#US-"
# Their names mean something else elsewhere, so that the table of countries does not have them as states.
_NAMESAKES = frozenset(("NY", "GA", "WA", "DC", "NewYork", "Georgia", "Washington"))


def separate_party_and_state(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Put the state, a place, in the place of each party with a state; the party is no name there."""
    added: list[Mention] = []
    replaced: dict[Field, list[tuple[int, int]]] = {field: [] for field in Field}
    for field in Field:
        persons = {one.end for one in mentions if one.field is field and one.kind is Kind.PERSON}
        for match, end in _party_states(article.field_text(field), persons):
            added.append(Mention(field, match.start(1), end, Kind.PLACE, CERTAIN))
            replaced[field].append((match.start(), end))
    if not added:
        return mentions
    kept = (one for one in mentions if not _overlaps(one, replaced[one.field]))
    return without_overlaps([*added, *kept])


def _party_states(text: str, persons: Container[int]) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each match with the end of its state, which may be shorter than the words that look like it.

    Right behind a person, who ends at one of `persons`, it may be a town too.
    """
    for match in _PARTY_STATE.finditer(text):
        place = match[1]
        is_behind_person = match.start() - 2 in persons and text[match.end() : match.end() + 1] in (",", ")")
        for name in (place, place.partition(" ")[0]):
            if is_behind_person or _is_state(name):
                yield match, match.start(1) + len(name)
                break


def _is_state(name: str) -> bool:
    if _ABBREVIATED.fullmatch(name) or countries.country(name).startswith(_STATE):
        return True
    code = name.replace(".", "").replace(" ", "")
    return code in _NAMESAKES or _STATE + code in countries.display_names()


def _overlaps(mention: Mention, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a mention overlaps one of these places, which are in order."""
    before_end = bisect_left(places, (mention.end,))
    return before_end > 0 and places[before_end - 1][1] > mention.start
