"""A folder of the user's own papers as a PaperSource. Metadata come from the files."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from litsynth.dates import stamp
from litsynth.errors import SourceError
from litsynth.identifiers import all_names
from litsynth.lexical import counted
from litsynth.ports import Progress, Reader, silent
from litsynth.records import (
    UNREAD_FILE,
    Document,
    Failure,
    Paper,
    PaperId,
    QueryRecord,
    SearchPlan,
    SearchResult,
)
from litsynth.retracted import without_retraction
from litsynth.search.front_page import abstract_of, date_on, identifiers_on, page_of
from litsynth.search.sources.copies import PaperFile, joined_files, notices_of, paper_file
from litsynth.search.sources.period import within
from litsynth.sizes import size_in_words
from litsynth.surrogates import without_surrogates
from litsynth.threads import in_order
from litsynth.user_paths import is_run, visible_files

NO_PAPER_HINT = (
    "Name a folder that holds papers (PDF, JATS XML, HTML, LaTeX, Markdown or text): "
    "--source folder:PATH"
)
_HEAD_BYTES = 65_536
"""Of a file's beginning, by which it is known whether it may be a paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    papers: tuple[Paper, ...]
    """One a file; files of one paper have the same."""
    failures: tuple[Failure, ...]
    notices: tuple[str, ...]
    files: int


