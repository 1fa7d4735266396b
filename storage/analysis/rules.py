"""The rules around the recogniser: a whole article's mentions made consistent, whatever engine found them.

Each rule takes a piece of writing and its mentions and returns them changed; between rules mentions
never overlap. What each rule is worth is shown by `scripts/quality.py names`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.analysis import countries, heads, known, spans
from storage.analysis.kinds import contexts, head_words, known_kinds, titles, votes
from storage.analysis.occurrences import brackets, found_again, headlines, known_found
from storage.analysis.piece import Piece, Rule, reading_order, settle
from storage.model import Kind, Mention

_LONGEST = 150  # code points; what is longer is no name
_LONGEST_MARKED = 1000  # code points; what is longer is not even worth cutting
_HALVES = re.compile(r"[^-–/,]+")
_OWNER = re.compile(r"\s?['’]s\s+")
_COMMA = re.compile(r"[^,]+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"(?:\d{{1,2}} )?{_MONTH} \d{{1,4}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}")
_ONE_NAME = re.compile(r" and | & |\b(?:Inc|Ltd|LLC|Co|Corp|Jr|Sr)\b|\b[A-Z]\.")


def trimmed(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Cut what is not part of a name: articles, possessives, titles, "anti-", what is behind a border."""
    return settle(part for mention in mentions for part in _trimmed(piece, mention))


def _trimmed(piece: Piece, mention: Mention) -> Iterator[Mention]:
    text = piece.of(mention.field)
    for start, end in spans.pieces(text, mention.start, mention.end):
        kind = Kind.PERSON if spans.has_address(text, start, end) else mention.kind
        span = spans.without_title(text, start, end) if kind is Kind.PERSON else (start, end)
        part = _without_tail(piece, replace(mention, start=span[0], end=span[1], kind=kind))
        if _may_be_name(piece.cut(part)):
            yield part


def _without_tail(piece: Piece, mention: Mention) -> Mention:
    surface = piece.cut(mention)
    words = surface.split(" ")
    while len(words) > 1 and words[-1].islower() and not heads.is_head(words[-1]) and words[-2] not in "-–":
        words.pop()
    return _part(piece, mention, 0, len(" ".join(words)))


def _may_be_name(surface: str) -> bool:
    short = 1 < len(surface) <= _LONGEST
    return short and any(letter.isupper() for letter in surface) and not _DATE.fullmatch(surface)


def divided(piece: Piece, mentions: list[Mention]) -> list[Mention]:
    """Cut two names marked as one: "US-China", "Angola, Mozambique", "Uganda's Ministry of Health"."""
    return settle(part for mention in mentions for part in _divided(piece, mention))


def _divided(piece: Piece, mention: Mention) -> Iterator[Mention]:
    surface = piece.cut(mention)
    parts = list(_HALVES.finditer(surface))
    owner = _OWNER.search(surface)
    if len(parts) > 1 and not countries.country(surface) and all(countries.country(p[0]) for p in parts):
        yield from (_part(piece, mention, p.start(), p.end()) for p in parts)
    elif owner and _is_known(surface[: owner.start()]):
        yield _part(piece, mention, 0, owner.start())
        yield _part(piece, mention, owner.end(), len(surface))
    elif mention.kind in (Kind.PERSON, Kind.ORGANISATION) and not _ONE_NAME.search(surface):
        yield from (_part(piece, mention, p.start(), p.end()) for p in _COMMA.finditer(surface))
    else:
        yield mention


def _is_known(name: str) -> bool:
    return bool(countries.country(name)) or name in known.forms()


def _part(piece: Piece, mention: Mention, left: int, right: int) -> Mention:
    start, end = spans.trim(piece.of(mention.field), mention.start + left, mention.start + right)
    return replace(mention, start=start, end=end)


RULES: tuple[Rule, ...] = (
    trimmed,
    divided,
    brackets,
    known_kinds,
    known_found,
    head_words,
    titles,
    contexts,
    votes,
    found_again,
    headlines,
)


def apply(
    title: str, text: str, mentions: Sequence[Mention], rules: Sequence[Rule] = RULES
) -> tuple[Mention, ...]:
    """Return the mentions of an article after these rules, title first, in reading order, none overlapping.

    `mentions` may come in any order and overlap; what does not lie inside the article, or is
    absurdly long, is left out.
    """
    piece = Piece(title, text)
    current = settle(m for m in mentions if _inside(piece, m))
    for rule in rules:
        current = [mention for mention in rule(piece, current) if mention.start < mention.end]
    return tuple(sorted(current, key=reading_order))


def _inside(piece: Piece, mention: Mention) -> bool:
    short = mention.end - mention.start <= _LONGEST_MARKED
    return short and 0 <= mention.start < mention.end <= len(piece.of(mention.field))
