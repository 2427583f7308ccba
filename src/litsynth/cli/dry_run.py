"""What `--dry-run` prints: everything that would be asked, sending nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from litsynth.batch.finished import is_finished, to_take_over
from litsynth.batch.run import Job, Place, new_rows
from litsynth.errors import ConfigError
from litsynth.pipeline.identity import NO_STATES, folder_name
from litsynth.records import SearchPlan
from litsynth.search.plan import make_plan
from litsynth.search.sources import (
    arxiv_queries,
    crossref_queries,
    openalex_queries,
    semantic_scholar_queries,
)
from litsynth.search.sources.unanswered import label
from litsynth.settings import Settings, auto_sources

_LADDERS: Mapping[str, Callable[[SearchPlan], Iterable[object]]] = {
    "arxiv": arxiv_queries.query_ladder,
    "openalex": openalex_queries.query_ladder,
    "crossref": crossref_queries.query_ladder,
    "semantic_scholar": semantic_scholar_queries.query_ladder,
}


def describe(
    question: str,
    settings: Settings,
    *,
    date: str,
    states: Mapping[str, str] = NO_STATES,
    out: Path | None = None,
) -> str:
    """The plan in words, a line each. Raises ConfigError for a question without content.

    out: where the report's folder would be, if that is not where the settings say.
    """
    plan = make_plan(question, since=settings.search.since, until=settings.search.until, today=date)
    lines = [f"question: {question}", "concepts:"]
    lines += [
        f"  {concept.phrase}"
        + (f" (also {', '.join(concept.variants)})" if concept.variants else "")
        for concept in plan.concepts
    ]
    if plan.other_words:
        lines.append(
            f"not searched by, but looked for in the claims: {', '.join(plan.other_words)}"
        )
    lines.append(f"sources: {', '.join(settings.search.sources)}")
    named = settings.search.sources
    auto = auto_sources(settings) if "auto" in named else ()
    for name in dict.fromkeys([*auto, *named]):
        if name in _LADDERS and not settings.search.offline:
            lines.append(f"{label(name)} queries, strict to loose, until enough papers came:")
            lines += [f"  {query}" for query in _LADDERS[name](plan)]
    if auto:
        who = " nor ".join(map(label, auto))
        lines.append(f"if neither {who} can be reached: the starter library")
    lines += [
        f"papers: at most {settings.search.max_papers}",
        f"relevance: at least {settings.search.relevance_floor:.2f}",
        f"folder: {(out or settings.report.out) / folder_name(question, settings, date, states)}",
    ]
    return "\n".join(lines)


def describe_batch(
    jobs: Sequence[Job], place: Place, *, today: str, others: Sequence[Path]
) -> tuple[str, tuple[str, ...]]:
    """The plan of every question in words, and which would fail, for want of content, and why.

    others: folders of batches whose reports would be taken over.
    """
    parts, failing = [], []
    for job, row in zip(jobs, new_rows(jobs, place.date), strict=True):
        at = f"{job.file}:{job.line}"
        try:
            plan = describe(
                job.question, job.settings, date=today, states=job.states, out=place.folder
            )
        except ConfigError as error:
            failing.append(f"{at}: {error}")
            plan = f"question: {job.question}\nit would fail: {error}"
        notes = filter(None, (row.note, _already(place.folder / row.folder, others)))
        parts.append("\n".join((at, plan, *(f"note: {note}" for note in notes))))
    return "\n\n".join(parts), tuple(failing)


def _already(run: Path, others: Sequence[Path]) -> str:
    """What of a report is there; nothing if it would be made."""
    if is_finished(run):
        return "its report is made already, and would be kept"
    found = to_take_over(run, others)
    return f"its report would be taken over from {found.parent}" if found else ""
