"""What of an article's words counts when two articles are compared: a pure function of title and text."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from storage.analysis.background import background
from storage.analysis.sketch import Sketch, sketch
from storage.analysis.words import CAPITAL, LOWER, MARK, MONTHS, NUMBER, SHORT, Word, tokens, word

Pair = tuple[str, str]

READ_CHARACTERS = 4_000
_KEPT = 256
_READ_WORDS = 1_000
_TITLE_CHARACTERS = 400
_LEAD_WORDS = 60
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 3.0, 1.5, 1.0
_LOUD_SHARE = 0.6  # a line with more capitals than this says nothing about which words are names
_LOWER_SHARE_OF_NAMES = 20  # percent; a word that is in lower case more often than this is no name

_MONTH = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_MONTH_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b"
    rf"|\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]?\d)"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of an article that count, as terms (see `storage.analysis.words`).

    `title` is in order; `lead` holds the first 60 words of the text. `counts` says how often each
    term occurs, the title counting three times and the lead one and a half times. `names` are the
    terms that are written as names, `title_names` those in the title. `phrases` are pairs of
    content words side by side in the text, `pairs` those of the title. `numbers` have two digits
    or more and are neither years nor days; `dates` are days of the year as "month day"; `year` is
    the latest one named.
    """

    title: tuple[str, ...]
    lead: frozenset[str]
    counts: Mapping[str, float]
    names: Mapping[str, int]
    phrases: frozenset[Pair]
    pairs: frozenset[Pair]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    dates: frozenset[str]
    year: int | None
    sketch: Sketch


@dataclass(slots=True)
class _Tally:
    """What one part of an article holds, line by line: a line break ends a sentence and a phrase."""

    codes: list[int] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    phrases: set[Pair] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    capital: Counter[str] = field(default_factory=Counter)
    unclear: Counter[str] = field(default_factory=Counter)
    lead: int = 0

    def read(self, line: str) -> None:
        found = [word(token) for token in tokens(line)]
        if not found:
            return
        _, terms_, shapes, codes = zip(*found, strict=True)
        if len(self.codes) < _LEAD_WORDS:
            self.lead += _terms_within(found, _LEAD_WORDS - len(self.codes))
        self.codes.extend(filter(None, codes))
        self.order.extend(filter(None, terms_))
        self.phrases.update([pair for pair in pairwise(terms_) if pair[0] and pair[1]])
        if NUMBER in shapes:
            self.numbers.update(entry.folded for entry in found if entry.shape == NUMBER)
            self.dates |= _month_days(line)
        self._count_capitals(terms_, shapes)

    def _count_capitals(self, terms_: tuple[str, ...], shapes: tuple[int, ...]) -> None:
        capitals = len(shapes) - shapes.count(LOWER) - shapes.count(MARK) - shapes.count(NUMBER)
        loud = capitals > _LOUD_SHARE * (capitals + shapes.count(LOWER))
        at = zip(terms_, shapes, (MARK, *shapes), (MARK, MARK, *shapes), strict=False)
        for term, shape, before, earlier in at:
            if shape >= CAPITAL and term:
                opening = before == MARK and earlier != SHORT
                (self.unclear if opening or loud else self.capital)[term] += 1


def terms(title: str, text: str) -> Terms:
    """Read the title and the first 4,000 characters of the text; any text in any script will do.

    The latest few hundred results are kept, so that reading an article again costs nothing.
    """
    title = "" if is_dateline(title) else title[:_TITLE_CHARACTERS]
    return _read(title, without_title(title, text)[:READ_CHARACTERS])


@lru_cache(maxsize=_KEPT)
def _read(title: str, text: str) -> Terms:
    head, body = _Tally(), _Tally()
    head.read(title)
    for line in text.split("\n"):
        if len(body.codes) < _READ_WORDS:
            body.read(line)
    dates = frozenset(head.dates | body.dates)
    lead, rest = body.order[: body.lead], body.order[body.lead :]
    counts = _counts((head.order, _TITLE_WEIGHT), (lead, _LEAD_WEIGHT), (rest, _BODY_WEIGHT))
    return Terms(
        title=tuple(head.order),
        lead=frozenset(lead),
        counts=counts,
        names=_names(head, body),
        phrases=frozenset(body.phrases),
        pairs=frozenset(head.phrases),
        numbers=_numbers(head.numbers | body.numbers, dates),
        title_numbers=_numbers(head.numbers, dates),
        dates=dates,
        year=max((int(n) for n in head.numbers | body.numbers if _is_year(n)), default=None),
        sketch=sketch([*head.codes, *body.codes]),
    )


def is_dateline(title: str) -> bool:
    """Tell whether a title is none: empty, only a date, or a place in capitals before a dash."""
    found = [word(token) for token in tokens(title[:_TITLE_CHARACTERS])]
    if not any(entry.term for entry in found):
        return True
    return title.isupper() and title.rstrip().endswith(("-", "–", "—"))


def without_title(title: str, text: str) -> str:
    """Return the text without a repetition of the title at its beginning."""
    text = text.lstrip()
    return text.removeprefix(title.strip()) if title else text


def _terms_within(found: list[Word], words: int) -> int:
    """Return how many of the first so many words are terms."""
    spoken = [entry for entry in found if entry.shape != MARK]
    return sum(bool(entry.term) for entry in spoken[:words])


def _counts(*parts: tuple[list[str], float]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for order, weight in parts:
        for term in order:
            counts[term] = counts.get(term, 0.0) + weight
    return counts


def _names(head: _Tally, body: _Tally) -> dict[str, int]:
    """Return the terms written as names, with how often they have a capital.

    Inside a sentence a capital marks a name unless the article has the word in lower case more
    often. At the start of a sentence or in a loud line it does so only for words that the
    background knows to be capitalised.
    """
    shares = background().lower
    names: dict[str, int] = {}
    capital, unclear = head.capital + body.capital, head.unclear + body.unclear
    uses = Counter([term for term in head.order + body.order if term in capital or term in unclear])
    for term, n in uses.items():
        sure, capitals = capital[term], capital[term] + unclear[term]
        known = capitals == n and shares.get(term, 100) < _LOWER_SHARE_OF_NAMES
        if sure >= max(1, n - capitals) or known:
            names[term] = capitals
    return names


def _numbers(found: set[str], dates: frozenset[str]) -> frozenset[str]:
    days = {date.split()[1] for date in dates}
    plain = {number.replace(",", "") for number in found}
    return frozenset(n for n in plain if len(n) > 1 and n not in days and not _is_year(n))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("19", "20")) and number.isdigit()


def _month_days(line: str) -> set[str]:
    found = [(m[2] or m[3], m[1] or m[4]) for m in _MONTH_DAY.finditer(line)]
    return {f"{MONTHS[month.lower()]} {int(day)}" for month, day in found}
