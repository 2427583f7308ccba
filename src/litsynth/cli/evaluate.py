"""`litsynth evaluate`: the shipped models measured on labelled files of your own."""

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.evaluate_retrieval import retrieval
from litsynth.cli.given import settings_from
from litsynth.cli.options import (
    CalibrationOption,
    DeviceOption,
    JudgeLabelsOption,
    JudgeOption,
    PrecisionOption,
    QuietOption,
    TableJsonOption,
)
from litsynth.cli.progress import shown_progress
from litsynth.cli.workshop import workshop
from litsynth.errors import ConfigError
from litsynth.json_lines import lines_of

if TYPE_CHECKING:
    from litsynth.claims.evaluate import ClaimFigures, LabelledText, RoleFigures

app = typer.Typer(no_args_is_help=True, help="Measure models and ranking on labelled files.")

app.command()(retrieval)


@app.callback()
def evaluate() -> None:
    """Measure models and ranking on labelled files of yours."""


@app.command()
def verification(  # noqa: PLR0913 - one parameter a flag
    files: Annotated[
        list[Path],
        typer.Argument(
            help='JSON Lines, plain, .gz or .zst: {"claim", "evidence" or "sentences", "label"}.'
        ),
    ],
    *,
    judge: JudgeOption = None,
    judge_labels: JudgeLabelsOption = None,
    calibration: CalibrationOption = None,
    precision: PrecisionOption = None,
    sample: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Take at most N pairs of each file, whole groups, always the same.",
        ),
    ] = None,
    device: DeviceOption = None,
    as_json: TableJsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print how far the judge can be trusted, beside the similarity rule and two controls.

    Labels are SUPPORTED, REFUTED and NEI, or SUPPORTED and NOT_SUPPORTED. Every figure has a 95 %
    bootstrap interval. The path is the one that a report takes.
    """
    given = {
        "judge": judge,
        "judge_labels": judge_labels,
        "calibration": calibration,
        "precision": precision,
        "device": device,
    }
    settings = settings_from(given)

    from pydantic import TypeAdapter

    from litsynth.verify.evaluate import Evaluation, as_table, evaluate_verification

    with shown_progress(quiet=quiet) as progress:
        parts = workshop(progress).parts(settings)
        lines = evaluate_verification(
            files,
            parts.judge,
            parts.encoder,
            precision=settings.verify.precision,
            sample=sample,
            progress=progress,
        )
    if as_json:
        typer.echo(TypeAdapter(tuple[Evaluation, ...]).dump_json(lines, indent=2).decode())
    else:
        typer.echo(as_table(lines), nl=False)


@app.command()
def claims(
    file: Annotated[Path, typer.Argument(help='JSON Lines: {"sentences": [], "labels": [0, 1]}.')],
    *,
    as_json: TableJsonOption = False,
) -> None:
    """Print how well claims are told from other sentences of abstracts."""
    from litsynth.claims.evaluate import evaluate_claims

    _print(evaluate_claims(_labelled(file, known=("0", "1"))), as_json=as_json)


@app.command()
def roles(
    file: Annotated[
        Path, typer.Argument(help='JSON Lines: {"sentences": [], "labels": ["result"]}.')
    ],
    *,
    as_json: TableJsonOption = False,
) -> None:
    """Print how well sentences' roles (background, objective, method, result) are told."""
    from litsynth.claims.evaluate import evaluate_roles
    from litsynth.claims.roles import ROLES

    _print(evaluate_roles(_labelled(file, known=ROLES)), as_json=as_json)


@app.command()
def reading(
    folder: Annotated[Path, typer.Argument(help="PDFs, with NAME.jats.xml beside NAME.pdf.")],
    *,
    as_json: TableJsonOption = False,
) -> None:
    """Print how well PDFs are read, against the JATS beside them."""
    from litsynth.reading.folder import evaluate_folder
    from litsynth.reading.isolated import IsolatedReader

    with IsolatedReader() as reader:
        scored = evaluate_folder(folder, reader)
    rows = [(file.name, file.score, file.reason) for file in scored.files]
    rows.append(("all", scored.total, None))
    if as_json:
        found = [
            {
                "file": name,
                "reason": reason,
                "sentences": score.truth,
                "recall": score.recall,
                "order": score.order,
                "excess": score.excess,
                "titles_exact": score.titles_exact,
            }
            if score
            else {"file": name, "reason": reason}
            for name, score, reason in rows
        ]
        typer.echo(json.dumps(found, indent=2))
        return
    typer.echo(f"{'file':<28}{'sentences':>10}{'found':>8}{'order':>8}{'excess':>8}{'titles':>8}")
    for name, score, reason in rows:
        figures = (
            f"{score.truth:>10}{score.recall:>8.3f}{score.order:>8.3f}{score.excess:>8.3f}"
            f"{score.titles_exact:>8}"
            if score
            else f"  {reason}"
        )
        typer.echo(f"{name:<28}{figures}")
    typer.echo(
        "\nsentences: in the JATS; found: share of them in what was read; order: share of "
        "neighbours\nin their order; excess: share of what was read that is not in the JATS; "
        "titles: papers\nwhose title is read letter by letter"
    )


def _labelled(file: Path, *, known: Sequence[str]) -> "tuple[LabelledText, ...]":
    from litsynth.claims.evaluate import labelled_texts

    lines = lines_of(file)
    try:
        return labelled_texts(lines, known=known)
    except ConfigError as error:
        raise ConfigError(f"{file}, {error}", hint=error.hint) from error


def _print(figures: "ClaimFigures | RoleFigures", *, as_json: bool) -> None:
    if as_json:
        from pydantic import TypeAdapter

        typer.echo(TypeAdapter(type(figures)).dump_json(figures, indent=2).decode())
        return
    from litsynth.claims.evaluate import Measured

    for field in fields(figures):
        value = getattr(figures, field.name)
        if isinstance(value, Measured):
            value = f"{value.value:.3f} ({value.low:.3f} to {value.high:.3f})"
        elif isinstance(value, tuple):
            value = ", ".join(f"{name} {number:.3f}" for name, number in value)
        typer.echo(f"{field.name.replace('_', ' '):<30}{value}")
