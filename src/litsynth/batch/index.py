"""index.csv: what became of each question of a batch, one row each."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from litsynth.errors import LitsynthError
from litsynth.lexical import counted
from litsynth.ports import Progress, silent
from litsynth.records import Report
from litsynth.report.escape import csv_cell
from litsynth.report.files import digest, keep_edited
from litsynth.report.first import no_answer
from litsynth.report.tally import included, tally
from litsynth.whole_files import write_whole

_MARK = ".index.sha256"
"""Of the index as it was last written."""
_NAMED = 10
"""Questions that a message names; the index names all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question's row; counts are None where there is no report."""

    question: str
    file: str
    line: int
    status: str
    """made, failed, or not_run."""
    folder: str
    """Beside the index; empty in the file where nothing was begun."""
    source_paper: str = ""
    papers: int | None = None
    claims: int | None = None
    verified: int | None = None
    supported: int | None = None
    contradicted: int | None = None
    mixed: int | None = None
    not_enough_evidence: int | None = None
    evidence: float | None = None
    """Of the scores that make up the quality, the one that tells how much was settled."""
    quality: float | None = None
    exit_status: int | None = None
    failure: str = ""
    hint: str = ""
    note: str = ""
    """As in "the same as q.yaml:3; one report serves both", what its report asks to note (the
    starter library stood in), and that the report gives no answer.
    """


def as_made(row: Row, report: Report) -> Row:
    """`row` as made, with what the report holds."""
    counts = tally(report.claims)
    return replace(
        row,
        status="made",
        source_paper=" ".join(report.source_papers),
        papers=len(included(report)),
        claims=counts.claims,
        verified=counts.verified,
        supported=counts.supported,
        contradicted=counts.refuted,
        mixed=counts.mixed,
        not_enough_evidence=counts.open,
        evidence=round(_score(report, "evidence"), 2),
        quality=round(report.quality.score, 2),
        exit_status=0,
        note="; ".join(filter(None, (row.note, _remarks(report)))),
    )


def _remarks(report: Report) -> str:
    return " ".join(filter(None, (*report.notices, no_answer(report))))


def _score(report: Report, name: str) -> float:
    return next(review.score for review in report.quality.reviewers if review.name == name)


def failed(row: Row, error: LitsynthError) -> Row:
    """`row` as failed, with the reason and the way out."""
    return replace(
        row,
        status="failed",
        exit_status=error.exit_code,
        failure=str(error),
        hint=error.hint,
    )


def not_made(rows: tuple[Row, ...]) -> str:
    """Which questions got no report, and why: a line each after the first; empty if all got one."""
    without = [row for row in rows if row.status != "made"]
    if not without:
        return ""
    named = [
        f"{row.file}:{row.line}: {next(iter(row.failure.splitlines()), '')}"
        for row in without[:_NAMED]
    ]
    if more := len(without) - len(named):
        named.append(f"and {more} more")
    return "\n  ".join(
        (f"{len(without)} of {counted(len(rows), 'question')} got no report:", *named)
    )


def as_before(row: Row, made: Mapping[str, Row]) -> Row:
    """`row` as it was when its report was made, by `made_rows`; as it is where none was."""
    before = made.get(row.folder)
    if before is None:
        return row
    note = "; ".join(filter(None, (row.note, before.note)))
    return replace(before, question=row.question, file=row.file, line=row.line, note=note)


def made_rows(path: Path) -> Mapping[str, Row]:
    """The rows of an index with a report, by its folder; of two with one folder the first.

    An index that is not there, or that somebody has changed since it was written, has none: what
    an editor wrote would pass for what was made, and be lost when the row is made anew.
    """
    try:
        if _is_edited(path):
            return {}
        lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    rows = (_row(line) for line in lines)
    made = [row for row in rows if row is not None and row.status == "made"]
    return {row.folder: row for row in reversed(made)}


def _is_edited(path: Path) -> bool:
    written = _last_written(path)
    return written is not None and path.is_file() and digest(path.read_bytes()) != written


def _last_written(path: Path) -> str | None:
    """The sha256 of the index as it was last written; None if that is not known."""
    mark = path.with_name(_MARK)
    return mark.read_text(errors="replace") if mark.is_file() else None


def _row(line: Mapping[str, str]) -> Row | None:
    """A line of an index; None if it is none."""
    given = {name: cell for name, cell in line.items() if cell}
    try:
        return TypeAdapter(Row).validate_python({"folder": "", **given})
    except ValidationError:
        return None


def write_index(path: Path, rows: tuple[Row, ...], *, progress: Progress = silent) -> None:
    """Write all rows, atomically: a killed batch leaves the index as it last was.

    An index that somebody has changed since is kept beside it, as index.edited.csv, and told.
    Raises OSError.
    """
    buffer = io.StringIO(newline="")
    names = [field.name for field in fields(Row)]
    writer = csv.writer(buffer)
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    data = buffer.getvalue().encode("utf-8", "replace")
    if kept := keep_edited(path, data, written=_last_written(path)):
        progress(f"batch: {kept}")
    write_whole(path, data)
    write_whole(path.with_name(_MARK), digest(data).encode())


def _cell(value: object) -> object:
    if isinstance(value, str):
        return csv_cell(value)
    return "" if value is None else value
