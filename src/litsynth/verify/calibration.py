"""A calibration of the user's own: how far a judge's log-odds are moved, and from where on
"verified" holds. Pure; `calibrate.py` fits one, `calibration_file.py` keeps it.

Four numbers move every passage's log-odds, so that a hundred labels are enough to find them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from litsynth.records import JudgeCard
from litsynth.verify.head import Doubles, Floats
from litsynth.verify.metrics import FIGURES
from litsynth.verify.policy import LEAST, Policy

Numbers = NDArray[np.floating]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How far the log-odds of support and of contradiction against neither are moved."""

    slopes: tuple[float, float] = (1.0, 1.0)
    shifts: tuple[float, float] = (0.0, 0.0)

    def of(self, chances: Numbers) -> Floats:
        """(n, 3) probabilities to (n, 3). What was impossible stays impossible."""
        odds = log_odds(chances) * np.array(self.slopes) + np.array(self.shifts)
        odds[chances[:, :2] == 0] = -np.inf
        return softmax(np.hstack([odds, np.zeros((len(odds), 1))])).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptField:
    """The field of the labelled claims (see `field.py`), as a file can hold it."""

    encoder: str
    """Name of the encoder behind the centres."""
    width: int
    centres: str
    """Base64 of float16, row by row."""
    usual: float
    far: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What `litsynth calibrate` found, and on what."""

    judge: str
    """Name of the judge that it was made for, revision included."""
    made: str
    """ISO date."""
    files: tuple[str, ...]
    """Names of the files of labels, without their folders."""
    labels: int
    groups: int
    """Groups of pairs that share a claim or a text."""
    slopes: tuple[float, float]
    """For the log-odds of support and of contradiction against neither."""
    shifts: tuple[float, float]
    thresholds: tuple[tuple[float, float], ...]
    """(precision asked for, least confidence), in rising order; 1.01 where it was not reached."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """Measured on labels that the numbers above were not fitted on, in turn."""
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Of `figures`, the ends of the 95 % interval of each that has one."""
    reliability: tuple[tuple[float, float, int], ...] = ()
    field: KeptField | None = None

    @property
    def digest(self) -> str:
        """sha256 of all of it: part of the judge's name."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def moved(self, chances: Numbers) -> Floats:
        """(n, 3) probabilities to (n, 3), as `Moved.of` has them."""
        return Moved(slopes=self.slopes, shifts=self.shifts).of(chances)


def log_odds(chances: Numbers) -> Doubles:
    """(n, 3) to (n, 2): the log-odds of support and contradiction against neither."""
    logs = np.log(np.maximum(chances, LEAST))
    return np.asarray(logs[:, :2] - logs[:, 2:], dtype=np.float64)


def softmax(logits: Numbers) -> Doubles:
    """Along the last axis."""
    parts = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True), dtype=np.float64)


def calibrated_policy(own: Policy, calibration: Calibration) -> Policy:
    """The judge's way of weighing passages, with the calibration's thresholds."""
    return replace(own, thresholds=calibration.thresholds)


def calibrated_card(own: JudgeCard, calibration: Calibration) -> JudgeCard:
    """The judge's card with the error on the user's labels instead of its own."""
    files = ", ".join(calibration.files)
    kept_note = "" if own.figures else own.note
    return JudgeCard(
        name=own.name,
        made=calibration.made,
        data=f"Calibrated on {calibration.labels} labelled pairs ({calibration.groups} groups) of "
        f"{files} on {calibration.made}; every figure is of pairs left out of the fit in turn"
        f"{_intervals(calibration)}. "
        f"The judge itself: {own.data}",
        figures=calibration.figures,
        reliability=calibration.reliability,
        note=" ".join(part for part in (*_measured_on(calibration), kept_note) if part),
    )


def _measured_on(calibration: Calibration) -> tuple[str, ...]:
    """How far the figures reach, and that nothing is ever verified where that is so."""
    measured = (
        f"Measured on the {calibration.labels} labelled pairs that it was calibrated on "
        f"({', '.join(calibration.files)}); of other claims the figures say little."
    )
    if any(least <= 1 for _, least in calibration.thresholds):
        return (measured,)
    return measured, "No precision was reached on them: no claim can be verified with this judge."


_TOLD = tuple(
    """auroc_supported auroc_supported_refuted ece false_support_refuted false_support_nei
    false_support_other""".split()
)


def _intervals(calibration: Calibration) -> str:
    """As in ", with 95 % intervals: AUROC supported/rest 0.81 (0.70 to 0.90)"."""
    told = [
        f"{FIGURES[name].title} {calibration.figures[name]:.2f} ({low:.2f} to {high:.2f})"
        for name in _TOLD
        if name in calibration.figures and (found := calibration.intervals.get(name))
        for low, high in (found,)
    ]
    return f", with 95 % intervals: {', '.join(told)}" if told else ""
