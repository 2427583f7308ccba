"""From features to probabilities: a small network in numpy, and its calibrator. Pure.

Two decisions, not one: whether the passage bears on the claim at all, and then whether it is for
or against. Their product gives three probabilities.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Head:
    """The mean of `m` networks with one hidden layer of `h` over `f` features."""

    mean: Floats
    """(f,)"""
    scale: Floats
    """(f,), positive."""
    hidden: Floats
    """(m, f, h)"""
    hidden_bias: Floats
    """(m, h)"""
    skip: Floats
    """(m, f, 2): the straight, linear way beside the hidden layer."""
    out: Floats
    """(m, h, 2)"""
    out_bias: Floats
    """(m, 2)"""

    def logits(self, rows: Floats) -> Floats:
        """(n, f) to (n, 2): log-odds of bearing on the claim, and of being for it if so."""
        # Beyond four deviations lies what training never showed; it may not outweigh the rest.
        scaled = np.clip((rows - self.mean) / self.scale, -4, 4).astype(np.float32)
        inner = np.tanh(np.einsum("nf,mfh->mnh", scaled, self.hidden) + self.hidden_bias[:, None])
        each = np.einsum("mnh,mho->mno", inner, self.out) + self.out_bias[:, None]
        each += np.einsum("nf,mfo->mno", scaled, self.skip)
        return np.asarray(each.mean(axis=0), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrator:
    """Straightens the head's log-odds: `slope * logit + shift` for each decision."""

    slopes: tuple[float, float] = (1.0, 1.0)
    shifts: tuple[float, float] = (0.0, 0.0)

    def probabilities(self, logits: Floats) -> Floats:
        """(n, 2) log-odds to (n, 3) probabilities that the passage supports, refutes, neither."""
        bears, favours = sigmoid(logits * np.array(self.slopes) + np.array(self.shifts)).T
        return np.stack([bears * favours, bears * (1 - favours), 1 - bears], axis=1)


def sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), dtype=np.float32)
