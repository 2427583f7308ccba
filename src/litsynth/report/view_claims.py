"""What the templates print of each claim: prepared, so that a template only loops."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from litsynth.lexical import counted
from litsynth.records import (
    NO_PASSAGE,
    Depth,
    Outcome,
    PaperEntry,
    PaperId,
    Report,
    ReportedClaim,
    ReportedEvidence,
    Stance,
)
from litsynth.report.addresses import pdf_page
from litsynth.report.nearness import NEAR, judged_by_nearness
from litsynth.report.subject import silence
from litsynth.report.tally import checked_against, confidence_holds, papers_by_id
from litsynth.report.telling import STATES, not_checked, of_stance, of_what, states, verb
from litsynth.report.wording import SHORT_DEPTH, as_told, capitalised, one_line

_MANY = {
    "supports": "support",
    "contradicts": "contradict",
    "settles nothing": "settle nothing",
}
"""Of several passages; the others are the same."""

NONE = "–"  # noqa: RUF001 - a dash where there is no figure
_NEUTRAL_SHOWN = 2

LEGEND = (
    ("✓", "verified: supported by other papers, at the confidence this run asked for"),
    ("(✓)", "supported, but below that confidence"),
    ("×", "contradicted by other papers"),  # noqa: RUF001 - the mark that readers know
    ("±", "supported by some passages and contradicted by others"),
    ("?", "open: not enough evidence either way"),
)
_UNTOLD = (
    NONE,
    (
        "no confidence is told: no passage came near the claim, or the judge finds it likelier "
        "settled than open, but neither side clear enough"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sentence stands."""

    number: int | None
    where: str
    """As in "p. 3, Results"; empty if nothing is known."""
    url: str
    """The PDF at that page, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    quote: str
    place: Place
    title: str
    stance: str
    css: str
    supports: str
    refutes: str
    similarity: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    id: str
    text: str
    quote: str
    """The verbatim sentence where the claim's text is put together from it, else ""."""
    place: Place
    kind: str
    label: str
    css: str
    mark: str
    verified: bool
    confidence: str
    """As in "0.87"; beside an open claim as in "0.75 that it is open", beside a mixed one "that it
    is not open"; or a dash."""
    percent: int | None
    """None where no confidence is told."""
    relevance: str
    bears: bool
    independent: int
    supporting: tuple[EvidenceView, ...]
    contradicting: tuple[EvidenceView, ...]
    neutral: tuple[EvidenceView, ...]
    neutral_count: str
    """As in "2 passages that settle nothing"."""
    neutral_shown: tuple[EvidenceView, ...]
    """Of the neutral ones, those that stand for all where no other passage does."""
    neutral_rest: str
    """As in "6 more passages that settle nothing": without those shown."""
    neutral_numbers: tuple[int, ...]
    """References of the papers the rest are from, each once."""
    passages: str
    """As in "3 passages: 2 support, 1 contradicts, 0 settle nothing"."""
    reasons: tuple[str, ...]
    left_out: str
    """A sentence on passages of the claim's own paper, or ""."""
    opens: bool
    """Whether there is more to say than `passages` says."""


def claim_views(report: Report) -> tuple[ClaimView, ...]:
    papers = papers_by_id(report)
    called = states(report)
    unchecked = "" if checked_against(report) else capitalised(not_checked(report))
    # Without a word of the question, nearness of sense is no bearing on it.
    from_ = math.inf if silence(report).whole else report.bears_from
    return tuple(
        _claim(one, papers, from_, label=called[one.outcome], unchecked=unchecked)
        for one in report.claims
    )


def mark_of(claim: ReportedClaim) -> str:
    if claim.outcome is Outcome.SUPPORTED:
        return LEGEND[0][0] if claim.verified else LEGEND[1][0]
    others = (Outcome.REFUTED, Outcome.MIXED, Outcome.NOT_ENOUGH_EVIDENCE)
    return LEGEND[2 + others.index(claim.outcome)][0]


def legend_of(report: Report) -> tuple[tuple[str, str], ...]:
    """What the marks of the table of claims mean, that of a missing confidence where one is."""
    if not checked_against(report):
        mark, _ = LEGEND[-1]
        return ((mark, not_checked(report)), (NONE, "no confidence is told: nothing was weighed"))
    untold = any(not confidence_holds(claim) for claim in report.claims)
    found: tuple[tuple[str, str], ...] = LEGEND
    if judged_by_nearness(report.judge):
        (mark, _), *others = LEGEND
        found = ((mark, f"{NEAR}: no support is meant"), *others)
    return (*found, _UNTOLD) if untold else found


