"""Every quote is looked up again, letter by letter, before it may be printed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from litsynth.records import (
    BORNE_BY,
    Claim,
    ClaimId,
    Document,
    Evidence,
    Failure,
    Outcome,
    PaperId,
    Stance,
    Verdict,
)
from litsynth.spans import Span

QUOTE_FAILURE = "quote "
"""How `Failure.what` begins where a quote was not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What may be printed, and why the rest may not."""

    claims: tuple[Claim, ...]
    verdicts: Mapping[ClaimId, Verdict]
    """One for each of `claims`."""
    failures: tuple[Failure, ...]


def check_quotes(
    claims: Sequence[Claim],
    verdicts: Sequence[Verdict],
    documents: Sequence[Document],
    *,
    usable: Collection[PaperId],
) -> Checked:
    """Claims and evidence whose quotes stand where they say, in a `usable` paper of their own.

    A claim whose quote fails is dropped. An outcome that loses the evidence it needs becomes
    "not enough evidence"; one that loses only some is no longer verified.
    """
    texts = {document.paper: document for document in documents}
    given = {verdict.claim: verdict for verdict in verdicts}
    kept: list[Claim] = []
    settled: dict[ClaimId, Verdict] = {}
    failures: list[Failure] = []
    for claim in claims:
        fault = quote_fault(texts.get(claim.paper), claim.span, claim.quote, claim.page)
        if fault:
            failures.append(
                Failure(
                    what=f"{QUOTE_FAILURE}of claim {claim.id} in {claim.paper}",
                    reason=fault,
                    effect="the claim is left out",
                )
            )
            continue
        kept.append(claim)
        verdict = given.get(claim.id)
        if verdict is None:
            failures.append(
                Failure(
                    what=f"claim {claim.id}",
                    reason="no verdict was reached on it",
                    effect="it stands as open: not enough evidence",
                )
            )
            settled[claim.id] = _unchecked(claim)
            continue
        settled[claim.id], lost = _with_printable(claim, verdict, texts, usable)
        failures += lost
    return Checked(claims=tuple(kept), verdicts=settled, failures=tuple(failures))


def _with_printable(
    claim: Claim,
    verdict: Verdict,
    texts: Mapping[PaperId, Document],
    usable: Collection[PaperId],
) -> tuple[Verdict, list[Failure]]:
    """What holds of the verdict with the evidence that may be printed, and why the rest may not."""
    kept: list[Evidence] = []
    lost: list[Failure] = []
    for evidence in verdict.evidence:
        fault = evidence_fault(claim, evidence, texts, usable)
        if fault is None:
            kept.append(evidence)
            continue
        lost.append(
            Failure(
                what=f"{QUOTE_FAILURE}for claim {claim.id} from {evidence.paper}",
                reason=fault,
                effect="it is not printed and counts for nothing",
            )
        )
    return settle(verdict, tuple(kept)), lost


def check_findings(
    findings: Sequence[Claim],
    documents: Sequence[Document],
    *,
    usable: Collection[PaperId],
) -> tuple[tuple[Claim, ...], tuple[Failure, ...]]:
    """Findings whose quotes stand where they say, in a `usable` paper, and why the rest do not.

    usable: papers that are used, source papers left out.
    """
    texts = {document.paper: document for document in documents}
    kept: list[Claim] = []
    failures: list[Failure] = []
    for finding in findings:
        fault = (
            quote_fault(texts.get(finding.paper), finding.span, finding.quote, finding.page)
            if finding.paper in usable
            else "it is from a source paper, or from one that is not used"
        )
        if fault is None:
            kept.append(finding)
            continue
        failures.append(
            Failure(
                what=f"{QUOTE_FAILURE}of finding {finding.id} in {finding.paper}",
                reason=fault,
                effect="the finding is left out",
            )
        )
    return tuple(kept), tuple(failures)


def quote_fault(document: Document | None, span: Span, quote: str, page: int | None) -> str | None:
    """Why `quote` may not be printed as standing at `span` on `page`, or None if it may."""
    if document is None:
        return "there is no text of that paper to find it in"
    if not quote.strip():
        return "it is empty"
    try:
        found = span.of(document.text)
    except IndexError as error:
        return str(error)
    if found != quote:
        return f"characters {span.start} to {span.end} of the stored text say something else"
    if (stands_on := document.page_of(span)) != page:
        return f"it stands on page {stands_on}, not on page {page}"
    return None


def evidence_fault(
    claim: Claim,
    evidence: Evidence,
    documents: Mapping[PaperId, Document],
    usable: Collection[PaperId],
) -> str | None:
    """Why `evidence` may not stand beside `claim`, or None if it may."""
    if evidence.paper == claim.paper:
        return "it is from the claim's own paper"
    if evidence.paper not in usable:
        return "it is from a paper that is not used as evidence"
    return quote_fault(documents.get(evidence.paper), evidence.span, evidence.quote, evidence.page)


def settle(verdict: Verdict, kept: tuple[Evidence, ...]) -> Verdict:
    """The verdict that still holds with `kept` of its evidence. Never a stronger one."""
    lost = [e for e in verdict.evidence if e not in kept and e.stance is not Stance.NEUTRAL]
    bearing = [e for e in kept if e.stance is not Stance.NEUTRAL]
    stands = BORNE_BY[verdict.outcome] <= {e.stance for e in bearing}
    if stands and not lost:
        return replace(verdict, evidence=kept)
    if stands:
        return replace(
            verdict,
            evidence=kept,
            verified=False,
            independent_papers=min(verdict.independent_papers, len({e.paper for e in bearing})),
            reasons=(*verdict.reasons, "a quote behind this outcome was not found again"),
        )
    return replace(
        verdict,
        evidence=kept,
        outcome=Outcome.NOT_ENOUGH_EVIDENCE,
        verified=False,
        confidence=0.0,
        independent_papers=0,
        reasons=(
            f"no printable quote bears out {verdict.outcome.value.replace('_', ' ')!r}",
            *verdict.reasons,
        ),
    )


def _unchecked(claim: Claim) -> Verdict:
    return Verdict(
        claim=claim.id,
        outcome=Outcome.NOT_ENOUGH_EVIDENCE,
        verified=False,
        confidence=0.0,
        independent_papers=0,
        evidence=(),
        reasons=("it was not checked",),
    )
