"""Counts that the report's sentences state. All of them follow from the records."""

from collections.abc import Iterable
from dataclasses import dataclass

from litsynth.records import (
    UNREAD_FILE,
    Depth,
    Outcome,
    PaperEntry,
    PaperId,
    Report,
    ReportedClaim,
    Role,
)

OUTCOMES = (
    Outcome.SUPPORTED,
    Outcome.REFUTED,
    Outcome.MIXED,
    Outcome.NOT_ENOUGH_EVIDENCE,
)
"""In the order in which the report tells them."""
_AS_LIKELY_AS_NOT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of some claims came out how. The four outcomes sum to `claims`."""

    claims: int
    supported: int
    refuted: int
    mixed: int
    open: int
    """Not enough evidence."""
    verified: int
    """Supported with the confidence the run asked for; at most `supported`."""

    @property
    def decided(self) -> int:
        return self.supported + self.refuted + self.mixed


def tally(claims: Iterable[ReportedClaim]) -> Tally:
    kept = tuple(claims)
    of = {outcome: len(with_outcome(kept, outcome)) for outcome in OUTCOMES}
    return Tally(
        claims=len(kept),
        supported=of[Outcome.SUPPORTED],
        refuted=of[Outcome.REFUTED],
        mixed=of[Outcome.MIXED],
        open=of[Outcome.NOT_ENOUGH_EVIDENCE],
        verified=sum(claim.verified for claim in kept),
    )


def with_outcome(claims: Iterable[ReportedClaim], outcome: Outcome) -> tuple[ReportedClaim, ...]:
    return tuple(claim for claim in claims if claim.outcome is outcome)


def weighed(claim: ReportedClaim) -> bool:
    """Whether a confidence may be told: nothing was weighed for an open claim without passages."""
    return bool(claim.evidence) or claim.outcome is not Outcome.NOT_ENOUGH_EVIDENCE


def confidence_holds(claim: ReportedClaim) -> bool:
    """Whether the claim's confidence may stand beside its outcome.

    Beside an open claim it is the probability that nothing is settled. Below one half something is
    likelier settled than not, though no passage bears that by itself: the number would be taken
    for the opposite of what it says.
    """
    is_open = claim.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    return weighed(claim) and not (is_open and claim.confidence < _AS_LIKELY_AS_NOT)


def bearing(report: Report) -> tuple[ReportedClaim, ...]:
    """Claims that bear on the question, the most relevant first, ties in the report's order."""
    kept = [claim for claim in report.claims if claim.relevance >= report.bears_from]
    return tuple(sorted(kept, key=lambda claim: -claim.relevance))


def papers_by_id(report: Report) -> dict[PaperId, PaperEntry]:
    return {paper.id: paper for paper in report.papers}


def included(report: Report) -> tuple[PaperEntry, ...]:
    """Source and evidence papers, in the order of the references."""
    return tuple(paper for paper in report.papers if paper.role is not Role.EXCLUDED)


def source_entries(report: Report) -> tuple[PaperEntry, ...]:
    found = papers_by_id(report)
    return tuple(found[paper] for paper in report.source_papers)


def evidence_entries(report: Report) -> tuple[PaperEntry, ...]:
    return tuple(paper for paper in report.papers if paper.role is Role.EVIDENCE)


def checked_against(report: Report) -> int:
    """How many papers each claim is checked against, at the least: all used ones but its own.

    A source paper is evidence for the claims of the other source papers, unless it is retracted.
    """
    sources = sum(not paper.retraction for paper in source_entries(report))
    return len(evidence_entries(report)) + max(0, sources - 1)


def unread_files(report: Report) -> tuple[str, ...]:
    """Files of the user's own of which nothing could be read: they are no records."""
    return tuple(one.what for one in report.failures if one.effect == UNREAD_FILE)


def with_depth(report: Report, depth: Depth) -> int:
    """How many included papers were read to that depth."""
    return sum(paper.depth is depth for paper in included(report))
