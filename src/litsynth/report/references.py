"""Which papers are referenced, in which order, and how a reference is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from litsynth.lexical import listing
from litsynth.records import (
    Depth,
    Document,
    Paper,
    PaperEntry,
    PaperId,
    RankedPaper,
    Role,
)
from litsynth.report.addresses import file_name, landing_page, pdf_page
from litsynth.report.inputs import Inputs
from litsynth.report.wording import continued, one_line
from litsynth.twins import same_paper

_AUTHORS_SHOWN = 8

ANOTHER_VERSION = "another version of the source paper"
RETRACTED = "retracted or withdrawn"
UNREAD = "nothing of it could be read"
IRRELEVANT = "not relevant enough to the question"
BEYOND_LIMIT = "relevant, but beyond the number of papers asked for"
"""Why papers are left out: how the `reason` of each begins."""


def paper_entries(inputs: Inputs) -> tuple[PaperEntry, ...]:
    """Every distinct paper: source papers, then evidence by relevance, then excluded papers.

    Source and evidence papers are numbered from 1 in that order. Raises ValueError if a source
    paper or a document belongs to no ranked paper.
    """
    ranked = {one.paper.id: one for one in inputs.ranked}
    documents = {document.paper: document for document in inputs.documents}
    if strange := {*inputs.source_papers, *documents} - ranked.keys():
        raise ValueError(f"not among the ranked papers: {', '.join(sorted(strange))}")
    unread = {one.paper: one.reason for one in inputs.unreadable}
    sources = [ranked[paper] for paper in inputs.source_papers]
    entries = [
        _entry(one, Role.SOURCE, documents.get(one.paper.id), unread.get(one.paper.id))
        for one in sources
    ]
    others = sorted(
        (one for one in inputs.ranked if one.paper.id not in inputs.source_papers),
        key=lambda one: (-one.relevance, one.paper.id),
    )
    twins = [source.paper for source in sources]
    excluded = []
    for one in others:
        reason = _why_excluded(one, documents, unread, twins)
        if reason is None:
            paper = one.paper.id
            entries.append(_entry(one, Role.EVIDENCE, documents[paper], unread.get(paper)))
        else:
            excluded.append(_entry(one, Role.EXCLUDED, None, reason))
    numbered = (replace(entry, number=at) for at, entry in enumerate(entries, start=1))
    return tuple(_titled(entry, inputs.titles) for entry in (*numbered, *excluded))


def _titled(entry: PaperEntry, titles: Mapping[PaperId, str]) -> PaperEntry:
    return replace(entry, title=titles.get(entry.id, entry.title))


def _why_excluded(
    one: RankedPaper,
    documents: Mapping[PaperId, Document],
    unread: Mapping[PaperId, str],
    sources: list[Paper],
) -> str | None:
    paper = one.paper
    if twin := next((source for source in sources if same_paper(paper, source)), None):
        return f"{ANOTHER_VERSION} {twin.id}: no evidence for its own claims"
    if paper.retraction:
        return f"{RETRACTED}: {paper.retraction}"
    if paper.id in documents:
        return None
    if paper.id in unread:
        return f"{UNREAD}: {continued(unread[paper.id])}"
    if not one.above_floor:
        return IRRELEVANT
    return BEYOND_LIMIT


def grounds(paper: PaperEntry) -> str:
    """For which of the reasons above an excluded paper was left out, without its particulars."""
    reason = one_line(paper.reason or "no reason given")
    return ANOTHER_VERSION if reason.startswith(ANOTHER_VERSION) else reason.partition(":")[0]


def _entry(
    one: RankedPaper, role: Role, document: Document | None, reason: str | None
) -> PaperEntry:
    paper = one.paper
    return PaperEntry(
        id=paper.id,
        number=None,
        title=paper.title,
        authors=paper.authors,
        published=paper.published,
        venue=paper.venue,
        doi=paper.doi,
        url=paper.url,
        pdf_url=(document.read_from if document else None) or paper.pdf_url,
        found_by=paper.found_by,
        relevance=one.relevance,
        role=role,
        depth=document.depth if document else None,
        reason=reason if role is Role.EXCLUDED else _why_less(paper, document, reason),
        sha256=document.sha256 if document else None,
        identifiers=paper.identifiers,
        retraction=paper.retraction,
    )


def _why_less(paper: Paper, document: Document | None, reason: str | None) -> str | None:
    """Why less than the full text of an included paper was read, or None if all of it was."""
    if document is not None and document.depth is Depth.FULL_TEXT:
        return None
    if reason:
        return reason
    if document is not None and document.depth is Depth.SUMMARY:
        return "the starter library holds litsynth's own summary only"
    return "its PDF was not read" if paper.pdf_url else "no source lists a PDF of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference in parts, each plain text for people. Empty parts are not known."""

    authors: str
    year: str
    title: str
    venue: str
    identifiers: tuple[str, ...]
    url: str
    """Where to look; empty if no address is safe to print."""
    pdf_url: str

    @property
    def pdf_label(self) -> str:
        """What stands at `pdf_url`: a file of the user's own may be text, HTML or LaTeX."""
        own = self.pdf_url.startswith("file:")
        return "file" if own and not self.pdf_url.lower().endswith(".pdf") else "PDF"

    @property
    def text(self) -> str:
        """As in: A. Author and B. Author (2020). Title. Venue. arXiv:2005.13013."""
        first = f"{self.authors} ({self.year})" if self.authors else f"{self.title} ({self.year})"
        others = [one for one in self.identifiers if one.casefold() != self.title.casefold()]
        parts = [first, self.title if self.authors else "", self.venue, *others]
        return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in parts if one)


def reference(entry: PaperEntry) -> Reference:
    return Reference(
        authors=author_line(entry.authors),
        year=entry.year or "no date",
        title=one_line(entry.title) or entry.id,
        venue=one_line(entry.venue or ""),
        identifiers=_shown_identifiers(entry),
        url=landing_page(entry),
        pdf_url=pdf_page(entry, None),
    )


def author_line(authors: tuple[str, ...]) -> str:
    """All authors up to eight, else the first seven and how many more there are."""
    names = [one_line(author) for author in authors if one_line(author)]
    if len(names) <= _AUTHORS_SHOWN:
        return listing(names)
    return f"{', '.join(names[: _AUTHORS_SHOWN - 1])} and {len(names) - _AUTHORS_SHOWN + 1} others"


def _shown_identifiers(entry: PaperEntry) -> tuple[str, ...]:
    shown = []
    for identifier in entry.identifiers or (entry.id,):
        scheme, _, key = identifier.partition(":")
        if scheme == "arxiv":
            shown.append(f"arXiv:{key}")
        elif scheme == "acl":
            shown.append(f"ACL Anthology {key}")
        elif scheme == "doi" and not key.startswith("10.48550/"):
            shown.append(f"doi:{key}")
        elif scheme == "file":
            shown.append(file_name(entry) or identifier)
    # Two files of one paper may bear one name.
    return tuple(dict.fromkeys(one_line(name) for name in shown))
