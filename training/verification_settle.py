"""Fit what comes last: policy and thresholds, on pairs that the head never saw.

Pairs are weighed so that a third of the claims are supported, a third refuted and a third neither,
and each set counts by the root of its size: nobody knows how often a report's claims will be borne
out, so the confidences are made for no set's own shares. For the thresholds supported claims weigh
as much as all others together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from training.verification_head import Codes, Weights

from litsynth.ports import Judgement
from litsynth.verify.calibrate_fit import PRECISIONS
from litsynth.verify.policy import LEAST, Policy

EQUAL: Mapping[int, float] = {0: 1 / 3, 1: 1 / 3, 2: 1 / 3, 3: 2 / 3}
HALF: Mapping[int, float] = {0: 0.5, 1: 0.25, 2: 0.25, 3: 0.5}
"""What each label's pairs weigh together, where all labels of its set are there."""
_LEAST_ABOVE = 25
"""Pairs above a threshold without which its precision would be luck."""


def balanced_weights(codes: Codes, shares: Mapping[int, float] = EQUAL) -> Weights:
    """(n,): weights of one set's pairs, summing to the root of its size."""
    weights = np.zeros(len(codes), dtype=np.float32)
    for code in np.unique(codes):
        here = codes == code
        weights[here] = shares[int(code)] / here.sum()
    return weights * np.float32(np.sqrt(len(codes)) / weights.sum())


def fit_policy(
    judged: Sequence[Sequence[Judgement]],
    codes: Codes,
    weights: Weights,
    *,
    threshold_weights: Weights,
) -> Policy:
    """Slopes, shifts, crowd and rivalry by likelihood, then the thresholds."""
    odds = torch.tensor([_best_odds(one) for one in judged], dtype=torch.float64)
    crowd_of = torch.tensor([np.log(max(1, len(one))) for one in judged], dtype=torch.float64)
    labels = torch.from_numpy(codes.astype(np.int64))
    weight = torch.from_numpy(weights.astype(np.float64) / weights.sum())
    # In the order of the fields of Policy.
    free = torch.tensor([1.0, 1.0, 0, 0, 0, 0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([free], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        discount = free[4] * crowd_of
        support = free[0] * odds[:, 0] + free[2] - discount - free[5] * odds[:, 1]
        refuting = free[1] * odds[:, 1] + free[3] - discount - free[5] * odds[:, 0]
        table = torch.stack([support, refuting, torch.zeros_like(support)], dim=1)
        table = table.log_softmax(dim=1)
        table = torch.cat([table, torch.logaddexp(table[:, 1], table[:, 2])[:, None]], dim=1)
        likely = table.gather(1, labels[:, None])[:, 0]
        loss = -(likely * weight).sum() + 1e-3 * (free[5] ** 2 + free[4] ** 2)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    numbers = [round(number, 4) for number in free.detach().tolist()]
    policy = Policy(
        slopes=(numbers[0], numbers[1]),
        shifts=(numbers[2], numbers[3]),
        crowd=numbers[4],
        rivalry=numbers[5],
    )
    chances = np.array([policy.weigh(one) for one in judged])
    return replace(policy, thresholds=thresholds(chances, codes, threshold_weights))


def _best_odds(judgements: Sequence[Judgement]) -> tuple[float, float]:
    """As `Policy.weigh` sees them: the best log-odds of support and contradiction to neither."""
    return (
        max((_log(one.supports) - _log(one.neither) for one in judgements), default=-10.0),
        max((_log(one.refutes) - _log(one.neither) for one in judgements), default=-10.0),
    )


def _log(value: float) -> float:
    return float(np.log(max(value, LEAST)))


def thresholds(
    chances: NDArray[np.float64], codes: Codes, weights: Weights
) -> tuple[tuple[float, float], ...]:
    """(precision, least confidence of support), where the precision was reached at all."""
    support = np.where(chances.argmax(axis=1) == 0, chances[:, 0], 0.0)
    order = np.argsort(-support, kind="stable")
    right = np.cumsum((codes[order] == 0) * weights[order])
    share = right / np.cumsum(weights[order])
    deep = np.arange(1, len(order) + 1) >= _LEAST_ABOVE
    found: list[tuple[float, float]] = []
    for precision in PRECISIONS:
        good = np.flatnonzero((share >= precision) & deep & (support[order] > 0))
        if len(good):
            least = float(support[order[good[-1]]])
            # A stricter precision never asks for less confidence.
            found.append((precision, round(max(least, found[-1][1] if found else 0.0), 4)))
    return tuple(found)
