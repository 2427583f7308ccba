"""From the judged passages of one claim to its verdict. Pure.

The strongest support and the strongest contradiction decide; papers of the same authors are one
witness. What is too weak for either side is "not enough evidence", an outcome of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from litsynth.ports import Judgement
from litsynth.records import Claim, Evidence, Outcome, Paper, PaperId, Stance, Verdict
from litsynth.verify.independence import witnesses
from litsynth.verify.policy import Policy

_STRONG = 0.5
"""Probability from which a passage on each side makes a claim's evidence mixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One passage with what the judge made of it."""

    evidence: Evidence
    judgement: Judgement


def combine(
    claim: Claim,
    judged: Sequence[Judged],
    papers: Mapping[PaperId, Paper],
    *,
    policy: Policy,
    precision: float,
    own_left_out: int,
    remarks: tuple[str, ...] = (),
) -> Verdict:
    """The verdict on `claim`. `remarks` are reasons known from the search for evidence."""
    supports, refutes, neither = policy.weigh([one.judgement for one in judged])
    outcome = _outcome(judged, supports, refutes, neither)
    confidence = {
        Outcome.SUPPORTED: supports,
        Outcome.REFUTED: refutes,
        Outcome.MIXED: supports + refutes,
        Outcome.NOT_ENOUGH_EVIDENCE: neither,
    }[outcome]
    evidence = tuple(sorted((one.evidence for one in judged), key=_weight(outcome)))
    bearing = [item for item in evidence if item.stance in _BORNE_BY[outcome]]
    return Verdict(
        claim=claim.id,
        outcome=outcome,
        verified=outcome is Outcome.SUPPORTED and confidence >= policy.threshold(precision),
        confidence=min(1.0, max(0.0, confidence)),
        independent_papers=independent(bearing, papers),
        evidence=evidence,
        reasons=(*_reasons(outcome, bearing, evidence, papers), *remarks),
        own_passages_left_out=own_left_out,
    )


_BORNE_BY: Mapping[Outcome, frozenset[Stance]] = {
    Outcome.SUPPORTED: frozenset({Stance.SUPPORTS}),
    Outcome.REFUTED: frozenset({Stance.REFUTES}),
    Outcome.MIXED: frozenset({Stance.SUPPORTS, Stance.REFUTES}),
    Outcome.NOT_ENOUGH_EVIDENCE: frozenset(),
}


def _outcome(judged: Sequence[Judged], supports: float, refutes: float, neither: float) -> Outcome:
    # Two different passages: one passage that could be read either way is merely unclear.
    if any(
        one is not other
        and one.judgement.supports >= _STRONG
        and other.judgement.refutes >= _STRONG
        for one in judged
        for other in judged
    ) and neither < max(supports, refutes):
        return Outcome.MIXED
    if supports > max(refutes, neither):
        return Outcome.SUPPORTED
    if refutes > max(supports, neither):
        return Outcome.REFUTED
    return Outcome.NOT_ENOUGH_EVIDENCE


def independent(evidence: Sequence[Evidence], papers: Mapping[PaperId, Paper]) -> int:
    """How many witnesses stand behind `evidence`: papers, those of the same authors once."""
    behind = [papers[name] for name in dict.fromkeys(item.paper for item in evidence)]
    return len(set(witnesses(behind)))


def _weight(outcome: Outcome) -> Callable[[Evidence], tuple[float, float, str, int]]:
    def weight(item: Evidence) -> tuple[float, float, str, int]:
        telling = {
            Outcome.SUPPORTED: item.supports,
            Outcome.REFUTED: item.refutes,
            Outcome.MIXED: max(item.supports, item.refutes),
            Outcome.NOT_ENOUGH_EVIDENCE: max(item.supports, item.refutes),
        }[outcome]
        return (-telling, -item.similarity, item.paper, item.span.start)

    return weight


def _reasons(
    outcome: Outcome,
    bearing: Sequence[Evidence],
    evidence: Sequence[Evidence],
    papers: Mapping[PaperId, Paper],
) -> tuple[str, ...]:
    if not evidence:
        return ("no passage of another paper comes near the claim",)
    best = evidence[0]
    count = independent(bearing, papers)
    witnessed = f"{count} independent paper{'s' * (count != 1)}"
    if outcome is Outcome.NOT_ENOUGH_EVIDENCE:
        return ("no passage clearly supports or contradicts the claim", *best.reasons[:2])
    if outcome is Outcome.MIXED:
        return (f"passages on both sides, from {witnessed}", *best.reasons[:2])
    verb = "bears it out" if outcome is Outcome.SUPPORTED else "contradicts it"
    if not bearing:
        # The passages together tip the scale though none does alone.
        return ("no single passage decides; together they lean this way", *best.reasons[:2])
    plural = verb.replace("bears", "bear").replace("contradicts", "contradict")
    return (f"{witnessed} {verb if count == 1 else plural}", *best.reasons[:3])
