"""`litsynth calibrate`: a judge refitted on labels of your own."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files as packaged
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.clock import now
from litsynth.cli.given import settings_from
from litsynth.cli.options import (
    DeviceOption,
    JudgeLabelsOption,
    JudgeOption,
    OfflineOption,
    QuietOption,
)
from litsynth.cli.progress import shown_progress
from litsynth.cli.workshop import workshop
from litsynth.errors import ConfigError
from litsynth.records import SUPPORTED_FROM
from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.verify.calibrate import Change, Side
    from litsynth.verify.calibration import Calibration
    from litsynth.verify.labelled import LabelledPair

_ROWS = tuple(
    """ece brier macro_f1 auroc_supported auroc_supported_refuted false_support_refuted
    false_support_nei false_support_other""".split()
)
_SHOWN = (0.7, 0.8, 0.9, 0.95)


def calibrate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Labelled pairs as for `evaluate verification`; default: the shipped checklist.",
        ),
    ] = None,
    *,
    judge: JudgeOption = None,
    judge_labels: JudgeLabelsOption = None,
    device: DeviceOption = None,
    offline: OfflineOption = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the result.")] = Path(
        "calibration.json"
    ),
    quiet: QuietOption = False,
) -> None:
    """Refit a judge's confidences and thresholds on labels, and say what that changes.

    Lines are {"claim", "evidence" or "sentences", "label"} with SUPPORTED, REFUTED and NEI, or
    SUPPORTED and NOT_SUPPORTED. Every figure under "after" is of pairs left out of the fit in turn.
    Name the result with --calibration, or as `calibration` under [verify] in litsynth.toml.
    """
    given = {
        "judge": judge,
        "judge_labels": judge_labels,
        "device": device,
        "offline": offline,
    }
    settings = plain_settings(given)

    from litsynth.verify import label_conflicts
    from litsynth.verify.calibrate import calibrate as refit
    from litsynth.verify.calibrate import setbacks
    from litsynth.verify.calibration_file import write_calibration
    from litsynth.verify.reasoning import ReasoningJudge

    if not out.parent.is_dir():
        raise ConfigError(f"there is no folder {out.parent}", hint="Make it, or name another.")
    paths = files or [Path(str(packaged("litsynth"))) / "data" / "checklist.jsonl"]
    labelled = read_all(paths)
    with shown_progress(quiet=quiet) as progress:
        parts = workshop(progress).parts(settings)
        if not isinstance(parts.judge, ReasoningJudge):
            raise ConfigError(
                f"the judge {settings.verify.judge!r} has nothing to calibrate: it is a rule",
                hint="Leave --judge out, or name strong or another model.",
            )
        change = refit(
            labelled,
            parts.judge,
            parts.encoder,
            files=[path.name for path in paths],
            made=now().date,
            progress=progress,
        )
    write_calibration(out, change.calibration)
    if twice := label_conflicts.told(label_conflicts.conflicts(labelled)):
        typer.echo(f"warning: {twice}")
    typer.echo(told(change), nl=False)
    if worse := setbacks(change, settings.verify.precision):
        typer.echo(f"\nwarning: worse than before on these labels: {'; '.join(worse)}")
    if unreached := out_of_reach(change.calibration, settings.verify.precision):
        typer.echo(f"\n{unreached}")
    use = "better not use it; it can be used" if worse else "use it"
    typer.echo(f"\nwritten to {out}; {use} with --calibration {out}, or in litsynth.toml:\n"
               f"[verify]\njudge = {_as_toml(settings.verify.judge)}\n"
               f"calibration = {_as_toml(str(out))}")  # fmt: skip


def _as_toml(text: str) -> str:
    """`text` in quotes, the backslashes of a path on Windows doubled."""
    return json.dumps(text, ensure_ascii=False)


def plain_settings(given: Mapping[str, object]) -> Settings:
    """The settings without any earlier calibration: what is refitted is the judge itself."""
    settings = settings_from(given)
    verify = settings.verify.model_copy(update={"calibration": None})
    return settings.model_copy(update={"verify": verify})


def read_all(paths: "Sequence[Path]") -> "list[LabelledPair]":
    """The pairs of all files; groups of one name in two files stay two groups."""
    from dataclasses import replace

    from litsynth.verify.labelled import read_labelled

    return [
        replace(pair, group=f"{path.name}:{pair.group}")
        for path in paths
        for pair in read_labelled(path)
    ]


def told(change: "Change") -> str:
    """What was fitted on what, and what it changes, as lines of text."""
    from litsynth.verify.evaluate import in_a_cell
    from litsynth.verify.metrics import FIGURES

    fitted = change.calibration
    files = ", ".join(fitted.files)
    lines = [
        f"{fitted.labels} labels in {fitted.groups} groups ({files}), judge {fitted.judge}",
        *(f"warning: {warning}" for warning in change.warnings),
        f"log-odds of support:       times {fitted.slopes[0]:g}, plus {fitted.shifts[0]:g}",
        f"log-odds of contradiction: times {fitted.slopes[1]:g}, plus {fitted.shifts[1]:g}",
        "",
        f"{'':<27}{'before':>22}{'after':>22}",
    ]
    titles = {name: FIGURES[name].title for name in _ROWS} | {"ece": "calibration error (ECE)"}
    for name, title in titles.items():
        if name in change.before.figures:
            cells = [in_a_cell(side.figures.get(name)) for side in (change.before, change.after)]
            lines.append(f"{title:<27}{cells[0]:>22}{cells[1]:>22}")
    lines += ["", "precision   confidence from    pairs verified     of these right"]
    lines.append(f"{'asked for':<12}" + "before   after    " * 3)
    for asked in _SHOWN:
        cells = [
            text
            for pick in ("least", "verified", "right")
            for text in (_share(change.before, asked, pick), _share(change.after, asked, pick))
        ]
        lines.append(f"{asked:<12g}" + "".join(f"{cell:<9}" for cell in cells).rstrip())
    reached = dict(fitted.thresholds)
    kept = ", ".join(
        f"{asked:g}: {max(reached[asked], SUPPORTED_FROM):.3f}"
        if reached[asked] <= 1
        else f"{asked:g}: out of reach"
        for asked in _SHOWN
    )
    lines += [
        f"confidences kept: {kept}",
        "",
        "after: on groups that neither the fit nor the choice of the confidence had seen, so a",
        "precision may fall short of what was asked for",
    ]
    return "\n".join(lines) + "\n"


def out_of_reach(fitted: "Calibration", precision: float) -> str:
    """One sentence where nothing can be verified at `precision`; empty where something can."""
    from litsynth.verify.calibrate_fit import LEAST_ABOVE

    reached = [asked for asked, least in fitted.thresholds if least <= 1]
    if any(asked >= precision - 1e-9 for asked in reached):
        return ""
    highest = f"the highest reached is {max(reached):g}" if reached else "none is reached"
    return (
        f"with this calibration nothing will be called verified at precision {precision:g}: "
        f"{highest} on these labels (it takes {LEAST_ABOVE} claims that would be verified)"
    )


def _share(side: "Side", asked: float, pick: str) -> str:
    value = getattr(side.at[asked], pick)
    if value is None or (pick == "least" and value > 1):
        return "none"
    if pick == "least":
        value = max(value, SUPPORTED_FROM)  # Below it nothing is told as supported.
    return f"{value:.2f}"
