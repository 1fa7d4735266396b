"""Evidence for a link, in words that stand in the articles."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from storage.analysis.similarity.array_types import Marks
from storage.analysis.similarity.profiles import PAIR_BITS
from storage.analysis.similarity.term_positions import Pair, Wording
from storage.analysis.similarity.terms import Terms
from storage.analysis.similarity.tf_idf import TfIdfVectors
from storage.analysis.similarity.tokens import tokens, word
from storage.model import Evidence

_NAMES, _TITLE_WORDS, _PHRASES, _NUMBERS = 6, 5, 3, 4
_ENOUGH = 2  # recognised names, beside which words with a capital are not needed
_LEAST_SHARE = 0.25  # of the largest rarity: what is commoner does not convince a reader
_RARE = 0.6
_TELLING_DIGITS = 3


@dataclass(frozen=True)
class Subject:
    """An article whose links are explained: what it says, and the terms of the vocabulary in it."""

    title: str
    text: str
    terms: Terms
    bags: TfIdfVectors
    spoken: Mapping[int, str]

    @cached_property
    def wording(self) -> Wording:
        """Where its terms stand; read when the first link is explained, as many an article has none."""
        return Wording(self.title, self.text)


@dataclass(frozen=True, slots=True)
class Shared:
    """What an article shares with another; `rarity` has each term that both have."""

    rarity: Mapping[str, float]
    most: float
    names: frozenset[str]
    title: frozenset[str]
    pairs: frozenset[Pair]
    numbers: frozenset[str]

    def rarest(self, terms: Iterable[str]) -> list[str]:
        """Return those of some shared terms that are rare enough to tell, rarest first."""
        telling = [term for term in terms if self.rarity[term] >= _LEAST_SHARE * self.most]
        return sorted(telling, key=lambda term: (-self.rarity[term], term))


def shared(new: Subject, old: TfIdfVectors, owner: int) -> Shared:
    """Return what a new article shares with one of the old ones, by its place among them."""
    own, spoken = new.bags, new.spoken
    rows = np.flatnonzero(old.owner == owner)
    at = np.searchsorted(own.term, old.term[rows]) if len(own.term) else np.zeros(len(rows), dtype=int)
    at = np.minimum(at, max(0, len(own.term) - 1))
    there = own.term[at] == old.term[rows] if len(own.term) else np.zeros(len(rows), dtype=bool)
    mine, theirs = at[there], rows[there]

    def both(one: Marks, other: Marks) -> frozenset[str]:
        return frozenset(spoken[int(term)] for term in own.term[mine[one[mine] & other[theirs]]])

    pairs = np.concatenate([own.phrases.what, own.title_pairs.what])
    others = [items.what[items.owner == owner] for items in (old.phrases, old.title_pairs)]
    common = np.intersect1d(pairs, np.concatenate(others))
    numbers = set(old.numbers.what[old.numbers.owner == owner].tolist())
    return Shared(
        rarity={spoken[int(own.term[i])]: float(own.idf[i]) for i in mine},
        most=own.most,
        names=both(own.is_name, old.is_name),
        title=both(own.in_title, old.in_title),
        pairs=frozenset(
            (spoken[int(p) >> PAIR_BITS], spoken[int(p) & ((1 << PAIR_BITS) - 1)]) for p in common
        ),
        numbers=frozenset(n for n in new.terms.numbers if crc32(n.encode()) in numbers),
    )


def gather(new: Subject, both: Shared, names: Sequence[str], days: float | None) -> Evidence:
    """Collect what ties two articles; words are written as in the new one and stand in both.

    `names` are known to be meant by both, the most telling first; what else both write as names comes
    after them.
    """
    shown = _names(new.wording, both, names)
    spent = {word(token).term for name in shown for token in tokens(name)}
    title_words = _title_words(new.wording, both, spent)
    spent |= {word(token).term for title_word in title_words for token in tokens(title_word)}
    return Evidence(
        names=shown,
        title_words=title_words,
        phrases=_phrases(new.wording, both, spent),
        numbers=_numbers(new, both),
        days=days,
    )


def only_one_names(new: Subject, old: TfIdfVectors, owner: int) -> str:
    """Return the rarest name at the front of the new article that the old one never says, or ""."""
    said = set(old.term[old.owner == owner].tolist())
    own = new.bags
    missing = [
        (-float(own.idf[i]), new.spoken[int(own.term[i])])
        for i in np.flatnonzero(own.telling & (own.idf > own.most / 2))
        if int(own.term[i]) not in said
    ]
    absent = {term for _, term in missing}
    written = new.wording.names(absent)
    return next((written[term] for _, term in sorted(missing) if term in written), "")


def _names(wording: Wording, both: Shared, known: Sequence[str]) -> tuple[str, ...]:
    shown = list(dict.fromkeys(known))[:_NAMES]
    spent = {word(token).term for name in shown for token in tokens(name)}
    # Beside a name that was recognised, a word with a capital has to be rare to be one.
    least = _RARE * both.most if shown else 0.0
    capital = both.rarest(both.names - spent) if len(shown) < _ENOUGH else []
    others = [term for term in capital if both.rarity[term] >= least and "'" not in term]
    written = wording.names(set(others), both.pairs)
    for term in others:
        run = written.get(term, "")
        if run and term not in spent:
            shown.append(run)
            spent.update(word(token).term for token in tokens(run))
    return tuple(shown[:_NAMES])


def _title_words(wording: Wording, both: Shared, spent: Set[str]) -> tuple[str, ...]:
    telling = both.rarest(both.title - spent)
    return tuple(wording.title_words(set(telling[:_TITLE_WORDS])).values())


def _phrases(wording: Wording, both: Shared, spent: Set[str]) -> tuple[str, ...]:
    passed_over = spent | both.names
    weights = {
        pair: min(both.rarity[pair[0]], both.rarity[pair[1]])
        for pair in both.pairs
        if passed_over.isdisjoint(pair)
    }
    telling = [pair for pair, weight in weights.items() if weight >= _LEAST_SHARE * both.most]
    telling.sort(key=lambda pair: (-weights[pair], pair))
    written = wording.phrases(set(telling))
    found: dict[Pair, str] = {}
    for pair in telling:
        if pair in written and all(set(pair).isdisjoint(other) for other in found):
            found[pair] = written[pair]
    return tuple(found.values())[:_PHRASES]


def _numbers(new: Subject, both: Shared) -> tuple[str, ...]:
    telling = {n for n in both.numbers if len(n) >= _TELLING_DIGITS or n in new.terms.title_numbers}
    return tuple(new.wording.numbers(telling).values())[:_NUMBERS]
