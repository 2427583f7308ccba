"""A judge measured on labelled pairs, on the same path that a report takes.

Passages are found in each pair's evidence as they are in a paper, judged, and weighed into one
outcome; beside it stand the old similarity rule, the commonest label, and a control that sees only
the claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from litsynth.lexical import counted
from litsynth.ports import Encoder, Judge, Judgement, Pair, Progress, silent
from litsynth.records import SUPPORTED_FROM, Outcome
from litsynth.verify.combine import outcome_of
from litsynth.verify.control import claim_only, majority
from litsynth.verify.head import Doubles
from litsynth.verify.judges import SimilarityJudge
from litsynth.verify.labelled import (
    LabelledPair,
    read_labelled,
    resampling_groups,
    sampled,
    tied_groups,
)
from litsynth.verify.metrics import FIGURES, Bools, Figure, Outcomes, measure, pooled
from litsynth.verify.pairing import labelled_pairs
from litsynth.verify.policy import Policy, policy_of
from litsynth.verify.reasons import stance_of

DEFAULT_PRECISION = 0.8
POOLED = "all files"
_TOLD_EVERY = 64
_JUDGED_TOGETHER = 512
"""Passages judged between two lines of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One line of the table."""

    file: str
    """The file's name, or "all files"."""
    judge: str
    name: str
    """With the judge's revision, and that of its calibration if it has one; a control has none."""
    precision: float
    """What was asked for."""
    verified_from: float | None
    """The least confidence of a verified claim; None where the precision is out of reach, and for
    a control."""
    pairs: int
    figures: Mapping[str, Figure]
    """By name (see `metrics.FIGURES`); a figure that the labels do not allow is missing."""


def evaluate_verification(
    files: Sequence[Path],
    judge: Judge,
    encoder: Encoder,
    *,
    precision: float = DEFAULT_PRECISION,
    sample: int | None = None,
    progress: Progress = silent,
) -> tuple[Evaluation, ...]:
    """One line for each file and judge, and pooled lines if there are several files.

    `precision` decides `verified`, as in a report. Of each file `sample` pairs are taken, or all.
    Raises ConfigError for a bad file and ModelError if the encoder or the judge cannot run.
    """
    gathered: dict[str, list[Outcomes]] = {}
    known = {one.card.name: one for one in (judge, SimilarityJudge())}
    lines = []
    # All are read before any is judged: a bad last file costs no hour.
    for path, whole in [(path, read_labelled(path)) for path in files]:
        labelled = whole if sample is None else sampled(whole, sample)
        of = f" of {len(whole)}" if len(labelled) < len(whole) else ""
        progress(f"{path.name}: {len(labelled)}{of} pairs")
        results = judged_sets(labelled, judge, encoder, precision=precision, progress=progress)
        for name, outcomes in results.items():
            gathered.setdefault(name, []).append(outcomes)
            lines.append(_line(path.name, name, outcomes, known.get(name), precision))
    if len(files) > 1:
        lines += [
            _line(POOLED, name, pooled(parts), known.get(name), precision)
            for name, parts in gathered.items()
        ]
    return tuple(lines)


def judged_sets(
    labelled: Sequence[LabelledPair],
    judge: Judge,
    encoder: Encoder,
    *,
    precision: float,
    progress: Progress = silent,
) -> dict[str, Outcomes]:
    """What the judge, the similarity rule and both controls make of the pairs, by name."""
    shown = shown_pairs(labelled, encoder, progress=progress)
    labels = [pair.label for pair in labelled]
    groups = tied_groups(labelled)
    truth = np.array(labels, dtype=object)
    drawn = np.array(resampling_groups(labelled), dtype=np.intp)
    found: dict[str, tuple[Doubles, Bools]] = {}
    for one in (judge, SimilarityJudge()):
        policy = policy_of(one)
        chances, supported = weigh_all(judged(one, shown, progress=progress), policy)
        found[one.card.name] = chances, supported & (chances[:, 0] >= policy.threshold(precision))
    claims = [pair.claim for pair in labelled]
    for name, chances in (
        ("majority", majority(labels)),
        ("claim only", claim_only(claims, labels, groups)),
    ):
        found[name] = chances, chances.argmax(axis=1) == 0
    return {
        name: Outcomes(chances=chances, verified=verified, labels=truth, groups=drawn)
        for name, (chances, verified) in found.items()
    }


