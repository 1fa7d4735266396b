"""By which of its terms an article is found, and by which it looks for others.

The weights are those of BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) with
more for what stands in the title and among the names of the lead.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from storage.analysis.similarity.array_types import Marks, Weights
from storage.analysis.similarity.tf_idf import TfIdfVectors, summed

Entries = npt.NDArray[np.uint32]

MOST_CANDIDATES = 40
MOST_POSTINGS = 300  # articles that are looked at for one term, those linked last
_COMMON = 2.0  # a term of less rarity finds nothing
_INDEXED_OF_BODY = 40
_ASKED, _ASKED_OF_BODY = 25, 20
_TITLE, _NAME = 3.0, 1.5
_SATURATION = 1.2
WEIGHT_BITS = 4
_MOST_WEIGHT = (1 << WEIGHT_BITS) - 1


def index_entries(article: TfIdfVectors, number: int) -> list[tuple[int, bytes]]:
    """Return the terms under which an article is found, each with the entry to store there."""
    telling = article.idf > _COMMON
    chosen = telling & (article.in_front | _among_heaviest(article.weight, _INDEXED_OF_BODY))
    weight = article.count[chosen] / (article.count[chosen] + _SATURATION)
    weights = np.maximum(1, np.rint(weight * _MOST_WEIGHT)).astype(np.int64)
    packed = (number << WEIGHT_BITS | weights).astype("<u4")
    return [(int(t), one.tobytes()) for t, one in zip(article.term[chosen], packed, strict=True)]


def entries(packed: bytes) -> Entries:
    """Return entries that were stored: the number of an article above the four bits of its weight."""
    return np.frombuffer(packed, dtype="<u4")


def query_terms(article: TfIdfVectors) -> list[tuple[int, float]]:
    """Return the terms by which an article looks for others, each with its weight, heaviest first."""
    parts = (
        _TITLE * article.in_title
        + 1.0 * article.in_front
        + _NAME * (article.in_front & article.is_name)
        + _among_heaviest(article.weight, _ASKED_OF_BODY)
    )
    weights = parts * article.idf * (article.idf > _COMMON)
    order = np.lexsort((article.term, -weights))[:_ASKED]
    return [(int(article.term[i]), float(weights[i])) for i in order if weights[i] > 0]


def best_matches(
    found: Iterable[tuple[float, Entries]], most: int = MOST_CANDIDATES
) -> tuple[Sequence[int], Weights]:
    """Return the articles found under a query's terms, the best first, and the score of each.

    `found` has the weight of each term with the entries under it.
    """
    weights: list[Weights] = []
    under: list[Entries] = []
    for weight, some in found:
        weights.append(np.full(len(some), weight))
        under.append(some)
    if not under:
        return [], np.zeros(0)
    every = np.concatenate(under).astype(np.int64)
    articles, place = np.unique(every >> WEIGHT_BITS, return_inverse=True)
    worth: Weights = np.concatenate(weights) * (every & _MOST_WEIGHT)
    scores = summed(place, worth, len(articles))
    order = np.lexsort((-articles, -scores))[:most]
    return [int(one) for one in articles[order]], scores[order]


def _among_heaviest(weights: Weights, most: int) -> Marks:
    marks = np.zeros(len(weights), dtype=bool)
    marks[np.argsort(-weights, kind="stable")[:most]] = True
    return marks
