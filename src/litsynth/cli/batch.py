"""`litsynth batch`: many questions from query files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.check import check_parts
from litsynth.cli.clock import now
from litsynth.cli.given import loaded_from, settings_from
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
    OfflineOption,
    OutOption,
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
from litsynth.errors import ConfigError, LibraryError, LitsynthError, ModelError, RunError
from litsynth.lexical import counted
from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.batch.queries import Mistake, Query
    from litsynth.batch.run import Job, Place
    from litsynth.pipeline.run import Clock
    from litsynth.ports import Progress
    from litsynth.records import Report
    from litsynth.wiring import Workshop


def batch(  # noqa: PLR0913 - one parameter a flag
    files: Annotated[list[Path], typer.Argument(help="Query files, or folders of them.")],
    *,
    source: SourceOption = None,
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
    offline: OfflineOption = None,
    out: OutOption = None,
    format_: FormatOption = None,
    template: TemplateOption = None,
    refresh: RefreshOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the latest batch of these questions.")
    ] = False,
    fresh: FreshOption = False,
    dry_run: DryRunOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a report for each question of the query files; print the path of index.csv.

    A query file is YAML, a list under `questions:`, each a question or `question:` with flags of
    `report` beside it (`max_papers: 12`), and `options:` with flags for all of them; or plain text
    (.txt), one question a line.

    A flag holds for every question of every file, and wins over what the files set. A question
    without topic words fails alone; a mistake in a file or a setting stops all before the first.

    A report that another batch made today of the same question, settings and papers is taken over:
    after a correction, the changed questions alone are asked. --fresh asks them all. --dry-run says
    of each question what would be asked and where its report would be, and writes nothing.

    Exit status: 0 all reports made; 1 some question failed (index.csv says which and why), or the
    folder cannot be written to; 2 bad usage, and nothing was run; 130 interrupted.
    """
    from litsynth.batch.index import not_made
    from litsynth.batch.queries import query_paths, understood
    from litsynth.batch.run import place_of, run_jobs
    from litsynth.ports import silent
    from litsynth.search.plan import check_period

    given = {
        "source": source,
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
        "offline": offline,
        "refresh": refresh,
        "out": out,
        "format": format_,
        "template": template,
    }
    if resume and fresh:
        raise ConfigError("--resume and --fresh exclude each other", hint="Leave one of them out.")
    clock = now()
    # A wrong flag is told once, and not as a mistake of each question.
    usual = settings_from(given)
    check_period(usual.search.since, usual.search.until, today=clock.date)
    shop = workshop(silent)
    check_parts(usual, shop)
    root = usual.report.out
    paths = query_paths(tuple(files))
    jobs = checked_jobs(*understood(paths), given, shop, today=clock.date)
    stem = paths[0].stem if len(paths) == 1 else "queries"
    place = place_of(jobs, out=root, stem=stem, date=clock.date)
    if resume:
        latest = place.latest()
        if latest is None:
            raise RunError(
                f"{root} holds no batch of these questions with these settings, on these papers",
                hint="Leave out --resume to begin one.",
            )
        place = latest
    elif fresh:
        place = place.unused() if dry_run else place.fresh()
    others = () if resume or fresh else place.others()
    if dry_run:
        _tell_plan(jobs, place, today=clock.date, others=others)
        return

    try:
        with shown_progress(quiet=quiet) as progress:
            make = _maker(clock, progress)
            rows = run_jobs(jobs, place, make=make, progress=progress, others=others)
    except KeyboardInterrupt as error:
        raise interrupted(place.folder, fresh=fresh) from error
    typer.echo(place.folder / "index.csv")
    if without := not_made(rows):
        raise LitsynthError(
            without,
            hint="Do what index.csv says beside each; then the same command tries them again, and "
            "keeps the reports that were made.",
        )


def _tell_plan(
    jobs: "tuple[Job, ...]", place: "Place", *, today: str, others: tuple[Path, ...]
) -> None:
    """Raises LitsynthError, once all is told, if some question would fail."""
    from litsynth.cli.dry_run import describe_batch

    told, failing = describe_batch(jobs, place, today=today, others=others)
    typer.echo(told)
    if failing:
        raise LitsynthError(
            "\n  ".join(
                (
                    f"{len(failing)} of {counted(len(jobs), 'question')} would get no report:",
                    *failing,
                )
            ),
            hint="Name the topic, as in: How does sleep affect memory consolidation?",
        )


def checked_jobs(
    queries: "tuple[Query, ...]",
    mistakes: "tuple[Mistake, ...]",
    given: Mapping[str, object],
    shop: "Workshop",
    *,
    today: str,
) -> "tuple[Job, ...]":
    """Every query with its settings.

    Raises ConfigError that lists `mistakes`, which are known, and every wrong value. A question
    that has no topic is none: it fails by itself.
    """
    from litsynth.batch.queries import mistake_in, raise_mistakes
    from litsynth.batch.run import Job
    from litsynth.search.plan import check_period
    from litsynth.wiring import states_of

    jobs, found = [], [*mistakes]
    known: dict[tuple[object, ...], Mapping[str, str]] = {}

    def states(settings: Settings) -> Mapping[str, str]:
        key = (settings.search.sources, settings.library.folder)
        if key not in known:
            known[key] = states_of(settings)
        return known[key]

    for query in queries:
        try:
            settings = loaded_from(given, between=query.layers).settings
            check_period(settings.search.since, settings.search.until, today=today)
            check_parts(settings, shop)
        except (ConfigError, LibraryError, ModelError) as error:
            found.append(mistake_in(query, str(error)))
        else:
            jobs.append(
                Job(
                    question=query.question,
                    file=query.file,
                    line=query.line,
                    settings=settings,
                    states=states(settings),
                )
            )
    if found:
        raise_mistakes(tuple(found))
    return tuple(jobs)


def _maker(clock: "Clock", progress: "Progress") -> "Callable[[Job, Path], Report]":
    """Makes reports one after the other with one model in memory."""
    from litsynth.pipeline.run import run_report

    shop = workshop(progress)

    def make(job: "Job", folder: Path) -> "Report":
        return run_report(
            job.question,
            folder,
            settings=job.settings,
            parts=shop.parts(job.settings),
            clock=clock,
            progress=progress,
            states=job.states,
        )

    return make
