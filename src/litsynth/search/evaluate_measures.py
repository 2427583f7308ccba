"""How good an order of papers is, given which of them answer the question. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIGURES = ("recall@5", "recall@20", "recall@100", "nDCG@10", "MRR")
_CUTS = (5, 20, 100)
_GAIN_CUT = 10
_RESAMPLES = 5000
_MIDDLE = (0.025, 0.975)
_SEED = 7
"""The same resamples every time: two runs over one file differ only where the ranking does."""

Rows = NDArray[np.float64]
"""(questions, figures): each question's own value of each of `FIGURES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean over questions, with the middle 95 % of its bootstrap."""

    value: float
    low: float
    high: float


def measures(places: Sequence[int | None]) -> tuple[float, ...]:
    """One question's value of each of `FIGURES`, from where each of its gold papers stands.

    places: from 1; None for a paper that is not in the list. At least one.
    """
    found = sorted(place for place in places if place is not None)
    recall = [sum(place <= cut for place in found) / len(places) for cut in _CUTS]
    ideal = sum(_gain(place) for place in range(1, min(len(places), _GAIN_CUT) + 1))
    gained = sum(_gain(place) for place in found if place <= _GAIN_CUT)
    return *recall, gained / ideal, 1 / found[0] if found else 0.0


def _gain(place: int) -> float:
    return float(1 / np.log2(place + 1))


def means(rows: Rows) -> Mapping[str, Interval]:
    """Each figure's mean over the questions, which are what is resampled."""
    if not len(rows):
        raise ValueError("there is nothing to take a mean of")
    drawn = np.random.default_rng(_SEED).integers(0, len(rows), (_RESAMPLES, len(rows)))
    found: dict[str, Interval] = {}
    for column, name in enumerate(FIGURES):
        values = rows[:, column]
        low, high = np.quantile(values[drawn].mean(axis=1), _MIDDLE)
        found[name] = Interval(value=float(values.mean()), low=float(low), high=float(high))
    return found


def gains(rows: Rows, over: Rows) -> Mapping[str, Interval]:
    """How much `rows` is above `over`, question by question, each figure for itself."""
    return means(rows - over)
