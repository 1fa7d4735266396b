"""Pairs of labelled articles with their features: what the weights of links are fitted to."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
from labelled_stories import Report, link_all, unlinked_desk
from quality_data import Options, data_folder

from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison, ranks
from storage.analysis.similarity.features import closeness, features, other_year
from storage.stories.linking import Linker

PERIODS = (5, 30, 365)  # days
LONGEST_GAP = 30  # days
FOLDS = 5

Matrix = npt.NDArray[np.float64]


class PairRecorder:
    """Compares articles for a linker and keeps the features of each pair."""

    def __init__(self) -> None:
        self.pairs: list[tuple[int, int]] = []
        """The numbers of the new and the old article of each pair."""
        self.features: list[Mapping[str, Matrix]] = []

    def compare(self, new: ArticleVectors, old: ArticleVectors, scores: Sequence[float]) -> list[Comparison]:
        """Keep the features of each pair, undated, and compare as newsdesk does."""
        undated = np.full(len(scores), np.nan)
        self.features.append(
            features(new.vectors, old.vectors)
            | {"rank": ranks(scores), "other_year": other_year(new.profiles, old.profiles, undated)}
        )
        self.pairs += [(new.articles[0], other) for other in old.articles]
        return comparison.compare(new, old, scores)


class LabelledPairs:
    """The `n` pairs that a desk compares as the articles arrive in this order, with features and labels."""

    def __init__(self, reports: Sequence[Report], order: Sequence[int]) -> None:
        self._reports = reports
        recorder = PairRecorder()
        with unlinked_desk(reports, order) as desk_file:
            link_all(desk_file, Linker(recorder.compare))
        self._columns = {
            name: np.concatenate([found[name] for found in recorder.features])
            for name in recorder.features[0]
        }
        self._pairs = [(order[a - 1], order[b - 1]) for a, b in recorder.pairs]
        self.same = np.array([reports[i].story == reports[j].story for i, j in self._pairs], dtype=float)
        """1 for pairs that report the same event, else 0; shape (n,)."""
        topics = sorted({report.topic for report in reports})
        random.Random(3).shuffle(topics)
        self.fold_by_topic = {topic: number % FOLDS for number, topic in enumerate(topics)}
        self.folds = np.array([self.fold_by_topic[reports[i].topic] for i, _ in self._pairs])
        """The fold of each pair, shape (n,)."""

    def dated_versions(self, names: Sequence[str]) -> list[Matrix]:
        """Return the features undated, and with random dates in each of `PERIODS`; shape (n, len(names))."""
        return [self._matrix(names, None), *(self._matrix(names, period) for period in PERIODS)]

    def _matrix(self, names: Sequence[str], period: int | None) -> Matrix:
        days = np.full(len(self._pairs), np.nan)
        columns = dict(self._columns)
        if period is not None:
            published = self._random_days(period)
            days = np.array([abs(published[i] - published[j]) for i, j in self._pairs], dtype=float)
            columns["other_year"] = np.zeros(len(self._pairs))
        columns |= closeness(days)
        return np.column_stack([columns[name] for name in names])

    def _random_days(self, period: int) -> list[int]:
        """Return a day for each article: events at random in the period, their articles around them."""
        rng = random.Random(period)
        first_days: dict[str, float] = {}
        gaps = real_gaps()
        return [
            round(first_days.setdefault(report.story, rng.uniform(0, period)) + rng.choice(gaps))
            for report in self._reports
        ]


def real_gaps() -> list[int]:
    """Return the days between each dated article of ECB+ and the median one of its event."""
    days = defaultdict(list)
    for row in Options(data_folder()).rows("stories/ecbplus-1-35.jsonl"):
        if row["published"]:
            days[row["story"]].append(date.fromisoformat(row["published"]))
    gaps = [(day - sorted(dates)[len(dates) // 2]).days for dates in days.values() for day in dates]
    return [gap for gap in gaps if abs(gap) <= LONGEST_GAP]
