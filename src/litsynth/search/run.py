"""The search stage: every source asked, their answers merged and ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from litsynth.errors import NothingFoundError, SourceError
from litsynth.ports import Encoder, PaperSource, Progress, silent
from litsynth.records import (
    Failure,
    QueryRecord,
    RankedPaper,
    SearchPlan,
    SearchResult,
)
from litsynth.search.merge import merge_papers
from litsynth.search.rank import rank_papers

_SHOWN_QUERIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search came to."""

    ranked: tuple[RankedPaper, ...]
    """Every distinct paper, most relevant first; `above_floor` marks those to use."""
    queries: tuple[QueryRecord, ...]
    failures: tuple[Failure, ...]
    identified: int
    """Records that the sources returned, duplicates counted each time."""
    duplicates: int
    notices: tuple[str, ...] = ()
    """What belongs on the report's first page, in whole sentences."""


def find_papers(
    plan: SearchPlan,
    sources: Sequence[PaperSource],
    encoder: Encoder,
    *,
    limit: int,
    floor: float,
    progress: Progress = silent,
) -> Found:
    """The papers that `sources` have for `plan`, merged and ranked.

    limit: papers wanted; sources return some more, and all are ranked.
    floor: least relevance of a paper to use, from 0 to 1.
    Raises SourceError if every source fails, NothingFoundError if no paper is relevant enough.
    """
    results: list[SearchResult] = []
    failures: list[Failure] = []
    errors: list[SourceError] = []
    for source in sources:
        try:
            result = source.search(plan, limit=limit)
        except SourceError as error:
            errors.append(error)
            failures.append(_failure(source.name, error))
            progress(f"{source.name}: no answer ({error})")
            continue
        results.append(result)
        progress(_account(source.name, result))
    if not results:
        raise _no_source(errors)
    records = [paper for result in results for paper in result.papers]
    merged = merge_papers(records)
    ranked = rank_papers(plan, merged.papers, encoder, floor=floor)
    queries = tuple(query for result in results for query in result.queries)
    failures += [failure for result in results for failure in result.failures]
    if not any(each.above_floor for each in ranked):
        raise _nothing(plan, ranked, queries, floor=floor)
    used = sum(each.above_floor for each in ranked)
    progress(
        f"search: {len(records)} records, {len(ranked)} distinct papers, "
        f"{used} relevant enough to use"
    )
    return Found(
        ranked=ranked,
        queries=queries,
        failures=tuple(failures),
        identified=len(records),
        duplicates=merged.duplicates,
        notices=tuple(notice for result in results for notice in result.notices),
    )


def _account(name: str, result: SearchResult) -> str:
    queries = sum(query.error is None for query in result.queries)
    failed = f", {_count(len(result.failures), 'failure')}" if result.failures else ""
    return f"{name}: {_count(queries, 'query')}, {_count(len(result.papers), 'record')}{failed}"


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _failure(source: str, error: SourceError) -> Failure:
    return Failure(
        what=source,
        reason=str(error),
        effect="No paper comes from this source; what only it holds is missing.",
    )


def _no_source(errors: Sequence[SourceError]) -> SourceError:
    if not errors:
        return SourceError("no source was named", hint="Name one, as in: --source starter")
    return SourceError("; ".join(map(str, errors)), hint=errors[0].hint)


def _nothing(
    plan: SearchPlan,
    ranked: Sequence[RankedPaper],
    queries: Sequence[QueryRecord],
    *,
    floor: float,
) -> NothingFoundError:
    """What was searched, and how near the nearest paper came."""
    shown = [
        f"  {query.source}: {query.query} ({_hits(query)})" for query in queries[:_SHOWN_QUERIES]
    ]
    if len(queries) > _SHOWN_QUERIES:
        shown.append(f"  and {_count(len(queries) - _SHOWN_QUERIES, 'more query')}")
    period = " to ".join((plan.since or "any time", plan.until or "today"))
    limited = f" from {period}" if plan.since or plan.until else ""
    if ranked:
        best = ranked[0]
        nearest = (
            f"The nearest of {_count(len(ranked), 'paper')} is {best.paper.title!r} with a "
            f"relevance of {best.relevance:.2f}; {floor:.2f} is needed."
        )
        hint = (
            "Ask in the words a paper's title would use, choose other sources, or lower "
            "search.relevance_floor."
        )
    else:
        nearest = "No source has a paper for it."
        hint = "Ask in fewer or more general words, widen the dates, or choose other sources."
    lines = [f"nothing relevant was found{limited} for {plan.question!r}.", "Searched:", *shown]
    return NothingFoundError("\n".join([*lines, nearest]), hint=hint)


def _hits(query: QueryRecord) -> str:
    if query.error:
        return query.error
    if query.hits is None:
        return f"{query.returned} returned"
    return _count(query.hits, "hit")
