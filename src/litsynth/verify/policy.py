"""From judged passages to one outcome with a calibrated confidence. Pure; the numbers are fitted.

A policy belongs to the judge it was fitted with. Its thresholds answer "from which confidence on
were at least so many of the claims called supported right, on pairs that nothing was fitted on".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from litsynth.ports import Judge, Judgement

LEAST = 1e-6
"""Probability below which none is taken: the log-odds stay finite."""
OUT_OF_REACH = 1.01
"""A confidence that none attains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How the strongest support and the strongest contradiction make one outcome."""

    slopes: tuple[float, float] = (1.0, 1.0)
    """For the log-odds of support and of contradiction against neither."""
    shifts: tuple[float, float] = (0.0, 0.0)
    crowd: float = 0.0
    """How much the best of n passages is to be discounted, times log n."""
    rivalry: float = 0.0
    """How much the other side's best passage weakens each side."""
    thresholds: tuple[tuple[float, float], ...] = ()
    """(precision asked for, least confidence), in rising order; empty if never measured."""

    def weigh(self, judgements: Sequence[Judgement]) -> tuple[float, float, float]:
        """Calibrated probabilities that the claim is supported, refuted, neither."""
        if not judgements:
            return 0.0, 0.0, 1.0
        support = max(_log_odds(one.supports, one.neither) for one in judgements)
        refuting = max(_log_odds(one.refutes, one.neither) for one in judgements)
        discount = self.crowd * math.log(len(judgements))
        logits = (
            self.slopes[0] * support + self.shifts[0] - discount - self.rivalry * refuting,
            self.slopes[1] * refuting + self.shifts[1] - discount - self.rivalry * support,
            0.0,
        )
        top = max(logits)
        parts = [math.exp(logit - top) for logit in logits]
        return parts[0] / sum(parts), parts[1] / sum(parts), parts[2] / sum(parts)

    def threshold(self, precision: float) -> float:
        """The least confidence for `precision`; between two measured ones the stricter's.

        A precision above the highest that the calibration reached is out of reach: the answer is
        then 1.01, which no confidence attains, so nothing is verified. A policy without measured
        thresholds takes the precision itself as the least confidence.
        """
        if not self.thresholds:
            return precision
        reached = (least for asked, least in self.thresholds if asked >= precision - 1e-9)
        return next(reached, OUT_OF_REACH)


def _log_odds(part: float, neither: float) -> float:
    return math.log(max(part, LEAST)) - math.log(max(neither, LEAST))


@runtime_checkable
class Calibrated(Protocol):
    """A judge that knows how its judgements become an outcome."""

    @property
    def policy(self) -> Policy: ...


def policy_of(judge: Judge) -> Policy:
    """The judge's own policy, or one that takes its probabilities as they are."""
    return judge.policy if isinstance(judge, Calibrated) else Policy()
