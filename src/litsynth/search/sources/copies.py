"""Files of one paper in a folder: which of them is read, and what is told of the others. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from litsynth.records import Document, Paper
from litsynth.search.merge import grouped, united
from litsynth.surrogates import without_surrogates

_TOLD = 6
"""Files that a notice names; progress names them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A file that was looked into, with what its own pages say. Its text is not kept."""

    path: PurePath
    paper: Paper
    titled: bool
    """Whether the title is printed in it."""
    pages: int
    characters: int
    warning: str
    """The first of what could not be read of it; empty if all could."""

    @property
    def flaw(self) -> str:
        """What speaks against reading this file rather than another; empty if nothing does."""
        if self.warning:  # As in "pages 1 to 2 are scanned: words there were read by …".
            return self.warning.partition(":")[0]
        return "" if self.pages else "no pages to cite"

    @property
    def order(self) -> tuple[bool, bool, int, str]:
        """Least for the file to read: whole, with pages, and the one that says most."""
        return bool(self.warning), not self.pages, -self.characters, str(self.path)


def paper_file(path: PurePath, paper: Paper, document: Document) -> PaperFile:
    """What is kept of the `document` that was read from the file at `path`."""
    return PaperFile(
        path=path,
        paper=paper,
        titled=bool(document.title),
        pages=document.page_count,
        characters=len(document.text),
        warning=next(iter(document.warnings), ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file that is not read, for another one of the same paper is."""

    file: PaperFile
    read: PaperFile

    def __str__(self) -> str:
        flaw = f"{self.file.flaw}; " if self.file.flaw else ""
        return without_surrogates(f"{self.file.path} ({flaw}read instead: {self.read.path})")


def joined_files(files: Sequence[PaperFile]) -> tuple[tuple[Paper, ...], tuple[Copy, ...]]:
    """The paper of each file, in their order, and the files that are not read.

    Files of one paper have one record, which goes by the file that is read; the others stand in
    where that one is gone.
    """
    papers = [file.paper for file in files]
    found = list(papers)
    copies: list[Copy] = []
    for group in grouped(papers, _of_one_name(files)):
        if len(group) == 1:
            continue
        best, *others = sorted((files[at] for at in group), key=lambda file: file.order)
        record = _record([best, *others])
        for at in group:
            found[at] = record
        copies += [Copy(file=other, read=best) for other in others]
    return tuple(found), tuple(sorted(copies, key=lambda copy: copy.file.path))


def notices_of(copies: Sequence[Copy]) -> tuple[str, ...]:
    """One sentence on the files that were not used for another one of their paper."""
    if not copies:
        return ()
    named = [str(copy) for copy in copies[:_TOLD]]
    if len(copies) > _TOLD:
        named.append(f"and {len(copies) - _TOLD} more")
    one = len(copies) == 1
    subject = "One file of the folder was" if one else f"{len(copies)} files of the folder were"
    return (f"{subject} not used, since another file holds the same paper: {'; '.join(named)}.",)


def _record(files: Sequence[PaperFile]) -> Paper:
    """One record of files of one paper, the file to read first."""
    # A file's name is no title where another file prints one.
    printed = [file.paper for file in files if file.titled] or [file.paper for file in files]
    title = united(printed).title
    record = united([replace(file.paper, title=title) for file in files])
    first, *rest = dict.fromkeys(file.paper.pdf_url or "" for file in files)
    return replace(
        record,
        id=files[0].paper.id if record.id.startswith("file:") else record.id,
        published=files[0].paper.published or record.published,
        pdf_url=first,
        other_pdf_urls=tuple(rest),
    )


def _of_one_name(files: Sequence[PaperFile]) -> Iterator[tuple[int, int]]:
    """Positions of files that differ in their ending only, where one of two prints no title.

    The text of a paper, taken out of its PDF and put beside it, says nothing else of itself.
    """
    places: dict[PurePath, list[int]] = defaultdict(list)
    for at, file in enumerate(files):
        places[file.path.with_suffix("")].append(at)
    for group in places.values():
        for one, other in pairwise(group):
            if not (files[one].titled and files[other].titled):
                yield one, other
