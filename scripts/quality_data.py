"""What the sections of quality.py share: options, labelled data, and scores."""

import json
import os
import sys
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Options:
    """Where the labelled data is and how much of it to use."""

    data: Path
    limit: int | None = None
    ablate: bool = False

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a JSON Lines file, up to the limit."""
        with (self.data / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in islice(lines, self.limit)]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @classmethod
    def of(cls, hits: int, predicted: int, expected: int) -> "Score":
        """Return the score from counts."""
        return cls(hits / predicted if predicted else 0.0, hits / expected if expected else 0.0)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{100 * self.precision:5.1f} {100 * self.recall:5.1f} {100 * self.f1:5.1f}"


def b_cubed(answers: Mapping[Item, Hashable], truth: Mapping[Item, Hashable]) -> Score:
    """Return B-cubed precision and recall of a clustering over the items of `truth` (Bagga, Baldwin 1998)."""
    answered = Counter(answers[item] for item in truth)
    expected = Counter(truth.values())
    shared = Counter((answers[item], cluster) for item, cluster in truth.items())
    total = max(1, len(truth))
    precision = sum(n * n / answered[answer] for (answer, _), n in shared.items()) / total
    recall = sum(n * n / expected[cluster] for (_, cluster), n in shared.items()) / total
    return Score(precision, recall)


def pair_f1(answers: Mapping[Item, Hashable], truth: Mapping[Item, Hashable]) -> float:
    """Return the F1 of a clustering over the pairs of items in the same cluster."""
    answered, expected, shared = (
        sum(n * (n - 1) for n in Counter(clusters).values())
        for clusters in (
            (answers[item] for item in truth),
            truth.values(),
            ((answers[item], cluster) for item, cluster in truth.items()),
        )
    )
    return 2 * shared / max(1, answered + expected)


def data_folder() -> Path:
    """Return the folder of the labelled data; end the program if there is none."""
    folder = Path(os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"No labelled data in {folder}. Set NEWSDESK_DATA to the folder of the data.")
    return folder
