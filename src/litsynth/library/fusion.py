"""Several rankings as one, by reciprocal rank fusion. Pure."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")

CONSTANT = 60
"""Of Cormack, Clarke and Buettcher (2009): how little the first places count above the next."""


def fused(rankings: Sequence[Sequence[K]]) -> list[tuple[K, float]]:
    """Everything in `rankings` (best first) with its fused score, best first.

    The score is the sum of 1 / (60 + rank) over the rankings that have it. Ties keep the order in
    which they came, the first ranking's first.
    """
    scores: dict[K, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (CONSTANT + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


def ranks(ranking: Sequence[K]) -> Mapping[K, int]:
    """Each member's place, from 1."""
    return {key: rank for rank, key in enumerate(ranking, start=1)}
