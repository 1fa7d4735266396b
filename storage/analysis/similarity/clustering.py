"""Divides articles into stories: average linkage with constraints, run again around each new article.

Two clusters are merged, the likeliest first, while the mean likelihood over all pairs between them is high
enough (UPGMA; Sokal, Michener: A statistical method for evaluating systematic relationships, 1958). The
mean over all pairs does not chain as the best pair does. Running it again around each new article makes the
order of arrival matter little: a wrong first guess is corrected later. Pairs that must or cannot be linked
are the reader's constraints (Wagstaff, Cardie: Clustering with instance-level constraints, 2000).
"""

from collections.abc import Collection, Mapping, Sequence
from math import inf
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from storage.model import SAME_STORY_LIKELIHOOD

_UNLINKED = 0.02  # the likelihood of a pair that was never compared
_LARGE, _LARGEST = 30, 60  # articles of a story from which a merge needs a higher mean
_LARGE_THRESHOLD, _LARGEST_THRESHOLD = 0.8, 0.95

Pair = tuple[int, int]
_Matrix: TypeAlias = npt.NDArray[np.float64]


def average_linkage(
    articles: Sequence[int],
    likelihoods: Mapping[Pair, float],
    must_link: Collection[Pair] = (),
    cannot_link: Collection[Pair] = (),
) -> list[list[int]]:
    """Return the articles divided into stories, given the likelihoods of pairs.

    `must_link` pairs end in one story whatever their likelihood, `cannot_link` pairs never do. The time grows
    with the cube of the number of articles: some milliseconds for a hundred.
    """
    index_of = {article: index for index, article in enumerate(articles)}
    means = np.full((len(articles), len(articles)), _UNLINKED)
    for pairs in (likelihoods, dict.fromkeys(must_link, inf), dict.fromkeys(cannot_link, -inf)):
        for (a, b), value in pairs.items():
            if a in index_of and b in index_of and a != b:
                means[index_of[a], index_of[b]] = means[index_of[b], index_of[a]] = value
    np.fill_diagonal(means, -inf)
    clusters = [[article] for article in articles]
    while len(articles) > 1:
        allowed = _allowed(means, clusters)
        one, other = divmod(int(allowed.argmax()), len(articles))
        if np.isneginf(allowed[one, other]):
            break
        _merge(means, clusters, one, other)
    return [cluster for cluster in clusters if cluster]


def _allowed(means: _Matrix, clusters: Sequence[Sequence[int]]) -> _Matrix:
    """Return the means that are high enough for a merge, -inf for the others: float64, (n, n).

    The larger the merged story would be, the higher the mean has to be.
    """
    sizes = np.array([len(cluster) for cluster in clusters])
    merged = sizes[:, None] + sizes
    above_large = np.where(merged > _LARGE, _LARGE_THRESHOLD, SAME_STORY_LIKELIHOOD)
    least = np.where(merged > _LARGEST, _LARGEST_THRESHOLD, above_large)
    return np.where(means >= least, means, -inf)


def _merge(means: _Matrix, clusters: list[list[int]], one: int, other: int) -> None:
    """Merge cluster `other` into `one`; its row and column of the means become -inf."""
    sizes = len(clusters[one]), len(clusters[other])
    # A cluster that cannot be linked (-inf) to either cannot be linked to both, even if it must be linked
    # (inf) to the other one.
    forbidden = np.isneginf(means[one]) | np.isneginf(means[other])
    with np.errstate(invalid="ignore"):
        row = (means[one] * sizes[0] + means[other] * sizes[1]) / sum(sizes)
    row[forbidden] = -inf
    means[one], means[:, one] = row, row
    means[other], means[:, other] = -inf, -inf
    clusters[one] += clusters[other]
    clusters[other] = []
