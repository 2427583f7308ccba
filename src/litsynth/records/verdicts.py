"""What other papers say about a claim, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from litsynth.records.claims import ClaimId
from litsynth.records.documents import Depth
from litsynth.records.papers import PaperId
from litsynth.spans import Span

SUPPORTED_FROM = 0.5
"""The probability from which support is told: likelier right than wrong."""

CONTRADICTED_FROM = 0.75
"""The same for contradiction. More is asked, since papers seldom contradict each other and a false
alarm accuses somebody."""


class Stance(StrEnum):
    """What one passage does to one claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class Outcome(StrEnum):
    """What all evidence together does to one claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    MIXED = "mixed"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


BORNE_BY: Mapping[Outcome, frozenset[Stance]] = {
    Outcome.SUPPORTED: frozenset({Stance.SUPPORTS}),
    Outcome.REFUTED: frozenset({Stance.REFUTES}),
    Outcome.MIXED: frozenset({Stance.SUPPORTS, Stance.REFUTES}),
    Outcome.NOT_ENOUGH_EVIDENCE: frozenset(),
}
"""The stances that bear an outcome, each of which it cannot stand without."""

NO_PASSAGE = "no passage of another paper"
"""What the reasons of a verdict say where nothing came near its claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One passage of another paper, judged against one claim."""

    paper: PaperId
    span: Span
    """Into that paper's document."""
    quote: str
    """`span.of(document.text)`, letter by letter."""
    page: int | None
    section: str
    depth: Depth
    similarity: float
    """Cosine of claim and passage, from -1 to 1. It finds evidence; it decides nothing."""
    stance: Stance
    supports: float
    """Probability that the passage supports the claim."""
    refutes: float
    """Probability that the passage contradicts the claim."""
    reasons: tuple[str, ...] = ()
    """Why, in words: "both say 5.4 points"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome for one claim, with the passages it rests on, the weightiest first."""

    claim: ClaimId
    outcome: Outcome
    verified: bool
    """Whether the claim is supported with at least the confidence the run asked for."""
    confidence: float
    """Calibrated probability that the outcome is right, from 0 to 1."""
    independent_papers: int
    """Papers that bear the outcome; those of the same authors, on one data set or in one citing
    chain count once."""
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...] = ()
    own_passages_left_out: int = 0
    """Passages of the claim's own paper and its twins that would have been among the best."""
