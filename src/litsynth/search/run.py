"""The search stage: every source asked, their answers merged and ranked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from litsynth.errors import LibrarySourceError, NothingFoundError, ReadingError, SourceError
from litsynth.language import foreign_language_of
from litsynth.lexical import counted, listing
from litsynth.ports import EmbeddedSource, Encoder, PaperSource, Progress, Vectors, silent
from litsynth.records import (
    Failure,
    Paper,
    QueryRecord,
    RankedPaper,
    SearchPlan,
    SearchResult,
)
from litsynth.search.merge import merge_papers, with_own_names_apart, with_retractions
from litsynth.search.rank import rank_papers, searched_text
from litsynth.search.sources.period import period_of
from litsynth.search.sources.together import ask_all, told_by
from litsynth.search.sources.unanswered import label

_STARTER = "starter"
_SHOWN_QUERIES = 6
_SHOWN_FAILURES = 20
_SHOWN_LETTERS = 200
"""Of a question that is repeated to the one who typed it."""
_LOW_FLOOR = 0.1
"""The relevance down to which a user is told to try."""
_IN_ENGLISH = "Ask in English: papers are ranked by a model of English"
_NOT_ENGLISH = f"The question is not in English. {_IN_ENGLISH}, and judged by one."


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
    Raises SourceError if every source fails, ReadingError if there are but files that cannot be
    read, NothingFoundError if no paper is relevant enough.
    """
    answers = ask_all(sources, plan, limit=limit, progress=progress)
    results = [answer for answer in answers if isinstance(answer, SearchResult)]
    if not results:
        raise _no_source([answer for answer in answers if isinstance(answer, SourceError)])
    if len(results) == len(answers) and all(map(_all_unread, results)):
        raise _nothing_readable(results)
    queries, failures = told_by(sources, answers)
    known: dict[str, Vectors] = {}
    for source, answer in zip(sources, answers, strict=True):
        if isinstance(answer, SearchResult):
            known |= _kept_vectors(source, answer.papers)
    records = [paper for result in results for paper in result.papers]
    merged = merge_papers(with_own_names_apart(records))
    notices = [pair for result in results for pair in result.retracted]
    papers = with_retractions(merged.papers, notices)
    ranked = rank_papers(plan, papers, encoder, floor=floor, known=known)
    if not any(each.above_floor for each in ranked):
        raise _nothing(plan, ranked, queries, failures, floor=floor)
    foreign = (_NOT_ENGLISH,) if foreign_language_of(plan.question) else ()
    for said in foreign:
        progress(f"search: {said}")
    used = sum(each.above_floor for each in ranked)
    progress(
        f"search: {counted(len(records), 'record')}, {counted(len(ranked), 'distinct paper')}, "
        f"{used} relevant enough to use"
    )
    return Found(
        ranked=ranked,
        queries=queries,
        failures=failures,
        identified=len(records),
        duplicates=merged.duplicates,
        notices=(*foreign, *(notice for result in results for notice in result.notices)),
    )


def _kept_vectors(source: PaperSource, papers: Sequence[Paper]) -> Mapping[str, Vectors]:
    """What the source knows of its papers' vectors, by the text that they are ranked by."""
    if not isinstance(source, EmbeddedSource):
        return {}
    try:
        kept = source.vectors(papers)
    except SourceError:  # It has answered; what it does not give is made again.
        return {}
    return {searched_text(paper): kept[paper.id] for paper in papers if paper.id in kept}


def _no_source(errors: Sequence[SourceError]) -> SourceError:
    if not errors:
        return SourceError("no source was named", hint="Name one, as in: --source starter")
    libraries = all(isinstance(error, LibrarySourceError) for error in errors)
    kind = LibrarySourceError if libraries else SourceError
    return kind("; ".join(map(str, errors)), hint=errors[0].hint)


def _all_unread(result: SearchResult) -> bool:
    """Whether it had files, and none of them could be read."""
    files = sum(query.hits or 0 for query in result.queries)
    return not result.papers and 0 < files <= len(result.failures)


