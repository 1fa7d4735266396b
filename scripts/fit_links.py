"""Fit the weights of the link features and write `storage/analysis/similarity/weights.tsv`.

    python scripts/fit_links.py

The data is ECB+ (Cybulska, Vossen: Using a sledgehammer to crack a nut? Lexical diversity and event
coreference resolution, LREC 2014; CC BY 3.0): articles on 33 topics with two similar events each. Only one
event of each topic is dated there, which gives the answer away, so the real dates are dropped. The pairs are
those that a desk compares as the articles arrive, in two orders. They are learnt undated and with events at
random within five days, a month and a year, the articles of an event as far apart as real ones. They are
learnt from full articles and from articles cut to a few dozen words, as feeds give them. Pairs of small desks
are added: on a desk of three, the best match of anything is one of the other two. On half of these desks all
articles name one town.

The model is a logistic regression with an L2 penalty and a fixed sign for each weight. The printed scores are
cross-validated by topic: the weights that judge an article never saw its topic.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from labelled_stories import Report, load_reports, lower_case, orders, same_story_pairs, shortened
from link_pairs import FOLDS, PERIODS, LabelledPairs, Matrix, fold_by_topic, small_desks
from quality_data import Options, data_folder

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
    "named_near": 1,
    "far": -1,
}
NAME_FEATURES = ("names", "rarest_name", "names_missing")
SMALL, UNALIKE = 0.15, 2.0  # weight of the pairs of small desks, and of those on different events
SAMPLE_WEIGHTS = {0.0: 1.0, 0.5: 0.5, 1.0: 0.25}  # by the share of articles that is shortened
L2_PENALTY = 3e-3
THRESHOLD = 0.5


def main() -> None:
    """Fit weights for texts with and without capitals, print the scores, and write the table."""
    reports = load_reports(Options(data_folder()), "ecbplus-1-35", dated=False)
    cased = cross_validate_and_fit("cased", reports, list(SIGNS))
    without_names = [name for name in SIGNS if name not in NAME_FEATURES]
    caseless = cross_validate_and_fit("caseless", lower_case(reports), without_names)
    write(cased, caseless)


def write(cased: Mapping[str, float], caseless: Mapping[str, float], table: Path = TABLE) -> None:
    """Write the weights as the table that newsdesk reads."""
    rows = [f"{name}\t{cased[name]:.3f}\t{caseless.get(name, 0.0):.3f}" for name in cased]
    table.write_text("\n".join(["feature\tcased\tcaseless", *rows]) + "\n", encoding="utf-8")


def cross_validate_and_fit(label: str, reports: Sequence[Report], names: Sequence[str]) -> dict[str, float]:
    """Print the cross-validated scores and return the weights fitted to all topics."""
    training = TrainingSet(reports, names)
    weights = np.array([[*training.fit(fold).values()] for fold in range(FOLDS)])
    for one, versions in zip(training.sets, training.versions, strict=True):
        dates = ("undated", *(f"within {days} days" for days in PERIODS))
        expected = int(one.pairs.same.sum()) if one.is_small else same_story_pairs(reports)
        for dating, x in zip(dates, versions, strict=True):
            w = weights[one.pairs.folds(training.fold_by_topic)]
            likelihood = 1 / (1 + np.exp(-(w[:, 0] + (x * w[:, 1:]).sum(1))))
            scores = _scores(likelihood >= THRESHOLD, one.pairs.same, expected)
            print(f"{f'{label}, {one.label}':34}{dating:16}{scores}")
    return training.fit()


def _scores(linked: npt.NDArray[np.bool_], same: Matrix, expected: int) -> str:
    hits = float((linked * same).sum())
    precision, recall = hits / max(1, linked.sum()), hits / expected
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F {f1:.3f}"


class PairSet(NamedTuple):
    """Pairs with the share of the articles that is shortened."""

    label: str
    share: float
    pairs: LabelledPairs
    is_small: bool = False


class TrainingSet:
    """Pairs of full and shortened articles, on large and small desks, in several orders and dates."""

    def __init__(self, reports: Sequence[Report], names: Sequence[str]) -> None:
        self._names = names
        self._signs = np.array([SIGNS[name] for name in names], dtype=float)
        self.fold_by_topic = fold_by_topic(reports)
        self.sets = [
            PairSet(f"{share:.0%} shortened", share, LabelledPairs([[cut[index] for index in order]]))
            for share in SAMPLE_WEIGHTS
            for cut in [shortened(reports, share)]
            for order in orders(reports, shuffles=1)
        ]
        self.sets += [
            PairSet(
                f"{share:.0%} shortened, small",
                share,
                LabelledPairs(small_desks(shortened(reports, share), seed), topics_at_once=True),
                is_small=True,
            )
            for seed, share in enumerate(SAMPLE_WEIGHTS)
        ]
        self.versions = [one.pairs.dated_versions(names) for one in self.sets]
        """The features of each set, by dates."""

    def fit(self, held_out_fold: int | None = None) -> dict[str, float]:
        """Return bias and weights fitted to all topics except those of a fold."""
        x, y, sample_weights = [], [], []
        for one, versions in zip(self.sets, self.versions, strict=True):
            included = one.pairs.folds(self.fold_by_topic) != (-1 if held_out_fold is None else held_out_fold)
            weights = self._sample_weights(one)[included]
            for version in versions:
                x.append(version[included])
                y.append(one.pairs.same[included])
                sample_weights.append(weights)
        w = fit_logistic(np.vstack(x), np.concatenate(y), np.concatenate(sample_weights), self._signs)
        return dict(zip(["bias", *self._names], map(float, w), strict=True))

    def _sample_weights(self, one: PairSet) -> Matrix:
        """Return the weight of each pair; the small desks together have a share of that of a large one."""
        same, weight = one.pairs.same, SAMPLE_WEIGHTS[one.share]
        if not one.is_small:
            return np.full(len(same), weight)
        in_large = len(self.sets[0].pairs.same)
        return weight * SMALL * in_large / len(same) * np.where(same > 0, 1.0, UNALIKE)


def fit_logistic(x: Matrix, y: Matrix, sample_weights: Matrix, signs: Matrix) -> Matrix:
    """Return bias and weights of a logistic regression, shape (1 + features,), by Newton's method.

    `x` has shape (samples, features), `y` and `sample_weights` (samples,). A weight whose sign would differ
    from `signs` stays 0.
    """
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / deviation])
    sign = np.concatenate([[0.0], signs])
    penalty = np.where(sign == 0, 0.0, L2_PENALTY)
    w = np.zeros(z.shape[1])
    share = sample_weights / sample_weights.sum()

    def loss(v: Matrix) -> float:
        logit = z @ v
        return float((share * (np.logaddexp(0, logit) - y * logit)).sum() + 0.5 * (penalty * v * v).sum())

    for _ in range(100):
        p = 1 / (1 + np.exp(-(z @ w)))
        gradient = z.T @ (share * (p - y)) + penalty * w
        hessian = (z * (share * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        free = ~((w == 0) & (sign * gradient > 0))
        step = np.zeros_like(w)
        step[free] = -np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        moved = _line_search(w, step, loss, sign)
        if np.abs(moved - w).max() < 1e-7:
            break
        w = moved
    return np.concatenate([[w[0] - (w[1:] * mean / deviation).sum()], w[1:] / deviation])


def _line_search(w: Matrix, step: Matrix, loss: Callable[[Matrix], float], sign: Matrix) -> Matrix:
    """Return the weights after a step, halved until the loss does not grow; wrong signs become 0."""
    before, length = loss(w), 1.0
    while True:
        moved = w + length * step
        moved = np.where(sign * moved < 0, 0.0, moved)
        if length < 1e-6 or loss(moved) <= before + 1e-12:
            return moved
        length /= 2


if __name__ == "__main__":
    main()
