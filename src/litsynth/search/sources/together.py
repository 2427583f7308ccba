"""Several sources asked at the same time, each with its own schedule."""

import re
from collections.abc import Sequence

from litsynth.errors import SourceError
from litsynth.lexical import counted
from litsynth.ports import PaperSource, Progress, RetractionRegister, silent
from litsynth.records import Failure, Paper, QueryRecord, SearchPlan, SearchResult
from litsynth.search.merge import merge_papers
from litsynth.search.sources.unanswered import UnansweredError, failures_of, queries_of
from litsynth.threads import in_order

Answer = SearchResult | SourceError


def ask_all(
    sources: Sequence[PaperSource], plan: SearchPlan, *, limit: int, progress: Progress = silent
) -> tuple[Answer, ...]:
    """What each of `sources` answers, or why it does not, in their order.

    Raises what is no SourceError: a fault of the settings or of the program.
    """

    def asked(source: PaperSource) -> Answer:
        try:
            return source.search(plan, limit=limit)
        except SourceError as error:
            return error

    answers: list[Answer] = []
    asking = in_order(asked, sources, workers=len(sources))
    for source, answer in zip(sources, asking, strict=True):
        answers.append(answer)
        if len(sources) > 1 or isinstance(answer, SearchResult):
            # What the only source says, its caller raises.
            progress(account(source.name, answer))
    return tuple(answers)


def told_by(
    sources: Sequence[PaperSource], answers: Sequence[Answer]
) -> tuple[tuple[QueryRecord, ...], tuple[Failure, ...]]:
    """All queries and failures of the `answers` of `sources`, in their order."""
    queries: list[QueryRecord] = []
    failures: list[Failure] = []
    for source, answer in zip(sources, answers, strict=True):
        if isinstance(answer, SourceError):
            queries += queries_of(answer)
            failures += failures_of(source.name, answer)
        else:
            queries += answer.queries
            failures += answer.failures
    return tuple(queries), tuple(failures)


def registers_of(source: PaperSource) -> tuple[RetractionRegister, ...]:
    """Where retractions are kept: `source` itself, or sources behind it."""
    if isinstance(source, RetractionRegister):
        return (source,)
    behind: tuple[RetractionRegister, ...] = getattr(source, "registers", ())
    return behind


def account(name: str, answer: Answer) -> str:
    """How a source answered, in a few words: "openalex: 3 queries, 90 records"."""
    if isinstance(answer, SourceError):
        return f"{name}: no answer ({_briefly(str(answer))})"
    answered = [query.source for query in answer.queries if query.error is None]
    several = ", " in name  # Each of them has been told of by itself.
    if several and answered:
        name = ", ".join(dict.fromkeys(answered))
    lost = 0 if several else len(answer.failures)
    failed = f", {counted(lost, 'failure')}" if lost else ""
    records = counted(len(answer.papers), "record")
    return f"{name}: {counted(len(answered), 'query')}, {records}{failed}"


def _briefly(reason: str) -> str:
    """`reason` without the source's name, its address and the system's own words for it."""
    told = re.sub(r"^[\w ]+ did not answer: ", "", reason)
    told = re.sub(r"^(?:[\w ]+ )?cannot be reached at \S+: ", "", told)
    return re.sub(r" \([^()]*\)$", "", told)


class Together:
    """Some sources as one: it answers if any of them does."""

    def __init__(self, sources: Sequence[PaperSource], *, progress: Progress = silent) -> None:
        """`sources`: one at least."""
        self._sources = tuple(sources)
        self._progress = progress

    @property
    def name(self) -> str:
        return ", ".join(source.name for source in self._sources)

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """All that the sources found, those that failed being failures.

        Raises UnansweredError if none answered, with a failure and the queries of each.
        """
        answers = ask_all(self._sources, plan, limit=limit, progress=self._progress)
        results = [answer for answer in answers if isinstance(answer, SearchResult)]
        errors = [answer for answer in answers if isinstance(answer, SourceError)]
        queries, failures = told_by(self._sources, answers)
        if not results:
            raise UnansweredError(
                "; ".join(map(str, errors)),
                hint=errors[0].hint,
                queries=queries,
                failures=failures,
            )
        return SearchResult(
            papers=tuple(paper for result in results for paper in result.papers),
            queries=queries,
            failures=failures,
            notices=tuple(notice for result in results for notice in result.notices),
            retracted=tuple(pair for result in results for pair in result.retracted),
        )

    def paper(self, identifier: str) -> Paper | None:
        """The paper with all that the sources know of it: one may know of a retraction.

        Raises SourceError if none has it and one could not be asked, for that one may.
        """
        found: list[Paper] = []
        failed: SourceError | None = None
        for source in self._sources:
            try:
                paper = source.paper(identifier)
            except SourceError as error:
                self._progress(f"{source.name}: {error}")
                failed = failed or error
            else:
                found += [paper] if paper else []
        if found:
            return next(one for one in merge_papers(found).papers if found[0].id in one.identifiers)
        if failed:
            raise failed
        return None

    @property
    def registers(self) -> tuple[RetractionRegister, ...]:
        """Those of the sources that keep retractions."""
        return tuple(each for source in self._sources for each in registers_of(source))
