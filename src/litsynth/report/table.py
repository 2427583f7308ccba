"""claims.csv: one row a claim, with the strongest passage for and against it."""

import csv
import io

from litsynth.records import Depth, PaperEntry, PaperId, Report, ReportedClaim, Stance
from litsynth.report.escape import csv_cell
from litsynth.report.tally import confidence_holds, papers_by_id
from litsynth.report.telling import strongest
from litsynth.report.wording import SHORT_DEPTH

COLUMNS = tuple(
    """id claim quote kind paper reference title page section relevance outcome verified confidence
    independent_papers passages best_support_quote best_support_paper best_support_page
    best_contradiction_quote best_contradiction_paper best_contradiction_page run
    question depth best_support_depth best_contradiction_depth""".split()
)
"""New ones come last, so that who reads by place still finds the others."""


def claims_csv(report: Report) -> str:
    """A header and a row for each claim, in the report's order. Lines end with a newline."""
    papers = papers_by_id(report)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    of_the_run = [csv_cell(report.run.folder), csv_cell(report.question)]
    writer.writerows(
        [*_row(claim, papers), *of_the_run, *_depths(claim, papers)] for claim in report.claims
    )
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
        csv_cell(_section(claim.section, paper.depth)),
        f"{claim.relevance:.4f}",
        claim.outcome.value,
        str(claim.verified).lower(),
        f"{claim.confidence:.4f}" if confidence_holds(claim) else "",
        str(claim.independent_papers),
        str(len(claim.evidence)),
        *_best(claim, Stance.SUPPORTS),
        *_best(claim, Stance.REFUTES),
    ]


def _depths(claim: ReportedClaim, papers: dict[PaperId, PaperEntry]) -> list[str]:
    """How much was read of the claim's paper, and of the papers of its best passages."""
    best = (strongest(claim, stance) for stance in (Stance.SUPPORTS, Stance.REFUTES))
    depths = (papers[claim.paper].depth, *(found.depth if found else None for found in best))
    return [depth.value if depth else "" for depth in depths]


def _section(section: str, depth: Depth | None) -> str:
    """A summary is litsynth's own: it has no section of the paper's, not even the abstract."""
    return SHORT_DEPTH[depth] if depth is Depth.SUMMARY else section


def _best(claim: ReportedClaim, stance: Stance) -> tuple[str, str, str]:
    found = strongest(claim, stance)
    if found is None:
        return "", "", ""
    return csv_cell(found.quote), csv_cell(found.paper), _number(found.page)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
