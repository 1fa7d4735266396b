"""The rules around the recogniser: a whole article's mentions made consistent, whatever engine found them.

Each rule takes a piece of writing and its mentions and returns them changed; between rules mentions
never overlap. What each rule is worth is shown by `scripts/quality.py names --ablate`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.analysis.recognition import name_boundaries
from storage.analysis.recognition.annotated_text import AnnotatedText, Rule, reading_order, settle
from storage.analysis.recognition.kind_rules import head_words, known_kinds, votes
from storage.analysis.recognition.propagation import brackets, found_again, headlines
from storage.model import Kind, Mention

_LONGEST = 150  # code points; what is longer is no name
_LIKELY = 0.4  # what is less likely right is rather no name
_SURE = 0.7  # from here on an engine knows better where a person's name begins


def likely(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:  # noqa: ARG001 - a rule has both
    """Leave out what is more likely wrong than right."""
    return [mention for mention in mentions if mention.confidence >= _LIKELY]


def compounds(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Let a compound word end where it ends: "pro-Iranian Shiite militias" names a people and a belief."""
    return [part for mention in mentions for part in _halves(piece, mention)]


def _halves(piece: AnnotatedText, mention: Mention) -> Iterator[Mention]:
    behind = name_boundaries.compound_end(piece.of(mention.field), mention.start, mention.end)
    if mention.kind is Kind.OTHER and behind:
        end, start = behind
        yield replace(mention, end=end)
        yield replace(mention, start=start)
    else:
        yield mention


def trimmed(piece: AnnotatedText, mentions: list[Mention]) -> list[Mention]:
    """Cut off what is not part of a name, as "anti-" and "-led", and titles of persons ("President").

    The point of an abbreviation that ends a name belongs to it, as in "Enron Corp. said".
    """
    return [
        _trimmed(piece, one)
        for one in mentions
        if not name_boundaries.is_affix(piece.of(one.field), one.start, one.end)
    ]


def _trimmed(piece: AnnotatedText, mention: Mention) -> Mention:
    text = piece.of(mention.field)
    start, end = name_boundaries.without_affixes(text, mention.start, mention.end)
    if mention.kind is Kind.PERSON and mention.confidence < _SURE:
        start, end = name_boundaries.without_title(text, start, end)
    end = name_boundaries.with_point(text, end)
    return replace(mention, start=start, end=end)


RULES: tuple[Rule, ...] = (
    compounds,
    trimmed,
    brackets,
    known_kinds,
    likely,
    head_words,
    votes,
    found_again,
    headlines,
)


def apply(
    title: str, text: str, mentions: Sequence[Mention], rules: Sequence[Rule] = RULES
) -> tuple[Mention, ...]:
    """Return the mentions of an article after these rules, title first, in reading order, none overlapping.

    `mentions` may come in any order and overlap; left out is what does not lie inside the article, has
    no letters, goes over a blank line or is absurdly long.
    """
    piece = AnnotatedText(title, text)
    current = settle(m for m in mentions if _may_be_name(piece, m))
    for rule in rules:
        current = rule(piece, current)
    return tuple(sorted(current, key=reading_order))


def _may_be_name(piece: AnnotatedText, mention: Mention) -> bool:
    inside = 0 <= mention.start < mention.end <= len(piece.of(mention.field))
    if not inside or mention.end - mention.start > _LONGEST:
        return False
    surface = piece.cut(mention)
    return "\n\n" not in surface and any(map(str.isalpha, surface))
