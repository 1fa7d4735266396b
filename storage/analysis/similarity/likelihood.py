"""How likely two articles report the same event, from what they have in common.

A logistic regression whose weights have the sign that a reader expects. `weights.tsv` is made by
`scripts/fit_links.py`, which says from what; its second column is for texts without any names by
capitals, as in scripts that have none.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from storage.analysis.similarity.array_types import Weights
from storage.analysis.similarity.features import Features

_TABLE = Path(__file__).with_name("weights.tsv")
_DECIMALS = 6  # fewer than the last bits, in which a sum may differ with its order


def likelihood(pairs: Features, weights: Mapping[str, float]) -> Weights:
    """Return for each pair the likelihood, from 0 to 1, that both articles report the same event."""
    total = sum((weights[name] * values for name, values in pairs.items()), np.array(weights["bias"]))
    found: Weights = np.round(1 / (1 + np.exp(-total)), _DECIMALS)
    return found


@lru_cache(maxsize=1)
def shipped_weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the weight of each feature, and those for texts without any names by capitals."""
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows}
