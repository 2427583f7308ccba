"""What a line of a stage's file holds, where a stage yields more than one kind of record."""

from collections.abc import Iterable
from dataclasses import dataclass

from litsynth.reading.run import Readings
from litsynth.records import Document, Failure, QueryRecord, RankedPaper, Unreadable
from litsynth.search.run import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    identified: int
    duplicates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """Exactly one field is set."""

    counts: Counts | None = None
    query: QueryRecord | None = None
    paper: RankedPaper | None = None
    failure: Failure | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """Exactly one field is set."""

    document: Document | None = None
    unreadable: Unreadable | None = None


def search_lines(found: Found) -> Iterable[SearchLine]:
    yield SearchLine(counts=Counts(identified=found.identified, duplicates=found.duplicates))
    yield from (SearchLine(query=query) for query in found.queries)
    yield from (SearchLine(paper=paper) for paper in found.ranked)
    yield from (SearchLine(failure=failure) for failure in found.failures)
    yield from (SearchLine(notice=notice) for notice in found.notices)


def found_of(lines: Iterable[SearchLine]) -> Found:
    """The inverse of `search_lines`."""
    kept = tuple(lines)
    counts = next(line.counts for line in kept if line.counts)
    return Found(
        ranked=tuple(line.paper for line in kept if line.paper),
        queries=tuple(line.query for line in kept if line.query),
        failures=tuple(line.failure for line in kept if line.failure),
        identified=counts.identified,
        duplicates=counts.duplicates,
        notices=tuple(line.notice for line in kept if line.notice),
    )


def reading_lines(readings: Readings) -> Iterable[ReadingLine]:
    yield from (ReadingLine(document=document) for document in readings.documents)
    yield from (ReadingLine(unreadable=unreadable) for unreadable in readings.unreadable)


def readings_of(lines: Iterable[ReadingLine]) -> Readings:
    """The inverse of `reading_lines`."""
    kept = tuple(lines)
    return Readings(
        documents=tuple(line.document for line in kept if line.document),
        unreadable=tuple(line.unreadable for line in kept if line.unreadable),
    )