def shown_pairs(
    labelled: Sequence[LabelledPair], encoder: Encoder, *, progress: Progress = silent
) -> tuple[tuple[Pair, ...], ...]:
    """What a judge is shown for each labelled pair, in order, as it is found."""
    shown = []
    for pairs in labelled_pairs(labelled, encoder):
        shown.append(pairs)
        if len(shown) % _TOLD_EVERY == 0:
            progress(f"pair {len(shown)} of {len(labelled)}: passages found")
    return tuple(shown)


def judged(
    judge: Judge, shown: Sequence[Sequence[Pair]], *, progress: Progress = silent
) -> tuple[tuple[Judgement, ...], ...]:
    """The judgements of each claim's passages. Many passages at once: a judge sorts by length."""
    flat = [pair for pairs in shown for pair in pairs]
    found: list[Judgement] = []
    for start in range(0, len(flat), _JUDGED_TOGETHER):
        found += judge.judge(flat[start : start + _JUDGED_TOGETHER])
        if len(flat) > _JUDGED_TOGETHER:
            progress(f"passage {len(found)} of {len(flat)}: judged")
    judgements = iter(found)
    return tuple(tuple(islice(judgements, len(pairs))) for pairs in shown)


def weigh_all(parts: Sequence[Sequence[Judgement]], policy: Policy) -> tuple[Doubles, Bools]:
    """(n, 3) probabilities of each claim's outcome, and (n,) whether the outcome is supported."""
    weighed = [policy.weigh(part) for part in parts]
    supported = [
        outcome_of({stance_of(judgement) for judgement in part}, chance) is Outcome.SUPPORTED
        for part, chance in zip(parts, weighed, strict=True)
    ]
    return np.array(weighed).reshape(-1, 3), np.array(supported, dtype=np.bool_)


def _line(
    file: str, label: str, outcomes: Outcomes, judge: Judge | None, precision: float
) -> Evaluation:
    least = None if judge is None else max(policy_of(judge).threshold(precision), SUPPORTED_FROM)
    return Evaluation(
        file=file,
        judge=label,
        name="" if judge is None else judge.name,
        precision=precision,
        verified_from=None if least is None or least > 1 else least,
        pairs=len(outcomes.labels),
        figures=measure(outcomes),
    )


_LEGEND = (
    "S, R, NEI: labelled supported, refuted, not enough information. Bal. acc.: of “verified”. "
    "Cov. and recall at 90 %: share of all pairs, and of those labelled S, that can be told with "
    "90 % of them right. False: R, NEI, not S: share of those pairs that are called verified. "
    "Verified: share of all pairs. Majority: always says the commonest label. Claim only: is not "
    "shown the evidence. ECE grows when pairs are drawn anew, and may lie below its interval.\n"
)
FEW = 30
"""Pairs below which a table is followed by a remark."""


def as_table(lines: Sequence[Evaluation]) -> str:
    """A Markdown table, a line for each evaluation, values with their 95 % intervals; what its
    headings mean stands below.
    """
    heads = ["file", "judge", "n", *(one.column for one in FIGURES.values())]
    rows = [heads, ["---", "---", *["---:"] * (len(heads) - 2)]]
    for line in lines:
        cells = [in_a_cell(line.figures.get(name)) for name in FIGURES]
        rows.append([line.file, line.judge, str(line.pairs), *cells])
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    fewest = min((line.pairs for line in lines), default=0)
    few = f"\n{counted(fewest, 'pair')}: figures of so few say little.\n" if fewest < FEW else ""
    asked = f"\n{_asked(lines[0])}\n" if lines else ""
    return f"{table}\n\n{_LEGEND}{asked}{few}"


def _asked(line: Evaluation) -> str:
    """Which judge was measured, and what "verified" asked of it."""
    start = f"{line.name}: at precision {line.precision:g}"
    if line.verified_from is None:
        return f"{start}, which it does not reach, none is verified."
    return f"{start} a claim is verified from a confidence of {line.verified_from:.3f} on."


def in_a_cell(figure: Figure | None) -> str:
    """As in "0.812 (0.78-0.84)"; a dash where there is none."""
    if figure is None:
        return "-"
    return f"{figure.value:.3f} ({figure.low:.2f}-{figure.high:.2f})"
