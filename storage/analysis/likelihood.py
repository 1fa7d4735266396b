"""How likely two articles report the same event, from what they have in common.

A logistic regression whose weights have the sign that a reader expects. `weights.tsv` is made by
`scripts/fit_links.py`, which says from what; its second column is for texts without any names by
capitals, as in scripts that have none.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

from storage.analysis.features import Features

_TABLE = Path(__file__).with_name("weights.tsv")
_DECIMALS = 6  # fewer than the last bits, in which a sum may differ with its order


def likelihood(pair: Features, *, caseless: bool = False) -> float:
    """Return the likelihood, from 0 to 1, that two articles report the same event."""
    weights = _weights()[caseless]
    total = weights["bias"] + sum(weights[name] * value for name, value in pair.items())
    return round(1 / (1 + exp(-total)), _DECIMALS)


@lru_cache(maxsize=1)
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows}
