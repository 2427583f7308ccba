"""Figures for judged pairs with known labels. Pure; no figure is rounded here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litsynth.verify.head import Doubles
from litsynth.verify.labelled import CODES, Label

BINS = 15
RESAMPLES = 300
_MIDDLE = (2.5, 97.5)

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    value: float
    low: float
    """Lower end of the 95 % interval: percentiles of 300 resamplings of whole groups."""
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcomes:
    """What a judge made of n pairs, beside what is true."""

    chances: Doubles
    """(n, 3): probability of supported, refuted, neither."""
    verified: Bools
    """(n,)"""
    labels: NDArray[np.object_]
    """(n,) of `Label`."""
    groups: NDArray[np.intp]
    """(n,): pairs of one group are resampled together."""

    def take(self, rows: NDArray[np.intp]) -> "Outcomes":
        return Outcomes(
            chances=self.chances[rows],
            verified=self.verified[rows],
            labels=self.labels[rows],
            groups=self.groups[rows],
        )

    @property
    def two_way(self) -> bool:
        """Whether only support is known: refuted and not enough information are one."""
        return bool((self.labels == Label.NOT_SUPPORTED).any())

    @property
    def classes(self) -> tuple[Doubles, NDArray[np.intp]]:
        """(n, c) probabilities and (n,) true columns, c = 2 for two-way sets, else 3."""
        if self.two_way:
            support = self.chances[:, 0]
            truth = np.where(self.labels == Label.SUPPORTED, 0, 1)
            return np.stack([support, 1 - support], axis=1), truth
        return self.chances, np.array([CODES[label] for label in self.labels], dtype=np.intp)


def measure(outcomes: Outcomes) -> dict[str, Figure]:
    """Every figure that the labels allow, by name, each with its interval.

    A figure whose classes are missing (no refuted pair, say) is left out.
    """
    point = _all(outcomes)
    rng = np.random.default_rng(0)
    _, where = np.unique(outcomes.groups, return_inverse=True)
    order = np.argsort(where, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(where[order])) + 1)
    drawn: dict[str, list[float]] = {name: [] for name in point}
    for _ in range(RESAMPLES):
        picked = rng.integers(0, len(members), len(members))
        again = _all(outcomes.take(np.concatenate([members[at] for at in picked])))
        for name in point:
            if name in again:
                drawn[name].append(again[name])
    return {
        name: Figure(
            value=value,
            low=float(np.percentile(drawn[name] or [value], _MIDDLE[0])),
            high=float(np.percentile(drawn[name] or [value], _MIDDLE[1])),
        )
        for name, value in point.items()
    }


def _all(outcomes: Outcomes) -> dict[str, float]:
    return {name: value for name, one in FIGURES.items() if (value := one.of(outcomes)) is not None}


def auroc(scores: Doubles, positive: Bools) -> float | None:
    """How often a positive scores above a negative, ties by half; None without both kinds.

    Both of shape (n,).
    """
    count, others = int(positive.sum()), int((~positive).sum())
    if not count or not others:
        return None
    _, inverse, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    # The mean rank of tied scores, from 1.
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[inverse]
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * others))


def auroc_supported(outcomes: Outcomes) -> float | None:
    return auroc(outcomes.chances[:, 0], outcomes.labels == Label.SUPPORTED)


def auroc_refuted(outcomes: Outcomes) -> float | None:
    """Supported against refuted, by the share of support in what is not neither."""
    decided = (outcomes.labels == Label.SUPPORTED) | (outcomes.labels == Label.REFUTED)
    chances = outcomes.chances[decided]
    share = chances[:, 0] / np.maximum(chances[:, 0] + chances[:, 1], 1e-12)
    if not outcomes.chances[:, 1].any():  # A judge that knows no refutation only has support.
        share = chances[:, 0]
    return auroc(share, outcomes.labels[decided] == Label.SUPPORTED)


def balanced_accuracy(outcomes: Outcomes) -> float | None:
    """Of `verified` against the label SUPPORTED: the mean of both kinds' shares that are right."""
    true = outcomes.labels == Label.SUPPORTED
    if true.all() or not true.any():
        return None
    return float((outcomes.verified[true].mean() + (~outcomes.verified[~true]).mean()) / 2)


def macro_f1(outcomes: Outcomes) -> float | None:
    """Mean F1 over the classes that occur; None for two-way sets."""
    if outcomes.two_way:
        return None
    chances, truth = outcomes.classes
    guess = chances.argmax(axis=1)
    scores = []
    for kind in np.unique(truth):
        hit = float(((guess == kind) & (truth == kind)).sum())
        scores.append(2 * hit / max(1.0, float((guess == kind).sum() + (truth == kind).sum())))
    return float(np.mean(scores))


def calibration_error(outcomes: Outcomes) -> float | None:
    """Mean distance of confidence and share right over 15 equal bins of the top probability, each
    weighed by its pairs (Guo et al., 2017).
    """
    bins = reliability(outcomes)
    total = sum(count for _, _, count in bins)
    return sum(count * abs(sure - right) for sure, right, count in bins) / total


