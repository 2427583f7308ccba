"""What a reader must know before any count: what the judge is worth, what no claim speaks of."""

from litsynth.records import Report
from litsynth.report.nearness import CAVEAT, judged_by_nearness
from litsynth.report.subject import silence
from litsynth.report.wording import listing, quoted

WAYS_ON = (
    "To get nearer, ask in the words that a paper's title would use, name a paper on the subject "
    "with --source-paper, or choose other sources with --source."
)


def caveat(report: Report) -> str:
    """That the verdicts are for comparison only, where they are; else empty."""
    return CAVEAT if judged_by_nearness(report.judge) else ""


def gap(report: Report) -> str:
    """The same in one sentence, without the ways on."""
    return silence_sentence(report).removesuffix(f" {WAYS_ON}")


def silence_sentence(report: Report) -> str:
    """What of the question no claim speaks of, and what follows; empty where there is nothing."""
    found = silence(report)
    if not found.about:
        return ""
    named = listing([quoted(phrase) for phrase in found.about], last="or")
    if found.whole:
        return (
            f"No claim in this report speaks of {named}: unless one says it in other words, this "
            f"report does not answer the question. {WAYS_ON}"
        )
    return f"No claim speaks of {named}: on that part of the question this report is silent."
