"""How sure a name is: its likelihood as the network gives it, made to be right as often as it says."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from storage.analysis.recognition.tag_decoder import KINDS

_STEPS = 50
_RIDGE = 1e-3
_EDGE = 1e-6


def identity() -> dict[str, tuple[float, float]]:
    """Return a calibration that leaves the network's own probabilities."""
    return dict.fromkeys(KINDS, (1.0, 0.0))


def calibrated(names: Iterable[tuple[str, float, bool]]) -> dict[str, tuple[float, float]]:
    """Return slope and intercept for each kind (Platt 1999) from its kind, own probability and truth.

    The names must come from texts that the network was not trained on.
    """
    known = list(names)
    return {kind: _platt([(p, right) for own, p, right in known if own == kind]) for kind in KINDS}


def _platt(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    said = np.clip([p for p, _ in pairs], _EDGE, 1 - _EDGE)
    right = np.array([right for _, right in pairs], dtype=float)
    inputs: NDArray[np.float64] = np.stack([np.log(said / (1 - said)), np.ones(len(said))], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(_STEPS):  # Newton's method
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - guess) - _RIDGE * weights
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + _RIDGE * np.eye(2)
        weights += np.linalg.solve(bend, slope)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)
