"""One claim, told in a sentence: its quote, its place, what bears its outcome, how surely.

A finding of another paper has the first two only: nothing was made of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from litsynth.lexical import counted, listing
from litsynth.records import (
    CONTRADICTED_FROM,
    NO_PASSAGE,
    Depth,
    Outcome,
    Report,
    ReportedClaim,
    ReportedEvidence,
    ReportedFinding,
    Role,
    Stance,
)
from litsynth.report.nearness import verified_word
from litsynth.report.references import (
    ANOTHER_VERSION,
    BEYOND_LIMIT,
    RETRACTED,
    UNREAD,
    grounds,
)
from litsynth.report.tally import (
    checked_against,
    confidence_holds,
    included,
    papers_by_id,
    weighed,
)
from litsynth.report.wording import as_told, one_line, place, pointer, quoted, was

HEADINGS = {
    Outcome.SUPPORTED: "Supported by other papers",
    Outcome.REFUTED: "Contradicted by other papers",
    Outcome.MIXED: "Supported by some passages and contradicted by others",
    Outcome.NOT_ENOUGH_EVIDENCE: "Open, because there is not enough evidence either way",
}

_ALONE = "no other relevant paper was found"
_WHY_ALONE = {
    UNREAD: "no other relevant paper could be read",
    BEYOND_LIMIT: "no other relevant paper was read, to keep to the limit set",
    ANOTHER_VERSION: f"{_ALONE} that may be evidence",
    RETRACTED: f"{_ALONE} that may be evidence",
}
"""Why a paper was left out, and what that comes to where no other paper was used; the first that is
met counts.
"""

VERBS = {
    Stance.SUPPORTS: "supports",
    Stance.REFUTES: "contradicts",
    Stance.NEUTRAL: "settles nothing",
}

STATES = {
    Outcome.SUPPORTED: "supported",
    Outcome.REFUTED: "contradicted",
    Outcome.MIXED: "mixed",
    Outcome.NOT_ENOUGH_EVIDENCE: "open",
}


_OF_WHAT = {
    Outcome.MIXED: " that it is not open",
    Outcome.NOT_ENOUGH_EVIDENCE: " that it is open",
}

_BORNE = {
    "supports": "supported by",
    "contradicts": "contradicted by",
    "may contradict": "perhaps contradicted by",
}

_AHEAD = 0.1
"""By how much one side must be likelier than the other to be told: the judge is no more exact."""

UNCHECKED = "not checked"
"""What an open claim is called where there was no other paper to check it against."""


def heading(report: Report, outcome: Outcome) -> str:
    """What stands above the claims of that outcome."""
    return HEADINGS[outcome] if checked_against(report) else f"Not checked, as {alone(report)}"


def states(report: Report) -> Mapping[Outcome, str]:
    """What the claims of each outcome are called in this report."""
    if checked_against(report):
        return STATES
    return {**STATES, Outcome.NOT_ENOUGH_EVIDENCE: UNCHECKED}


def alone(report: Report) -> str:
    """Why there was no other paper to check claims against: "no other relevant paper was found"."""
    left_out = {grounds(one) for one in report.papers if one.role is Role.EXCLUDED}
    return next((words for why, words in _WHY_ALONE.items() if why in left_out), _ALONE)


def not_checked(report: Report) -> str:
    return f"{UNCHECKED}: {alone(report)}"


def told(report: Report, claim: ReportedClaim) -> str:
    """One claim with its place and the places of what bears its outcome, without more quotes."""
    bases = _bases(report, claim)
    parts = [said(report, claim), *([bases] if bases else []), _confidence(report, claim)]
    return f"{'; '.join(parts)}."


def told_with_passages(report: Report, claim: ReportedClaim) -> str:
    """As `told`, and the weightiest passage for and against in its own words."""
    sentences = [told(report, claim)]
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        best = strongest(claim, stance)
        if best is not None and claim.outcome is not Outcome.NOT_ENOUGH_EVIDENCE:
            sentences.append(
                f"What {verb(best)} it: {quoted(best.quote)} ({_of(report, best, place)})."
            )
    if claim.outcome is Outcome.NOT_ENOUGH_EVIDENCE:
        sentences.extend(_why_open(claim))
    return " ".join(sentences)


def verb(evidence: ReportedEvidence) -> str:
    """What a passage does to its claim, as in "supports"."""
    if evidence.stance is Stance.REFUTES and evidence.refutes < CONTRADICTED_FROM:
        return "may contradict"
    return VERBS[evidence.stance]


def strongest(claim: ReportedClaim, stance: Stance) -> ReportedEvidence | None:
    """The passage of that stance with the highest probability; the first of equals."""
    found = of_stance(claim, stance)
    return found[0] if found else None


def of_stance(claim: ReportedClaim, stance: Stance) -> tuple[ReportedEvidence, ...]:
    """Passages of that stance, the most probable first; of those that settle nothing the ones that
    lean to a side, then the nearest.
    """
    found = [one for one in claim.evidence if one.stance is stance]
    return tuple(sorted(found, key=lambda one: (-_probability(one, stance), -one.similarity)))


def _probability(evidence: ReportedEvidence, stance: Stance) -> float:
    if stance is Stance.SUPPORTS:
        return evidence.supports
    if stance is Stance.REFUTES:
        return evidence.refutes
    return max(evidence.supports, evidence.refutes) if _leads(evidence) else 0.0


def said(report: Report, claim: ReportedClaim | ReportedFinding) -> str:
    """What a paper says, and where; the sentence that it was put together from beside it."""
    paper = papers_by_id(report)[claim.paper]
    where = place(paper.number, claim.page, paper.depth, claim.section)
    text = as_told(claim.text, claim.quote)
    if text == one_line(claim.quote):
        return f"{quoted(claim.quote)} ({where})"
    return f"{quoted(text)} (put together from {quoted(claim.quote)}, {where})"


def _bases(report: Report, claim: ReportedClaim) -> str:
    if claim.outcome is Outcome.NOT_ENOUGH_EVIDENCE:
        return ""
    return "; ".join(
        f"{_BORNE[does]} {listing(places)}" for does, places in _by_verb(report, claim).items()
    )


def _pointer(report: Report, evidence: ReportedEvidence) -> str:
    """Without the depth where all papers share it: the report says so once."""
    if all(paper.depth is Depth.SUMMARY for paper in included(report)):
        return f"[{papers_by_id(report)[evidence.paper].number}]"
    return _of(report, evidence, pointer)


def _of(report: Report, evidence: ReportedEvidence, written: Callable[..., str]) -> str:
    number = papers_by_id(report)[evidence.paper].number
    return written(number, evidence.page, evidence.depth, evidence.section)


def _confidence(report: Report, claim: ReportedClaim) -> str:
    if not weighed(claim):
        return f"{NO_PASSAGE} came near it" if checked_against(report) else UNCHECKED
    if not confidence_holds(claim):
        return undecided(report, claim)
    words_for = f"confidence {claim.confidence:.2f}"
    if claim.outcome is Outcome.SUPPORTED:
        passed = verified_word(report.judge)
        return f"{words_for}, {passed if claim.verified else 'too low to count as verified'}"
    return f"{words_for}{of_what(claim)}"


def of_what(claim: ReportedClaim) -> str:
    """What a confidence is of, where it is not told by the outcome: as in " that it is open"."""
    return _OF_WHAT.get(claim.outcome, "")


def undecided(report: Report, claim: ReportedClaim) -> str:
    """Why a claim is open although something speaks for deciding it, as its evidence tells it, and
    the side that its passages take or come nearest to. The claim's confidence does not stand beside
    it.
    """
    why = claim.reasons[0] if claim.reasons else "no passage is clear enough"
    sides = _sides(report, claim) or _leaning(claim)
    return f"{STATES[Outcome.NOT_ENOUGH_EVIDENCE]}: {one_line(why)}{sides}"


def _sides(report: Report, claim: ReportedClaim) -> str:
    """As in "; [3] and [5] support it; [18] may contradict it"; empty where none takes a side."""
    return "".join(
        f"; {listing(places)} {does if len(places) == 1 else does.removesuffix('s')} it"
        for does, places in _by_verb(report, claim).items()
    )


def _by_verb(report: Report, claim: ReportedClaim) -> Mapping[str, Sequence[str]]:
    """Where the passages stand that take a side, by what they do; each place once a side."""
    doing: dict[str, list[str]] = {}
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        told: set[str] = set()
        for one in of_stance(claim, stance):
            where = _pointer(report, one)
            if where not in told:
                told.add(where)
                doing.setdefault(verb(one), []).append(where)
    return doing


def _leaning(claim: ReportedClaim) -> str:
    """As in "; likelier support than contradiction (at most 0.54 and 0.10 for one passage)".

    Empty where no side is ahead by enough, and where each passage is likelier to settle nothing
    than to take a side.
    """
    if not any(_leads(one) for one in claim.evidence):
        return ""
    support = round(max(one.supports for one in claim.evidence), 2)
    contradiction = round(max(one.refutes for one in claim.evidence), 2)
    if round(abs(support - contradiction), 2) < _AHEAD:
        return ""
    told = ((support, "support"), (contradiction, "contradiction"))
    (least, other), (most, side) = sorted(told)
    return f"; likelier {side} than {other} (at most {most:.2f} and {least:.2f} for one passage)"


def _leads(evidence: ReportedEvidence) -> bool:
    """Whether a side is likelier than that the passage settles nothing."""
    settles_nothing = 1 - evidence.supports - evidence.refutes
    return max(evidence.supports, evidence.refutes) > settles_nothing


def _why_open(claim: ReportedClaim) -> Iterator[str]:
    if not claim.evidence:
        return
    papers = len({one.paper for one in claim.evidence})
    yield (
        f"{counted(len(claim.evidence), 'passage')} of {counted(papers, 'other paper')} "
        f"{was(len(claim.evidence))} weighed and did not settle it."
    )