class FolderSource:
    """Every paper below a folder, by path. A file that cannot be read is a Failure in the result.

    may_be_paper: whether a file of such a name and beginning is one; others are passed over.
    workers: files read at a time; worth more than 1 if the reader works in processes of its own.
    """

    def __init__(
        self,
        path: Path,
        reader: Reader,
        *,
        may_be_paper: Callable[[str, bytes], bool],
        workers: int = 1,
        max_file_mb: float = 100.0,
        progress: Progress = silent,
    ) -> None:
        self._path = path
        self._reader = reader
        self._may_be_paper = may_be_paper
        self._workers = workers
        self._max_bytes = int(max_file_mb * 1_000_000)
        self._progress = progress
        self._shelf: _Shelf | None = None

    @property
    def name(self) -> str:
        return without_surrogates(f"folder:{self._path}")

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:  # noqa: ARG002 (see below)
        """All papers of the folder, by path, but those of another time than the plan's.

        `limit` is not applied: what the user put there is to be ranked, and is read anyway.
        Raises SourceError if the folder is missing, unreadable or without papers.
        """
        sent_at, began = datetime.now(UTC), time.monotonic()
        shelf = self._read()
        papers = tuple(
            paper
            for paper in shelf.papers
            if within(paper.published, since=plan.since, until=plan.until)
        )
        record = QueryRecord(
            source=self.name,
            query=without_surrogates(f"all papers below {self._path}"),
            sent_at=stamp(sent_at),
            hits=shelf.files,
            returned=len(papers),
            elapsed_s=round(time.monotonic() - began, 3),
        )
        return SearchResult(
            papers=papers, queries=(record,), failures=shelf.failures, notices=shelf.notices
        )

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier, or None. Raises SourceError as `search` does."""
        wanted = all_names([identifier])
        shelf = self._read()
        return next((p for p in shelf.papers if wanted & all_names(p.identifiers)), None)

    def _read(self) -> _Shelf:
        if self._shelf is None:
            self._shelf = self._read_all()
        return self._shelf

    def _read_all(self) -> _Shelf:
        if not self._path.is_dir():
            what = "is not a folder" if self._path.exists() else "does not exist"
            raise SourceError(f"{self._path} {what}", hint="Name a folder: --source folder:PATH")
        failures: list[Failure] = []
        files = sorted(self._files(failures))
        if not files and not failures:
            raise SourceError(f"there is no paper below {self._path}", hint=NO_PAPER_HINT)
        read: list[PaperFile] = []
        for outcome in self._outcomes(files):
            if isinstance(outcome, PaperFile):
                read.append(outcome)
            else:
                failures.append(outcome)
        papers, copies = joined_files(read)
        for copy in copies:
            self._progress(f"{self.name}: the same paper in two files; not read: {copy}")
        return _Shelf(
            papers=papers,
            failures=tuple(sorted(failures, key=lambda failure: failure.what)),
            notices=notices_of(copies),
            files=len(files),
        )

    def _files(self, failures: list[Failure]) -> Iterator[Path]:
        def cannot_list(error: OSError) -> None:
            failures.append(self._failure(Path(error.filename), f"it cannot be listed: {error}"))

        return files_below(self._path, may_be_paper=self._may_be_paper, cannot_list=cannot_list)

    def _outcomes(self, files: Sequence[Path]) -> Iterator[PaperFile | Failure]:
        if self._workers < 2:  # noqa: PLR2004 (one worker needs no thread)
            return map(self._outcome, files)
        return in_order(self._outcome, files, workers=self._workers)

    def _outcome(self, path: Path) -> PaperFile | Failure:
        try:
            size = path.stat().st_size
            if size > self._max_bytes:
                return self._failure(
                    path,
                    f"it has {size_in_words(size)}, "
                    f"more than the {size_in_words(self._max_bytes)} that are read",
                )
            data = path.read_bytes()
        except OSError as error:
            return self._failure(path, f"it cannot be opened: {error.strerror or error}")
        blank = blank_paper(path, data, found_by=self.name)
        read = self._reader.read(data, paper=blank)
        if isinstance(read, Document):
            return paper_file(self._shown(path), described(blank, read), read)
        return self._failure(path, read.reason)

    def _shown(self, path: Path) -> Path:
        try:
            return path.relative_to(self._path)
        except ValueError:
            return path

    def _failure(self, path: Path, reason: str) -> Failure:
        return Failure(
            what=without_surrogates(str(self._shown(path))),
            reason=without_surrogates(reason),
            effect=UNREAD_FILE,
        )


def files_below(
    folder: Path,
    *,
    may_be_paper: Callable[[str, bytes], bool],
    cannot_list: Callable[[OSError], None] | None = None,
) -> Iterator[Path]:
    """Visible files that may be papers; reports that litsynth made are no papers.

    `cannot_list` is told of folders that cannot be listed.
    """
    for path in visible_files(folder, left_out=is_run, cannot_list=cannot_list):
        if may_be_paper(path.name, head_of(path)):
            yield path


def state_of(folder: Path, *, may_be_paper: Callable[[str, bytes], bool]) -> str:
    """As in "12 files (a1b2c3d4)": another text once a paper was added, changed or removed."""
    told = []
    for path in files_below(folder, may_be_paper=may_be_paper):
        with suppress(OSError):  # Removed meanwhile.
            seen = path.stat()
            told.append(f"{path.relative_to(folder)!s} {seen.st_size} {seen.st_mtime_ns}")
    digest = hashlib.sha256("\n".join(sorted(told)).encode(errors="surrogateescape"))
    return f"{counted(len(told), 'file')} ({digest.hexdigest()[:8]})"


def head_of(path: Path) -> bytes:
    """How the file begins; nothing if it cannot be opened, which reading it will tell."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except OSError:
        return b""


def blank_paper(path: Path, data: bytes, *, found_by: str) -> Paper:
    """The paper in the file at `path`, as far as its name and its bytes `data` tell."""
    return Paper(
        id=PaperId(f"file:{hashlib.sha256(data).hexdigest()[:16]}"),
        title=without_surrogates(path.stem.replace("_", " ").strip() or path.name),
        pdf_url=path.absolute().as_uri(),
        found_by=(found_by,),
    )


def described(blank: Paper, document: Document) -> Paper:
    """`blank` with what the document's own pages say of it."""
    names = all_names([blank.id, *identifiers_on(document)])
    title, marked = without_retraction(document.title or blank.title)
    return Paper(
        id=blank.id,
        title=title,
        identifiers=tuple(sorted(names)),
        authors=document.authors,
        published=date_on(document),
        url=page_of(names),
        pdf_url=blank.pdf_url,
        abstract=abstract_of(document),
        found_by=blank.found_by,
        retraction=marked,
    )
