"""A ladder of queries, sent to one JSON service until enough papers came. Knows no service."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from litsynth.dates import stamp
from litsynth.errors import SourceError
from litsynth.net import OutOfPatienceError, RequestError
from litsynth.ports import Progress, silent
from litsynth.records import Failure, Paper, QueryRecord, SearchResult
from litsynth.search.sources.http_json import JsonService, ServiceClosedError
from litsynth.search.sources.translation import LeftOut, Translated
from litsynth.search.sources.unanswered import UnansweredError, failed_query

T = TypeVar("T")

FAILURES_IN_A_ROW = 2
"""So many queries failing one after the other: it is the service, not the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query, without what pages, chosen fields and keys add to its address."""

    path: str
    """As in the address: "/works"."""
    params: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """As a methods section states it: nothing escaped."""
        stated = "&".join(f"{name}={value}" for name, value in self.params)
        return f"{self.path.lstrip('/')}?{stated}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results."""

    records: tuple[Translated, ...]
    total: int | None
    """Records that match, on all pages, or None if the service does not say."""
    onward: str | None
    """Where the next page begins, in the service's own way; None at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one service pages. Both functions are pure."""

    name: str
    """As the user names the source: "openalex"."""
    ask: Callable[[Query, str | None, int], Mapping[str, str]]
    """All parameters for a page of at most so many records, from `onward` (None: the first)."""
    read: Callable[[object, Query, int], Page]
    """The page in a JSON reply to the query, so many records having been read before.

    Raises RequestError for what is no page.
    """
    total_is_exact: bool = True
    """Whether a page before the end that holds nothing must be a fault."""


@dataclass(slots=True, kw_only=True)
class _Outcome:
    """What one query brought so far."""

    papers: dict[tuple[str, ...], Paper] = field(default_factory=dict)
    """By all their identifiers: two records of one paper may each know what the other does not."""
    left_out: Counter[str] = field(default_factory=Counter)
    retracted: dict[str, str] = field(default_factory=dict)
    """What notices among the records say of other papers, by identifier."""
    read: int = 0
    hits: int | None = None
    error: RequestError | None = None
    record: QueryRecord | None = None
    """None if the query never went out."""

    def take(self, page: Page) -> bool:
        """Add a page; whether it held anything that had not come before."""
        before = len(self.papers), self.left_out.total()
        for each in page.records:
            if isinstance(each, LeftOut):
                self.left_out[each.reason] += 1
                self.retracted.update(each.retracts)
            else:
                self.papers.setdefault(each.identifiers, each)
        self.read += len(page.records)
        self.hits = page.total if self.hits is None else self.hits
        return before != (len(self.papers), self.left_out.total())


def climb(
    service: JsonService,
    dialect: Dialect,
    ladder: Sequence[Query],
    *,
    wanted: int,
    progress: Progress = silent,
) -> SearchResult:
    """Up to `wanted` distinct records from the queries of `ladder`, the strictest query's first.

    Raises UnansweredError with the queries if none was answered.
    """
    papers: dict[tuple[str, ...], Paper] = {}
    queries: list[QueryRecord] = []
    failures: list[Failure] = []
    retracted: dict[str, str] = {}
    failed_in_a_row, error = 0, None
    service.begin()
    for query in ladder:
        outcome = _run(service, dialect, query, wanted=wanted, progress=progress)
        for names, paper in outcome.papers.items():
            papers.setdefault(names, paper)
        retracted |= outcome.retracted
        if outcome.record:
            queries.append(outcome.record)
        error = outcome.error
        failed_in_a_row = failed_in_a_row + 1 if error else 0
        if error:
            failures.append(_failure(service, dialect, query, outcome))
        over = error is not None and closes(error)
        if len(papers) >= wanted or over or failed_in_a_row == FAILURES_IN_A_ROW:
            break
    if error and all(record.error and not record.returned for record in queries):
        unsent = failed_query(dialect.name, str(ladder[0]), str(error))
        raise UnansweredError(
            f"{service.label} did not answer: {error}",
            hint=service.advice(error),
            queries=tuple(queries) or (unsent,),
        ) from error
    return SearchResult(
        papers=tuple(papers.values())[:wanted],
        queries=tuple(queries),
        failures=tuple(failures),
        retracted=tuple(sorted(retracted.items())),
    )


