"""Five reviewers. Each is a pure function of the report alone, so report.json retraces its score.

Scores run from 0 to 10, rounded to two decimals. Every share below is of what the report holds;
`recompute` reads neither the texts of the report nor its `quality`.
"""

from collections.abc import Callable, Mapping
from math import fsum
from statistics import fmean, pstdev

from litsynth.lexical import counted
from litsynth.records import (
    BORNE_BY,
    Depth,
    Outcome,
    PaperEntry,
    PaperId,
    Quality,
    Report,
    ReportedClaim,
    ReportedEvidence,
    ReportedFinding,
    Review,
)
from litsynth.report.quotes import QUOTE_FAILURE
from litsynth.report.subject import asked_words, silence, unspoken
from litsynth.report.tally import bearing, checked_against, included, papers_by_id, tally
from litsynth.report.wording import has, was

DEPTH_WEIGHT = {Depth.FULL_TEXT: 1.0, Depth.ABSTRACT: 0.5, Depth.SUMMARY: 0.3}
ENOUGH_PAPERS = 10
"""Papers to check a claim against from which on breadth is full."""
LONGEST_CLAIM = 50
"""Words of a claim that is still easy to read."""
LONGEST_TITLE = 120
"""Characters."""

_NO_CLAIMS = "There are no claims to review."


def recompute(report: Report) -> Quality:
    """The quality of `report`: mean and population standard deviation of the five scores."""
    reviews = tuple(review(report) for review in REVIEWERS)
    scores = [review.score for review in reviews]
    return Quality(
        score=round(fmean(scores), 2), spread=round(pstdev(scores), 2), reviewers=reviews
    )


def review_evidence(report: Report) -> Review:
    """How much the other papers settle, whichever way.

    10 x (0.5 D + 0.3 I + 0.2 V), each a share of all claims: D those that are supported, refuted
    or mixed, I those of them that rest on at least two independent papers, V the sum of their
    confidences. 0 without claims, and by a judge whose error was never measured.
    """
    counts = tally(report.claims)
    if not counts.claims:
        return Review(name="evidence", score=0.0, reasons=(_NO_CLAIMS,))
    if not report.judge.figures:
        unmeasured = (
            f"{counts.decided} of {counted(counts.claims, 'claim')} decided, and 0 counted: the "
            f"error of the judge {report.judge.name} was never measured."
        )
        return Review(name="evidence", score=0.0, reasons=(unmeasured,))
    decided = [c for c in report.claims if c.outcome is not Outcome.NOT_ENOUGH_EVIDENCE]
    twice = sum(claim.independent_papers >= 2 for claim in decided)  # noqa: PLR2004 - "at least two"
    confidence = fsum(claim.confidence for claim in decided)
    return _review(
        "evidence",
        (0.5 * counts.decided + 0.3 * twice + 0.2 * confidence) / counts.claims,
        f"{counts.decided} of {counted(counts.claims, 'claim')} decided by other papers; "
        f"{counts.open} {'open' if checked_against(report) else 'not checked'}.",
        f"{twice} of {counts.claims} {'rests' if twice == 1 else 'rest'} on at least two "
        "independent papers.",
        f"The confidences of the decided claims sum to {confidence:.2f}.",
    )


def review_coverage(report: Report) -> Review:
    """How much of what was found could be read, how deeply, how broadly.

    10 x (0.5 D + 0.2 R + 0.2 B + 0.1 Q): D the mean depth of the included papers (full text 1,
    abstract 0.5, own summary 0.3), R the share of retrieved papers of which something could be
    read, B papers that a claim is checked against out of ten, at most 1, Q the share of queries
    that were answered. A share of nothing is 0.
    """
    papers = included(report)
    read = report.flow.retrieved - report.flow.unreadable
    depth = fmean([DEPTH_WEIGHT[p.depth] if p.depth else 0.0 for p in papers]) if papers else 0.0
    others = checked_against(report)
    queries = report.run.queries
    answered = sum(query.error is None for query in queries)
    breadth = min(others / ENOUGH_PAPERS, 1.0)
    shares = 0.2 * _share(read, report.flow.retrieved) + 0.1 * _share(answered, len(queries))
    full = sum(paper.depth is Depth.FULL_TEXT for paper in papers)
    return _review(
        "coverage",
        0.5 * depth + 0.2 * breadth + shares,
        f"{read} of {counted(report.flow.retrieved, 'retrieved paper')} could be read.",
        f"{full} of {counted(len(papers), 'included paper')} {was(full)} read in full; mean depth "
        f"{depth:.2f} (full text 1, abstract 0.5, own summary 0.3).",
        f"{counted(others, 'paper')} to check claims against; {ENOUGH_PAPERS} or more count in "
        "full.",
        f"{answered} of {counted(len(queries), 'query')} answered.",
    )


