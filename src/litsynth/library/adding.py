"""Files into a library: in batches, each kept whole, and only what is new or has changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from litsynth.library.entries import Bad, Entry
from litsynth.library.ledger import Ledger, Standing
from litsynth.library.pace import Pace
from litsynth.library.rows import batch, digest_of, is_file, key_of, paper_of, venue_key_of
from litsynth.library.store import Store
from litsynth.ports import Progress, silent
from litsynth.records import Paper
from litsynth.twins import same_title, title
from litsynth.user_paths import is_run, visible_files

BATCH = 8192
"""Records kept at once: what a killed run can lose of what it had read."""
_BATCH_CHARACTERS = 32 << 20
_CHANGED_AT_ONCE = 4096
_TIDY_EVERY = 250_000
"""Records after which an index that lies with the tables is brought up to date: a search is slow in
what it lacks."""
_LISTED = 1000
"""Bad places told one by one; more are counted."""

ReadFile = Callable[[Path], Iterator[tuple[int, Entry] | Bad]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A place that was not added, or of which something is to be said."""

    file: str
    line: int
    """1-based; 0 where the file as a whole, or its rest, is meant."""
    reason: str


@dataclass(slots=True, kw_only=True)
class Added:
    """What came of adding files."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    """Papers more than once in these files."""
    completed: int = 0
    """Papers that a later record of these files said more of."""
    bad: int = 0
    """Places that gave no paper."""
    formats: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    """The first thousand of the bad places, in the order of the files and their lines."""
    remarked: int = 0
    """Papers that were read, though something in them was not understood or is damaged."""
    remarks: list[Problem] = field(default_factory=list)
    """What is to be said of the first thousand of them, in the same order."""
    broken_files: int = 0
    """Files that were not read, or not to their end."""

    def note(self, path: Path, found: Bad) -> None:
        self.bad += 1
        broken = found.ends or found.line == 0
        self.broken_files += broken
        if len(self.problems) < _LISTED or broken:
            self.problems.append(Problem(file=str(path), line=found.line, reason=found.reason))

    def remark(self, path: Path, line: int, entry: Entry) -> None:
        self.remarked += bool(entry.remarks)
        if len(self.remarks) < _LISTED:
            self.remarks += (
                Problem(file=str(path), line=line, reason=each) for each in entry.remarks
            )

    def put_in_order(self, paths: Sequence[Path]) -> None:
        """The lists by file and line: what a file says of its rest comes last."""
        place = {str(path): at for at, path in enumerate(paths)}
        for listed in (self.problems, self.remarks):
            listed.sort(key=lambda one: (place.get(one.file, 0), one.line == 0, one.line))

    @property
    def read(self) -> int:
        """Records that were read."""
        return self.added + self.updated + self.unchanged + self.repeated


def add_files(
    paths: Sequence[Path],
    store: Store,
    read: ReadFile,
    *,
    pace: Pace,
    progress: Progress = silent,
) -> Added:
    """Everything in the files at `paths` into `store`, under the library's lock.

    Every batch is kept as soon as it is written. Adding the same again changes nothing. Raises
    LibraryError if the library cannot be written; what was kept before stays.
    """
    added = Added()
    with _Writer(store, added) as writer:
        for path in paths:
            for found in read(path):
                if isinstance(found, Bad):
                    added.note(path, found)
                else:
                    writer.take(path, *found)
                if said := pace.due(added.read + writer.waiting):
                    progress(said)
            pace.finished(path)
    added.put_in_order(paths)
    if added.added or added.updated or added.completed or store.behind or store.unindexed():
        progress("index: the full-text index is brought up to date")
        store.tidy()
    return added


class _Writer:
    """Gathers records into batches; one is written while the next is read."""

    def __init__(self, store: Store, added: Added) -> None:
        self._store = store
        self._added = added
        self._ledger = Ledger(*store.ledger_columns())
        self._batch: list[tuple[Path, int, Entry]] = []
        self._characters = 0
        self._changed: list[tuple[Path, int, Entry]] = []
        self._varied: list[tuple[Path, int, Entry]] = []
        self._since_tidy = 0
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._writing: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
                self._replace()
            self._wait()
        finally:
            self._pool.shutdown()

    @property
    def waiting(self) -> int:
        """Records that were read and are not yet sorted out."""
        return len(self._batch)

    def take(self, path: Path, line: int, entry: Entry) -> None:
        self._added.remark(path, line, entry)
        self._batch.append((path, line, entry))
        self._characters += len(entry.paper.abstract or "") + len(entry.paper.title)
        if len(self._batch) >= BATCH or self._characters >= _BATCH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        taken, self._batch, self._characters = self._batch, [], 0
        if not taken:
            return
        entries = [entry for _, _, entry in taken]
        keys = [key_of(entry) for entry in entries]
        digests = [digest_of(entry) for entry in entries]
        new: list[int] = []
        for at, standing in enumerate(self._ledger.sort_out(keys, digests)):
            match standing:
                case Standing.NEW:
                    new.append(at)
                case Standing.CHANGED:
                    self._changed.append(taken[at])
                case Standing.SAME:
                    self._added.unchanged += 1
                case Standing.REPEATED:
                    self._added.repeated += 1
                case Standing.VARIED:
                    self._varied.append(taken[at])
        if new:
            chosen = [entries[at] for at in new]
            rows = batch(chosen, [keys[at] for at in new], [digests[at] for at in new])
            self._wait()
            self._tidy_if_due(len(new))
            instead = self._remove_what_is_rewritten(chosen)
            self._writing = self._pool.submit(self._store.append, rows)
            self._added.added += len(new) - instead
            self._added.updated += instead
            self._added.formats.update(entry.format for entry in chosen)
        if len(self._changed) + len(self._varied) >= _CHANGED_AT_ONCE:
            self._replace()

    def _remove_what_is_rewritten(self, new: Sequence[Entry]) -> int:
        """Remove the papers that were in the files of `new` before; how many there were."""
        papers = [entry.paper for entry in new if is_file(entry.paper.id)]
        before = self._store.ids_read_from([paper.pdf_url for paper in papers if paper.pdf_url])
        return self._store.remove(before) if before else 0

    def _wait(self) -> None:
        """Until the batch that is being written is kept. Raises what its writing raised."""
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.result()

    def _tidy_if_due(self, more: int) -> None:
        self._since_tidy += more
        if self._since_tidy >= _TIDY_EVERY and self._store.slow_while_untidy:
            self._since_tidy = 0
            self._store.tidy()

    def _replace(self) -> None:
        """What has changed since an earlier run, then what was varied in this one."""
        self._wait()
        self._replace_changed()
        self._complete_varied()

    def _replace_changed(self) -> None:
        taken, self._changed = self._changed, []
        if not taken:
            return
        old = self._store.rows_of([entry.paper.id for _, _, entry in taken])
        kept: list[Entry] = []
        digests: list[int] = []
        for path, line, entry in taken:
            row = old.get(entry.paper.id)
            before = entry_of(row) if row else None
            if before and is_another(before.paper, entry.paper):
                reason = f"its id {entry.paper.id} is that of “{before.paper.title}” in the library"
                self._added.note(path, Bad(line=line, reason=reason))
                continue
            now = completed(entry, before) if before else entry
            if row and digest_of(now) == row["digest"]:
                self._added.unchanged += 1
                continue
            # The digest is that of the record as it came: the same record again is unchanged.
            digests.append(digest_of(entry))
            kept.append(now)
        if kept:
            self._store.replace(batch(kept, [key_of(entry) for entry in kept], digests))
            self._added.updated += len(kept)
            self._added.formats.update(entry.format for entry in kept)

    def _complete_varied(self) -> None:
        """Several records of one paper in one run: the first stays, with what the others add."""
        taken, self._varied = self._varied, []
        if not taken:
            return
        rows = self._store.rows_of(list({entry.paper.id for _, _, entry in taken}))
        firsts = {name: entry_of(row) for name, row in rows.items()}
        now = dict(firsts)
        for path, line, entry in taken:
            first = now.get(entry.paper.id)
            if first is None or not same_title(title(first.paper.title), title(entry.paper.title)):
                reason = f"another record with the id {entry.paper.id} came before; it is kept"
                self._added.note(path, Bad(line=line, reason=reason))
                continue
            now[entry.paper.id] = completed(first, entry)
            self._added.repeated += 1
        # A digest of its own, and not that of the first: the row is another one.
        changed = [each for name, each in now.items() if digest_of(each) != digest_of(firsts[name])]
        if changed:
            digests = [digest_of(each) for each in changed]
            self._store.replace(batch(changed, [key_of(each) for each in changed], digests))
            self._added.completed += len(changed)


def entry_of(row: Mapping[str, Any]) -> Entry:
    """What a row of the library was made of."""
    paper = paper_of(row, found_by="-")
    return Entry(paper=paper, format=row["format"], venue_key=venue_key_of(row))


def is_another(before: Paper, now: Paper) -> bool:
    """Whether two records that share a number of their files' own are two papers all the same."""
    return now.id.startswith("own:") and not same_title(title(before.title), title(now.title))


