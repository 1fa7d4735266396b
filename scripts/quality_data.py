"""What all sections of quality.py share: options, reading of the data, precision and recall."""

import json
import os
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Options:
    """Where the data is and how much of it to use."""

    data: Path
    limit: int | None = None
    ablate: bool = False

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a JSON lines file, up to the limit."""
        with (self.data / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in islice(lines, self.limit)]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @classmethod
    def of(cls, hits: int, predicted: int, expected: int) -> "Score":
        """Return the score of so many hits."""
        return cls(hits / predicted if predicted else 0.0, hits / expected if expected else 0.0)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{100 * self.precision:5.1f} {100 * self.recall:5.1f} {100 * self.f1:5.1f}"


def data_folder() -> Path:
    """Return the folder of the labelled data; ends the program when there is none."""
    folder = Path(os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"No labelled data in {folder}: set NEWSDESK_DATA to its folder.")
    return folder
