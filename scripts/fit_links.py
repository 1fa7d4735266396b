"""Fit the weights by which links are judged, and write `storage/analysis/similarity/weights.tsv`.

    python scripts/fit_links.py

The data is ECB+ (Cybulska, Vossen: Using a sledgehammer to crack a nut? Lexical diversity and event
coreference resolution, LREC 2014; CC BY 3.0): articles on 33 topics with two look-alike events
each. Only one event of each topic is dated there, which would give the answer away, so the real
dates are dropped. Pairs are learnt from undated, and with the events placed at random within stretches
of time from five days to a year, the articles of an event as far apart as real ones are: on a crowded
day a date says little. They are learnt from whole articles and from such as feeds give, cut after a
few dozen words. The pairs are those that a desk compares as the articles arrive, in two orders.

The model is a logistic regression with a quadratic penalty in which no weight may have the wrong sign. The
figures printed are of folds by topic: every article is judged by weights that never saw its topic.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from quality_data import Options, data_folder
from story_pairs import Report, cut_short, desk, link_all, load, lower_case, orders, together

from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison, ranks
from storage.analysis.similarity.features import closeness, features, other_year
from storage.stories.linking import Linker

TABLE = Path(__file__).parent.parent / "storage" / "analysis" / "similarity" / "weights.tsv"
SIGNS = {
    "whole": 1,
    "names": 1,
    "most_contained": 1,
    "least_contained": 1,
    "rarest_name": 1,
    "names_missing": -1,
    "numbers": 1,
    "numbers_differ": -1,
    "shortest": -1,
    "title_pairs": 1,
    "same_day_named": 1,
    "phrases": 1,
    "rank": 1,
    "other_year": -1,
    "near": 1,
    "far": -1,
}
OF_NAMES = ("names", "rarest_name", "names_missing")
WINDOWS = (5, 30, 365)
CUT = (0.0, 0.5, 1.0)
WORTH = {0.0: 1.0, 0.5: 0.5, 1.0: 0.25}
LONGEST_GAP = 30
FOLDS = 5
PENALTY = 3e-3
THRESHOLD = 0.5

Matrix = npt.NDArray[np.float64]


class PairRecorder:
    """Compares articles for a linker and keeps the features of each pair."""

    def __init__(self) -> None:
        self.pairs: list[tuple[int, int]] = []
        """The numbers of the new and the old article of each pair."""
        self.found: list[Mapping[str, Matrix]] = []

    def compare(self, new: ArticleVectors, old: ArticleVectors, scores: Sequence[float]) -> list[Comparison]:
        """Keep the features of each pair, undated, and compare as newsdesk does."""
        undated = np.full(len(scores), np.nan)
        pairs = features(new.vectors, old.vectors) | {
            "rank": ranks(scores),
            "other_year": other_year(new.profiles, old.profiles, undated),
        }
        self.pairs += [(new.articles[0], other) for other in old.articles]
        self.found.append(pairs)
        return comparison.compare(new, old, scores)


class Pairs:
    """Pairs of articles as columns of features, with the answer and the fold of each."""

    def __init__(self, reports: Sequence[Report], order: Sequence[int]) -> None:
        self.reports = reports
        with desk(reports, order) as desk_file:
            recorder = PairRecorder()
            link_all(desk_file, Linker(recorder.compare))
        self.columns = {
            name: np.concatenate([found[name] for found in recorder.found]) for name in recorder.found[0]
        }
        self.pairs = [(order[a - 1], order[b - 1]) for a, b in recorder.pairs]
        self.same = np.array([reports[i].story == reports[j].story for i, j in self.pairs], dtype=float)
        topics = sorted({report.topic for report in reports})
        random.Random(3).shuffle(topics)
        self.fold = {topic: place % FOLDS for place, topic in enumerate(topics)}
        self.folds = np.array([self.fold[reports[i].topic] for i, _ in self.pairs])

    def versions(self, names: Sequence[str]) -> list[Matrix]:
        """Return the matrix undated, and once for each window of dates."""
        return [self._matrix(names, None), *(self._matrix(names, window) for window in WINDOWS)]

    def _matrix(self, names: Sequence[str], window: int | None) -> Matrix:
        days = np.full(len(self.pairs), np.nan)
        columns = dict(self.columns)
        if window is not None:
            chance = random.Random(window)
            start: dict[str, float] = {}
            gaps = real_gaps()
            day = [
                round(start.setdefault(r.story, chance.uniform(0, window)) + chance.choice(gaps))
                for r in self.reports
            ]
            days = np.array([abs(day[i] - day[j]) for i, j in self.pairs], dtype=float)
            columns["other_year"] = np.zeros(len(self.pairs))
        columns |= closeness(days)
        return np.column_stack([columns[name] for name in names])


def main() -> None:
    """Fit for ordinary texts and for those without capitals, print figures, write the table."""
    reports = load(Options(data_folder()), "ecbplus-1-35", dated=False)
    cased = learnt("cased", reports, list(SIGNS))
    kept = [name for name in SIGNS if name not in OF_NAMES]
    caseless = learnt("caseless", lower_case(reports), kept)
    write(cased, caseless)


def write(cased: Mapping[str, float], caseless: Mapping[str, float], table: Path = TABLE) -> None:
    """Write weights as the table that is read."""
    rows = [f"{name}\t{cased[name]:.3f}\t{caseless.get(name, 0.0):.3f}" for name in cased]
    table.write_text("\n".join(["feature\tcased\tcaseless", *rows]) + "\n", encoding="utf-8")


def real_gaps() -> list[int]:
    """Return by how many days the dated articles are before or after the middle one of their event."""
    days = defaultdict(list)
    for row in Options(data_folder()).rows("stories/ecbplus-1-35.jsonl"):
        if row["published"]:
            days[row["story"]].append(date.fromisoformat(row["published"]))
    gaps = [(day - sorted(known)[len(known) // 2]).days for known in days.values() for day in known]
    return [gap for gap in gaps if abs(gap) <= LONGEST_GAP]


def fit(x: Matrix, y: Matrix, worth: Matrix, signs: Matrix) -> Matrix:
    """Return bias and weights by Newton's method on the weights that are free to move."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    sign = np.concatenate([[0.0], signs])
    penalty = np.where(sign == 0, 0.0, PENALTY)
    w = np.zeros(z.shape[1])
    worth = worth / worth.sum()

    def loss(v: Matrix) -> float:
        logit = z @ v
        return float((worth * (np.logaddexp(0, logit) - y * logit)).sum() + 0.5 * (penalty * v * v).sum())

    for _ in range(100):
        p = 1 / (1 + np.exp(-(z @ w)))
        slope = z.T @ (worth * (p - y)) + penalty * w
        curve = (z * (worth * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        free = ~((w == 0) & (sign * slope > 0))
        step = np.zeros_like(w)
        step[free] = -np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = _shortened(w, step, loss, sign)
        if np.abs(moved - w).max() < 1e-7:
            break
        w = moved
    return np.concatenate([[w[0] - (w[1:] * mean / spread).sum()], w[1:] / spread])


def _shortened(w: Matrix, step: Matrix, loss: Callable[[Matrix], float], sign: Matrix) -> Matrix:
    """Go along the step, back from any wrong sign, halving it until the loss does not grow."""
    before, length = loss(w), 1.0
    while True:
        moved = w + length * step
        moved = np.where(sign * moved < 0, 0.0, moved)
        if length < 1e-6 or loss(moved) <= before + 1e-12:
            return moved
        length /= 2


class Lesson:
    """All that is learnt from: pairs of whole and of shortened articles, in several orders and dates."""

    def __init__(self, reports: Sequence[Report], names: Sequence[str]) -> None:
        self.names = names
        self._signs = np.array([SIGNS[name] for name in names], dtype=float)
        self.sets = [
            (share, Pairs(cut_short(reports, share), order))
            for share in CUT
            for order in orders(reports, shuffles=1)
        ]
        self.versions = [pairs.versions(names) for _, pairs in self.sets]

    def weights(self, without: int | None = None) -> dict[str, float]:
        """Return the weights learnt from all topics but those of a fold."""
        x, y, worth = [], [], []
        for (share, pairs), versions in zip(self.sets, self.versions, strict=True):
            kept = pairs.folds != (-1 if without is None else without)
            for version in versions:
                x.append(version[kept])
                y.append(pairs.same[kept])
                worth.append(np.full(kept.sum(), WORTH[share]))
        w = fit(np.vstack(x), np.concatenate(y), np.concatenate(worth), self._signs)
        return dict(zip(["bias", *self.names], map(float, w), strict=True))


def learnt(label: str, reports: Sequence[Report], names: Sequence[str]) -> dict[str, float]:
    """Return the weights learnt from all topics, having printed how well those of folds do."""
    lesson = Lesson(reports, names)
    folds = [np.array([*lesson.weights(fold).values()]) for fold in range(FOLDS)]
    for (share, pairs), versions in zip(lesson.sets, lesson.versions, strict=True):
        stretches = ("undated", *(f"within {days} days" for days in WINDOWS))
        for stretch, x in zip(stretches, versions, strict=True):
            w = np.array(folds)[pairs.folds]
            likely = 1 / (1 + np.exp(-(w[:, 0] + (x * w[:, 1:]).sum(1))))
            label_ = f"{label}, {share:.0%} cut short"
            print(f"{label_:26}{stretch:16}{_figures(likely >= THRESHOLD, pairs.same, together(reports))}")
    return lesson.weights()


def _figures(linked: npt.NDArray[np.bool_], same: Matrix, gold: int) -> str:
    right = float((linked * same).sum())
    precision, recall = right / max(1, linked.sum()), right / gold
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F {f:.3f}"


if __name__ == "__main__":
    main()
