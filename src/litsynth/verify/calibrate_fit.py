"""Fitting a calibration: four numbers by likelihood, thresholds by counting. Pure numpy.

Labels count as they stand: a set in which most claims are borne out makes a judge more trusting
than one in which few are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litsynth.verify.calibration import Moved, Numbers, log_odds, softmax
from litsynth.verify.head import Doubles
from litsynth.verify.labelled import CODES, Label
from litsynth.verify.metrics import Bools, threshold_for
from litsynth.verify.policy import OUT_OF_REACH, Policy

PRECISIONS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
LEAST_ABOVE = 20
"""Claims above a threshold without which its precision would be luck."""
_PRIOR = 1.0
"""How much the numbers are held near "nothing moves", in labels' worth."""
_LEAST_SLOPE = 0.05
_ROUNDS = 100
_FOLDS = 5
_STEP = 0.01
"""From one precision that is counted for to the next stricter one."""

Codes = NDArray[np.intp]


def codes_of(labels: Sequence[Label]) -> Codes:
    """(n,): 0 supported, 1 refuted, 2 not enough information, 3 one of the last two."""
    return np.array([CODES[label] for label in labels], dtype=np.intp)


def fit(judged: Sequence[Numbers], codes: Codes, policy: Policy) -> Moved:
    """The slopes and shifts under which the labels are likeliest, given how `policy` weighs.

    `judged` holds for each claim its passages' probabilities, (k, 3) before any calibration. A
    claim without passages says nothing here. Few labels move little.
    """
    told = [at for at, chances in enumerate(judged) if len(chances)]
    if not told:
        return Moved()
    fixed, design = _linear([judged[at] for at in told], policy)
    truth = np.stack([np.isin(codes[told], kinds) for kinds in ((0,), (1, 3), (2, 3))], axis=1)
    numbers = start = np.array([1.0, 0.0, 1.0, 0.0])  # slope, shift of support; of contradiction

    def loss(free: Doubles) -> float:
        parts = softmax(_with_neither(fixed + design @ free))
        likely = np.log(np.maximum((parts * truth).sum(axis=1), 1e-12))
        return float(-likely.sum() + _PRIOR / 2 * ((free - start) ** 2).sum())

    now = loss(numbers)
    for _ in range(_ROUNDS):
        parts = softmax(_with_neither(fixed + design @ numbers))
        # Where a label leaves two outcomes open, they share it as the judge now sees them.
        shared = parts * truth / np.maximum((parts * truth).sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("ncp,nc->p", design, (parts - shared)[:, :2]) + _PRIOR * (numbers - start)
        spread = np.einsum("nc,cd->ncd", parts[:, :2], np.eye(2))
        spread -= parts[:, :2, None] * parts[:, None, :2]
        curve = np.einsum("ncp,ncd,ndq->pq", design, spread, design) + _PRIOR * np.eye(4)
        step = np.linalg.solve(curve, slope)
        for size in (1.0, 0.5, 0.25, 0.1, 0.02):
            tried = numbers - size * step
            tried[[0, 2]] = np.maximum(tried[[0, 2]], _LEAST_SLOPE)
            if (then := loss(tried)) < now - 1e-9:
                break
        else:
            break
        numbers, now = tried, then
    slope_for, shift_for, slope_against, shift_against = (round(float(n), 4) for n in numbers)
    return Moved(slopes=(slope_for, slope_against), shifts=(shift_for, shift_against))


def _linear(judged: Sequence[Numbers], policy: Policy) -> tuple[Doubles, Doubles]:
    """What `policy.weigh` makes of moved log-odds, as fixed + design @ numbers.

    fixed: (n, 2), design: (n, 2, 4): for support and contradiction, by `numbers` of `fit`.
    """
    # A slope is positive, so the strongest passage stays the strongest.
    best = np.stack([log_odds(chances).max(axis=0) for chances in judged])
    crowd = policy.crowd * np.log([len(chances) for chances in judged])
    design = np.zeros((len(judged), 2, 4))
    for side in range(2):
        own, other = slice(2 * side, 2 * side + 2), slice(2 - 2 * side, 4 - 2 * side)
        ones = np.ones(len(judged))
        design[:, side, own] = policy.slopes[side] * np.stack([best[:, side], ones], axis=1)
        design[:, side, other] = -policy.rivalry * np.stack([best[:, 1 - side], ones], axis=1)
    fixed = np.array(policy.shifts) - crowd[:, None]
    if not any(chances[:, 1].any() for chances in judged):
        # The judge knows no contradiction: there is nothing to move.
        fixed = fixed + design[:, :, 2:] @ np.array([1.0, 0.0])
        design[:, :, 2:] = 0
    return np.asarray(fixed), design


def _with_neither(odds: Doubles) -> Doubles:
    return np.hstack([odds, np.zeros((len(odds), 1))])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Borne:
    """The threshold for one precision, and what was tried on pairs that had no part in it."""

    least: float
    """The least confidence of a verified claim; 1.01 where the precision is out of reach."""
    tried: Doubles
    """(n,): for each claim the least confidence that all folds but its own would keep."""


def borne_out(support: Numbers, supported: Bools, codes: Codes, fold: Codes) -> dict[float, Borne]:
    """For each of `PRECISIONS` the least confidence that pairs left out of the counting bear out.

    `support`: (n,), the confidence of each claim by a fit that had not seen it; `supported`:
    whether its outcome is that. A threshold is counted on all folds but one and tried on that one,
    in turn; where too few of those were right, a stricter precision is counted for until enough
    are. Where none does it, the precision is out of reach. A stricter one never asks for less.
    So the pairs that are left out choose the strictness: how a threshold does is told by `tried`,
    for which all this was done without the claim's own fold.
    """
    right = codes == 0
    kept = _least(support, supported, right, fold, fewest=LEAST_ABOVE)
    tried = {precision: np.zeros(len(support)) for precision in PRECISIONS}
    for at in np.unique(fold):
        rest = fold != at
        # As many above a threshold, in proportion: else what few labels bear out is never tried.
        fewest = LEAST_ABOVE * float(rest.mean())
        chosen = _least(support[rest], supported[rest], right[rest], fold[rest], fewest=fewest)
        for precision in PRECISIONS:
            # What is out of reach verifies nothing, even where the other folds reach it.
            reached = kept[precision] <= 1
            tried[precision][~rest] = chosen[precision] if reached else OUT_OF_REACH
    return {precision: Borne(least=kept[precision], tried=tried[precision])
            for precision in PRECISIONS}  # fmt: skip


def _least(
    support: Numbers, supported: Bools, right: Bools, fold: Codes, *,
    fewest: float,
) -> dict[float, float]:  # fmt: skip
    """For each of `PRECISIONS` the least confidence, chosen on folds left out of the counting.

    fewest: claims above it without which a precision would be luck.
    """
    found: dict[float, float] = {}
    least, floor = 0.0, np.zeros(len(support))
    for precision in PRECISIONS:
        for asked in np.arange(precision, 1.0, _STEP):
            alone = _without_own(support, supported, right, fold, asked, fewest)
            tried = np.maximum(alone, floor)
            verified = supported & (support >= tried)
            if verified.sum() >= fewest and right[verified].mean() >= precision:
                counted = _counted(support[supported], right[supported], asked, fewest)
                least, floor = max(counted, least), tried
                break
        else:
            least, floor = OUT_OF_REACH, np.full(len(support), OUT_OF_REACH)
        found[precision] = least
    return found


def _without_own(
    support: Numbers, supported: Bools, right: Bools, fold: Codes,
    asked: float, fewest: float,
) -> Doubles:  # fmt: skip
    """(n,): for each claim the threshold that the other folds give."""
    found = np.zeros(len(support))
    for at in np.unique(fold):
        others = supported & (fold != at)
        part = fewest * float((fold != at).mean())
        found[fold == at] = _counted(support[others], right[others], asked, part)
    return found


def _counted(sure: Numbers, right: Bools, precision: float, fewest: float) -> float:
    """The least confidence from which `precision` are right, `fewest` or more; else 1.01."""
    doubles: Doubles = sure.astype(np.float64)
    least = threshold_for(doubles, right, precision) if len(doubles) else None
    if least is None or (doubles >= least).sum() < fewest:
        return OUT_OF_REACH
    # Rounded down, so that the claim on the threshold stays above it.
    return float(np.floor(least * 1e4) / 1e4)


def folds(groups: Sequence[int]) -> Codes:
    """(n,) of 0 to 4: groups stay whole, and the folds are about as large."""
    sizes = dict(zip(*np.unique(groups, return_counts=True), strict=True))
    filled = [0] * _FOLDS
    place = {}
    for group in sorted(sizes, key=lambda one: (-sizes[one], one)):
        place[group] = filled.index(min(filled))
        filled[place[group]] += sizes[group]
    return np.array([place[group] for group in groups], dtype=np.intp)
