"""The rules that make the recogniser's mentions consistent within an article, whatever engine found them.

Between rules, mentions never overlap. `scripts/quality.py names --ablate` measures what each rule is worth.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.analysis.lexicon import head_nouns
from storage.analysis.lexicon.name_keys import plain
from storage.analysis.recognition.annotated_text import (
    PROPAGATED,
    PROVEN,
    AnnotatedText,
    Rule,
    reading_order,
    without_overlaps,
)
from storage.analysis.recognition.constant_words import add_constant_words
from storage.analysis.recognition.gazetteer_rules import assign_known_kinds
from storage.analysis.recognition.joined_names import add_known_pairs, join_parts, split_pairs
from storage.analysis.recognition.name_boundaries import split_compounds, surname, trim_mentions
from storage.analysis.recognition.name_edges import trim_edges
from storage.analysis.recognition.no_names import drop_no_names
from storage.analysis.recognition.party_members import add_party_members
from storage.analysis.recognition.party_states import separate_party_and_state
from storage.analysis.recognition.propagation import add_bracketed_acronyms, propagate, propagate_to_headline
from storage.model import Kind, Mention

_MAX_LENGTH = 150  # code points of a name
_MIN_CONFIDENCE = 0.4
_FULL_NAME_VOTE = 2  # weight of a full name's vote for its words alone


def drop_unlikely(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:  # noqa: ARG001 - a rule has both
    """Leave out mentions with little confidence."""
    return [mention for mention in mentions if mention.confidence >= _MIN_CONFIDENCE]


def assign_head_noun_kinds(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give a name the kind of its head noun: a bank is an organisation, a river a place."""
    return [_by_head(mention, article.surface(mention)) for mention in mentions]


def _by_head(mention: Mention, surface: str) -> Mention:
    kind = head_nouns.kind_by_head(surface) if mention.confidence < PROVEN else None
    return replace(mention, kind=kind, confidence=PROPAGATED) if kind else mention


def vote_on_kinds(article: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give each name one kind in the whole article, by a vote of its mentions.

    Confident mentions have more weight. The full name of a person votes for the first and the last name too.
    """
    weights: Mapping[str, Counter[Kind]] = defaultdict(Counter)
    for mention in mentions:
        surface = article.surface(mention)
        weight = round(100 * mention.confidence**2)
        weights[plain(surface)][mention.kind] += weight
        last = surname(surface) if mention.kind is Kind.PERSON else ""
        if last:
            for word in {surface.split()[0], last}:
                weights[plain(word)][Kind.PERSON] += _FULL_NAME_VOTE * weight
    winners = {name: max(kinds, key=lambda kind: (kinds[kind], kind)) for name, kinds in weights.items()}
    return [replace(mention, kind=winners[plain(article.surface(mention))]) for mention in mentions]


RULES: tuple[Rule, ...] = (
    split_compounds,
    join_parts,
    split_pairs,
    add_known_pairs,
    separate_party_and_state,
    trim_edges,
    trim_mentions,
    add_bracketed_acronyms,
    assign_known_kinds,
    drop_unlikely,
    drop_no_names,
    add_party_members,
    add_constant_words,
    assign_head_noun_kinds,
    vote_on_kinds,
    propagate,
    propagate_to_headline,
)


def apply(
    title: str, text: str, mentions: Sequence[Mention], rules: Sequence[Rule] = RULES
) -> tuple[Mention, ...]:
    """Return the mentions of an article after these rules, in reading order and without overlaps.

    The given mentions may have any order and may overlap. Left out are mentions that do not lie inside the
    article, have no letter, contain a blank line or are longer than any name.
    """
    article = AnnotatedText(title, text)
    current = without_overlaps(m for m in mentions if _may_be_name(article, m))
    for rule in rules:
        current = rule(article, current)
    return tuple(sorted(current, key=reading_order))


def _may_be_name(article: AnnotatedText, mention: Mention) -> bool:
    inside = 0 <= mention.start < mention.end <= len(article.field_text(mention.field))
    if not inside or mention.end - mention.start > _MAX_LENGTH:
        return False
    surface = article.surface(mention)
    return "\n\n" not in surface and any(map(str.isalpha, surface))
