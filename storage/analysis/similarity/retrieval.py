"""Retrieval: the terms under which an article is indexed, and those that find candidates for it.

The weights are those of BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009), with
more weight for the title and for the names of the lead.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from storage.analysis.similarity.profiles import BoolArray, FloatArray, IntArray
from storage.analysis.similarity.tf_idf import TfIdfVectors, sum_by_owner

Postings = npt.NDArray[np.uint32]
"""A posting is an article's number above `WEIGHT_BITS` bits of weight: uint32, (postings,)."""

MOST_CANDIDATES = 40
MOST_POSTINGS = 300
"""Postings that are read for one term, the latest ones."""
_COMMON = 2.0  # terms with a smaller idf are neither indexed nor looked up
_INDEXED_OF_BODY = 40
_QUERY_TERMS, _QUERY_TERMS_OF_BODY = 25, 20
_TITLE, _NAME = 3.0, 1.5
_SATURATION = 1.2
WEIGHT_BITS = 4
_MAX_WEIGHT = (1 << WEIGHT_BITS) - 1


def postings_of(article: TfIdfVectors, number: int) -> list[tuple[int, bytes]]:
    """Return the terms under which an article is indexed, each with its posting as 4 bytes.

    `article` holds the one article, `number` is its number in the desk.
    """
    rare = article.idf > _COMMON
    chosen = rare & (article.in_front | _among_heaviest(article.weight, _INDEXED_OF_BODY))
    packed = (number << WEIGHT_BITS | _posting_weights(article.count[chosen])).astype("<u4")
    return [(int(t), one.tobytes()) for t, one in zip(article.term[chosen], packed, strict=True)]


def unpack_postings(packed: bytes) -> Postings:
    """Return stored postings: uint32, (postings,)."""
    return np.frombuffer(packed, dtype="<u4")


def query_terms(article: TfIdfVectors) -> list[tuple[int, float]]:
    """Return the terms that find candidates for the one article, each with its weight, heaviest first."""
    parts = (
        _TITLE * article.in_title
        + 1.0 * article.in_front
        + _NAME * (article.in_front & article.is_name)
        + _among_heaviest(article.weight, _QUERY_TERMS_OF_BODY)
    )
    weights = parts * article.idf * (article.idf > _COMMON)
    order = np.lexsort((article.term, -weights))[:_QUERY_TERMS]
    return [(int(article.term[i]), float(weights[i])) for i in order if weights[i] > 0]


def own_score(article: TfIdfVectors) -> float:
    """Return the score that the one article has as a match of itself; no other article has much more."""
    weight_of = dict(query_terms(article))
    weights = zip(article.term, _posting_weights(article.count), strict=True)
    return sum(weight_of.get(int(term), 0.0) * float(weight) for term, weight in weights)


def best_matches(
    found: Iterable[tuple[float, Postings]], most: int = MOST_CANDIDATES
) -> tuple[Sequence[int], FloatArray]:
    """Return the articles that match a query best, best first, and their scores: float64, (articles,).

    `found` has the weight of each term of the query with the term's postings.
    """
    weights: list[FloatArray] = []
    by_term: list[Postings] = []
    for weight, postings in found:
        weights.append(np.full(len(postings), weight))
        by_term.append(postings)
    if not by_term:
        return [], np.zeros(0)
    every = np.concatenate(by_term).astype(np.int64)
    articles, row = np.unique(every >> WEIGHT_BITS, return_inverse=True)
    parts: FloatArray = np.concatenate(weights) * (every & _MAX_WEIGHT)
    scores = sum_by_owner(row, parts, len(articles))
    order = np.lexsort((-articles, -scores))[:most]
    return [int(one) for one in articles[order]], scores[order]


def _posting_weights(counts: FloatArray) -> IntArray:
    """Return the weights of terms that occur so often: float64 (n,) to int64 (n,)."""
    weight = counts / (counts + _SATURATION)
    weights: IntArray = np.maximum(1, np.rint(weight * _MAX_WEIGHT)).astype(np.int64)
    return weights


def _among_heaviest(weights: FloatArray, most: int) -> BoolArray:
    """Return true for the heaviest weights: float64 (n,) to bool (n,)."""
    heaviest = np.zeros(len(weights), dtype=bool)
    heaviest[np.argsort(-weights, kind="stable")[:most]] = True
    return heaviest
