"""Introduction and methodology: what was asked, searched, read and judged, in figures."""

from collections.abc import Mapping

from litsynth.lexical import counted, listing
from litsynth.records import Depth, Report, Role
from litsynth.report.figures import key_figures, unattained
from litsynth.report.nearness import judged_by_nearness
from litsynth.report.references import author_line
from litsynth.report.subject import silence
from litsynth.report.synthesis import checked, depths
from litsynth.report.tally import checked_against, included, source_entries
from litsynth.report.wording import as_told, capitalised, one_line, quoted, references, was


def introduction(report: Report) -> str:
    """The source papers, why it is these, the question and how it was understood."""
    sources = source_entries(report)
    examined = listing(
        [
            f"{quoted(paper.title)} [{paper.number}]"
            f" ({author_line(paper.authors) or 'no author known'}, {paper.year or 'no year known'})"
            for paper in sources
        ]
    )
    relevance = listing([f"{paper.relevance:.2f}" for paper in sources])
    one = len(sources) == 1
    its = "its" if one else "their"
    if report.run.settings.get("search.source_paper"):
        chosen = "It was named by the user" if one else "The first was named by the user"
    else:
        come = "come nearest to" if silence(report).whole else "bear most on"
        chosen = f"Of the most relevant papers, {its} claims {come} the question"
    paragraphs = [
        f"This report examines: {examined}. Research question: {one_line(report.question)}"
    ]
    edited = any(as_told(one.text, one.quote) != one_line(one.quote) for one in report.claims)
    how = ", or put together from the sentence that is quoted beside them," if edited else ""
    paragraphs.append(
        f"{chosen}; {its} relevance to the question is {relevance}. {capitalised(its)} claims are "
        f"quoted as they stand{how} and {checked(report)}."
    )
    if report.concepts:
        concepts = listing([quoted(concept.phrase) for concept in report.concepts])
        others = listing([quoted(word) for word in report.other_words])
        is_or_are = "is" if len(report.other_words) == 1 else "are"
        beside = f"; {others} {is_or_are} in none of them" if others else ""
        paragraphs.append(
            f"The question was taken apart into {counted(len(report.concepts), 'concept')}: "
            f"{concepts}{beside}."
        )
    return "\n\n".join(paragraphs)


def methodology(report: Report) -> str:
    """Search, reading, judging, the judge's measured error and the quality score."""
    return "\n\n".join(parts(report).values())


def parts(report: Report) -> Mapping[str, str]:
    """The paragraphs of the methodology, each by its heading, in order."""
    return {
        "Search": _search(report),
        "Reading": _reading(report),
        "Checking": _judging(report),
        "Error of the judge": _error(report),
        "Quality score": _quality(report),
    }


def searched(report: Report) -> tuple[str, ...]:
    """Names of the sources that were asked, in the order in which they were first asked."""
    return tuple(dict.fromkeys(one_line(query.source) for query in report.run.queries))


def unanswered(report: Report) -> tuple[str, ...]:
    """Names of the sources none of whose queries was answered."""
    good = {one_line(one.source) for one in report.run.queries if one.error is None}
    return tuple(name for name in searched(report) if name not in good)


def _search(report: Report) -> str:
    queries = report.run.queries
    failed = sum(query.error is not None for query in queries)
    flow = report.flow
    where = listing([_answers(report, name) for name in searched(report)]) or "no source"
    lost = f"; {counted(failed, 'query')} failed" if failed else ""
    return (
        f"{counted(len(queries), 'query')} to {where} returned "
        f"{counted(flow.identified, 'record')}{lost}. "
        f"{counted(flow.screened, 'distinct paper')}, after {counted(flow.duplicates, 'duplicate')}"
        f" {was(flow.duplicates)} removed, {was(flow.screened)} ranked against the question."
        f"{_used_from(report)}{_period(report)}"
    )


def _used_from(report: Report) -> str:
    floor = report.run.settings.get("search.relevance_floor")
    if not isinstance(floor, int | float):
        return ""
    return (
        f" Those of a relevance of at least {floor:.2f}, alone or in the company of the nearest "
        "papers (which is the relevance printed), were used, the most relevant first, up to the "
        f"number asked for. A single claim bears on the question from {report.bears_from:.2f}."
    )


