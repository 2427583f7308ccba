"""What this run did not see, could not read and may have got wrong; each with its figures."""

from collections.abc import Iterator

from litsynth.lexical import counted, listing
from litsynth.records import Depth, Outcome, Report, Role
from litsynth.report.figures import key_figures, never_verified
from litsynth.report.methods import searched, unanswered
from litsynth.report.references import BEYOND_LIMIT, grounds
from litsynth.report.subject import silence
from litsynth.report.tally import (
    bearing,
    checked_against,
    included,
    tally,
    unread_files,
    with_depth,
)
from litsynth.report.telling import alone
from litsynth.report.wording import has, one_line, quoted, references, was

_NAMED = 20
"""Retracted papers that are named."""
_FILES = 6
"""Files that could not be read that are named."""
GENERAL = (
    "This report was put together by a program from quotes and counts. No person has reviewed it, "
    "it is no original research, and the papers themselves are the authority."
)


def limitations(report: Report) -> tuple[str, ...]:
    """Sentences, the particular before the general; none speaks of what did not happen."""
    return (
        *_search(report),
        *_reading(report),
        *_claims(report),
        *_findings(report),
        *_judge(report),
        GENERAL,
    )


def _search(report: Report) -> Iterator[str]:
    sources, silent = searched(report), unanswered(report)
    answering = [name for name in sources if name not in silent]
    if silent:
        yield f"{listing(silent)} did not answer: nothing of what is there was searched."
    if answering:
        yield (
            f"Only {listing(answering)} {was(len(answering))} searched; what is not there, or is "
            "worded otherwise than the queries, was not found."
        )
    failed = [query for query in report.run.queries if query.error is not None]
    if failed:
        errors = dict.fromkeys(f"{one_line(q.source)}: {one_line(q.error or '')}" for q in failed)
        yield (
            f"{counted(len(failed), 'query')} of {len(report.run.queries)} failed "
            f"({'; '.join(errors)}), so papers may be missing."
        )
    beyond = sum(
        paper.role is Role.EXCLUDED and grounds(paper) == BEYOND_LIMIT for paper in report.papers
    )
    if beyond:
        left = f"{counted(beyond, 'relevant paper')} {was(beyond)}"
        yield f"{left} not read, to keep to the limit set."


def _reading(report: Report) -> Iterator[str]:
    abstracts = [p.number for p in included(report) if p.depth is Depth.ABSTRACT and p.number]
    if abstracts:
        yield (
            f"{counted(len(abstracts), 'paper')} {was(len(abstracts))} read by abstract only "
            f"({references(abstracts)}): what the full text says for or against a claim was not "
            "seen."
        )
    summaries = with_depth(report, Depth.SUMMARY)
    if summaries:
        yield (
            f"{counted(summaries, 'paper')} {was(summaries)} read in litsynth's own summary of the "
            "abstract, which names main results only: evidence in the full texts was not seen, and "
            "an open claim says little."
        )
    files = unread_files(report)
    if files:
        named = [one_line(name) for name in files[:_FILES]]
        if len(files) > _FILES:
            named.append(f"{len(files) - _FILES} more")
        yield (
            f"{counted(len(files), 'file')} could not be read and {was(len(files))} not searched "
            f"({listing(named)}): what stands there was not seen; the reasons are listed."
        )
    if report.flow.unreadable:
        yield (
            f"{counted(report.flow.unreadable, 'relevant paper')} could not be read at all and "
            f"{was(report.flow.unreadable)} left out; the reasons are listed."
        )
    retracted = [paper for paper in report.papers if paper.retraction]
    if retracted:
        named = [
            f"{quoted(paper.title)} ({paper.id}; {one_line(paper.retraction or '')})"
            for paper in retracted[:_NAMED]
        ]
        if len(retracted) > _NAMED:
            named.append(f"{len(retracted) - _NAMED} more in report.json")
        yield (
            f"{counted(len(retracted), 'paper')} found {was(len(retracted))} retracted or "
            f"withdrawn and can be no evidence: {listing(named)}."
        )


def _claims(report: Report) -> Iterator[str]:
    counts = tally(report.claims)
    others = checked_against(report)
    stay, them = ("stays", "it") if counts.open == 1 else ("stay", "them")
    if counts.open and not others:
        yield (
            f"{counted(counts.open, 'claim')} {was(counts.open)} not checked, as {alone(report)}: "
            f"this says nothing about {them}."
        )
    elif counts.open:
        yield (
            f"{counts.open} of {counted(counts.claims, 'claim')} {stay} open: "
            f"{counted(others, 'other paper')} did not "
            f"settle {them}, which is no evidence against {them}."
        )
    decided = [c for c in report.claims if c.outcome is not Outcome.NOT_ENOUGH_EVIDENCE]
    lone = sum(claim.independent_papers < 2 for claim in decided)  # noqa: PLR2004 - fewer than two
    if lone:
        yield (
            f"{lone} of {counted(len(decided), 'decided claim')} {'rests' if lone == 1 else 'rest'}"
            " on a single independent paper."
        )
    aside = counts.claims - len(bearing(report))
    if silence(report).whole:
        yield (
            "No claim names an idea of the question in its words: nothing in the table of "
            "claims answers it, unless in other words."
        )
    elif aside:
        yield (
            f"{aside} of {counted(counts.claims, 'claim')} "
            f"{has(aside)} a relevance to the question below {report.bears_from:.2f} and "
            f"{'is' if aside == 1 else 'are'} not told as bearing on it. Relevance is nearness of "
            "sense, and may miss a claim."
        )


def _findings(report: Report) -> Iterator[str]:
    if report.findings:
        yield (
            "What other papers say they found is quoted as they tell it "
            f"({counted(len(report.findings), 'sentence')}, near the question in sense and words): "
            "it need not answer the question, and nothing of it was checked."
        )


def _judge(report: Report) -> Iterator[str]:
    card = report.judge
    if not report.claims:
        return
    if not card.figures:
        yield (
            f"No error has been measured of the judge {one_line(card.name)}: its "
            "confidence is not calibrated."
        )
        return
    precision = report.run.settings.get("verify.precision")
    if never := never_verified(card, precision):
        yield never
    if card.warning:
        yield one_line(card.warning)
    note = f" {one_line(card.note)}" if card.note else ""
    yield f"The judge errs, by its own measure: {key_figures(card)}.{note}"
