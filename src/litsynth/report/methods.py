"""Introduction and methodology: what was asked, searched, read and judged, in figures."""

from litsynth.records import Report, Role
from litsynth.report.figures import key_figures
from litsynth.report.references import author_line
from litsynth.report.synthesis import depths
from litsynth.report.tally import evidence_entries, included, source_entries
from litsynth.report.wording import count, listing, one_line, quoted, references, was


def introduction(report: Report) -> str:
    """The source paper, why it is the source paper, the question and how it was understood."""
    sources = source_entries(report)
    examined = listing(
        [
            f"{quoted(one.title)} [{one.number}]"
            f" ({author_line(one.authors) or 'no author known'}, {(one.published or '?')[:4]})"
            for one in sources
        ]
    )
    relevance = listing([f"{one.relevance:.2f}" for one in sources])
    chosen = (
        "It was named by the user"
        if report.run.settings.get("search.source_paper")
        else "Of the most relevant papers, its claims bear most on the question"
    )
    others = count(len(evidence_entries(report)), "other paper")
    paragraphs = [
        f"This report examines: {examined}. Research question: {one_line(report.question)}"
    ]
    paragraphs.append(
        f"{chosen}; its relevance to the question is {relevance}. Its claims are quoted as they "
        f"stand and checked against {others}."
    )
    if report.concepts:
        concepts = listing([quoted(concept.phrase) for concept in report.concepts])
        paragraphs.append(
            f"The question was taken apart into {count(len(report.concepts), 'concept')}: "
            f"{concepts}."
        )
    return "\n\n".join(paragraphs)


def methodology(report: Report) -> str:
    """Search, reading, judging, the judge's measured error and the quality score."""
    return "\n\n".join(
        (_search(report), _reading(report), _judging(report), _error(report), _quality(report))
    )


def searched(report: Report) -> tuple[str, ...]:
    """Names of the sources that were asked, in the order in which they were first asked."""
    return tuple(dict.fromkeys(one_line(query.source) for query in report.run.queries))


def _search(report: Report) -> str:
    queries = report.run.queries
    failed = sum(query.error is not None for query in queries)
    flow = report.flow
    where = listing(searched(report)) or "no source"
    lost = f"; {count(failed, 'query', 'queries')} failed" if failed else ""
    return (
        f"{count(len(queries), 'query', 'queries')} to {where} returned "
        f"{count(flow.identified, 'record')}{lost}. "
        f"{count(flow.screened, 'distinct paper')}, after {count(flow.duplicates, 'duplicate')} "
        f"{was(flow.duplicates)} removed, {was(flow.screened)} ranked against the question."
    )


def _reading(report: Report) -> str:
    papers = included(report)
    excluded = sum(paper.role is Role.EXCLUDED for paper in report.papers)
    flow = report.flow
    unread = f"; {flow.unreadable} could not be read at all" if flow.unreadable else ""
    return (
        f"The texts of {count(flow.retrieved, 'paper')} were asked for{unread}. "
        f"{count(len(papers), 'paper')} {was(len(papers))} used "
        f"({depths(report)}) and {excluded} left out, each with its reason in report.json. "
        f"Reader: {one_line(report.run.environment.reader)}."
    )


def _judging(report: Report) -> str:
    environment = report.run.environment
    claims = len(report.claims)
    left_out = sum(claim.own_passages_left_out for claim in report.claims)
    sources = references([one.number for one in source_entries(report) if one.number])
    return (
        f"{count(claims, 'claim')} {was(claims)} extracted from {sources} and checked against "
        f"{count(len(evidence_entries(report)), 'other paper')}. Similarity finds passages "
        f"({one_line(environment.model)} on {one_line(environment.device)}) and decides nothing; "
        f"the judge ({one_line(environment.judge)}) weighs each. A claim's own paper and its other "
        f"versions are no evidence for it: {count(left_out, 'passage')} of theirs, which would "
        f"have been among the best matches, {was(left_out)} left out."
    )


def _error(report: Report) -> str:
    card = report.judge
    precision = report.run.settings.get("verify.precision")
    bar = (
        f"“Verified” asks that a share of {precision} of the claims so marked be right on the "
        "judge's calibration data."
        if precision is not None
        else "“Verified” marks supported claims above the judge's bar of confidence."
    )
    if not card.figures:
        return f"No error of this judge has been measured, so its confidence is a guess. {bar}"
    return (
        f"The judge's error is known (card of {one_line(card.made)}): {key_figures(card)}. "
        f"{one_line(card.data).rstrip('.')}. {bar}"
    )


def _quality(report: Report) -> str:
    quality = report.quality
    scores = listing([f"{one.name} {one.score:.1f}" for one in quality.reviewers])
    return (
        f"{count(len(quality.reviewers), 'automatic reviewer')}, each a published formula over "
        f"report.json, produced a quality score of {quality.score:.1f}/10 with a spread of "
        f"{quality.spread:.1f}: {scores}."
    )
