"""The rules that decide what kind of thing a name is: by tables, its own words, the whole article."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.analysis.lexicon import countries, gazetteer, head_nouns
from storage.analysis.lexicon.name_keys import plain
from storage.analysis.recognition.annotated_text import CERTAIN, FOUND_AGAIN, PROVEN, AnnotatedText
from storage.model import Kind, Mention

_SHORTEST = 4  # letters of a place name that outvotes the engine: "SC" is seldom South Carolina
_BEARER = 2  # votes of a full name for its words alone


def known_kinds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give doubtful names that everybody knows and countries their kind; a people is its country's.

    A word that is also the surname of someone named in full in the article is left alone.
    """
    bearers = _surnames(piece, mentions)
    return [_known_kind(mention, piece.cut(mention), bearers) for mention in mentions]


def _known_kind(mention: Mention, surface: str, bearers: frozenset[str]) -> Mention:
    if mention.kind is Kind.OTHER and countries.is_demonym(surface):
        return replace(mention, kind=Kind.PLACE)
    if surface in bearers or mention.confidence >= PROVEN:
        return mention
    if name := gazetteer.forms().get(surface):
        return replace(mention, kind=name.kind, confidence=CERTAIN)
    long_enough = len(surface) >= _SHORTEST or surface in countries.acronyms()
    if long_enough and countries.country(surface):
        return replace(mention, kind=Kind.PLACE, confidence=CERTAIN)
    return mention


def _surnames(piece: AnnotatedText, mentions: Iterable[Mention]) -> frozenset[str]:
    names = (piece.cut(mention).split() for mention in mentions if mention.kind is Kind.PERSON)
    return frozenset(words[-1] for words in names if len(words) > 1)


def head_words(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give a longer name the kind that its head word says: a bank, a river."""
    return [_by_head(mention, piece.cut(mention)) for mention in mentions]


def _by_head(mention: Mention, surface: str) -> Mention:
    kind = head_nouns.kind_by_head(surface) if mention.confidence < PROVEN else None
    return replace(mention, kind=kind, confidence=FOUND_AGAIN) if kind else mention


def votes(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give a name one kind in the whole article: that of its most and surest mentions.

    Persons named in full vote for their first and last names too.
    """
    weights: Mapping[str, Counter[Kind]] = defaultdict(Counter)
    for mention in mentions:
        surface = piece.cut(mention)
        weight = round(100 * mention.confidence**2)
        weights[plain(surface)][mention.kind] += weight
        words = surface.split()
        if mention.kind is Kind.PERSON and len(words) > 1:
            for word in {words[0], words[-1]}:
                weights[plain(word)][Kind.PERSON] += _BEARER * weight
    winners = {name: max(kinds, key=lambda kind: (kinds[kind], kind)) for name, kinds in weights.items()}
    return [replace(mention, kind=winners[plain(piece.cut(mention))]) for mention in mentions]