def look_up(
    service: JsonService,
    paths: Iterable[str],
    params: Mapping[str, str],
    read: Callable[[object], T],
    *,
    identifier: str,
) -> T | None:
    """What `read` makes of the reply at the first of `paths` that the service knows, or None.

    Raises SourceError if the service cannot be asked.
    """
    service.begin()
    for path in paths:
        try:
            return service.get(path, params, read).content
        except RequestError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                continue
            raise SourceError(
                f"{service.label} could not be asked for {identifier}: {error}",
                hint=service.advice(error),
            ) from error
    return None


def closes(error: RequestError) -> bool:
    """Whether the rest of the ladder would only annoy the service."""
    is_over = isinstance(error, ServiceClosedError | OutOfPatienceError)
    return is_over or error.status == HTTPStatus.TOO_MANY_REQUESTS


def _run(
    service: JsonService, dialect: Dialect, query: Query, *, wanted: int, progress: Progress
) -> _Outcome:
    """The first `wanted` records for one query, how it went, and what ended it early."""
    began_s, sent_at = time.monotonic(), datetime.now(UTC)
    outcome = _Outcome()
    onward: str | None = None
    visited: set[str] = set()
    while outcome.read < wanted:
        try:
            reply = service.get(
                query.path,
                dialect.ask(query, onward, wanted - outcome.read),
                partial(_checked, dialect, query, outcome.read),
            )
        except RequestError as error:
            outcome.error = error
            break
        if onward is None:
            sent_at = reply.sent_at
        new = outcome.take(reply.content)
        onward = reply.content.onward
        if onward is None or not reply.content.records:
            break
        if onward in visited or not new:
            outcome.error = RequestError("its pages lead in a circle", again=False)
            break
        visited.add(onward)
    unsent = isinstance(outcome.error, ServiceClosedError) and not outcome.error.sent
    if outcome.read or not unsent:
        outcome.record = QueryRecord(
            source=dialect.name,
            query=str(query),
            sent_at=stamp(sent_at),
            hits=outcome.hits,
            returned=outcome.read,
            elapsed_s=round(time.monotonic() - began_s, 3),
            error=str(outcome.error) if outcome.error else None,
        )
    if outcome.read or not outcome.error:  # Else the failure is told with the source's account.
        progress(f"{service.label}: {_account(outcome)}")
    return outcome


def _checked(dialect: Dialect, query: Query, read: int, content: object) -> Page:
    """The page in `content`, `read` records having come before. Raises RequestError."""
    page = dialect.read(content, query, read)
    expected = page.total is not None and page.total > read
    known = dialect.total_is_exact or read == 0 or page.onward is not None
    if not page.records and expected and known:
        raise RequestError(
            f"an empty page, though {page.total} records match and {read} were read", again=True
        )
    return page


def _account(outcome: _Outcome) -> str:
    """How a query went, in a few words."""
    if not outcome.read and outcome.error:
        return f"no answer ({outcome.error})"
    match = "" if outcome.hits is None else f"{outcome.hits:,} match, "
    ending = f", then {outcome.error}" if outcome.error else ""
    kinds = ", ".join(f"{count} {reason}" for reason, count in sorted(outcome.left_out.items()))
    left_out = f" ({outcome.left_out.total()} left out: {kinds})" if kinds else ""
    return f"{match}{outcome.read} read{left_out}{ending}"


def _failure(service: JsonService, dialect: Dialect, query: Query, outcome: _Outcome) -> Failure:
    error = outcome.error
    advice = f" {service.advice(error)}" if error and closes(error) else ""
    if not outcome.read:
        lost = "Papers that only this query would find are missing."
    elif outcome.hits is None:
        lost = f"Only the first {outcome.read} records were read."
    else:
        of = f"{outcome.hits:,} records that match"
        lost = f"Only the first {outcome.read} of the {of} were read."
    return Failure(what=dialect.name, reason=f"{error} (query: {query}).{advice}", effect=lost)
