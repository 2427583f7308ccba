"""`litsynth report`: one question, one report."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.arguments import readable
from litsynth.cli.clock import now
from litsynth.cli.given import settings_from
from litsynth.cli.interrupted import interrupted
from litsynth.cli.options import (
    CalibrationOption,
    DeviceOption,
    DryRunOption,
    FormatOption,
    FreshOption,
    IncludeCitedOption,
    JudgeLabelsOption,
    JudgeOption,
    MaxClaimsOption,
    MaxPapersOption,
    ModelOption,
    OcrOption,
    OfflineOption,
    OutOption,
    PdfPasswordOption,
    PrecisionOption,
    QuietOption,
    RefreshOption,
    SinceOption,
    SourceOption,
    SourcePapersOption,
    TemplateOption,
    UntilOption,
)
from litsynth.cli.progress import shown_progress
from litsynth.cli.workshop import workshop
from litsynth.errors import ConfigError, RunInUseError
from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.pipeline.run import Clock
    from litsynth.ports import Progress


def report(  # noqa: PLR0913 - one parameter a flag
    words: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="The research question, best in quotes.")
    ],
    *,
    source: SourceOption = None,
    source_paper: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Check this paper's claims, e.g. arxiv:2005.13013."),
    ] = None,
    source_papers: SourcePapersOption = None,
    max_papers: MaxPapersOption = None,
    max_claims: MaxClaimsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    include_cited: IncludeCitedOption = None,
    precision: PrecisionOption = None,
    judge: JudgeOption = None,
    judge_labels: JudgeLabelsOption = None,
    calibration: CalibrationOption = None,
    model: ModelOption = None,
    device: DeviceOption = None,
    ocr: OcrOption = None,
    pdf_password: PdfPasswordOption = None,
    out: OutOption = None,
    format_: FormatOption = None,
    template: TemplateOption = None,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Printed under the title.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Instead of one made of the question.")
    ] = None,
    refresh: RefreshOption = None,
    offline: OfflineOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the latest run of this question.")
    ] = False,
    fresh: FreshOption = False,
    dry_run: DryRunOption = False,
    quiet: QuietOption = False,
) -> None:
    """Search, read, check and write a report; print its folder.

    Exit status: 0 report made; 1 a folder cannot be written to; 2 bad usage or settings; 3 nothing
    relevant found; 4 no source could be reached; 5 no source paper could be read; 6 a model
    failed; 7 a library cannot be used; 130 interrupted.
    """
    given = {
        "source": source,
        "source_paper": source_paper,
        "source_papers": source_papers,
        "max_papers": max_papers,
        "max_claims": max_claims,
        "since": since,
        "until": until,
        "include_cited": include_cited,
        "precision": precision,
        "judge": judge,
        "judge_labels": judge_labels,
        "calibration": calibration,
        "model": model,
        "device": device,
        "ocr": ocr,
        "pdf_password": pdf_password,
        "out": out,
        "format": format_,
        "template": template,
        "author": readable(author, what="the author") if author is not None else None,
        "title": readable(title, what="the title") if title is not None else None,
        "offline": offline,
        "refresh": refresh,
    }
    question = readable(" ".join(words), what="the question")
    settings = settings_from(given)
    if resume and fresh:
        raise ConfigError("--resume and --fresh exclude each other", hint="Leave one of them out.")
    if dry_run:
        from litsynth.cli.check import check_parts
        from litsynth.cli.dry_run import describe
        from litsynth.ports import silent
        from litsynth.wiring import states_of

        check_parts(settings, workshop(silent))
        states = states_of(settings)
        typer.echo(describe(question, settings, date=now().date, states=states))
        return

    clock = now()
    with shown_progress(quiet=quiet) as progress:
        from litsynth.pipeline.place import folder_to_resume, fresh_folder, usual_folder
        from litsynth.wiring import states_of

        states = states_of(settings)
        if resume:
            place = partial(folder_to_resume, question, settings)
        else:
            where = fresh_folder if fresh else usual_folder
            place = partial(where, question, settings, date=clock.date, states=states)
        make = partial(
            make_report,
            question,
            settings=settings,
            states=states,
            clock=clock,
            progress=progress,
            fresh=fresh,
        )
        folder = _in_a_free(place, make) if fresh else _in(place(), make)
    typer.echo(folder)


_TRIES = 9
"""Folders that others may be the first to work in."""


def _in_a_free(fresh: Callable[[], Path], make: Callable[[Path], None]) -> Path:
    """`make` in a folder that `fresh` has made, and returned.

    A command without --fresh takes a new folder of today for its own if it is the first to work in
    it: then there is another for this one.
    """
    for _ in range(_TRIES - 1):
        with suppress(RunInUseError):
            return _in(fresh(), make)
    return _in(fresh(), make)


def _in(folder: Path, make: Callable[[Path], None]) -> Path:
    try:
        make(folder)
    finally:
        with suppress(OSError):  # It is not empty but where nothing was begun.
            folder.rmdir()
    return folder


def make_report(
    question: str,
    folder: Path,
    *,
    settings: Settings,
    states: Mapping[str, str],
    clock: "Clock",
    progress: "Progress",
    fresh: bool = False,
) -> None:
    """Run the pipeline. Raises InterruptedRunError, which says how to go on, on Ctrl-C.

    states: what the user's own sources hold, as `wiring.states_of` tells it.
    """
    from litsynth.pipeline.run import run_report

    try:
        run_report(
            question,
            folder,
            settings=settings,
            parts=workshop(progress).parts(settings),
            clock=clock,
            progress=progress,
            states=states,
        )
    except KeyboardInterrupt as error:
        raise interrupted(folder, fresh=fresh) from error