def completed(entry: Entry, other: Entry) -> Entry:
    """`entry` with what it leaves out and `other` says: another export may say less."""
    paper, more = entry.paper, other.paper
    missing = {
        name: getattr(more, name)
        for name in (
            "abstract",
            "authors",
            "published",
            "venue",
            "url",
            "pdf_url",
            "other_pdf_urls",
            "categories",
            "retraction",
        )
        if not getattr(paper, name)
    }
    names = tuple(sorted({*paper.identifiers, *more.identifiers}))
    return replace(
        entry,
        paper=replace(paper, identifiers=names, **missing),
        venue_key=entry.venue_key or other.venue_key,
    )


def files_below(
    paths: Iterable[Path], *, why_not: Callable[[Path], str | None]
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files at `paths` and those below folders among them, by path, that are to be read; and
    those below folders that are passed over, with what `why_not` says of them.

    What is called a PDF is read, or said not to be one. Hidden files of a folder are left out, and
    reports that litsynth made.
    """
    chosen: list[Path] = []
    passed: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            chosen.append(path)
            continue
        for found in sorted(visible_files(path, left_out=is_run)):
            reason = None if found.suffix.lower() == ".pdf" else why_not(found)
            if reason is None:
                chosen.append(found)
            else:
                passed.append(Problem(file=str(found), line=0, reason=reason))
    return tuple(chosen), tuple(passed)
