"""Names around "and", "of" and "del": where one mention is two names, and where two are one."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache

from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.lexicon.common_words import FUNCTION_WORDS, is_mostly_lower
from storage.analysis.lexicon.head_nouns import kind_by_head
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.lexicon.role_words import is_role
from storage.analysis.recognition.annotated_text import (
    CERTAIN,
    AnnotatedText,
    reading_order,
    without_overlaps,
)
from storage.model import Field, Kind, Mention

_AND = re.compile(r" (?:and|&) ")
_COMMA = re.compile(r", ")
_PARTICLES = "del|de la|de las|de los|de|do|da|dos|das|du|des|di|della|dei|y|bin|ibn|bint|von|van der|van|à"
_PARTICLE = rf"(?:{_PARTICLES})"
_CAPITALISED = r"[^\W\d_a-zß-ÿ][^\W_]+"
_PARTICLE_BEFORE = re.compile(rf"\b({_CAPITALISED}) {_PARTICLE} ?\Z")
_PARTICLE_AFTER = re.compile(rf"(?: {_PARTICLE} {_CAPITALISED})+(?!\w)")
_ENDS_WITH_OF = re.compile(r" of(?: the)?\Z")
_CAPITAL_AFTER = re.compile(r" ?[^\W\d_a-z]")
_ENDS_WITH_INITIAL = re.compile(r" [A-Z]\Z")
_ENDS_WITH_SAINT = re.compile(r"\b(?:St|Mt|Ft)\Z")
_SURNAME_AFTER = re.compile(rf"\. ({_CAPITALISED})")
_MOST_JUDGED = 100  # names with "and", for whose halves the whole text is searched
_REACH = 40  # code points before a mention in which its first word may stand


def add_known_pairs(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Make one name of the two halves of a known one ("Marks and Spencer") and of "Johnson and Johnson"."""
    if not any(_AND.search(article.field_text(field)) for field in Field):
        return mentions
    known = [pair for field in Field for pair in _known_pairs(article.field_text(field), field)]
    twice = [pair for mention in mentions for pair in _same_twice(article, mention)]
    return without_overlaps([*known, *twice, *mentions]) if known or twice else mentions


def _known_pairs(text: str, field: Field) -> Iterator[Mention]:
    for start, end in _pair_finder().find(text):
        entry = gazetteer.spellings().get(text[start:end])
        yield Mention(field, start, end, entry.kind if entry else Kind.PLACE, CERTAIN)


def _same_twice(article: AnnotatedText, mention: Mention) -> Iterator[Mention]:
    surface = article.surface(mention)
    joint = _AND.match(article.field_text(mention.field), mention.end)
    if mention.kind in (Kind.PERSON, Kind.ORGANISATION) and joint and not is_role([surface.lower()]):
        end = joint.end() + len(surface)
        text = article.field_text(mention.field)
        if text[joint.end() : end] == surface and not _CAPITAL_AFTER.match(text, end):
            yield replace(mention, end=end, kind=Kind.ORGANISATION)


@cache
def _pair_finder() -> NameFinder:
    names = (*gazetteer.spellings(), *countries.display_names().values())
    return NameFinder(name for name in names if _AND.search(name))


def split_pairs(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Split a mention with "and" where the article has a half alone too, and a town from its state.

    "Houston, Texas" is two places.
    """
    names = dict.fromkeys((mention.kind, article.surface(mention)) for mention in mentions)
    with_and = [name for name in names if _AND.search(name[1])]
    judged = frozenset(name for name in with_and[:_MOST_JUDGED] if _are_two(article, *name))
    return [part for mention in mentions for part in _halves(article, mention, judged)]


def _halves(article: AnnotatedText, mention: Mention, pairs: Set[tuple[Kind, str]]) -> Iterator[Mention]:
    surface = article.surface(mention)
    joint = _COMMA.search(surface) if mention.kind is Kind.PLACE else None
    if joint is None or not countries.country(surface[joint.end() :]):
        joint = _AND.search(surface) if (mention.kind, surface) in pairs else None
    if joint:
        yield replace(mention, end=mention.start + joint.start())
        yield replace(mention, start=mention.start + joint.end())
    else:
        yield mention


def _are_two(article: AnnotatedText, kind: Kind, surface: str) -> bool:
    left, right = _AND.split(surface, maxsplit=1)
    if surface in gazetteer.spellings() or countries.country(surface):
        return False
    # "Ministry of Health and Education", "Fire and Rescue Service": one head noun has both halves.
    if re.search(r" (?:of|for) ", left) or (" " in right and kind_by_head(right) is Kind.ORGANISATION):
        return False
    alone = [_stands_alone(article, half, surface) for half in (left, right)]
    return all(alone) if kind is Kind.ORGANISATION else any(alone)


def _stands_alone(article: AnnotatedText, half: str, surface: str) -> bool:
    """Tell whether the article has a half of a name outside the name, and outside of longer ones."""
    around = re.compile(rf"(?<![^\W_]){re.escape(half)}(?![^\W_])(?! (?:and |& )?[A-Z])")
    return any(
        around.search(article.field_text(field).replace(surface, " " * len(surface))) for field in Field
    )


def join_parts(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Join the parts of a name: "San" and "Martin de Porres", "Academy of" and "Sciences".

    Two persons with only a space between are one, and a particle such as "del" binds the capitalised words
    around it. "Susan E" goes on to "Rice", and a mention that ends with "of" to the end of the next one.
    """
    joined: list[Mention] = []
    for mention in sorted(mentions, key=reading_order):
        whole = _with_bound_words(article.field_text(mention.field), mention)
        before = joined[-1] if joined else None
        if before and before.field is whole.field and _is_continued(article, before, whole):
            joined[-1] = replace(before, end=whole.end)
        else:
            joined.append(whole)
    return without_overlaps(joined)


def _is_continued(article: AnnotatedText, before: Mention, mention: Mention) -> bool:
    if mention.start < before.end:
        return mention.end > before.end
    between = article.field_text(before.field)[before.end : mention.start]
    first = article.surface(before)
    if before.kind is Kind.PERSON and mention.kind is Kind.PERSON:
        return between == " " and not (countries.country(first) or is_role(first.lower().split()))
    if before.kind is Kind.PLACE and not countries.country(first + between + article.surface(mention)):
        return False
    return _ENDS_WITH_OF.search(first) is not None and between in (" ", " the ")


def _surname_after(text: str, end: int) -> re.Match[str] | None:
    surname = _SURNAME_AFTER.match(text, end)
    word = surname[1].lower() if surname else ""
    return None if word in FUNCTION_WORDS or is_mostly_lower(word) else surname


def _with_bound_words(text: str, mention: Mention) -> Mention:
    """Return a mention with the words that particles bind to it, or with the surname behind an initial."""
    before = _PARTICLE_BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
    after = _PARTICLE_AFTER.match(text, mention.end)
    ending = _ENDS_WITH_INITIAL if mention.kind is Kind.PERSON else _ENDS_WITH_SAINT
    if ending.search(text, mention.start, mention.end):
        after = _surname_after(text, mention.end)
    start = before.start() if before and before[1].lower() not in FUNCTION_WORDS else mention.start
    return replace(mention, start=start, end=after.end() if after else mention.end)
