"""From the judged passages of one claim to its verdict. Pure.

The strongest support and the strongest contradiction decide, but no outcome stands that not one
passage bears alone. Papers that are no check on each other are one witness. What is too weak for
either side is "not enough evidence", an outcome of its own.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from litsynth.lexical import counted
from litsynth.ports import Judgement
from litsynth.records import (
    BORNE_BY,
    CONTRADICTED_FROM,
    NO_PASSAGE,
    SUPPORTED_FROM,
    Claim,
    Evidence,
    Outcome,
    Paper,
    PaperId,
    Stance,
    Verdict,
)
from litsynth.verify.common_ground import Bearer, ties
from litsynth.verify.independence import witnesses
from litsynth.verify.policy import Policy
from litsynth.verify.reasons import arguments, elsewhere, of_its_own


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
    bibliographies: Mapping[PaperId, tuple[str, ...]] | None = None,
) -> Verdict:
    """The verdict on `claim`. `remarks` are reasons known from the search for evidence,
    `bibliographies` the entries of each paper's, as far as they are known.

    Supported and refuted rest on at least one passage of that stance, mixed on one of each.
    """
    supports, refutes, neither = policy.weigh([one.judgement for one in judged])
    outcome = outcome_of({one.evidence.stance for one in judged}, (supports, refutes, neither))
    confidence = {
        Outcome.SUPPORTED: supports,
        Outcome.REFUTED: refutes,
        Outcome.MIXED: supports + refutes,
        Outcome.NOT_ENOUGH_EVIDENCE: neither,
    }[outcome]
    least = policy.threshold(precision)
    evidence = tuple(sorted((one.evidence for one in judged), key=_weight(outcome)))
    bearing = [item for item in evidence if item.stance in BORNE_BY[outcome]]
    witnessed, counted_once = independent(bearing, papers, bibliographies or {})
    if outcome is Outcome.NOT_ENOUGH_EVIDENCE:
        reasons: tuple[str, ...] = (_why_open(evidence),)
    else:
        reasons = (*_why(outcome, bearing, witnessed), *counted_once)
    if outcome is Outcome.SUPPORTED and confidence < least:
        reasons = (*reasons, _why_unverified(least))
    return Verdict(
        claim=claim.id,
        outcome=outcome,
        verified=outcome is Outcome.SUPPORTED and confidence >= least,
        confidence=min(1.0, max(0.0, confidence)),
        independent_papers=witnessed,
        evidence=evidence,
        reasons=(*reasons, *remarks),
        own_passages_left_out=own_left_out,
    )


def outcome_of(stances: Collection[Stance], chances: tuple[float, float, float]) -> Outcome:
    """Support or contradiction that is likely enough and borne by a passage by itself.

    Mixed if passages bear both and to decide nothing is not likelier; else not enough evidence.

    `chances` are those of support, contradiction and neither, as `Policy.weigh` gives them.
    """
    supports, refutes, neither = chances
    if {Stance.SUPPORTS, Stance.REFUTES} <= set(stances) and neither < max(supports, refutes):
        return Outcome.MIXED
    if supports >= SUPPORTED_FROM and Stance.SUPPORTS in stances:
        return Outcome.SUPPORTED
    if refutes >= CONTRADICTED_FROM and Stance.REFUTES in stances:
        return Outcome.REFUTED
    return Outcome.NOT_ENOUGH_EVIDENCE


def independent(
    evidence: Sequence[Evidence],
    papers: Mapping[PaperId, Paper],
    bibliographies: Mapping[PaperId, tuple[str, ...]],
) -> tuple[int, tuple[str, ...]]:
    """How many witnesses stand behind `evidence`, and which papers count once for what they share.

    Papers of the same authors are one witness, and that is not told. So are papers on the same side
    whose passages rest on the same data set, repeat each other, or cite each other or one work.
    """
    bearers = [
        Bearer(
            paper=papers[name],
            quotes=tuple(item.quote for item in evidence if item.paper == name),
            bibliography=bibliographies.get(name, ()),
        )
        for name in dict.fromkeys(item.paper for item in evidence)
    ]
    behind = [bearer.paper for bearer in bearers]
    sides = [{item.stance for item in evidence if item.paper == one.id} for one in behind]
    authors = witnesses(behind)
    found = [
        tie
        for tie in ties(bearers)
        if authors[tie.one] != authors[tie.other] and sides[tie.one] == sides[tie.other]
    ]
    group = witnesses(behind, {(tie.one, tie.other) for tie in found})
    why = dict.fromkeys(f"papers {tie.why} count once" for tie in found)
    return len(set(group)), tuple(why)


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


def _why(outcome: Outcome, bearing: Sequence[Evidence], witnessed: int) -> tuple[str, ...]:
    """Who bears the outcome, and what speaks for it in the weightiest passage of each side."""
    papers = counted(witnessed, "independent paper")
    if outcome is Outcome.MIXED:
        sides = ((Stance.SUPPORTS, "for"), (Stance.REFUTES, "against"))
        return (
            f"passages on both sides, from {papers}",
            *(f"{word}: {reason}" for side, word in sides for reason in _best(bearing, side)[:1]),
        )
    one = witnessed == 1
    if outcome is Outcome.SUPPORTED:
        does, side = "bears it out" if one else "bear it out", Stance.SUPPORTS
    else:
        does, side = "contradicts it" if one else "contradict it", Stance.REFUTES
    return (f"{papers} {does}", *_best(bearing, side)[:3])


def _best(bearing: Sequence[Evidence], side: Stance) -> tuple[str, ...]:
    return arguments(next(item.reasons for item in bearing if item.stance is side))


def _why_open(evidence: Sequence[Evidence]) -> str:
    """Why nothing is decided, in one phrase."""
    if not evidence:
        return f"not checked: {NO_PASSAGE}"
    stances = {item.stance for item in evidence} - {Stance.NEUTRAL}
    if len(stances) > 1:
        return "the nearest passages point both ways"
    if stances:
        return "a passage takes a side, but too weakly among all that were judged"
    if all(of_its_own(item.reasons) for item in evidence):
        return "the claim is about a thing of its paper's own, which no other paper can bear out"
    away = sum(elsewhere(item.reasons) for item in evidence)
    if 2 * away > len(evidence):
        most = "" if away == len(evidence) else "most of "
        return f"{most}the nearest passages may be about other things"
    return "no passage is clear enough"


def _why_unverified(least: float) -> str:
    if least > 1:
        return "not verified: no confidence was found to give the precision asked for"
    return f"not verified: below the confidence asked for ({least:.2f})"
