"""What a reader must know before any count: what the judge is worth, what no claim names."""

from litsynth.lexical import listing
from litsynth.records import Report
from litsynth.report.nearness import CAVEAT, judged_by_nearness
from litsynth.report.subject import silence
from litsynth.report.tally import bearing, tally
from litsynth.report.wording import quoted

WAYS_ON = (
    "To get nearer, ask in the words that a paper's title would use, name a paper on the subject "
    "with --source-paper, or choose other sources with --source."
)


def caveat(report: Report) -> str:
    """That the verdicts are for comparison only, where they are; else empty."""
    return CAVEAT if judged_by_nearness(report.judge) else ""


def gap(report: Report) -> str:
    """What of the question no claim names, in one sentence; empty where there is nothing."""
    found = silence(report)
    if not found.about:
        return ""
    named = listing([quoted(phrase) for phrase in found.about], last="or")
    if found.whole:
        return (
            f"No claim in this report names {named}: unless one says it in other words, this "
            "report does not answer the question."
        )
    return f"No claim names {named}: on that part of the question nothing is checked."


def no_answer(report: Report) -> str:
    """That the report does not answer its question, in one sentence; empty where it may."""
    if not report.claims:
        return "This report gives no answer: no claim could be taken from its source paper."
    if silence(report).whole:
        return gap(report)
    found = bearing(report)
    if not found:
        return "No claim bears on the question: this report does not answer it."
    return "" if tally(found).decided else "This report cannot confirm an answer."


def silence_sentence(report: Report) -> str:
    """As `gap`, with the papers that do name it, and with the ways on."""
    parts = [gap(report), _elsewhere(report), WAYS_ON if silence(report).whole else ""]
    return " ".join(part for part in parts if part)


def _elsewhere(report: Report) -> str:
    numbers = {paper.id: paper.number for paper in report.papers}
    papers = tuple(dict.fromkeys(paper for _, paper in report.named_by if numbers.get(paper)))
    if not papers:
        return ""
    which = listing([f"[{numbers[paper]}]" for paper in papers])
    phrases = listing([quoted(phrase) for phrase, paper in report.named_by if paper in papers])
    return (
        f"{which}, read too, {'names' if len(papers) == 1 else 'name'} {phrases}: "
        f"with --source-paper {papers[0]}, a run takes its claims from there."
    )
