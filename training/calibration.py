"""Calibration of the network's probabilities: of all names given .8, eight in ten are right."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from storage.analysis.recognition.tag_decoder import KINDS

_STEPS = 50
_L2_PENALTY = 1e-3
_EPSILON = 1e-6


def identity() -> dict[str, tuple[float, float]]:
    """Return a calibration that does not change the probabilities."""
    return dict.fromkeys(KINDS, (1.0, 0.0))


def fit_calibration(names: Iterable[tuple[str, float, bool]]) -> dict[str, tuple[float, float]]:
    """Return slope and intercept of Platt scaling (Platt 1999) for each kind.

    Each name is its kind, the network's probability, and whether it is right. The names must come from texts
    outside the network's training data.
    """
    found = list(names)
    return {kind: _platt([(p, right) for other, p, right in found if other == kind]) for kind in KINDS}


def _platt(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    predicted = np.clip([p for p, _ in pairs], _EPSILON, 1 - _EPSILON)
    right = np.array([right for _, right in pairs], dtype=float)
    inputs: NDArray[np.float64] = np.stack(
        [np.log(predicted / (1 - predicted)), np.ones(len(predicted))], axis=1
    )
    weights = np.array([1.0, 0.0])
    for _ in range(_STEPS):  # Newton's method
        fitted = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (right - fitted) - _L2_PENALTY * weights
        hessian = (inputs * (fitted * (1 - fitted))[:, None]).T @ inputs + _L2_PENALTY * np.eye(2)
        weights += np.linalg.solve(hessian, gradient)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)
