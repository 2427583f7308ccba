"""A search that nobody answered, with all that a report must still tell of it."""

from datetime import UTC, datetime

from litsynth.dates import stamp
from litsynth.errors import SourceError
from litsynth.records import Failure, QueryRecord

NOT_SENT = "(not sent)"
"""Stands in front of a query that was made, and for which no connection was had."""
_LABELS = {
    "arxiv": "arXiv",
    "openalex": "OpenAlex",
    "semantic_scholar": "Semantic Scholar",
    "crossref": "Crossref",
    "starter": "the starter library",
}


class UnansweredError(SourceError):
    """As SourceError; a methods section must state also the queries that failed."""

    def __init__(
        self,
        message: str,
        *,
        hint: str,
        queries: tuple[QueryRecord, ...] = (),
        failures: tuple[Failure, ...] = (),
    ) -> None:
        """`failures`: one a source, where several were asked together; else empty."""
        super().__init__(message, hint=hint)
        self.queries = queries
        self.failures = failures


def label(source: str) -> str:
    """The name of a source as it is written in a sentence: "arXiv", "the starter library"."""
    return _LABELS.get(source, source)


def failed_query(source: str, query: str, error: str) -> QueryRecord:
    """The record, as of now, of a query that did not even go out."""
    return QueryRecord(
        source=source,
        query=f"{NOT_SENT} {query}",
        sent_at=stamp(datetime.now(UTC)),
        hits=None,
        returned=0,
        elapsed_s=0.0,
        error=error,
    )


def queries_of(error: SourceError) -> tuple[QueryRecord, ...]:
    """The queries that were sent in vain; none where the source does not tell."""
    return error.queries if isinstance(error, UnansweredError) else ()


def failures_of(source: str, error: SourceError) -> tuple[Failure, ...]:
    """What the reader of a report must know of a source, or of several, that did not answer."""
    if isinstance(error, UnansweredError) and error.failures:
        return error.failures
    return (
        Failure(
            what=source,
            reason=str(error),
            effect="No paper comes from this source; what only it holds is missing.",
        ),
    )
