"""The rules around the recogniser: a whole article's mentions made consistent, whatever engine found them.

Each rule takes a piece of writing and its mentions and returns them changed; between rules mentions
never overlap. What each rule is worth is shown by `scripts/quality.py names --ablate`.
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
from storage.analysis.recognition.gazetteer_rules import assign_known_kinds
from storage.analysis.recognition.name_boundaries import split_compounds, trim_mentions
from storage.analysis.recognition.propagation import add_bracketed_acronyms, propagate, propagate_to_headline
from storage.model import Kind, Mention

_LONGEST = 150  # code points; what is longer is no name
_LIKELY = 0.4  # what is less likely right is rather no name
_FULL_NAME_VOTE = 2  # votes of a full name for its words alone


def drop_unlikely(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:  # noqa: ARG001 - a rule has both
    """Leave out what is more likely wrong than right."""
    return [mention for mention in mentions if mention.confidence >= _LIKELY]


def assign_head_noun_kinds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Give a longer name the kind that its head word says: a bank, a river."""
    return [_by_head(mention, piece.cut(mention)) for mention in mentions]


def _by_head(mention: Mention, surface: str) -> Mention:
    kind = head_nouns.kind_by_head(surface) if mention.confidence < PROVEN else None
    return replace(mention, kind=kind, confidence=PROPAGATED) if kind else mention


def vote_on_kinds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
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
                weights[plain(word)][Kind.PERSON] += _FULL_NAME_VOTE * weight
    winners = {name: max(kinds, key=lambda kind: (kinds[kind], kind)) for name, kinds in weights.items()}
    return [replace(mention, kind=winners[plain(piece.cut(mention))]) for mention in mentions]


RULES: tuple[Rule, ...] = (
    split_compounds,
    trim_mentions,
    add_bracketed_acronyms,
    assign_known_kinds,
    drop_unlikely,
    assign_head_noun_kinds,
    vote_on_kinds,
    propagate,
    propagate_to_headline,
)


def apply(
    title: str, text: str, mentions: Sequence[Mention], rules: Sequence[Rule] = RULES
) -> tuple[Mention, ...]:
    """Return the mentions of an article after these rules, title first, in reading order, none overlapping.

    `mentions` may come in any order and overlap; left out is what does not lie inside the article, has
    no letters, goes over a blank line or is absurdly long.
    """
    piece = AnnotatedText(title, text)
    current = without_overlaps(m for m in mentions if _may_be_name(piece, m))
    for rule in rules:
        current = rule(piece, current)
    return tuple(sorted(current, key=reading_order))


def _may_be_name(piece: AnnotatedText, mention: Mention) -> bool:
    inside = 0 <= mention.start < mention.end <= len(piece.of(mention.field))
    if not inside or mention.end - mention.start > _LONGEST:
        return False
    surface = piece.cut(mention)
    return "\n\n" not in surface and any(map(str.isalpha, surface))
