"""How probably a sentence says what other articles do not: who, what and how many.

A sentence is compared with each sentence that was read. Its vector tells whether one of them says the same in
other words; then its quantities count, its names and its rare words, as far as nothing of what was read has
them, and whether it speaks of times long past. `scripts/fit_novelty.py` weighs these features.

It needs nothing of the analysis, so that the screen can ask at once.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from math import exp, log, sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from storage.model.sentence_index import Measure, Quantity, SentenceIndex, SentenceTerms

TABLE = Path(__file__).with_name("novelty_weights.tsv")
"""The weights of the features, which `scripts/fit_novelty.py` writes."""
_COMMON = 0.9  # of the mean vector of all sentences: what a story's sentences have in common tells nothing
_SMALL = 12  # counts up to this are often a matter of wording
_YEAR = 365.0  # days
_TOLERANCE = 0.025  # of a value: "some 600" may be 612
_ROUGH_TOLERANCE = 0.12
_LEAST_DERIVED = 10  # smaller differences and sums happen by chance
_MOST_DERIVED_FROM = 60  # quantities
_SAME_WORDS = 0.6  # similarity of sentences with the same words, where there are no vectors
# Similarity of sentences whose numbers can be set against each other, if both say what they count, and if one
# does not; and the share of the terms of the shorter sentence that both have.
_SAME_NOUN, _NO_NOUN = 0.35, 0.45
_LEAST_SHARED = 0.35
_MOST_TIMES = 20  # a number that is larger by more is one of something else
_TOLLS = (Measure.COUNT, Measure.MONEY, Measure.PERCENT)

Vector = list[float]


class Change(NamedTuple):
    """A quantity that was another one in what was read."""

    before: Quantity
    after: Quantity


class Features(NamedTuple):
    """What speaks for or against that a sentence is new."""

    similarity: float
    """To the most similar sentence that was read, at most 1; without a vector by the words they share.

    It is 0 if the sentence has a new quantity, which no other sentence says.
    """
    changes: float
    """1 if a quantity has changed, else 0."""
    quantities: float
    """New quantities, at most two."""
    small_counts: float
    """New small numbers, at most two."""
    known_quantities: float
    """Quantities that were said, small numbers left out, at most two."""
    names: float
    """New words in names, at most three."""
    words: float
    """The idf of new words, in tens."""
    background: float
    """1 for a sentence on times long before the article, else 0."""


class JudgedSentence(NamedTuple):
    """A sentence with the probability that it is new, and the quantities in it that have changed."""

    start: int
    end: int
    probability: float
    changes: tuple[Change, ...]


def judge(article: SentenceIndex, read: Sequence[SentenceIndex]) -> list[JudgedSentence]:
    """Return the statements of an article with how probably they are new after other articles, in order."""
    return [
        JudgedSentence(one.start, one.end, _probability(features), changes)
        for one, features, changes in described(article, read)
    ]


def described(
    article: SentenceIndex, read: Sequence[SentenceIndex]
) -> list[tuple[SentenceTerms, Features, tuple[Change, ...]]]:
    """Return the statements of an article with their features and changed quantities, in order."""
    known = _Known(article, read)
    return [(one, *known.describe(one)) for one in article.sentences if one.is_statement]


class _Known:
    """What the read articles say, and how an article's sentences compare with it."""

    def __init__(self, article: SentenceIndex, read: Sequence[SentenceIndex]) -> None:
        self._said = [one for index in read for one in index.sentences if one.terms]
        self._terms = {term for one in self._said for term in one.terms}
        self._quantities = _with_derived({quantity for one in self._said for quantity in one.quantities})
        self._quantities |= {quantity for index in read for quantity in _seen_from(index)}
        self._idf = {
            term: log((article.articles + 1) / (frequency + 0.5))
            for term, frequency in article.frequencies.items()
        }
        vectors = [_unit(one.vector) for one in (*self._said, *article.sentences) if one.vector]
        self._common = [_COMMON * sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
        self._vectors = [self._own(one) for one in self._said]

    def describe(self, sentence: SentenceTerms) -> tuple[Features, tuple[Change, ...]]:
        similar = self._similarities(sentence)
        new = [one for one in sentence.quantities if not any(_same(one, other) for other in self._quantities)]
        new = [one for one in new if not (sentence.is_background and one.measure is Measure.YEAR)]
        changes = tuple(change for one in new if (change := self._change(one, sentence, similar)))
        changed = {change.after for change in changes}
        small = [one for one in new if _is_small(one)]
        known = [one for one in sentence.quantities if one not in new and not _is_small(one)]
        terms = [term for term in sentence.terms if term not in self._terms]
        large = sum(1 for one in new if one not in small and one not in changed)
        features = Features(
            similarity=0.0 if changes or large else max(similar, default=0.0),
            changes=float(bool(changes)),
            quantities=min(2.0, large),
            small_counts=min(2.0, sum(1 for one in small if one not in changed)),
            known_quantities=min(2.0, len(known)),
            names=min(3.0, sum(1 for term in terms if term in sentence.names)),
            words=sum(self._idf[term] for term in terms) / 10,
            background=float(sentence.is_background),
        )
        return features, changes

    def _own(self, sentence: SentenceTerms) -> Vector:
        """Return what a sentence does not share with all others, as a vector of length 1."""
        if not sentence.vector:
            return []
        return _unit([a - b for a, b in zip(_unit(sentence.vector), self._common, strict=True)])

    def _similarities(self, sentence: SentenceTerms) -> list[float]:
        own = self._own(sentence)
        return [
            sum(map(mul, own, vector)) if own and vector else self._shared(sentence, said)
            for said, vector in zip(self._said, self._vectors, strict=True)
        ]

    def _shared(self, sentence: SentenceTerms, said: SentenceTerms) -> float:
        """Return the similarity by the share of a sentence's weight that another one has.

        It is for languages without vectors, and on the scale of vectors.
        """
        whole = sum(self._idf[term] for term in sentence.terms)
        both = set(said.terms)
        share = sum(self._idf[term] for term in sentence.terms if term in both) / whole if whole else 0.0
        return _SAME_WORDS * share * share

    def _change(self, quantity: Quantity, sentence: SentenceTerms, similar: Sequence[float]) -> Change | None:
        """Return how a new quantity changed: the most similar sentence has another one in its place.

        Each must be the only one of its measure that the other sentence lacks, and the sentences must agree
        in most other things: a reader is misled by numbers of different things side by side.
        """
        terms = set(sentence.terms)
        found: list[tuple[float, Quantity]] = []
        for similarity, said in zip(similar, self._said, strict=True):
            shared = len(terms.intersection(said.terms))
            if similarity < _SAME_NOUN or shared < _LEAST_SHARED * min(len(terms), len(said.terms)):
                continue
            after = _lacking(sentence, said, quantity.measure)
            before = _lacking(said, sentence, quantity.measure)
            if after != [quantity] or len(before) != 1 or not _is_comparable(before[0], quantity):
                continue
            if similarity >= _least_similarity(before[0], quantity):
                found.append((similarity, before[0]))
        return Change(max(found)[1], quantity) if found else None


def _lacking(sentence: SentenceTerms, other: SentenceTerms, measure: Measure) -> list[Quantity]:
    """Return the quantities of a measure in a sentence that another one lacks."""
    own = (one for one in sentence.quantities if one.measure is measure)
    return [one for one in own if not any(_same(one, known) for known in other.quantities)]


def _least_similarity(one: Quantity, other: Quantity) -> float:
    has_nouns = (one.noun and other.noun) or one.measure is Measure.PERCENT
    return _SAME_NOUN if has_nouns else _NO_NOUN


def _is_comparable(one: Quantity, other: Quantity) -> bool:
    larger, smaller = max(one.value, other.value), min(one.value, other.value)
    has_other_noun = one.noun and other.noun and one.noun != other.noun
    return one.measure in _TOLLS and not has_other_noun and larger <= _MOST_TIMES * smaller


def _is_small(quantity: Quantity) -> bool:
    return quantity.measure is Measure.COUNT and quantity.value <= _SMALL


def _same(one: Quantity, other: Quantity) -> bool:
    if one.measure is not other.measure:
        return False
    tolerance = _ROUGH_TOLERANCE if one.rough or other.rough else _TOLERANCE
    if one.measure in (Measure.YEAR, Measure.SCORE):
        tolerance = 0.0
    return abs(one.value - other.value) <= tolerance * max(one.value, other.value)


def _with_derived(read: Iterable[Quantity]) -> set[Quantity]:
    """Return quantities with what follows from two of them: differences, sums and the time between years."""
    known = set(read)
    for one, other in combinations(sorted(known)[:_MOST_DERIVED_FROM], 2):
        difference = abs(one.value - other.value)
        if one.measure is not other.measure:
            continue
        if one.measure is Measure.YEAR:
            known.add(Quantity(Measure.DAYS, _YEAR * difference))
        elif one.measure in (Measure.COUNT, Measure.MONEY) and difference >= _LEAST_DERIVED:
            known.add(Quantity(one.measure, difference))
            known.add(Quantity(one.measure, one.value + other.value))
    return known


def _seen_from(article: SentenceIndex) -> set[Quantity]:
    """Return the years and lengths of time that follow from those in an article of a known year."""
    found: set[Quantity] = set()
    for one in {quantity for sentence in article.sentences for quantity in sentence.quantities}:
        if one.measure is Measure.YEAR and article.year:
            found.add(Quantity(Measure.DAYS, _YEAR * abs(one.value - article.year)))
        elif one.measure is Measure.DAYS and article.year and one.value and one.value % _YEAR == 0:
            years = one.value / _YEAR
            found |= {
                Quantity(Measure.YEAR, article.year + years),
                Quantity(Measure.YEAR, article.year - years),
            }
    return found


def _unit(vector: Sequence[float]) -> Vector:
    length = sqrt(sum(map(mul, vector, vector))) or 1.0
    return [number / length for number in vector]


def _probability(features: Features) -> float:
    bias, weights = _weights()
    return 1 / (1 + exp(-bias - sum(map(mul, weights, features))))


@cache
def _weights() -> tuple[float, Features]:
    """Return the bias and the weight of each feature."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    weights = {name: float(weight) for name, weight in rows}
    return weights["bias"], Features(*(weights[name] for name in Features._fields))
