"""The baseline for stories: TF-IDF vectors and average-linkage clustering of the complete collection."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from labelled_stories import Report
from link_pairs import Matrix
from quality_data import b_cubed

THRESHOLDS = [step / 50 for step in range(2, 25)]


def baseline_stories(reports: Sequence[Report], other_set: Sequence[Report]) -> dict[int, int]:
    """Return the story of each article, with the threshold that is best on another set."""
    other_truth = {index: report.story for index, report in enumerate(other_set)}
    other_cosines = cosines(other_set)
    threshold = max(THRESHOLDS, key=lambda one: b_cubed(average_linkage(other_cosines, one), other_truth).f1)
    return average_linkage(cosines(reports), threshold)


def cosines(reports: Sequence[Report]) -> Matrix:
    """Return the cosine similarity of each pair of articles, shape (articles, articles)."""
    bags = [Counter(re.findall(r"\w+", f"{report.title} {report.text}".lower())) for report in reports]
    frequency = Counter(word for bag in bags for word in bag)
    columns = {word: column for column, word in enumerate(frequency)}
    vectors = np.zeros((len(bags), len(columns)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            vectors[row, columns[word]] = np.log1p(count) * np.log(len(bags) / frequency[word])
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return vectors @ vectors.T


def average_linkage(similarity: Matrix, threshold: float) -> dict[int, int]:
    """Return the cluster of each article; clusters merge if their mean similarity reaches the threshold."""
    means = similarity.astype(float)
    np.fill_diagonal(means, -1)
    sizes, clusters = np.ones(len(means)), [[index] for index in range(len(means))]
    while len(clusters) > 1:
        one, other = divmod(int(means.argmax()), len(means))
        if means[one, other] < threshold:
            break
        row = (means[one] * sizes[one] + means[other] * sizes[other]) / (sizes[one] + sizes[other])
        row[(means[one] < -0.5) | (means[other] < -0.5)] = -1
        means[one], means[:, one] = row, row
        means[other], means[:, other] = -1, -1
        sizes[one] += sizes[other]
        clusters[one] += clusters[other]
        clusters[other] = []
    return {index: number for number, cluster in enumerate(clusters) for index in cluster}
