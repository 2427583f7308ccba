"""All questions of a batch, one after the other. One question's failure never stops the others."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from litsynth.batch.finished import is_finished, take_over
from litsynth.batch.index import Row, as_before, as_made, failed, made_rows, write_index
from litsynth.errors import LitsynthError, of_the_system
from litsynth.lexical import counted
from litsynth.pipeline.folder import made, unwritable
from litsynth.pipeline.identity import folder_name, settings_that_matter, slug
from litsynth.ports import Progress
from litsynth.records import Report
from litsynth.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One question with its settings, checked."""

    question: str
    file: str
    line: int
    settings: Settings
    states: Mapping[str, str] = field(default_factory=dict)
    """What the user's own sources hold, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a batch is kept: `<out>/batch-<stem>-<date>-<digest>`, and -2 and so on for a second
    one of a day.
    """

    out: Path
    stem: str
    date: str
    digest: str
    number: int = 1

    @property
    def folder(self) -> Path:
        again = f"-{self.number}" if self.number > 1 else ""
        return self.out / f"batch-{self.stem}-{self.date}-{self.digest}{again}"

    def fresh(self) -> "Place":
        """The first of today whose folder is not there; it is made. Raises WritingError."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            places = (replace(self, number=number) for number in count(1))
            return next(place for place in places if made(place.folder))
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def unused(self) -> "Place":
        """The first of today whose folder is not there; nothing is made."""
        places = (replace(self, number=number) for number in count(1))
        return next(place for place in places if not place.folder.exists())

    def others(self) -> tuple[Path, ...]:
        """The folders of all other batches beside this one, in name order."""
        return tuple(sorted(path for path in self.out.glob("batch-*") if path != self.folder))

    def latest(self) -> "Place | None":
        """The latest batch of the same questions and settings, whatever its date, or None."""
        prefix = f"batch-{self.stem}-"
        name = re.compile(rf"(\d{{4}}-\d\d-\d\d)-{self.digest}(?:-(\d+))?")
        found = [
            (known[1], int(known[2] or 1))
            for path in self.out.glob(f"{prefix}*")
            if (known := name.fullmatch(path.name.removeprefix(prefix)))
        ]
        if not found:
            return None
        date, number = max(found)
        return replace(self, date=date, number=number)


def place_of(jobs: tuple[Job, ...], *, out: Path, stem: str, date: str) -> Place:
    """Where this batch belongs; the digest is of all questions with their settings and states."""
    content = json.dumps(
        [
            [job.question, settings_that_matter(job.settings), *filter(None, [dict(job.states)])]
            for job in jobs
        ]
    )
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return Place(out=out, stem=slug(stem), date=date, digest=digest)


def run_jobs(
    jobs: tuple[Job, ...],
    place: Place,
    *,
    make: Callable[[Job, Path], Report],
    progress: Progress,
    others: Sequence[Path] = (),
) -> tuple[Row, ...]:
    """Make every report in a folder of its own; keep index.csv up to date.

    A question that was answered before is not asked again: its run folder is gone on with, and it
    is told if all were. One that was answered in `others`, folders of batches, is taken over from
    the last begun of them that has its report. An index that cannot be written, as while a
    spreadsheet holds it open, is written after a later question. Raises WritingError if even the
    last cannot.
    """
    folder = place.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    new = new_rows(jobs, place.date)
    before = made_rows(folder / "index.csv")
    rows = [as_before(row, before) if is_finished(folder / row.folder) else row for row in new]
    done = all(is_finished(folder / row.folder) for row in new)
    _write(folder, rows, progress, is_last=False)
    for number, (job, row) in enumerate(zip(jobs, new, strict=True)):
        progress(f"question {number + 1} of {len(jobs)}: {job.question}")
        if row.note:
            progress(f"batch: this question is {row.note}")
        try:
            if taken := take_over(folder / row.folder, others):
                progress(f"batch: its report is taken over from {taken}")
            rows[number] = as_made(row, make(job, folder / row.folder))
        except LitsynthError as error:
            rows[number] = _told_as_failed(row, error, progress)
        except OSError as error:
            rows[number] = _told_as_failed(row, of_the_system(error), progress)
        except Exception as error:  # noqa: BLE001 - a fault in one question stops no other
            rows[number] = _told_as_failed(row, _fault(error), progress)
        _write(folder, rows, progress, is_last=number + 1 == len(jobs))
    with_report = sum(row.status == "made" for row in rows)
    if done and with_report == len(rows):
        progress(
            f"batch: {_all(len(rows))} already done; everything is kept in {folder}, and --fresh "
            "begins anew"
        )
    else:
        progress(f"batch: {with_report} of {counted(len(rows), 'question')} got a report")
    return tuple(rows)


def new_rows(jobs: Sequence[Job], date: str) -> tuple[Row, ...]:
    """A row for each question, none of which was asked yet."""
    rows: list[Row] = []
    first: dict[str, Job] = {}
    for job in jobs:
        name = folder_name(job.question, job.settings, date, job.states)
        same = first.setdefault(name, job)
        rows.append(
            Row(
                question=job.question,
                file=job.file,
                line=job.line,
                status="not_run",
                folder=name,
                note=""
                if same is job
                else f"the same as {same.file}:{same.line}; one report serves both",
            )
        )
    return tuple(rows)


def _told_as_failed(row: Row, error: LitsynthError, progress: Progress) -> Row:
    progress(f"failed: {error}")
    progress(f"hint: {error.hint}")
    return failed(row, error)


def _fault(error: Exception) -> LitsynthError:
    """What is no error of the user's, in one line."""
    return LitsynthError(
        f"a fault of litsynth or of this machine: {type(error).__name__}: {error}",
        hint="Ask this question alone with `litsynth report`, which shows where it happens.",
    )


def _all(count: int) -> str:
    return "the question was" if count == 1 else f"all {count} questions were"


def _write(folder: Path, rows: Sequence[Row], progress: Progress, *, is_last: bool) -> None:
    """Write index.csv, which names the folders that are there.

    Raises WritingError if it cannot be written and `is_last`; before, that is told.
    """
    index = folder / "index.csv"
    there = [row if (folder / row.folder).is_dir() else replace(row, folder="") for row in rows]
    try:
        write_index(index, tuple(there), progress=progress)
    except OSError as error:
        if is_last:
            raise unwritable(index, error) from error
        progress(f"batch: {index.name} cannot be written now: {error.strerror or error}")
