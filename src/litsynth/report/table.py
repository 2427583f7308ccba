"""claims.csv: one row a claim, with the strongest passage for and against it."""

import csv
import io

from litsynth.records import PaperEntry, PaperId, Report, ReportedClaim, Stance
from litsynth.report.escape import csv_cell
from litsynth.report.tally import confidence_holds, papers_by_id
from litsynth.report.telling import strongest

COLUMNS = tuple(
    """id claim quote kind paper reference title page section relevance outcome verified confidence
    independent_papers passages best_support_quote best_support_paper best_support_page
    best_contradiction_quote best_contradiction_paper best_contradiction_page run
    question""".split()
)
"""New ones come last, so that who reads by place still finds the others."""


def claims_csv(report: Report) -> str:
    """A header and a row for each claim, in the report's order. Lines end with a newline."""
    papers = papers_by_id(report)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    of_the_run = [csv_cell(report.run.folder), csv_cell(report.question)]
    writer.writerows([*_row(claim, papers), *of_the_run] for claim in report.claims)
    return out.getvalue()


def _row(claim: ReportedClaim, papers: dict[PaperId, PaperEntry]) -> list[str]:
    paper = papers[claim.paper]
    return [
        csv_cell(claim.id),
        csv_cell(claim.text),
        csv_cell(claim.quote),
        claim.kind.value,
        csv_cell(claim.paper),
        _number(paper.number),
        csv_cell(paper.title),
        _number(claim.page),
        csv_cell(claim.section),
        f"{claim.relevance:.4f}",
        claim.outcome.value,
        str(claim.verified).lower(),
        f"{claim.confidence:.4f}" if confidence_holds(claim) else "",
        str(claim.independent_papers),
        str(len(claim.evidence)),
        *_best(claim, Stance.SUPPORTS),
        *_best(claim, Stance.REFUTES),
    ]


def _best(claim: ReportedClaim, stance: Stance) -> tuple[str, str, str]:
    found = strongest(claim, stance)
    if found is None:
        return "", "", ""
    return csv_cell(found.quote), csv_cell(found.paper), _number(found.page)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