def review_relevance(report: Report) -> Review:
    """How far the claims are about the question.

    10 x mean of: the share of claims whose relevance is at least `bears_from`, 0 if no claim names
    an idea of the question; the share of the words that say what the question is about, in its
    concepts or beside them, that stand in a claim (by stem). 0 without claims.
    """
    if not report.claims:
        return Review(name="relevance", score=0.0, reasons=(_NO_CLAIMS,))
    bear = 0 if silence(report).whole else len(bearing(report))
    asked = len(asked_words(report))
    spoken = asked - len(unspoken(report))
    return _review(
        "relevance",
        fmean((_share(bear, len(report.claims)), _share(spoken, asked))),
        "No claim names an idea of the question."
        if silence(report).whole
        else f"{bear} of {counted(len(report.claims), 'claim')} {has(bear)} a relevance of at "
        f"least {report.bears_from:.2f}.",
        f"{spoken} of {counted(asked, 'word')} of the question "
        f"{'stands' if spoken == 1 else 'stand'} in the claims.",
    )


def review_integrity(report: Report) -> Review:
    """Whether the report can be trusted to say what its sources say.

    10 x the share of checks that hold. Checks: each quote (of a claim, of evidence or of a finding)
    is as long as its span and from a referenced paper, evidence is not from the claim's own paper,
    and a finding not from a source paper; each outcome has the passages it needs, and only
    supported claims are verified; each quote that was not found again counts as one failed check.
    """
    papers = papers_by_id(report)
    quotes = [_fits(claim, papers) for claim in report.claims]
    quotes += [
        e.paper != claim.paper and _fits(e, papers)
        for claim in report.claims
        for e in claim.evidence
    ]
    quotes += [f.paper not in report.source_papers and _fits(f, papers) for f in report.findings]
    verdicts = [_outcome_holds(claim) for claim in report.claims]
    lost = sum(failure.what.startswith(QUOTE_FAILURE) for failure in report.failures)
    checks = [*quotes, *verdicts, *[False] * lost]
    fit = "fits its" if sum(quotes) == 1 else "fit their"
    return _review(
        "integrity",
        _share(sum(checks), len(checks)) if checks else 0.0,
        f"{sum(quotes)} of {counted(len(quotes), 'printed quote')} {fit} place and paper.",
        f"{sum(verdicts)} of {counted(len(verdicts), 'outcome')} {has(sum(verdicts))} the "
        "passages needed.",
        f"{counted(lost, 'quote')} could not be found again and "
        f"{'is' if lost == 1 else 'are'} not printed.",
    )


def review_clarity(report: Report) -> Review:
    """Whether the claims can be read and looked up.

    10 x mean of five shares: claims that end like a sentence; claims of at most 50 words; claims
    with a page or a section; claims whose text is printed once; titles (1 if at most 120
    characters, else 0). 0 without claims.
    """
    claims = report.claims
    if not claims:
        return Review(name="clarity", score=0.0, reasons=(_NO_CLAIMS,))
    texts = [claim.text for claim in claims]
    whole = sum(text.rstrip(" ”\"')]").endswith((".", "?", "!")) for text in texts)
    short = sum(len(text.split()) <= LONGEST_CLAIM for text in texts)
    placed = sum(claim.page is not None or bool(claim.section) for claim in claims)
    single = len(set(texts))
    title = len(report.title) <= LONGEST_TITLE
    of = f"of {counted(len(claims), 'claim')}"
    return _review(
        "clarity",
        fmean([*(_share(part, len(claims)) for part in (whole, short, placed, single)), title]),
        f"{whole} {of} {'ends' if whole == 1 else 'end'} as sentences do.",
        f"{short} {of} {has(short)} at most {LONGEST_CLAIM} words.",
        f"{placed} {of} {'names' if placed == 1 else 'name'} a page or a section.",
        f"{single} {of} {'is' if single == 1 else 'are'} printed once.",
        f"The title has {counted(len(report.title), 'character')}.",
    )


REVIEWERS: tuple[Callable[[Report], Review], ...] = (
    review_evidence,
    review_coverage,
    review_relevance,
    review_integrity,
    review_clarity,
)


def _fits(
    one: ReportedClaim | ReportedEvidence | ReportedFinding, papers: Mapping[PaperId, PaperEntry]
) -> bool:
    """Whether its quote is as long as its span, and from a referenced paper."""
    paper = papers.get(one.paper)
    return paper is not None and paper.number is not None and len(one.quote) == len(one.span)


def _outcome_holds(claim: ReportedClaim) -> bool:
    found = {evidence.stance for evidence in claim.evidence}
    verified_rightly = claim.outcome is Outcome.SUPPORTED or not claim.verified
    return BORNE_BY[claim.outcome] <= found and verified_rightly


def _review(name: str, share: float, *reasons: str) -> Review:
    return Review(name=name, score=round(10 * share, 2), reasons=reasons)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
