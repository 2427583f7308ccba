"""Answer, abstract and results: counts and quoted claims, with their places and outcomes.

Pure functions of the report's records. Paragraphs are parted by an empty line; lines that begin
with "- " are a list; "[n]" outside of “…” is a reference.
"""

from collections.abc import Sequence

from litsynth.lexical import counted, listing, words
from litsynth.records import Depth, Outcome, Report, ReportedClaim, ReportedFinding
from litsynth.report.cause import no_cause
from litsynth.report.first import caveat, gap, silence_sentence
from litsynth.report.nearness import NEAR, judged_by_nearness, verified_word
from litsynth.report.subject import silence, unspoken
from litsynth.report.tally import (
    OUTCOMES,
    bearing,
    checked_against,
    included,
    source_entries,
    tally,
    with_depth,
    with_outcome,
)
from litsynth.report.telling import (
    STATES,
    alone,
    heading,
    not_checked,
    said,
    states,
    told,
    told_with_passages,
)
from litsynth.report.wording import READ_BY, capitalised, one_line, quoted, references, was

SHOWN = 3
"""Claims of each outcome that the answer quotes, the same for all outcomes; and findings."""


def answer(report: Report) -> str:
    """What the claims that bear on the question say, what other papers make of them, and what
    other papers say they found themselves.
    """
    found = bearing(report)
    first = [silence_sentence(report), _opening(report)]
    if not found and not silence(report).whole:
        first.reverse()  # That nothing bears on the question says more than what it leaves out.
    paragraphs = [caveat(report), *first, no_cause(report)]
    for outcome in OUTCOMES:
        group = with_outcome(found, outcome)
        if group:
            shown = group[:SHOWN]
            more = "" if shown == group else f", {len(shown)} of them shown"
            paragraphs.append(f"{heading(report, outcome)} ({counted(len(group), 'claim')}{more}):")
            paragraphs.append("\n".join(f"- {told(report, claim)}" for claim in shown))
    told_already = {word for phrase in silence(report).about for word in words(phrase)}
    rest = tuple(word for word in unspoken(report) if word.casefold() not in told_already)
    others = _of_others(report, report.findings[:SHOWN])
    return _joined(*paragraphs, _unspoken_sentence(report, rest), others, _whose_words(report))


def abstract(report: Report) -> str:
    """One paragraph: the question, what was read, how the claims came out, the nearest ones."""
    papers = len(included(report))
    titles = listing([f"{quoted(one.title)} [{one.number}]" for one in source_entries(report)])
    counts = tally(report.claims)
    asks, missing = f"This report asks: {one_line(report.question)}", gap(report)
    opening = (missing, asks) if silence(report).whole else (asks, missing, no_cause(report))
    sentences = [one for one in (caveat(report), *opening) if one]
    sentences.append(
        f"Of {counted(report.flow.screened, 'paper')} found, {papers} {was(papers)} read"
        f"{depths(report)}."
    )
    if not counts.claims:
        sentences.append(f"No claim could be taken from {titles}.")
    else:
        verified = f"{counts.verified} {was(counts.verified)} {_verified(report)}"
        came_out = (
            f": {outcomes(report, report.claims)}; {verified}" if checked_against(report) else ""
        )
        sentences.append(
            f"{counted(counts.claims, 'claim')} of {titles} {was(counts.claims)} "
            f"{checked(report)}{came_out}."
        )
    found = bearing(report)
    if not found and not silence(report).whole:
        sentences.append("No claim bears on the question.")
    for outcome in OUTCOMES:
        group = with_outcome(found, outcome)
        if group:
            which = f"{STATES[outcome]} claim" if checked_against(report) else "claim"
            sentences.append(f"The {which} nearest to the question: {told(report, group[0])}")
    sentences.append(
        f"{quality(report)}, with a spread of {report.quality.spread:.1f} between "
        f"{counted(len(report.quality.reviewers), 'automatic reviewer')}."
    )
    return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in sentences)


