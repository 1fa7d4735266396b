"""The rules that decide what kind of thing a name is, from tables, its own words and its neighbours."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.analysis import countries, heads, known, spans
from storage.analysis.keys import plain
from storage.analysis.piece import CERTAIN, FOUND_AGAIN, PROVEN, Piece
from storage.model import Kind, Mention

_SHORTEST = 4  # letters of a place name that outvotes the engine: "SC" is seldom South Carolina
_SURNAME_WEIGHT = 100  # what a full name counts for its words alone, in hundredths of a sure mention
_SPEAKS = re.compile(
    r"\s(?:said|says|told|tells|added|adds|noted|notes|wrote|writes|explained|replied|insisted|warned)\b"
)
_SENTENCE_START = re.compile(r"(?:[.!?][\"”’)]*|[”\"])\s+$|\n\s*$")
_IN = re.compile(r"\bin\s$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]")


def known_kinds(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Give names that everybody knows, countries and demonyms their kind.

    A word that is also the surname of someone named in full in the article is left alone.
    """
    bearers = _surnames(piece, mentions)
    return [_known_kind(mention, piece.cut(mention), bearers) for mention in mentions]


def _known_kind(mention: Mention, surface: str, bearers: frozenset[str]) -> Mention:
    if surface in bearers or mention.confidence >= PROVEN:
        return mention
    if name := known.forms().get(surface):
        return replace(mention, kind=name.kind, confidence=CERTAIN)
    long_enough = len(surface) >= _SHORTEST or surface in countries.acronyms()
    if long_enough and countries.country(surface):
        return replace(mention, kind=Kind.PLACE, confidence=CERTAIN)
    return mention


def _surnames(piece: Piece, mentions: Iterable[Mention]) -> frozenset[str]:
    names = (piece.cut(mention).split() for mention in mentions if mention.kind is Kind.PERSON)
    return frozenset(words[-1] for words in names if len(words) > 1)


def head_words(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Give a longer name the kind that its head word says: a bank, a river."""
    return [_by_head(mention, piece.cut(mention)) for mention in mentions]


def _by_head(mention: Mention, surface: str) -> Mention:
    kind = heads.kind_by_head(surface) if mention.confidence < PROVEN else None
    return replace(mention, kind=kind, confidence=FOUND_AGAIN) if kind else mention


def titles(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Make a person of what stands behind "President" or "Mr."."""
    return [_titled(piece, mention) for mention in mentions]


def _titled(piece: Piece, mention: Mention) -> Mention:
    doubtful = mention.kind in (Kind.ORGANISATION, Kind.PLACE) and mention.confidence < FOUND_AGAIN
    if doubtful and spans.follows_title(piece.of(mention.field), mention.start):
        return replace(mention, kind=Kind.PERSON, confidence=FOUND_AGAIN)
    return mention


def contexts(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Judge a doubtful single word by its neighbours.

    Who speaks is a person, and so is most often what opens a sentence as an organisation that is no
    acronym; what stands behind "in" is a place.
    """
    return [_in_context(piece, mention) for mention in mentions]


def _in_context(piece: Piece, mention: Mention) -> Mention:
    surface = piece.cut(mention)
    settled = mention.kind is Kind.OTHER or mention.confidence >= FOUND_AGAIN
    if settled or " " in surface or surface.isupper():
        return mention
    text = piece.of(mention.field)
    before = text[max(0, mention.start - 10) : mention.start]
    if _IN.search(before) and not _POSSESSIVE.match(text, mention.end):
        return replace(mention, kind=Kind.PLACE)
    opens = mention.kind is Kind.ORGANISATION and _SENTENCE_START.search(before)
    if opens or _SPEAKS.match(text, mention.end):
        return replace(mention, kind=Kind.PERSON)
    return mention


def votes(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Give a name one kind in the whole article: that of its most and surest mentions.

    Persons named in full vote for their first and last names too.
    """
    weights: Mapping[str, Counter[Kind]] = defaultdict(Counter)
    for mention in mentions:
        surface = piece.cut(mention)
        weights[plain(surface)][mention.kind] += round(mention.confidence * 100)
        words = surface.split()
        if mention.kind is Kind.PERSON and len(words) > 1:
            for word in {words[0], words[-1]}:
                weights[plain(word)][Kind.PERSON] += _SURNAME_WEIGHT
    winners = {name: max(kinds, key=lambda kind: (kinds[kind], kind)) for name, kinds in weights.items()}
    return [replace(mention, kind=winners[plain(piece.cut(mention))]) for mention in mentions]