def reliability(outcomes: Outcomes) -> tuple[tuple[float, float, int], ...]:
    """(mean confidence, share right, count) of each bin that holds a pair, in rising order."""
    chances, truth = outcomes.classes
    sure = chances.max(axis=1)
    right = chances.argmax(axis=1) == truth
    place = np.minimum((sure * BINS).astype(np.intp), BINS - 1)
    return tuple(
        (float(sure[here].mean()), float(right[here].mean()), int(here.sum()))
        for at in range(BINS)
        if (here := place == at).any()
    )


def brier(outcomes: Outcomes) -> float | None:
    """Mean squared distance of the probabilities from the truth, summed over classes (0 to 2), as
    Brier (1950) has it.
    """
    chances, truth = outcomes.classes
    exact = np.eye(chances.shape[1])[truth]
    return float(((chances - exact) ** 2).sum(axis=1).mean())


def coverage_at(outcomes: Outcomes, precision: float) -> float:
    """The largest share of all pairs, surest outcome first, of which `precision` are right."""
    chances, truth = outcomes.classes
    return _deepest(chances.max(axis=1), chances.argmax(axis=1) == truth, precision) / len(truth)


def recall_at(outcomes: Outcomes, precision: float) -> float | None:
    """The largest share of supported pairs found, likeliest first, with that precision."""
    true = np.asarray(outcomes.labels == Label.SUPPORTED)
    if not true.any():
        return None
    support = outcomes.chances[:, 0]
    depth = _deepest(support, true, precision)
    best = np.argsort(-support, kind="stable")[:depth]
    return float(true[best].sum() / true.sum())


def _deepest(sure: Doubles, right: Bools, precision: float) -> int:
    """How many of the surest can be taken with `precision` of them right; ties go together."""
    order = np.argsort(-sure, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    ends = np.append(np.diff(sure[order]) != 0, values=True)
    good = np.flatnonzero((share >= precision) & ends)
    return int(good[-1]) + 1 if len(good) else 0


def threshold_for(support: Doubles, true: Bools, precision: float) -> float | None:
    """The least confidence from which on `precision` of the claims are right, or None.

    Both of shape (n,).
    """
    depth = _deepest(support, true, precision)
    return float(np.sort(support)[::-1][depth - 1]) if depth else None


def _false_support(label: Label) -> Callable[[Outcomes], float | None]:
    def share(outcomes: Outcomes) -> float | None:
        these = outcomes.labels == label
        return float(outcomes.verified[these].mean()) if these.any() else None

    return share


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, and what it is called where it is printed."""

    of: Callable[[Outcomes], float | None]
    """None where the labels do not allow it."""
    column: str
    """Above a column, as short as can be."""
    title: str = ""
    """In a row or a sentence; empty for those that only a table has."""


FIGURES: Mapping[str, Measure] = {
    "auroc_supported": Measure(auroc_supported, "AUROC S/rest", "AUROC supported/rest"),
    "auroc_supported_refuted": Measure(auroc_refuted, "AUROC S/R", "AUROC supported/refuted"),
    "balanced_accuracy": Measure(balanced_accuracy, "bal. acc."),
    "macro_f1": Measure(macro_f1, "macro-F1", "macro-F1"),
    "ece": Measure(calibration_error, "ECE", "calibration error"),
    "brier": Measure(brier, "Brier", "Brier score"),
    "coverage_at_90": Measure(lambda outcomes: coverage_at(outcomes, 0.9), "cov. at 90 %"),
    "recall_at_90": Measure(lambda outcomes: recall_at(outcomes, 0.9), "recall at 90 %"),
    "false_support_refuted": Measure(
        _false_support(Label.REFUTED), "false: R", "refuted called verified"
    ),
    "false_support_nei": Measure(
        _false_support(Label.NEI), "false: NEI", "undecided called verified"
    ),
    "false_support_other": Measure(
        _false_support(Label.NOT_SUPPORTED), "false: not S", "others called verified"
    ),
    "verified": Measure(lambda outcomes: float(outcomes.verified.mean()), "verified"),
}
"""Each figure by name, in the order of the columns."""


def pooled(parts: Sequence[Outcomes]) -> Outcomes:
    """All pairs as one set. If any part is two-way, refuted and NEI become NOT_SUPPORTED."""
    labels = np.concatenate([part.labels for part in parts])
    if any(part.two_way for part in parts):
        labels = np.where(labels == Label.SUPPORTED, labels, Label.NOT_SUPPORTED)
    offsets = np.cumsum([0, *(int(part.groups.max(initial=0)) + 1 for part in parts)])
    return Outcomes(
        chances=np.concatenate([part.chances for part in parts]),
        verified=np.concatenate([part.verified for part in parts]),
        labels=labels.astype(object),
        groups=np.concatenate(
            [part.groups + offset for part, offset in zip(parts, offsets[:-1], strict=True)]
        ),
    )
