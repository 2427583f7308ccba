"""One question from search to files. Every stage is kept; only composing is always made anew."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from litsynth.pipeline.choice import paper_id, readable_papers, source_ids
from litsynth.pipeline.folder import RunFolder
from litsynth.pipeline.identity import NO_STATES, Identity, public_settings, settings_that_matter
from litsynth.pipeline.parts import Parts
from litsynth.pipeline.stages import Checked, Stages
from litsynth.ports import Progress
from litsynth.records import Report, RunRecord
from litsynth.report.compose import compose
from litsynth.report.figures import never_verified
from litsynth.report.files import digests, write_report
from litsynth.report.first import gap
from litsynth.search.plan import make_plan
from litsynth.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The moment a run began, passed in so that a run can be repeated."""

    date: str
    """ISO date."""
    started_at: str
    """UTC, ISO 8601 to the second."""


def run_report(
    question: str,
    folder: Path,
    *,
    settings: Settings,
    parts: Parts,
    clock: Clock,
    progress: Progress,
    states: Mapping[str, str] = NO_STATES,
) -> Report:
    """Make the report for `question` in `folder`, going on where an earlier run stopped.

    states: what the user's own sources hold, by name; if that has changed, it is another run.
    Raises RunError if the folder holds another run, and what the stages raise: ConfigError,
    SourceError, NothingFoundError, ReadingError, ModelError. What was finished stays.
    """
    plan = make_plan(
        question,
        since=settings.search.since,
        until=settings.search.until,
        today=clock.date,
    )
    if settings.search.source_paper:
        paper_id(settings.search.source_paper)  # A wrong id is told before any work is done.
    identity = Identity(
        question=question,
        settings=settings_that_matter(settings),
        versions=dict(parts.versions),
        sources=dict(states),
    )
    with RunFolder(folder) as run:
        run.claim_for(identity)
        record = _begun(run, identity, settings=settings, clock=clock, progress=progress)
        stages = Stages(
            run=run,
            question=question,
            plan=plan,
            settings=settings,
            parts=parts,
            progress=progress,
        )

        found = stages.search()
        record["queries"] = [asdict(query) for query in found.queries]
        run.write_record(record)
        readings = stages.read(found)
        readable = readable_papers(stages.used(found), readings, wanted=stages.wanted)
        extraction = stages.extraction(readable)
        claims = stages.claims(extraction, found)
        sources = source_ids(claims, best=readable[0][0].paper.id, named=stages.wanted)
        findings = stages.findings(extraction, sources, found)
        verdicts = stages.verify(claims, found, readings)

        checked = Checked(
            found=found,
            readings=readings,
            sources=sources,
            claims=claims,
            findings=findings,
            verdicts=verdicts,
        )
        run_record = RunRecord(
            folder=folder.name,
            started_at=str(record["started_at"]),
            settings=public_settings(settings),
            environment=parts.environment(),
            queries=found.queries,
            files={document.paper: document.sha256 for document in readings.documents},
        )
        report = compose(stages.inputs(checked, run=run_record, date=str(record["date"])))
        _finish(run, record, report, settings=settings, progress=progress)
    return report


def _begun(
    run: RunFolder, identity: Identity, *, settings: Settings, clock: Clock, progress: Progress
) -> dict[str, Any]:
    """What run.json holds from now on, written; the date is that of the first attempt."""
    earlier = run.read_record() or {}
    if earlier.get("state") == "finished" and run.is_whole:
        when = _moment(str(earlier.get("started_at", "")), today=clock.date)
        progress(f"report: everything is kept from {when}; --fresh begins anew")
    written = earlier.get("written")
    record: dict[str, Any] = {
        "question": identity.question,
        "state": "unfinished",
        "date": earlier.get("date", clock.date),
        "started_at": earlier.get("started_at", clock.started_at),
        "identity": asdict(identity),
        "settings": public_settings(settings),
        "written": dict(written) if isinstance(written, dict) else {},
    }
    run.write_record(record)
    return record


def _finish(
    run: RunFolder,
    record: dict[str, Any],
    report: Report,
    *,
    settings: Settings,
    progress: Progress,
) -> None:
    """Write the report's files and that the run is finished; tell what a reader must know first."""
    paths = write_report(
        report,
        run.path,
        formats=settings.report.formats,
        template=settings.report.template,
        written=record["written"],
        progress=progress,
    )
    record["written"] |= digests(paths)
    for said in (gap(report), never_verified(report.judge, settings.verify.precision)):
        if said:
            progress(f"report: {said}")
    progress(f"report: {', '.join(path.name for path in paths)}")
    run.write_record({**record, **asdict(report.run), "state": "finished"})


def _moment(started_at: str, *, today: str) -> str:
    """When a run began, by the clock on the wall: "13:08 today", "2026-01-31 13:08"."""
    try:
        began = datetime.fromisoformat(started_at).astimezone()
    except ValueError:
        return "an earlier run"
    day = began.date().isoformat()
    return f"{began:%H:%M} today" if day == today else f"{day} {began:%H:%M}"
