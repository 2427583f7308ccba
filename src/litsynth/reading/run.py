"""Papers to documents: full text where it can be had, else the abstract, else the summary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from litsynth.ports import Fetcher, Progress, Reader
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Document, Paper, Unreadable
from litsynth.threads import in_order

MOST_PLACES = 4
"""Addresses of one paper's PDF that are tried; a fifth hardly ever helps, and each can be slow."""
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
    tasks = in_order(lambda paper: _read(paper, fetcher, reader), papers, workers=workers)
    for done, (paper, (document, failure)) in enumerate(zip(papers, tasks, strict=True), start=1):
        if document is not None:
            documents.append(document)
        if failure is not None:
            unreadable.append(failure)
        progress(f"read {done} of {len(papers)}: {_said(paper, document, failure)}")
    return Readings(documents=tuple(documents), unreadable=tuple(unreadable))


def _read(
    paper: Paper, fetcher: Fetcher, reader: Reader
) -> tuple[Document | None, Unreadable | None]:
    failures: list[tuple[str, str]] = []
    for address in _places(paper):
        here = replace(paper, pdf_url=address)
        data = fetcher.fetch(here)
        extraction = data if isinstance(data, Unreadable) else reader.read(data, paper=here)
        if isinstance(extraction, Document):
            return replace(extraction, read_from=address) if failures else extraction, None
        failures.append((address, extraction.reason))
    document = _short_document(paper)
    if failures:
        return document, Unreadable(paper=paper.id, reason=_why(failures))
    if document is None:
        reason = "no source has its PDF or its abstract"
        return None, Unreadable(paper=paper.id, reason=reason)
    return document, None


def _places(paper: Paper) -> tuple[str, ...]:
    """Where to ask for the PDF: nowhere if the starter library alone has the paper."""
    only_starter = paper.summary is not None and set(paper.found_by) <= {_STARTER}
    if paper.pdf_url is None or only_starter:
        return ()
    return (paper.pdf_url, *paper.other_pdf_urls)[:MOST_PLACES]


def _why(failures: Sequence[tuple[str, str]]) -> str:
    """The reason, or all of them with the place of each."""
    if len(failures) == 1:
        return failures[0][1]
    return "; ".join(f"{urlsplit(at).hostname or 'your file'}: {why}" for at, why in failures)


def _short_document(paper: Paper) -> Document | None:
    if paper.abstract and paper.abstract.strip():
        return document_from_text(paper.id, paper.abstract, depth=Depth.ABSTRACT)
    if paper.summary and paper.summary.strip():
        return document_from_text(paper.id, paper.summary, depth=Depth.SUMMARY)
    return None


def name_of(paper: Paper) -> str:
    """How progress names a paper: by its id; one that has only its file's digest, by its file."""
    if not (paper.id.startswith("file:") and paper.pdf_url):
        return paper.id
    return unquote(urlsplit(paper.pdf_url).path).rpartition("/")[2] or paper.id


def _said(paper: Paper, document: Document | None, failure: Unreadable | None) -> str:
    name = name_of(paper)
    if document is None:
        return f"{name} not read ({failure.reason})" if failure else f"{name} not read"
    if failure is not None:
        return f"{name} by its {document.depth} ({failure.reason})"
    if document.depth is Depth.FULL_TEXT:
        place = urlsplit(document.read_from or "").hostname
        pages = f", {document.page_count} pages" if document.page_count else ""
        return f"{name}{pages}" + (f", from {place}" if place else "")
    return f"{name} by its {document.depth}"