def _claim(
    claim: ReportedClaim,
    papers: Mapping[PaperId, PaperEntry],
    bears_from: float,
    *,
    label: str,
    unchecked: str,
) -> ClaimView:
    """unchecked: why nothing could be checked in this report, or ""."""
    views = {
        stance: tuple(_evidence(one, papers) for one in of_stance(claim, stance))
        for stance in Stance
    }
    neutral = views[Stance.NEUTRAL]
    sided = views[Stance.SUPPORTS] or views[Stance.REFUTES]
    shown = () if sided else neutral[:_NEUTRAL_SHOWN]
    rest = neutral[len(shown) :]
    text = as_told(claim.text, claim.quote)
    # With no other paper there, its own were not left out for any other's sake.
    left_out = 0 if unchecked else claim.own_passages_left_out
    # That nothing came near, `passages` says already.
    reasons = tuple(one_line(one) for one in claim.reasons if NO_PASSAGE not in one)
    paper = papers[claim.paper]
    return ClaimView(
        id=claim.id,
        text=text,
        quote="" if text == one_line(claim.quote) else one_line(claim.quote),
        place=_place(paper, claim.page, claim.section, paper.depth),
        kind=claim.kind.value,
        label=label,
        css=STATES[claim.outcome],
        mark=mark_of(claim),
        verified=claim.verified,
        confidence=_confidence(claim),
        percent=round(100 * min(max(claim.confidence, 0.0), 1.0))
        if confidence_holds(claim)
        else None,
        relevance=f"{claim.relevance:.2f}",
        bears=claim.relevance >= bears_from,
        independent=claim.independent_papers,
        supporting=views[Stance.SUPPORTS],
        contradicting=views[Stance.REFUTES],
        neutral=neutral,
        neutral_count=_settling_nothing(len(neutral)),
        neutral_shown=shown,
        neutral_rest=_settling_nothing(len(rest), more=bool(shown)),
        neutral_numbers=tuple(dict.fromkeys(one.place.number for one in rest if one.place.number)),
        passages=unchecked or _passages(claim),
        reasons=reasons,
        left_out=f"{counted(left_out, 'passage')} of the claim's own paper or of another version "
        "of it would have been among the best, and cannot count."
        if left_out
        else "",
        opens=bool(claim.evidence or reasons or left_out or text != one_line(claim.quote)),
    )


def _settling_nothing(number: int, *, more: bool = False) -> str:
    verb = "settles" if number == 1 else "settle"
    noun = "more passage" if more else "passage"
    return f"{counted(number, noun)} that {verb} nothing"


def _confidence(claim: ReportedClaim) -> str:
    if not confidence_holds(claim):
        return NONE
    return f"{claim.confidence:.2f}{of_what(claim)}"


def _passages(claim: ReportedClaim) -> str:
    if not claim.evidence:
        return f"{capitalised(NO_PASSAGE)} came near"
    said = Counter(verb(one) for stance in Stance for one in of_stance(claim, stance))
    parts = [f"{n} {what if n == 1 else _MANY.get(what, what)}" for what, n in said.items()]
    return f"{counted(len(claim.evidence), 'passage')}: {', '.join(parts)}"


def _evidence(evidence: ReportedEvidence, papers: Mapping[PaperId, PaperEntry]) -> EvidenceView:
    paper = papers[evidence.paper]
    return EvidenceView(
        quote=one_line(evidence.quote),
        place=_place(paper, evidence.page, evidence.section, evidence.depth),
        title=one_line(paper.title),
        stance=verb(evidence),
        css=evidence.stance.value,
        supports=f"{evidence.supports:.2f}",
        refutes=f"{evidence.refutes:.2f}",
        similarity=f"{evidence.similarity:.2f}",
        reasons=tuple(map(one_line, evidence.reasons)),
    )


def _place(paper: PaperEntry, page: int | None, section: str, depth: Depth | None) -> Place:
    parts = [f"p. {page}"] if page is not None else []
    if depth in SHORT_DEPTH:
        parts.append(SHORT_DEPTH[depth])
    elif section:
        parts.append(one_line(section))
    return Place(
        number=paper.number,
        where=", ".join(parts),
        url=pdf_page(paper, page) if page is not None else "",
    )