def _answers(report: Report, name: str) -> str:
    """How often a source answered, and with how many hits: "arxiv (2 of 3 answered, 88 hits)"."""
    own = [query for query in report.run.queries if one_line(query.source) == name]
    good = [query for query in own if query.error is None]
    told = [query.hits for query in good if query.hits is not None]
    hits = f", {counted(sum(told), 'hit')}" if told else ""
    answered = f"{len(good)} of {len(own)} answered" if good else f"none of {len(own)} answered"
    return f"{name} ({answered}{hits})"


def _period(report: Report) -> str:
    bounds = [
        f"{word} {one_line(str(day))}"
        for word, name in (("from", "search.since"), ("until", "search.until"))
        if (day := report.run.settings.get(name))
    ]
    return f" Only papers published {' '.join(bounds)} were asked for." if bounds else ""


def _reading(report: Report) -> str:
    papers = included(report)
    excluded = sum(paper.role is Role.EXCLUDED for paper in report.papers)
    flow = report.flow
    unread = f"; {flow.unreadable} could not be read at all" if flow.unreadable else ""
    left_out = f"; {excluded} left out, with the reason in report.json" if excluded else ""
    # The starter library has summaries only: no text is asked for.
    asked = f"The texts of {counted(flow.retrieved, 'paper')} were asked for{unread}. "
    if papers and all(paper.depth is Depth.SUMMARY for paper in papers) and not unread:
        asked = ""
    return (
        f"{asked}{counted(len(papers), 'paper')} {was(len(papers))} used{depths(report)}{left_out}."
        f" Reader: {one_line(report.run.environment.reader)}."
    )


def _judging(report: Report) -> str:
    environment = report.run.environment
    claims = len(report.claims)
    sources = references([one.number for one in source_entries(report) if one.number])
    judge = one_line(environment.judge)
    nearness = (
        f"and decides the outcome too: the judge ({judge}) is a rule on nearness alone"
        if judged_by_nearness(report.judge)
        else f"and decides nothing; the judge ({judge}) weighs each"
    )
    return (
        f"{counted(claims, 'claim')} {was(claims)} extracted from {sources} and {checked(report)}. "
        f"Similarity finds passages ({one_line(environment.model)} on "
        f"{one_line(environment.device)}) {nearness}. A claim's own paper and its other "
        f"versions are no evidence for it{_own_left_out(report)}."
    )


def _own_left_out(report: Report) -> str:
    """How many passages that concerned; empty where no other paper was there to be outdone."""
    if not checked_against(report):
        return ""
    left_out = sum(claim.own_passages_left_out for claim in report.claims)
    return (
        f": {counted(left_out, 'passage')} of theirs, which would have been among the best "
        f"matches, {was(left_out)} left out"
    )


def bar(report: Report) -> str:
    """What “verified” asks of a claim in this run."""
    card = report.judge
    precision = report.run.settings.get("verify.precision")
    if judged_by_nearness(card):
        return "“Verified” means nothing here, whatever precision was asked for."
    if precision is None:
        return "“Verified” marks supported claims above the judge's bar of confidence."
    if not card.figures:
        return f"“Verified” asks for a stated confidence of at least {precision}."
    asks = (
        f"“Verified” asks that a share of {precision} of the claims so marked be right on the "
        "judge's calibration data."
    )
    highest = unattained(card, precision)
    if highest is None:
        return asks
    return (
        f"{asks} No claim can be verified at that precision with this judge: the highest that it "
        f"attains is {highest:.2f}."
    )


def _error(report: Report) -> str:
    card = report.judge
    if not card.figures:
        return (
            f"No error of this judge has been measured, so its confidence is a guess. {bar(report)}"
        )
    return (
        f"The judge's error is known (card of {one_line(card.made)}): {key_figures(card)}. "
        f"{one_line(card.data).rstrip('.')}. {bar(report)}"
    )


def _quality(report: Report) -> str:
    quality = report.quality
    scores = listing([f"{one.name} {one.score:.1f}" for one in quality.reviewers])
    return (
        f"{counted(len(quality.reviewers), 'automatic reviewer')}, each a published formula over "
        f"report.json, produced a quality score of {quality.score:.1f}/10 with a spread of "
        f"{quality.spread:.1f}: {scores}."
    )
