"""Fit the weights by which links are judged, and write `storage/analysis/weights.tsv`.

    python scripts/fit_links.py

The data is ECB+ (Cybulska, Vossen: Using a sledgehammer to crack a nut? Lexical diversity and event
coreference resolution, LREC 2014; CC BY 3.0): articles on 33 topics with two look-alike events
each. Only one event of each topic is dated there, which would give the answer away, so the real
dates are dropped. Pairs are learnt from undated, and with the events placed at random within stretches
of time from one day to a year, the articles of an event as far apart as real ones are: on a crowded
day a date says little. They are learnt from whole articles and from such as feeds give, cut after a
few dozen words.

The model is a logistic regression with a quadratic penalty in which no weight may have the wrong
sign. The figures printed are of folds by topic: every pair is judged by weights that never saw its topic.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from quality_data import Options, data_folder
from story_pairs import Report, arrivals, cut_short, load, lower_case, orders, together

from storage.analysis.features import Features, closeness, features

TABLE = Path(__file__).parent.parent / "storage" / "analysis" / "weights.tsv"
SIGNS = {
    "whole": 1,
    "names": 1,
    "most_contained": 1,
    "least_contained": 1,
    "rarest_name": 1,
    "names_missing": -1,
    "title_names_missing": -1,
    "numbers": 1,
    "title_pairs": 1,
    "same_day_named": 1,
    "phrases": 1,
    "other_year": -1,
    "near": 1,
    "far": -1,
}
OF_NAMES = ("names", "rarest_name", "names_missing", "title_names_missing")
WINDOWS = (0, 5, 30, 365)
CUT = (0.0, 0.5, 1.0)
LONGEST_GAP = 30
FOLDS = 5
PENALTY = 3e-3
THRESHOLD = 0.6

Matrix = npt.NDArray[np.float64]


class Pairs:
    """Pairs of articles as a matrix of features, with the answer and the fold of each."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        order = orders(reports, shuffles=1)[-1]
        self.found = [
            (arrival.index, other, features(arrival.new, old, arrival.rarity))
            for arrival in arrivals(reports, order)
            for other, old in arrival.others.items()
        ]
        self.same = np.array([reports[i].story == reports[j].story for i, j, _ in self.found], dtype=float)
        topics = sorted({report.topic for report in reports})
        random.Random(3).shuffle(topics)
        fold = {topic: place % FOLDS for place, topic in enumerate(topics)}
        self.folds = np.array([(fold[reports[i].topic], fold[reports[j].topic]) for i, j, _ in self.found])

    def versions(self, names: Sequence[str]) -> list[Matrix]:
        """Return the matrix undated, and once for each window of dates."""
        dated = [self._redated(window) for window in WINDOWS]
        return [_matrix([pair for _, _, pair in self.found], names), *(_matrix(d, names) for d in dated)]

    def _redated(self, window: int) -> list[Features]:
        chance = random.Random(window)
        start: dict[str, float] = {}
        gaps = real_gaps()
        day = [
            start.setdefault(r.story, chance.uniform(0, window)) + chance.choice(gaps) for r in self.reports
        ]
        return [
            pair | closeness(round(abs(day[i] - day[j]))) | {"other_year": 0.0} for i, j, pair in self.found
        ]


def main() -> None:
    """Fit for ordinary texts and for those without capitals, print figures, write the table."""
    options = Options(data_folder())
    reports = load(options, "ecbplus-1-35", dated=False)
    cased = _weights("cased", reports, list(SIGNS))
    kept = [name for name in SIGNS if name not in OF_NAMES]
    caseless = _weights("caseless", lower_case(reports), kept)
    rows = [f"{name}\t{cased[name]:.3f}\t{caseless.get(name, 0.0):.3f}" for name in cased]
    TABLE.write_text("\n".join(["feature\tcased\tcaseless", *rows]) + "\n", encoding="utf-8")


def real_gaps() -> list[int]:
    """Return by how many days the dated articles are before or after the middle one of their event."""
    days = defaultdict(list)
    for row in Options(data_folder()).rows("stories/ecbplus-1-35.jsonl"):
        if row["published"]:
            days[row["story"]].append(date.fromisoformat(row["published"]))
    gaps = [(day - sorted(known)[len(known) // 2]).days for known in days.values() for day in known]
    return [gap for gap in gaps if abs(gap) <= LONGEST_GAP]


def fit(x: Matrix, y: Matrix, signs: Matrix) -> Matrix:
    """Return bias and weights by Newton's method on the weights that are free to move."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    sign = np.concatenate([[0.0], signs])
    penalty = np.where(sign == 0, 0.0, PENALTY)
    w = np.zeros(z.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-(z @ w)))
        slope = z.T @ (p - y) / len(y) + penalty * w
        curve = (z * (p * (1 - p))[:, None]).T @ z / len(y) + np.diag(penalty)
        free = ~((w == 0) & (sign * slope > 0))
        step = np.zeros_like(w)
        step[free] = -np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = _shortened(w, step, lambda v: _loss(z, y, v, penalty), sign)
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


def _loss(z: Matrix, y: Matrix, w: Matrix, penalty: Matrix) -> float:
    logit = z @ w
    return float((np.logaddexp(0, logit) - y * logit).mean() + 0.5 * (penalty * w * w).sum())


def _weights(label: str, reports: Sequence[Report], names: Sequence[str]) -> dict[str, float]:
    signs = np.array([SIGNS[name] for name in names], dtype=float)
    sets = {share: Pairs(cut_short(reports, share)) for share in CUT}
    versions = {share: pairs.versions(names) for share, pairs in sets.items()}
    judged = {share: [np.zeros(len(x)) for x in found] for share, found in versions.items()}
    for fold in range(FOLDS):
        rows = [
            (x, sets[share], (sets[share].folds != fold).all(1)) for share in CUT for x in versions[share]
        ]
        w = fit(np.vstack([x[m] for x, _, m in rows]), np.concatenate([s.same[m] for _, s, m in rows]), signs)
        for share in CUT:
            unseen = sets[share].folds[:, 0] == fold
            for x, p in zip(versions[share], judged[share], strict=True):
                p[unseen] = 1 / (1 + np.exp(-(w[0] + x[unseen] @ w[1:])))
    for share in CUT:
        _report(f"{label}, {share:.0%} cut short", judged[share], sets[share])
    every = [(x, sets[share].same) for share in CUT for x in versions[share]]
    w = fit(np.vstack([x for x, _ in every]), np.concatenate([same for _, same in every]), signs)
    return dict(zip(["bias", *names], map(float, w), strict=True))


def _report(label: str, judged: Sequence[Matrix], pairs: Pairs) -> None:
    stretches = ("undated", *(f"within {days} days" for days in WINDOWS))
    for stretch, p in zip(stretches, judged, strict=True):
        print(f"{label:26}{stretch:16}{_figures(p >= THRESHOLD, pairs.same, together(pairs.reports))}")


def _figures(linked: npt.NDArray[np.bool_], same: Matrix, gold: int) -> str:
    right = float((linked * same).sum())
    precision, recall = right / max(1, linked.sum()), right / gold
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F {f:.3f}"


def _matrix(pairs: Sequence[Features], names: Sequence[str]) -> Matrix:
    return np.array([[pair[name] for name in names] for pair in pairs])


if __name__ == "__main__":
    main()
