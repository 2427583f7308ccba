"""A claim: one assertion of a paper that another paper could bear out or contradict."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from litsynth.records.documents import Depth, SectionKind
from litsynth.records.papers import PaperId
from litsynth.spans import Span

ClaimId = NewType("ClaimId", str)
"""Unique within a run, stable when the run is repeated: "c1", "c2", … in the report's order."""


BEARS_FROM = 0.35
"""Relevance from which a claim is said to bear on the question.

With the default encoder, claims of a paper on another subject stayed below 0.25 on every question
tried, and the median claim of a paper on the question's own subject lay between 0.37 and 0.46.
"""


class ClaimKind(StrEnum):
    FINDING = "finding"
    COMPARISON = "comparison"
    CONTRIBUTION = "contribution"
    STATEMENT = "statement"
    """A general assertion that the paper makes without showing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a claim gives."""

    text: str
    """As printed: "8.2 points"."""
    value: float
    """"1.2 million" is 1200000.0."""
    unit: str
    """"%", "points", "x", "ms", …; empty where the claim names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim with the place it stands. `text` may resolve pronouns; `quote` is verbatim."""

    id: ClaimId
    paper: PaperId
    text: str
    """As checked and printed: whole, never cut."""
    quote: str
    """The paper's own sentence: `span.of(document.text)`, letter by letter."""
    span: Span
    kind: ClaimKind
    page: int | None
    """1-based; None where the text has no pages."""
    section: str
    """The heading it stands under, or the section's kind; empty where neither is known."""
    section_kind: SectionKind
    depth: Depth
    relevance: float
    """To the question, from 0 to 1."""
    score: float
    """How much it looks like a claim of the paper's own, from 0 to 1."""
    also_at: tuple[Span, ...] = ()
    """Where else the paper says the same."""
    cited: bool = False
    """Whether the paper takes it from another paper."""
    part: Span | None = None
    """The clause of the sentence that `text` gives; None where it gives the whole sentence."""
    figures: tuple[Figure, ...] = ()
    """Numbers in `text`, in order; no years, and no numbers of sections or figures."""
    names: tuple[str, ...] = ()
    """Models, data sets, metrics and the like that `text` names, in order, each once."""
    checkability: float = 1.0
    """How well another paper could bear it out or contradict it, from 0 to 1."""
    checkability_reasons: tuple[str, ...] = ()
    """What speaks for and against that, in words."""
