"""The terms of an article: the words and numbers that comparisons count."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.minhash import MinHash, minhash
from storage.analysis.similarity.tokens import CAPITAL, LOWER, MARK, MONTHS, NUMBER, SHORT, Word, tokens, word

Day = tuple[int, int]

READ_CHARACTERS = 4_000
"""Characters of a text that are compared."""
_CACHED = 256  # articles
_READ_WORDS = 1_000
_TITLE_CHARACTERS = 400
_LEAD_WORDS = 60
_MOST_DAYS = 31
_ALL_CAPS_SHARE = 0.6  # in a line with more capitals than this, a capital marks no name
_LOWER_SHARE_OF_NAMES = 20  # percent; a word that is in lower case more often than this is no name

_MONTH = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_MONTH_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b"
    rf"|\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]?\d)"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an article.

    `words` has the terms of the title and then those of the text, in order. `title` is how many belong to
    the title, `lead` how many come from the first 60 words of the text. `adjacent` tells for each term
    whether it directly follows the one before it. `names` are the terms written as names. `numbers` have two
    digits or more and are neither years nor days of the month. `dates` are days of the year as (month,
    day), `year` is the latest year named.
    """

    words: tuple[str, ...]
    adjacent: tuple[bool, ...]
    title: int
    lead: int
    names: frozenset[str]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    dates: frozenset[Day]
    year: int | None
    minhash: MinHash


@dataclass(slots=True)
class _TermCounter:
    """Collects the terms of title or text line by line: a line break ends a sentence and a phrase."""

    codes: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    adjacent: list[bool] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    dates: set[Day] = field(default_factory=set)
    capitalised: Counter[str] = field(default_factory=Counter)
    unclear: Counter[str] = field(default_factory=Counter)
    """Capitalised where a capital may have another reason than a name."""
    lead: int = 0

    def read(self, line: str) -> None:
        found = [word(token) for token in tokens(line)]
        if not found:
            return
        _, terms_, shapes, codes = zip(*found, strict=True)
        if len(self.codes) < _LEAD_WORDS:
            self.lead += _count_terms(found, _LEAD_WORDS - len(self.codes))
        self.codes.extend(filter(None, codes))
        self.words.extend(filter(None, terms_))
        self.adjacent.extend(bool(before) for before, term in pairwise(("", *terms_)) if term)
        if NUMBER in shapes:
            self.numbers.update(entry.folded for entry in found if entry.shape == NUMBER)
            self.dates |= _month_days(line)
        self._count_capitals(terms_, shapes)

    def _count_capitals(self, terms_: tuple[str, ...], shapes: tuple[int, ...]) -> None:
        capitals = len(shapes) - shapes.count(LOWER) - shapes.count(MARK) - shapes.count(NUMBER)
        all_caps = capitals > _ALL_CAPS_SHARE * (capitals + shapes.count(LOWER))
        at = zip(terms_, shapes, (MARK, *shapes), (MARK, MARK, *shapes), strict=False)
        for term, shape, before, earlier in at:
            if shape >= CAPITAL and term:
                begins_sentence = before == MARK and earlier != SHORT
                (self.unclear if begins_sentence or all_caps else self.capitalised)[term] += 1


def terms(title: str, text: str) -> Terms:
    """Return the terms of a title and of the first `READ_CHARACTERS` of a text, in any script.

    The latest few hundred results are cached.
    """
    title = "" if is_dateline(title) else title[:_TITLE_CHARACTERS]
    return _read(title, without_title(title, text)[:READ_CHARACTERS])


@lru_cache(maxsize=_CACHED)
def _read(title: str, text: str) -> Terms:
    head, body = _TermCounter(), _TermCounter()
    head.read(title)
    for line in text.split("\n"):
        if len(body.codes) < _READ_WORDS:
            body.read(line)
    dates = frozenset(head.dates | body.dates)
    return Terms(
        words=(*head.words, *body.words),
        adjacent=(*head.adjacent, *body.adjacent),
        title=len(head.words),
        lead=body.lead,
        names=_names(head, body),
        numbers=_numbers(head.numbers | body.numbers, dates),
        title_numbers=_numbers(head.numbers, dates),
        dates=dates,
        year=max((int(n) for n in head.numbers | body.numbers if _is_year(n)), default=None),
        minhash=minhash([*head.codes, *body.codes]),
    )


def is_dateline(title: str) -> bool:
    """Return whether a title is no headline: empty, only a date, or a place in capitals before a dash."""
    found = [word(token) for token in tokens(title[:_TITLE_CHARACTERS])]
    if not any(entry.term for entry in found):
        return True
    return title.isupper() and title.rstrip().endswith(("-", "–", "—"))


def without_title(title: str, text: str) -> str:
    """Return a text without the title that it repeats at its beginning."""
    text = text.lstrip()
    return text.removeprefix(title.strip()) if title else text


def _count_terms(found: list[Word], first: int) -> int:
    """Return how many of the `first` words and numbers are terms."""
    words = [entry for entry in found if entry.shape != MARK]
    return sum(bool(entry.term) for entry in words[:first])


def _names(head: _TermCounter, body: _TermCounter) -> frozenset[str]:
    """Return the terms written as names.

    Inside a sentence a capital marks a name, unless the article has the word in lower case more often. At
    the start of a sentence, or in a line mostly of capitals, it does so only for words that are mostly
    capitalised in news at large.
    """
    shares = background().lower
    capitalised, unclear = head.capitalised + body.capitalised, head.unclear + body.unclear
    uses = Counter([term for term in head.words + body.words if term in capitalised or term in unclear])

    def is_name(term: str, n: int) -> bool:
        sure, capitals = capitalised[term], capitalised[term] + unclear[term]
        known = capitals == n and shares.get(term, 100) < _LOWER_SHARE_OF_NAMES
        return sure >= max(1, n - capitals) or known

    return frozenset(term for term, n in uses.items() if is_name(term, n))


def _numbers(found: set[str], dates: frozenset[Day]) -> frozenset[str]:
    days = {str(day) for _, day in dates}
    plain = {number.replace(",", "") for number in found}
    return frozenset(n for n in plain if len(n) > 1 and n not in days and not _is_year(n))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("19", "20")) and number.isdigit()


def _month_days(line: str) -> set[Day]:
    found = [(m[2] or m[3], m[1] or m[4]) for m in _MONTH_DAY.finditer(line)]
    return {(MONTHS[month.lower()], int(day)) for month, day in found if 0 < int(day) <= _MOST_DAYS}
