"""Papers to documents: full text where it can be had, else the abstract, else the summary."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from litsynth.ports import Fetcher, Progress, Reader
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Document, Paper, Unreadable

_STARTER = "starter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was read, and what was not."""

    documents: tuple[Document, ...]
    """At most one a paper, in the order of the papers."""
    unreadable: tuple[Unreadable, ...]
    """Every paper whose full text was asked for in vain, also where the abstract stands in."""


def read_papers(
    papers: Sequence[Paper],
    fetcher: Fetcher,
    reader: Reader,
    *,
    workers: int,
    progress: Progress,
) -> Readings:
    """Each paper at the greatest depth that can be had. `workers` papers are read at a time."""
    documents: list[Document] = []
    unreadable: list[Unreadable] = []
    with ThreadPoolExecutor(max_workers=max(workers, 1)) as pool:
        tasks = pool.map(lambda paper: _read(paper, fetcher, reader), papers)
        for done, (paper, (document, failure)) in enumerate(
            zip(papers, tasks, strict=True), start=1
        ):
            if document is not None:
                documents.append(document)
            if failure is not None:
                unreadable.append(failure)
            progress(f"read {done} of {len(papers)}: {_said(paper, document, failure)}")
    return Readings(documents=tuple(documents), unreadable=tuple(unreadable))


def _read(
    paper: Paper, fetcher: Fetcher, reader: Reader
) -> tuple[Document | None, Unreadable | None]:
    failure: Unreadable | None = None
    if _has_full_text(paper):
        data = fetcher.fetch(paper)
        extraction = data if isinstance(data, Unreadable) else reader.read(data, paper=paper)
        if isinstance(extraction, Document):
            return extraction, None
        failure = extraction
    document = _short_document(paper)
    if document is None and failure is None:
        failure = Unreadable(paper=paper.id, reason="no source has its PDF or its abstract")
    return document, failure


def _has_full_text(paper: Paper) -> bool:
    """Whether to ask for the PDF: not where the starter library alone has the paper."""
    only_starter = paper.summary is not None and set(paper.found_by) <= {_STARTER}
    return paper.pdf_url is not None and not only_starter


def _short_document(paper: Paper) -> Document | None:
    if paper.abstract and paper.abstract.strip():
        return document_from_text(paper.id, paper.abstract, depth=Depth.ABSTRACT)
    if paper.summary and paper.summary.strip():
        return document_from_text(paper.id, paper.summary, depth=Depth.SUMMARY)
    return None


def _said(paper: Paper, document: Document | None, failure: Unreadable | None) -> str:
    if document is None:
        return f"{paper.id} not read ({failure.reason})" if failure else f"{paper.id} not read"
    if failure is not None:
        return f"{paper.id} by its {document.depth} ({failure.reason})"
    if document.depth is Depth.FULL_TEXT:
        return f"{paper.id}, {document.page_count} pages"
    return f"{paper.id} by its {document.depth}"