def results(report: Report) -> str:
    """Every claim that bears on the question, with the passage that weighs most beside it, and
    every finding of other papers.
    """
    everything = tally(report.claims)
    came_out = f": {outcomes(report, report.claims)}" if everything.claims else ""
    verified = (
        f"{everything.verified} {_verified(report)}{came_out}"
        if checked_against(report)
        else checked(report)
    )
    opening = (
        f"{counted(len(included(report)), 'paper')} read. {counted(everything.claims, 'claim')} "
        f"extracted; {verified}. {quality(report)}."
    )
    paragraphs = [opening]
    found = bearing(report)
    if everything.claims:
        came_out = f": {outcomes(report, found)}" if found else ""
        paragraphs.append(
            f"{len(found)} of {counted(everything.claims, 'claim')} {_bear(report, len(found))}"
            f"{came_out}."
        )
        paragraphs.append(_source_by_source(report))
    for outcome in OUTCOMES:
        group = with_outcome(found, outcome)
        if group:
            paragraphs.append(f"{heading(report, outcome)} ({counted(len(group), 'claim')}):")
            paragraphs.append("\n".join(f"- {told_with_passages(report, one)}" for one in group))
    missing = _unspoken_sentence(report, unspoken(report))
    others = _of_others(report, report.findings)
    return _joined(*paragraphs, missing, others, _whose_words(report))


def _verified(report: Report) -> str:
    return NEAR if judged_by_nearness(report.judge) else "verified by other papers"


def _bear(report: Report, number: int) -> str:
    """As in "bear on the question (relevance of at least 0.35)": no more than the words allow."""
    gap = silence(report)
    verb = "bears" if number == 1 else "bear"
    what = f"{verb} on the rest of the question" if gap.about else f"{verb} on the question"
    if gap.whole:
        what = (
            f"{'is' if number == 1 else 'are'} near the question in sense, as the encoder sees it"
        )
    return f"{what} (relevance of at least {report.bears_from:.2f})"


def _source_by_source(report: Report) -> str:
    """What became of each source paper's claims, a line each; empty if there is but one."""
    sources = source_entries(report)
    if len(sources) < 2:  # noqa: PLR2004 - of one there is nothing to set apart
        return ""
    near = {claim.id for claim in bearing(report)}
    lines = []
    for paper in sources:
        own = [claim for claim in report.claims if claim.paper == paper.id]
        bear = sum(claim.id in near for claim in own)
        told_of = f"{counted(len(own), 'claim')}{_run(own)}"
        match own:
            case []:
                told_of = "no claim could be taken from it"
            case [one]:
                is_near = "near" if bear else "not near"
                told_of += f", {is_near} the question; {states(report)[one.outcome]}"
            case _:
                told_of += f", {bear} of them near the question; {outcomes(report, own)}"
        lines.append(f"- {quoted(paper.title)} [{paper.number}]: {told_of}.")
    opening = "Each claim is checked without its own paper; the other source papers may bear on it:"
    return "\n\n".join((opening, "\n".join(lines)))


def _run(claims: Sequence[ReportedClaim]) -> str:
    """As in " (c1 to c7)": claims of one paper are numbered in a row."""
    if not claims:
        return ""
    first, last = claims[0].id, claims[-1].id
    return f" ({first})" if first == last else f" ({first} to {last})"


def outcomes(report: Report, claims: Sequence[ReportedClaim]) -> str:
    """As in "2 supported, 1 contradicted and 4 open", "all 4 open" or "both open"; "none" without
    claims.
    """
    called = states(report)
    found = ((len(with_outcome(claims, outcome)), called[outcome]) for outcome in OUTCOMES)
    parts = [f"{number} {name}" for number, name in found if number]
    if len(parts) == 1 and len(claims) > 1:
        return f"all {parts[0]}".replace("all 2 ", "both ")
    return listing(parts) or "none"


def checked(report: Report) -> str:
    """As in "checked against 3 other papers"."""
    known = checked_against(report)
    return f"checked against {counted(known, 'other paper')}" if known else not_checked(report)


def quality(report: Report) -> str:
    """As in "Evidence 1.8/10; with coverage 7.5, relevance 8.0, integrity 10.0 and clarity 9.8 the
    quality score, their mean, is 7.4/10".

    What settles the claims comes first: the mean alone would hide that little was settled.
    """
    scores = {one.name: f"{one.name} {one.score:.1f}" for one in report.quality.reviewers}
    evidence = scores.pop("evidence")
    unchecked = "" if checked_against(report) else " (nothing was checked)"
    return (
        f"{capitalised(evidence)}/10{unchecked}; with {listing(list(scores.values()))} the quality "
        f"score, their mean, is {report.quality.score:.1f}/10"
    )


