"""Which of some articles make up a story: average linkage, redone for the surroundings of each newcomer.

Two groups are joined, the likeliest first, while the mean likelihood over all pairs between them is high
enough (UPGMA; Sokal, Michener: A statistical method for evaluating systematic relationships, 1958). A
mean over all pairs does not chain as the best pair does, and doing it anew around each newcomer makes
the order of arrival matter little: a wrong first guess is not kept for ever.
"""

from collections.abc import Collection, Mapping, Sequence
from math import inf

import numpy as np

from storage.analysis.similarity.array_types import Weights
from storage.model import SAME_STORY_LIKELIHOOD

_UNLINKED = 0.02  # the likelihood of a pair that was not even a candidate
_LARGE, _LARGEST = 30, 60  # articles of a story from which it takes more to join, and then nearly certainty
_JOINED_LARGE, _JOINED_LARGEST = 0.8, 0.95

Pair = tuple[int, int]


def average_linkage(
    articles: Sequence[int],
    likelihoods: Mapping[Pair, float],
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Divide articles into stories, given the likelihood of pairs of them; return the stories.

    Pairs `together` are in one story whatever their likelihood, pairs `apart` never. The time grows with
    the cube of the number of articles: some milliseconds for a hundred.
    """
    place = {article: index for index, article in enumerate(articles)}
    means = np.full((len(articles), len(articles)), _UNLINKED)
    for pairs in (likelihoods, dict.fromkeys(together, inf), dict.fromkeys(apart, -inf)):
        for (a, b), value in pairs.items():
            if a in place and b in place and a != b:
                means[place[a], place[b]] = means[place[b], place[a]] = value
    np.fill_diagonal(means, -inf)
    parts = [[article] for article in articles]
    while len(articles) > 1:
        allowed = _allowed(means, parts)
        one, other = divmod(int(allowed.argmax()), len(articles))
        if np.isneginf(allowed[one, other]):
            break
        _join(means, parts, one, other)
    return [part for part in parts if part]


def _allowed(means: Weights, parts: Sequence[Sequence[int]]) -> Weights:
    """Return the means that are high enough for the size of what would be joined, -inf for the others."""
    sizes = np.array([len(part) for part in parts])
    size = sizes[:, None] + sizes
    least = np.where(size > _LARGE, _JOINED_LARGE, SAME_STORY_LIKELIHOOD)
    least = np.where(size > _LARGEST, _JOINED_LARGEST, least)
    return np.where(means >= least, means, -inf)


def _join(means: Weights, parts: list[list[int]], one: int, other: int) -> None:
    sizes = len(parts[one]), len(parts[other])
    # What is apart from either (-inf) is apart from both, and outweighs being together (inf) with one.
    forbidden = np.isneginf(means[one]) | np.isneginf(means[other])
    with np.errstate(invalid="ignore"):
        row = (means[one] * sizes[0] + means[other] * sizes[1]) / sum(sizes)
    row[forbidden] = -inf
    means[one], means[:, one] = row, row
    means[other], means[:, other] = -inf, -inf
    parts[one] += parts[other]
    parts[other] = []
