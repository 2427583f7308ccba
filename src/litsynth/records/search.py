"""What is asked of the sources, and what they answered."""

from dataclasses import dataclass

from litsynth.records.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One idea of the question: a phrase, and other ways to write it."""

    phrase: str
    variants: tuple[str, ...] = ()
    """Spellings that mean the same (hyphens, abbreviations), without `phrase` itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlan:
    """A question, taken apart. Each source makes its own queries of it."""

    question: str
    concepts: tuple[Concept, ...]
    """Most telling first."""
    other_words: tuple[str, ...] = ()
    """Words that say what the question is about and stand in no concept: nothing is searched by
    them, but what no claim says of them is told."""
    since: str | None = None
    """First day to include, "2020-01-31", or None."""
    until: str | None = None
    """Last day to include, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRecord:
    """One query as it was sent: what a methods section must state (PRISMA-S, item 8)."""

    source: str
    query: str
    sent_at: str
    """UTC, ISO 8601 to the second: "2026-11-20T20:36:16Z"."""
    hits: int | None
    """How many records the source says match, or None if it did not say."""
    returned: int
    """How many records came back."""
    elapsed_s: float
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong and that the reader of the report must know."""

    what: str
    """The thing that failed: a paper's id, a source's name, a quote's place."""
    reason: str
    effect: str
    """What this changes in the report."""


UNREAD_FILE = "The file was neither searched nor read."
"""The effect of a Failure for a file of the user's own that is no record of any kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One source's answer to one plan."""

    papers: tuple[Paper, ...]
    queries: tuple[QueryRecord, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    """What belongs on a report's first page, in whole sentences: another source stood in."""
    retracted: tuple[tuple[str, str], ...] = ()
    """Identifiers of papers, found here or not, that a record retracts, with its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPaper:
    """A distinct paper with its relevance to the question."""

    paper: Paper
    relevance: float
    """From 0 to 1; comparable within one run."""
    above_floor: bool
    """Whether it is relevant enough to be used."""
