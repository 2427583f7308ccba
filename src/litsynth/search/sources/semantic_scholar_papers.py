"""Semantic Scholar's papers as Papers. Pure: takes JSON as it came."""

from collections.abc import Iterator, Mapping

from litsynth.identifiers import arxiv_id, canonical
from litsynth.markup import abstract, plain
from litsynth.records import Paper
from litsynth.retracted import notice_in_title, without_retraction
from litsynth.search.sources.json_fields import at, mapping, objects, text, texts, whole
from litsynth.search.sources.translation import (
    ARXIV_BASE,
    LeftOut,
    Translated,
    doi_name,
    names,
    page_to_cite,
    paper_id,
    partial_date,
    pdf_addresses,
    read_date,
)
from litsynth.web_addresses import web_address

FIELDS = (
    "paperId,externalIds,url,title,abstract,venue,year,publicationDate,publicationTypes,journal,"
    "authors,openAccessPdf"
)
NO_PAPERS: Mapping[str, str] = {"Dataset": "a dataset", "News": "news"}
_PREPRINT_SERVERS = frozenset({"arxiv", "arxiv.org", "corr"})


def paper_of(record: object, *, arxiv_base: str = ARXIV_BASE) -> Translated:
    """The paper that a record describes, or what it is instead. `arxiv_base` serves PDFs."""
    record = mapping(record)
    kinds = set(texts(record.get("publicationTypes")))
    if kinds and kinds <= NO_PAPERS.keys():
        return LeftOut(reason=NO_PAPERS[min(kinds)])
    title = plain(text(record.get("title")))
    if title is None:
        return LeftOut(reason="without a title")
    if reason := notice_in_title(title):
        return LeftOut(reason=reason)
    identifiers = _names(record)
    if not identifiers:
        return LeftOut(reason="without an identifier")
    title, marked = without_retraction(title)
    open_pdf = text(at(record, "openAccessPdf", "url"))
    places = pdf_addresses(identifiers, [open_pdf], arxiv_base=arxiv_base)
    return Paper(
        id=paper_id(identifiers),
        title=title,
        identifiers=identifiers,
        authors=tuple(_authors(record)),
        published=_published(record),
        venue=_venue(record),
        url=page_to_cite(identifiers, text(record.get("url"))),
        pdf_url=places[0] if places else None,
        other_pdf_urls=places[1:],
        abstract=abstract(text(record.get("abstract"))),
        found_by=("semantic_scholar",),
        retraction=f"Semantic Scholar: {marked}" if marked else None,
    )


def _names(record: Mapping[str, object]) -> tuple[str, ...]:
    others = mapping(record.get("externalIds"))
    number, acl = text(others.get("ArXiv")), text(others.get("ACL"))
    pubmed, central = text(others.get("PubMed")), text(others.get("PubMedCentral"))
    own = text(record.get("paperId"))
    open_pdf = web_address(text(at(record, "openAccessPdf", "url")))
    return names(
        canonical(f"arxiv:{number}") if number and arxiv_id(number) else None,
        doi_name(text(others.get("DOI"))),
        f"acl:{acl}" if acl else None,
        f"pmid:{pubmed}" if pubmed else None,
        f"pmcid:PMC{central.upper().removeprefix('PMC')}" if central else None,
        f"s2:{own}" if own else None,
        addresses=[open_pdf] if open_pdf else [],
    )


def _authors(record: Mapping[str, object]) -> Iterator[str]:
    for author in objects(record.get("authors")):
        if name := plain(text(author.get("name"))):
            yield name


def _published(record: Mapping[str, object]) -> str | None:
    """The day, if it is of the year that Semantic Scholar gives; else that year."""
    year = partial_date(whole(record.get("year")))
    day = read_date(text(record.get("publicationDate")))
    return day if day and (year is None or day.startswith(year)) else year


def _venue(record: Mapping[str, object]) -> str | None:
    found = (text(record.get("venue")), text(at(record, "journal", "name")))
    venues = (venue for name in found if (venue := plain(name)))
    return next((each for each in venues if each.casefold() not in _PREPRINT_SERVERS), None)
