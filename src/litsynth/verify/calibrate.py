"""A judge refitted on labels of the user's own, and what that changes. Pure but for its ports.

What is printed as "after" was measured on groups of pairs that the fit had not seen, in turn. The
fit that is kept is of all of them; its thresholds are those that the left-out pairs bear out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from litsynth.errors import ConfigError
from litsynth.ports import Encoder, Judgement, Progress, silent
from litsynth.verify.calibrate_fit import PRECISIONS, Borne, Codes, borne_out, codes_of, fit, folds
from litsynth.verify.calibration import Calibration, Moved
from litsynth.verify.evaluate import DEFAULT_PRECISION, judged, shown_pairs, weigh_all
from litsynth.verify.field import kept, summarise
from litsynth.verify.head import Doubles
from litsynth.verify.labelled import Label, LabelledPair, tied_groups
from litsynth.verify.metrics import FIGURES, Bools, Figure, Outcomes, measure, reliability
from litsynth.verify.policy import Policy
from litsynth.verify.reasoning import ReasoningJudge

FEWEST = 40
FEWEST_OF_A_KIND = 10
FEWEST_GROUPS = 5
FEW = 100
"""Labels below which the fit is warned of."""

_COMPARED = {"ece": False, "brier": False, "macro_f1": True, "auroc_supported": True}
"""Figures by which a refit is told to be worse, and whether more is better."""
_NO_MATTER = 0.015
"""How much worse a figure may be: with a hundred labels, less is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPrecision:
    """What "verified" means for one precision asked for."""

    least: float
    """The confidence from which a supported claim is verified; above 1 where nothing is. "After",
    the one that is kept."""
    verified: float
    """Share of all pairs."""
    right: float | None
    """Share of those that are labelled supported; None if there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The judge before or after."""

    figures: dict[str, Figure]
    """By name, as `evaluate verification` prints them, at `DEFAULT_PRECISION`."""
    at: dict[float, AtPrecision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A calibration, beside what the judge was without it."""

    calibration: Calibration
    before: Side
    after: Side
    warnings: tuple[str, ...]


def calibrate(
    labelled: Sequence[LabelledPair],
    judge: ReasoningJudge,
    encoder: Encoder,
    *,
    files: Sequence[str],
    made: str,
    progress: Progress = silent,
) -> Change:
    """Refit `judge`, which must carry no calibration, on `labelled` pairs.

    `made` is today's ISO date. Raises ConfigError for too few labels, ModelError if the encoder or
    the judge cannot run.
    """
    groups = tied_groups(labelled)
    labels = [pair.label for pair in labelled]
    check_enough(labels, groups)
    shown = shown_pairs(labelled, encoder, progress=progress)
    progress(f"calibrate: judging {sum(map(len, shown))} passages")
    parts = judged(judge, shown, progress=progress)
    own = judge.policy
    codes = codes_of(labels)
    chances, supported = weigh_all(parts, own)
    as_it_is = Outcomes(
        chances=chances,
        verified=supported,
        labels=np.array(labels, dtype=object),
        groups=np.array(groups, dtype=np.intp),
    )
    before = _side(as_it_is, {p: own.threshold(p) for p in PRECISIONS})

    fold = folds(groups)
    chances, supported = _crossed(parts, codes, fold, own)
    left_out = replace(as_it_is, chances=chances, verified=supported)
    borne = borne_out(chances[:, 0], supported, codes, fold)
    after = _borne_side(left_out, borne)
    progress("calibrate: fitting on all labels")
    moved = fit(list(map(_table, parts)), codes, own)
    claims = {pair.claim: group for pair, group in zip(labelled, groups, strict=True)}
    field = summarise(
        encoder.encode(list(claims)), encoder=encoder.name, groups=list(claims.values())
    )
    reached = tuple((precision, one.least) for precision, one in borne.items())
    calibration = Calibration(
        judge=judge.own_name, made=made, files=tuple(files), labels=len(labelled),
        groups=len(set(groups)), slopes=moved.slopes, shifts=moved.shifts, thresholds=reached,
        figures={
            "pairs": float(len(labelled)),
            **{name: round(figure.value, 4) for name, figure in after.figures.items()},
            **{f"confidence_for_precision_{p:.2f}": sure for p, sure in reached if sure <= 1},
        },
        intervals={
            name: (round(figure.low, 4), round(figure.high, 4))
            for name, figure in after.figures.items()
        },
        reliability=tuple(
            (round(sure, 4), round(right, 4), count) for sure, right, count in reliability(left_out)
        ),
        field=None if field is None else kept(field),
    )  # fmt: skip
    return Change(calibration=calibration, before=before, after=after, warnings=_warnings(labelled))


def setbacks(change: Change, precision: float) -> tuple[str, ...]:
    """In what the judge is worse after than before, as in "macro-F1 0.742 to 0.698"; of what is
    verified at `precision` only that nothing is any more, where enough of it was right.
    """
    before, after = change.before, change.after
    found = []
    for name, more_is_better in _COMPARED.items():
        if name in before.figures and name in after.figures:
            was, now = before.figures[name].value, after.figures[name].value
            if (was - now if more_is_better else now - was) > _NO_MATTER:
                found.append(f"{FIGURES[name].title} {was:.3f} to {now:.3f}")
    asked = next((one for one in PRECISIONS if one >= precision - 1e-9), None)
    if asked is not None and after.at[asked].right is None:
        lost = before.at[asked]
        if lost.right is not None and lost.right >= precision:
            found.append(
                f"at precision {precision:g} nothing is verified any more, of {lost.verified:.0%} "
                f"of the pairs, {lost.right:.0%} of them rightly"
            )
    return tuple(found)


def check_enough(labels: Sequence[Label], groups: Sequence[int]) -> None:
    """Raises ConfigError where labels are too few for any fit to mean something."""
    true = sum(label is Label.SUPPORTED for label in labels)
    needed = (
        (len(labels), FEWEST, "labels"),
        (true, FEWEST_OF_A_KIND, "labels SUPPORTED"),
        (len(labels) - true, FEWEST_OF_A_KIND, "labels other than SUPPORTED"),
        (len(set(groups)), FEWEST_GROUPS, "groups without a common claim or text"),
    )
    for there, least, what in needed:
        if there < least:
            raise ConfigError(
                f"too few to calibrate on: {what} {there}, and at least {least} are needed",
                hint=f"Label some {FEW} or more claims; without FILE, the checklist that comes "
                "with litsynth is used.",
            )


def _warnings(labelled: Sequence[LabelledPair]) -> tuple[str, ...]:
    if len(labelled) >= FEW:
        return ()
    few = (
        f"{len(labelled)} labels are few: the figures have wide intervals, and thresholds for "
        f"high precisions may be out of reach. {FEW} or more are better."
    )
    return (few,)


def _table(part: Sequence[Judgement]) -> Doubles:
    """(k, 3)"""
    rows = [(one.supports, one.refutes, one.neither) for one in part]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _moved(part: Sequence[Judgement], by: Moved) -> tuple[Judgement, ...]:
    return tuple(
        replace(judgement, supports=supports, refutes=refutes, neither=neither)
        for judgement, (supports, refutes, neither) in zip(
            part, by.of(_table(part)).tolist(), strict=True
        )
    )


def _crossed(
    parts: Sequence[Sequence[Judgement]], codes: Codes, fold: Codes, own: Policy
) -> tuple[Doubles, Bools]:
    """(n, 3) probabilities and (n,) supported, each of a fit on the other folds."""
    raw = [_table(part) for part in parts]
    chances = np.zeros((len(parts), 3))
    supported = np.zeros(len(parts), dtype=np.bool_)
    for at in np.unique(fold):
        inside, outside = np.flatnonzero(fold == at), np.flatnonzero(fold != at)
        moved = fit([raw[n] for n in outside.tolist()], codes[outside], own)
        chances[inside], supported[inside] = weigh_all(
            [_moved(parts[n], moved) for n in inside.tolist()], own
        )
    return chances, supported


def _borne_side(supported: Outcomes, borne: Mapping[float, Borne]) -> Side:
    """What was measured with the thresholds as tried, beside those that are kept."""
    measured = _side(supported, {precision: one.tried for precision, one in borne.items()})
    at = {precision: replace(one, least=borne[precision].least)
          for precision, one in measured.at.items()}  # fmt: skip
    return replace(measured, at=at)


def _side(supported: Outcomes, least: Mapping[float, Doubles] | Mapping[float, float]) -> Side:
    """`supported` holds as verified whatever is supported, however surely."""
    of = {
        precision: replace(
            supported, verified=supported.verified & (supported.chances[:, 0] >= least[precision])
        )
        for precision in PRECISIONS
    }
    true = supported.labels == Label.SUPPORTED
    at = {
        precision: AtPrecision(
            least=float(np.mean(least[precision])),
            verified=float(one.verified.mean()),
            right=float(true[one.verified].mean()) if one.verified.any() else None,
        )
        for precision, one in of.items()
    }
    return Side(figures=measure(of[DEFAULT_PRECISION]), at=at)
