"""Evidence for a link, in words that both articles have."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from storage.analysis.similarity.profiles import PAIR_BITS, BoolArray
from storage.analysis.similarity.term_positions import Pair, TermPositions
from storage.analysis.similarity.terms import Terms
from storage.analysis.similarity.tf_idf import TfIdfVectors
from storage.analysis.similarity.tokens import tokens, word
from storage.model import Evidence

_NAMES, _TITLE_WORDS, _PHRASES, _NUMBERS = 6, 5, 3, 4
_ENOUGH_NAMES = 2  # recognised names; with fewer, capitalised words are shown too
_LEAST_SHARE = 0.25  # of the largest idf: commoner words do not convince a reader
_RARE_SHARE = 0.6
_LEAST_DIGITS = 3  # of a number outside the title


@dataclass(frozen=True)
class ExplainedArticle:
    """An article whose links are explained; `term_of` has its terms by their numbers in the vocabulary."""

    title: str
    text: str
    terms: Terms
    vectors: TfIdfVectors
    term_of: Mapping[int, str]

    @cached_property
    def positions(self) -> TermPositions:
        """Where its terms stand; found only for the first link that is explained."""
        return TermPositions(self.title, self.text)


@dataclass(frozen=True, slots=True)
class SharedTerms:
    """The terms that two articles share.

    `idf` has every shared term, `max_idf` is the largest possible. Both articles write `names` as names and
    have `title` in their titles, `pairs` as adjacent terms and `numbers` as numbers.
    """

    idf: Mapping[str, float]
    max_idf: float
    names: frozenset[str]
    title: frozenset[str]
    pairs: frozenset[Pair]
    numbers: frozenset[str]

    def rarest(self, terms: Iterable[str]) -> list[str]:
        """Return those of some shared terms that are rare enough to convince, rarest first."""
        rare = [term for term in terms if self.idf[term] >= _LEAST_SHARE * self.max_idf]
        return sorted(rare, key=lambda term: (-self.idf[term], term))


def shared_terms(new: ExplainedArticle, old: TfIdfVectors, index: int) -> SharedTerms:
    """Return what a new article shares with the old one at `index`."""
    own, term_of = new.vectors, new.term_of
    rows = np.flatnonzero(old.owner == index)
    own_rows = np.flatnonzero(np.isin(own.term, old.term[rows]))
    old_rows = rows[np.isin(old.term[rows], own.term)]

    def both(of_new: BoolArray, of_old: BoolArray) -> frozenset[str]:
        rows_in_both = own_rows[of_new[own_rows] & of_old[old_rows]]
        return frozenset(term_of[int(term)] for term in own.term[rows_in_both])

    pairs = np.concatenate([own.phrases.value, own.title_pairs.value])
    others = [items.value[items.owner == index] for items in (old.phrases, old.title_pairs)]
    common = np.intersect1d(pairs, np.concatenate(others))
    numbers = old.numbers.of(index)
    return SharedTerms(
        idf={term_of[int(own.term[i])]: float(own.idf[i]) for i in own_rows},
        max_idf=own.max_idf,
        names=both(own.is_name, old.is_name),
        title=both(own.in_title, old.in_title),
        pairs=frozenset(
            (term_of[int(p) >> PAIR_BITS], term_of[int(p) & ((1 << PAIR_BITS) - 1)]) for p in common
        ),
        numbers=frozenset(n for n in new.terms.numbers if crc32(n.encode()) in numbers),
    )


def gather_evidence(
    new: ExplainedArticle,
    shared: SharedTerms,
    names: Sequence[str],
    days: float | None,
    of_names: Set[str] = frozenset(),
) -> Evidence:
    """Return what two articles share, in words that both have, written as in the new one.

    `names` are recognised in both, the most distinctive first; other shared words written as names
    come after them, but none of those `of_names` that only one of them has: these are other names.
    """
    shown = _names(new.positions, shared, names, of_names)
    used = terms_in(shown)
    title_words = _title_words(new.positions, shared, used | (of_names & shared.names))
    used |= terms_in(title_words)
    return Evidence(
        names=shown,
        title_words=title_words,
        phrases=_phrases(new.positions, shared, used),
        numbers=_numbers(new, shared),
        days=days,
    )


def unshared_name(
    new: ExplainedArticle, old: TfIdfVectors, index: int, own_names: Collection[str] | None = None
) -> str:
    """Return the rarest name in front of the new article that the old one at `index` lacks, or "".

    It is one of `own_names`, which are recognised in the new article alone; without them, words with
    capitals are names.
    """
    their = set(old.term[old.owner == index].tolist())
    own = new.vectors
    missing = [
        (-float(own.idf[i]), new.term_of[int(own.term[i])])
        for i in np.flatnonzero(own.distinctive & (own.idf > own.max_idf / 2))
        if int(own.term[i]) not in their
    ]
    written = new.positions.names({term for _, term in missing})
    if own_names is not None:
        by_length = sorted(own_names, key=lambda name: (len(name), name))
        written = {term: name for name in by_length for term in terms_in([name])}
    return next((written[term] for _, term in sorted(missing) if term in written), "")


def terms_in(written: Iterable[str]) -> set[str]:
    """Return the terms of some words as they are written."""
    return {word(token).term for words in written for token in tokens(words)}


def _names(
    positions: TermPositions, shared: SharedTerms, known: Sequence[str], of_names: Set[str]
) -> tuple[str, ...]:
    shown = list(dict.fromkeys(known))[:_NAMES]
    used = terms_in(shown)
    # Beside a recognised name, a capitalised word must be rare to count as a name.
    least = _RARE_SHARE * shared.max_idf if shown else 0.0
    capitalised = shared.rarest(shared.names - used - of_names) if len(shown) < _ENOUGH_NAMES else []
    others = [term for term in capitalised if shared.idf[term] >= least and "'" not in term]
    written = positions.names(set(others), shared.pairs)
    for term in others:
        run = written.get(term, "")
        if run and term not in used:
            shown.append(run)
            used |= terms_in([run])
    return tuple(shown[:_NAMES])


def _title_words(positions: TermPositions, shared: SharedTerms, used: Set[str]) -> tuple[str, ...]:
    rarest = shared.rarest(shared.title - used)
    return tuple(positions.title_words(set(rarest[:_TITLE_WORDS])).values())


def _phrases(positions: TermPositions, shared: SharedTerms, used: Set[str]) -> tuple[str, ...]:
    left_out = used | shared.names
    weights = {
        pair: min(shared.idf[pair[0]], shared.idf[pair[1]])
        for pair in shared.pairs
        if left_out.isdisjoint(pair)
    }
    rare = [pair for pair, weight in weights.items() if weight >= _LEAST_SHARE * shared.max_idf]
    rare.sort(key=lambda pair: (-weights[pair], pair))
    written = positions.phrases(set(rare))
    found: dict[Pair, str] = {}
    for pair in rare:
        if pair in written and all(set(pair).isdisjoint(other) for other in found):
            found[pair] = written[pair]
    return tuple(found.values())[:_PHRASES]


def _numbers(new: ExplainedArticle, shared: SharedTerms) -> tuple[str, ...]:
    wanted = {n for n in shared.numbers if len(n) >= _LEAST_DIGITS or n in new.terms.title_numbers}
    return tuple(new.positions.numbers(wanted).values())[:_NUMBERS]
