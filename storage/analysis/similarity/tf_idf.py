"""Profiles as bags of weighed terms: what a comparison needs of each side."""

from dataclasses import dataclass

import numpy as np

from storage.analysis.similarity.array_types import Marks, Numbers, Weights
from storage.analysis.similarity.idf import Idf
from storage.analysis.similarity.profiles import Items, Profiles

_TITLE_COUNTS, _LEAD_COUNTS = 3.0, 1.5  # how often a word there counts, one in the rest of the text once
_TELLING_NAMES = 8


@dataclass(frozen=True, slots=True)
class TfIdfVectors:
    """The terms of some articles, each once an article, by owner and then by number.

    `count` is how often a term occurs, in title and lead more than once a time, `idf` its rarity, of which
    `most` is the largest that there can be. `weight` is its weight in a vector of length 1 over its article,
    `name_weight` the same over the names alone. `telling` marks the rarest names of title and lead.
    """

    size: int
    most: float
    owner: Numbers
    term: Numbers
    count: Weights
    idf: Weights
    weight: Weights
    name_weight: Weights
    is_name: Marks
    in_title: Marks
    in_front: Marks
    telling: Marks
    phrases: Items
    title_pairs: Items
    phrase_counts: Numbers
    numbers: Items
    dates: Items


def tf_idf_vectors(profiles: Profiles, rarity: Idf) -> TfIdfVectors:
    """Weigh the terms of articles."""
    words = profiles.words
    keys, first, place = np.unique(words.owner << 32 | words.term, return_index=True, return_inverse=True)
    owner, term = keys >> 32, keys & 0xFFFFFFFF
    front = words.in_title | words.in_lead

    def counts(weights: Weights) -> Weights:
        return summed(place, weights, len(keys))

    plain = counts(np.ones(len(place)))
    whole = counts(np.where(words.in_title, _TITLE_COUNTS, np.where(words.in_lead, _LEAD_COUNTS, 1.0)))
    in_title = counts(words.in_title.astype(float)) > 0
    idf = rarity.of(term)
    is_name, in_front = words.is_name[first], counts(front.astype(float)) > 0
    pairs, of_title = words.pairs
    return TfIdfVectors(
        size=profiles.size,
        most=rarity.most,
        owner=owner,
        term=term,
        count=whole,
        idf=idf,
        weight=_unit(np.log1p(whole) * idf, owner, profiles.size),
        name_weight=_unit(np.log1p(plain) * idf * is_name, owner, profiles.size),
        is_name=is_name,
        in_title=in_title,
        in_front=in_front,
        telling=_telling(owner, term, idf, is_name & in_front),
        phrases=Items(pairs.owner[~of_title], pairs.what[~of_title]),
        title_pairs=Items(pairs.owner[of_title], pairs.what[of_title]),
        phrase_counts=profiles.phrases,
        numbers=profiles.numbers,
        dates=profiles.dates,
    )


def summed(owner: Numbers, weights: Weights, size: int) -> Weights:
    """Return the sum of the weights of each owner."""
    return np.asarray(np.bincount(owner, weights=weights, minlength=size), dtype=np.float64)


def _unit(weights: Weights, owner: Numbers, size: int) -> Weights:
    lengths = np.sqrt(summed(owner, weights * weights, size))
    return weights / np.where(lengths > 0, lengths, 1.0)[owner]


def _telling(owner: Numbers, term: Numbers, idf: Weights, candidates: Marks) -> Marks:
    """Mark of each owner the few rarest candidates."""
    chosen = np.flatnonzero(candidates)
    order = chosen[np.lexsort((term[chosen], -idf[chosen], owner[chosen]))]
    owners = owner[order]
    rank = np.arange(len(order)) - np.searchsorted(owners, owners)
    marks = np.zeros(len(owner), dtype=bool)
    marks[order[rank < _TELLING_NAMES]] = True
    return marks
