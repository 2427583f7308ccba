"""The report: everything that is printed, and everything needed to retrace it.

The JSON Schema that `litsynth schema` prints is made of these classes; `SCHEMA_VERSION` changes
when a reader of report.json would have to change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from litsynth.records.claims import ClaimId, ClaimKind
from litsynth.records.documents import Depth
from litsynth.records.papers import PaperId
from litsynth.records.search import Concept, Failure, QueryRecord
from litsynth.records.verdicts import Outcome, Stance
from litsynth.spans import Span

SCHEMA_VERSION = "1.0"


class Role(StrEnum):
    SOURCE = "source"
    """The claims come from it."""
    EVIDENCE = "evidence"
    """The claims are checked against it."""
    EXCLUDED = "excluded"
    """Found, but not used; `reason` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntry:
    """One distinct paper of the run."""

    id: PaperId
    number: int | None
    """Its number in the list of references, from 1; None for an excluded paper."""
    title: str
    authors: tuple[str, ...]
    published: str | None
    venue: str | None
    doi: str | None
    url: str | None
    pdf_url: str | None
    found_by: tuple[str, ...]
    relevance: float
    role: Role
    depth: Depth | None
    """How much of it was read; None for an excluded paper."""
    reason: str | None
    """Why it was left out, or why less than the full text was read."""
    sha256: str | None = None
    """Of the file that was read."""
    identifiers: tuple[str, ...] = ()
    """Every identifier known ("arxiv:2005.13013", "doi:10.1000/x"), sorted."""
    retraction: str | None = None
    """What a database says of a retraction or withdrawal, or None."""

    @property
    def year(self) -> str:
        """Of `published`; empty where that is not known."""
        return (self.published or "")[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedEvidence:
    paper: PaperId
    page: int | None
    section: str
    quote: str
    span: Span
    similarity: float
    stance: Stance
    supports: float
    refutes: float
    depth: Depth
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedClaim:
    id: ClaimId
    text: str
    quote: str
    kind: ClaimKind
    paper: PaperId
    page: int | None
    section: str
    span: Span
    relevance: float
    outcome: Outcome
    verified: bool
    confidence: float
    independent_papers: int
    evidence: tuple[ReportedEvidence, ...]
    reasons: tuple[str, ...]
    own_passages_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFinding:
    """What a paper that is no source paper says it found. Quoted, and checked against nothing."""

    text: str
    quote: str
    paper: PaperId
    page: int | None
    section: str
    span: Span
    relevance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One reviewer's score with its reasons; recomputable from the report alone."""

    name: str
    score: float
    """From 0 to 10."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    score: float
    """Mean of the reviewers' scores, from 0 to 10."""
    spread: float
    """Population standard deviation of the reviewers' scores."""
    reviewers: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many papers came to each stage (after PRISMA 2020)."""

    identified: int
    """Records that the sources returned, duplicates counted each time."""
    duplicates: int
    screened: int
    """Distinct papers ranked against the question: identified - duplicates."""
    retrieved: int
    """Papers above the relevance floor, at most as many as were asked for: their texts are read."""
    unreadable: int
    """Of those, papers of which nothing could be read."""
    included: int
    """Papers that the claims come from or are checked against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeCard:
    """What is known about the judge's error, from data it was not fitted on."""

    name: str
    made: str
    """ISO date; words where nobody knows it, as of a model by others."""
    data: str
    """What it was fitted and measured on, in words."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """Measured figures by name ("auroc_supported", "ece", …)."""
    reliability: tuple[tuple[float, float, int], ...] = ()
    """(mean confidence, share right, count) for each bin that holds any pair."""
    note: str = ""
    """What the figures do not say."""
    warning: str = ""
    """Where this run's field is far from the data behind the figures: in words, with numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What ran, on what."""

    litsynth: str
    python: str
    packages: Mapping[str, str]
    device: str
    model: str
    model_sha256: str
    judge: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """How the report came about. run.json holds this and what tells the run from others."""

    folder: str
    started_at: str
    """UTC, ISO 8601."""
    settings: Mapping[str, object]
    environment: Environment
    queries: tuple[QueryRecord, ...]
    files: Mapping[PaperId, str]
    """sha256 of every file read, by paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    schema_version: str
    question: str
    title: str
    author: str
    date: str
    """ISO date."""
    abstract: str
    answer: str
    """Made of counts and quoted claims only. References are written [n]."""
    introduction: str
    methodology: str
    results: str
    limitations: tuple[str, ...]
    notices: tuple[str, ...]
    """What a reader must know first: the starter library stood in, a retracted source paper."""
    source_papers: tuple[PaperId, ...]
    papers: tuple[PaperEntry, ...]
    """References first, in their order, then excluded papers."""
    claims: tuple[ReportedClaim, ...]
    quality: Quality
    judge: JudgeCard
    flow: Flow
    failures: tuple[Failure, ...]
    run: RunRecord
    concepts: tuple[Concept, ...] = ()
    """The ideas that the question was taken apart into, most telling first."""
    other_words: tuple[str, ...] = ()
    """Words that say what the question is about and stand in no concept."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Short and long form, as source papers explain them; those of the question, as any does."""
    named_by: tuple[tuple[str, PaperId], ...] = ()
    """An idea of the question that no claim names, and the most relevant other paper that does."""
    bears_from: float = 0.35
    """A claim of at least this relevance is told as bearing on the question."""
    findings: tuple[ReportedFinding, ...] = ()
    """What other papers say they found on the question, one sentence a paper; not checked."""
