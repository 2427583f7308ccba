"""Everything the report is made of: what the earlier stages hand over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from litsynth.records import (
    Claim,
    Document,
    Failure,
    JudgeCard,
    PaperId,
    QueryRecord,
    RankedPaper,
    RunRecord,
    SearchPlan,
    Unreadable,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    question: str
    plan: SearchPlan
    ranked: tuple[RankedPaper, ...]
    """Every distinct paper found, best first, also those that were not used."""
    titles: Mapping[PaperId, str] = field(default_factory=dict)
    """Titles as they print, where a record's own is not: it still tells papers apart."""
    documents: tuple[Document, ...]
    """At most one a paper, the source papers' own among them."""
    unreadable: tuple[Unreadable, ...]
    """Papers whose PDF was asked for and failed, also where the abstract stood in."""
    source_papers: tuple[PaperId, ...]
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Claim, ...] = ()
    """Of papers that are no source papers, nearest first: quoted, not checked."""
    queries: tuple[QueryRecord, ...]
    failures: tuple[Failure, ...]
    notices: tuple[str, ...] = ()
    """What a reader must know first, in whole sentences."""
    identified: int
    """Records that the sources returned, duplicates counted each time."""
    duplicates: int
    judge: JudgeCard
    run: RunRecord
    author: str
    title: str | None = None
    """None asks for a title made from the question."""
    date: str
    """ISO date."""
