"""Inputs become one Report. Pure: no clock, no files; the same inputs give the same report."""

from collections.abc import Iterator
from dataclasses import replace

from litsynth.abbreviations import in_capitals, short_forms
from litsynth.records import (
    BEARS_FROM,
    Claim,
    Document,
    Evidence,
    Failure,
    Flow,
    PaperEntry,
    Quality,
    Report,
    ReportedClaim,
    ReportedEvidence,
    ReportedFinding,
    Role,
    Verdict,
)
from litsynth.records.report import SCHEMA_VERSION
from litsynth.report.inputs import Inputs
from litsynth.report.limitations import limitations
from litsynth.report.methods import introduction, methodology
from litsynth.report.nearness import NOTICE, judged_by_nearness
from litsynth.report.quotes import check_findings, check_quotes
from litsynth.report.references import paper_entries
from litsynth.report.reviewers import recompute
from litsynth.report.subject import named_by
from litsynth.report.synthesis import abstract, answer, results
from litsynth.report.title import title_of
from litsynth.report.wording import one_line


def compose(inputs: Inputs) -> Report:
    """The report on `inputs`. Records first; every sentence is then made of the records.

    Raises ValueError if a document or a source paper is not among the ranked papers.
    """
    papers = paper_entries(inputs)
    usable = {paper.id for paper in papers if paper.role is not Role.EXCLUDED}
    checked = check_quotes(inputs.claims, inputs.verdicts, inputs.documents, usable=usable)
    others = usable - set(inputs.source_papers)
    findings, lost = check_findings(inputs.findings, inputs.documents, usable=others)
    draft = Report(
        schema_version=SCHEMA_VERSION,
        question=inputs.question,
        title=one_line(inputs.title or "") or title_of(inputs.question),
        author=inputs.author,
        date=inputs.date,
        abstract="",
        answer="",
        introduction="",
        methodology="",
        results="",
        limitations=(),
        notices=(*inputs.notices, *_judge_notices(inputs), *_retraction_notices(papers)),
        source_papers=inputs.source_papers,
        papers=papers,
        claims=tuple(reported(claim, checked.verdicts[claim.id]) for claim in checked.claims),
        quality=Quality(score=0.0, spread=0.0, reviewers=()),
        judge=inputs.judge,
        flow=_flow(inputs, papers),
        failures=(
            *inputs.failures,
            *_reading_failures(inputs, papers),
            *checked.failures,
            *lost,
        ),
        run=inputs.run,
        concepts=inputs.plan.concepts,
        other_words=inputs.plan.other_words,
        abbreviations=_abbreviations(inputs),
        bears_from=BEARS_FROM,
        findings=tuple(map(reported_finding, findings)),
    )
    return written(replace(draft, named_by=named_by(draft, _by_relevance(inputs))))


def _abbreviations(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """Short and long form of what the source papers abbreviate, as they explain it, and of what
    the question abbreviates, as any paper explains it.
    """
    found: dict[str, str] = {}
    asked = in_capitals(inputs.question)
    for document in sorted(inputs.documents, key=lambda one: one.paper not in inputs.source_papers):
        is_source = document.paper in inputs.source_papers
        for sentence in (span.of(document.text) for span in document.sentences):
            if is_source or any(short in sentence for short in asked):
                for form in short_forms(sentence):
                    if is_source or form.short in asked:
                        found.setdefault(form.short, form.long)
    return tuple(found.items())


def _by_relevance(inputs: Inputs) -> list[Document]:
    texts = {document.paper: document for document in inputs.documents}
    return [texts[one.paper.id] for one in inputs.ranked if one.paper.id in texts]


def written(report: Report) -> Report:
    """`report` with its quality and all its sentences made anew from its records."""
    scored = replace(report, quality=recompute(report))
    return replace(
        scored,
        abstract=abstract(scored),
        answer=answer(scored),
        introduction=introduction(scored),
        methodology=methodology(scored),
        results=results(scored),
        limitations=limitations(scored),
    )


def reported(claim: Claim, verdict: Verdict) -> ReportedClaim:
    return ReportedClaim(
        id=claim.id,
        text=claim.text,
        quote=claim.quote,
        kind=claim.kind,
        paper=claim.paper,
        page=claim.page,
        section=claim.section,
        span=claim.span,
        relevance=claim.relevance,
        outcome=verdict.outcome,
        verified=verdict.verified,
        confidence=verdict.confidence,
        independent_papers=verdict.independent_papers,
        evidence=tuple(map(reported_evidence, verdict.evidence)),
        reasons=verdict.reasons,
        own_passages_left_out=verdict.own_passages_left_out,
    )


def reported_finding(finding: Claim) -> ReportedFinding:
    return ReportedFinding(
        text=finding.text,
        quote=finding.quote,
        paper=finding.paper,
        page=finding.page,
        section=finding.section,
        span=finding.span,
        relevance=finding.relevance,
    )


def reported_evidence(evidence: Evidence) -> ReportedEvidence:
    return ReportedEvidence(
        paper=evidence.paper,
        page=evidence.page,
        section=evidence.section,
        quote=evidence.quote,
        span=evidence.span,
        similarity=evidence.similarity,
        stance=evidence.stance,
        supports=evidence.supports,
        refutes=evidence.refutes,
        depth=evidence.depth,
        reasons=evidence.reasons,
    )


def _flow(inputs: Inputs, papers: tuple[PaperEntry, ...]) -> Flow:
    read = {document.paper for document in inputs.documents}
    asked = read | {one.paper for one in inputs.unreadable}
    return Flow(
        identified=inputs.identified,
        duplicates=inputs.duplicates,
        screened=len(inputs.ranked),
        retrieved=len(asked),
        unreadable=len(asked - read),
        included=sum(paper.role is not Role.EXCLUDED for paper in papers),
    )


def _judge_notices(inputs: Inputs) -> tuple[str, ...]:
    return (NOTICE,) if judged_by_nearness(inputs.judge) else ()


def _retraction_notices(papers: tuple[PaperEntry, ...]) -> Iterator[str]:
    for paper in papers:
        if paper.role is Role.SOURCE and paper.retraction:
            yield (
                f"The source paper [{paper.number}] is retracted or withdrawn: "
                f"{one_line(paper.retraction)}. Its claims are listed all the same."
            )


def _named(paper: PaperEntry) -> str:
    """Id and title; the id alone where the title is only the id or the file's name again."""
    title = one_line(paper.title)
    again = {"", paper.id.casefold(), paper.id.partition(":")[2].casefold()}
    return paper.id if title.casefold() in again else f"{paper.id} “{title}”"


def _reading_failures(inputs: Inputs, papers: tuple[PaperEntry, ...]) -> Iterator[Failure]:
    """What could not be read of which paper, and what stands in for it."""
    depths = {document.paper: document.depth for document in inputs.documents}
    named = {paper.id: _named(paper) for paper in papers}
    for one in inputs.unreadable:
        depth = depths.get(one.paper)
        yield Failure(
            what=named.get(one.paper, one.paper),
            reason=one.reason,
            effect=f"its {depth.value.replace('_', ' ')} was read instead"
            if depth
            else "the paper is left out",
        )
    for document in inputs.documents:
        for warning in document.warnings:
            yield Failure(
                what=named[document.paper],
                reason=warning,
                effect="part of its text may be missing",
            )