def _nothing_readable(results: Sequence[SearchResult]) -> ReadingError:
    failures = [failure for result in results for failure in result.failures]
    places = ", ".join(dict.fromkeys(one.source for result in results for one in result.queries))
    reasons = [f"  {one.what}: {one.reason}" for one in failures[:_SHOWN_FAILURES]]
    if len(failures) > _SHOWN_FAILURES:
        reasons.append(f"  and {len(failures) - _SHOWN_FAILURES} more")
    return ReadingError(
        "\n".join([f"no file of {places} could be read:", *reasons]),
        hint="Mend or replace these files, or name another folder: --source folder:PATH. "
        "`litsynth read FILE` says more of one.",
    )


def _nothing(
    plan: SearchPlan,
    ranked: Sequence[RankedPaper],
    queries: Sequence[QueryRecord],
    failures: Sequence[Failure],
    *,
    floor: float,
) -> NothingFoundError:
    """What was searched, what failed, and how near the nearest paper came."""
    shown = [
        f"  {query.source}: {query.query} ({_hits(query)})" for query in queries[:_SHOWN_QUERIES]
    ]
    if len(queries) > _SHOWN_QUERIES:
        shown.append(f"  and {counted(len(queries) - _SHOWN_QUERIES, 'more query')}")
    limited = f" from {period}" if (period := period_of(plan)) else ""
    nearest, advice = _nearest(ranked, floor=floor)
    hint = "".join((*_short_of(queries), advice))
    if foreign_language_of(plan.question):
        hint = f"{_IN_ENGLISH}. {hint}"
    asked = plan.question
    asked = asked if len(asked) <= _SHOWN_LETTERS else f"{asked[:_SHOWN_LETTERS]}…"
    lines = [f"nothing relevant was found{limited} for {asked!r}.", "Searched:", *shown]
    if failures:
        lines += ["Failed:", *(f"  {one.what}: {one.reason}" for one in failures)]
    records = sum(query.returned for query in queries)
    if records != len(ranked):
        lines.append(
            f"{counted(records, 'record')} came back, of {counted(len(ranked), 'distinct paper')}."
        )
    return NothingFoundError("\n".join([*lines, nearest]), hint=hint)


def _nearest(ranked: Sequence[RankedPaper], *, floor: float) -> tuple[str, str]:
    """How near the nearest paper came, and what words or settings may bring others."""
    if not ranked:
        others = "Ask in fewer or more general words, widen --since and --until, or choose other"
        return "No source has a paper for it.", f"{others} sources with --source."
    best = ranked[0]
    told = (
        f"The nearest of {counted(len(ranked), 'paper')} is {best.paper.title!r} with a relevance "
        f"of {best.relevance:.2f}; {floor:.2f} is needed."
    )
    hint = "Ask in the words a paper's title would use, or choose other sources with --source."
    if best.relevance >= _LOW_FLOOR:
        variable = f"LITSYNTH_SEARCH__RELEVANCE_FLOOR={_LOW_FLOOR}"
        hint = f"{hint} To use papers of less relevance too, set {variable}."
    return told, hint


def _short_of(queries: Sequence[QueryRecord]) -> Iterator[str]:
    """What the search had to do without, each as a sentence and a space: other words for the
    question would not mend it.
    """
    answered = {query.source for query in queries if not query.error}
    lost = [one for one in dict.fromkeys(query.source for query in queries) if one not in answered]
    if lost:
        names = listing([label(each) for each in lost])
        yield f"Ask again once {names} can be reached (`litsynth doctor` tells). "
    if answered == {_STARTER}:
        yield (
            "The starter library is a sample, papers on language models for many languages and "
            "nothing else. "
        )


def _hits(query: QueryRecord) -> str:
    if query.error:
        return query.error
    if query.hits is None:
        return f"{query.returned} returned"
    fewer = f", {query.returned} returned" if query.returned != query.hits else ""
    return counted(query.hits, "hit") + fewer