def depths(report: Report) -> str:
    """As in " (3 by full text and 1 by abstract)" or ", all by full text"; zeros left out."""
    papers = len(included(report))
    parts = [
        (number, name) for depth, name in READ_BY.items() if (number := with_depth(report, depth))
    ]
    if not parts:
        return " (none of them had a text)"
    if parts[0][0] == papers:
        return f", {'all ' if papers > 1 else ''}by {parts[0][1]}"
    return f" ({listing([f'{number} by {name}' for number, name in parts])})"


def _opening(report: Report) -> str:
    sources = source_entries(report)
    which = listing([f"{quoted(paper.title)} [{paper.number}]" for paper in sources])
    everything = tally(report.claims)
    if not everything.claims:
        return f"This report gives no answer: no claim could be taken from {which}."
    found = bearing(report)
    if not found:
        highest = max(claim.relevance for claim in report.claims)
        none = "" if silence(report).whole else "No claim in this report bears on the question: "
        came_out, bar = outcomes(report, report.claims), f"{report.bears_from:.2f}"
        told = (
            f"the only claim taken from {which} has a relevance of {highest:.2f}, below {bar}. It "
            f"is listed with its outcome ({came_out}), but it does not answer the question."
            if everything.claims == 1
            else f"of {everything.claims} claims taken from {which} none reaches a relevance of "
            f"{bar} (the highest is {highest:.2f}). They are listed with their outcomes "
            f"({came_out}), but they do not answer the question."
        )
        return none + told if none else capitalised(told)
    counts = tally(found)
    of_them = f"{counts.claims} of {counted(everything.claims, 'claim')}"
    claims = "The only claim" if everything.claims == 1 else of_them
    bear = f"{claims} taken from {which} {_bear(report, counts.claims)}"
    if not checked_against(report):
        none = "none is" if counts.claims > 1 else "it is not"
        return f"{bear}, but {none} checked: {alone(report)}."
    against = checked(report)
    if not counts.decided:
        end = (
            "it is neither supported nor contradicted"
            if counts.claims == 1
            else f"none is supported or contradicted: {outcomes(report, found)}"
        )
        cannot = "This report cannot confirm an answer."
        return f"{cannot} {bear}; {against}, {end}.{_elsewhere_decided(report)}"
    these = f", these {counts.claims} came out as follows" if counts.claims > 1 else ""
    came_out = outcomes(report, found)
    return f"{bear}. {capitalised(against)}{these}: {came_out}.{_elsewhere_decided(report)}"


def _elsewhere_decided(report: Report) -> str:
    """How claims that do not bear on the question came out; empty if all of them are open.

    The bars and the table beside the answer count them too.
    """
    near = {claim.id for claim in bearing(report)}
    others = [claim for claim in report.claims if claim.id not in near]
    decided = [one for one in others if one.outcome is not Outcome.NOT_ENOUGH_EVIDENCE]
    if not decided:
        return ""
    if len(decided) == 1:
        (one,) = decided
        passed = f" ({verified_word(report.judge)})" if one.verified else ""
        return (
            f" One other claim is {STATES[one.outcome]}{passed}, and does not bear on the question."
        )
    counts = tally(others)
    passed = f" ({counts.verified} {verified_word(report.judge)})" if counts.verified else ""
    others_told = f" Of {counts.claims} other claims, which do not bear on the question"
    return f"{others_told}: {outcomes(report, others)}{passed}."


def _of_others(report: Report, shown: Sequence[ReportedFinding]) -> str:
    """What other papers say they found, in their own words; empty where there is nothing."""
    if not shown:
        return ""
    known = len(report.findings)
    part = f"; {len(shown)} of {known} shown" if len(shown) < known else ""
    lines = "\n".join(f"- {said(report, one)}." for one in shown)
    return f"What other papers say they found (quoted, not checked{part}):\n\n{lines}"


def _unspoken_sentence(report: Report, missing: Sequence[str]) -> str:
    if not missing or not report.claims:
        return ""
    words_for = "the word" if len(missing) == 1 else "the words"
    return f"No claim has {words_for} {listing([quoted(word) for word in missing], last='or')}."


def _whose_words(report: Report) -> str:
    own = [one.number for one in included(report) if one.depth is Depth.SUMMARY and one.number]
    if not own:
        return ""
    papers = "All papers" if len(own) == len(included(report)) > 1 else references(own)
    return (
        f"{papers} {was(len(own))} read in litsynth's own summary of the abstract: sentences "
        "quoted from there are litsynth's words, not the authors'."
    )


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
