"""OpenAlex's works as Papers. Pure: takes JSON as it came, or lines of a dump."""

from collections.abc import Iterator, Mapping

from litsynth.markup import abstract, plain
from litsynth.records import Paper
from litsynth.retracted import notice_in_title, without_retraction
from litsynth.search.sources.json_fields import at, mapping, objects, text, whole
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
    "id,doi,ids,title,display_name,type,publication_date,publication_year,authorships,"
    "primary_location,best_oa_location,locations,abstract_inverted_index,is_retracted,is_paratext"
)
"""All that is read of a work; the whole has some ten times as much."""
NO_PAPERS: Mapping[str, str] = {
    "dataset": "a dataset",
    "software": "software",
    "paratext": "a cover, contents or the like",
    "peer-review": "a peer review",
    "erratum": "a correction",
    "retraction": "a notice of retraction",
    "supplementary-materials": "supplementary material",
    "grant": "a grant",
    "libguides": "a library's guide",
    "component": "a part of a paper",
}
_MAX_POSITION = 100_000
"""Words in an abstract; a higher position would be a fault in the index."""


def paper_of(work: object, *, arxiv_base: str = ARXIV_BASE) -> Translated:
    """The paper that a work describes, or what it is instead.

    `arxiv_base` serves arXiv's PDFs. Of a date the 1st of a month is not believed, since OpenAlex
    writes it for dates known to the month or year only.
    """
    work = mapping(work)
    kind = text(work.get("type")) or ""
    if reason := NO_PAPERS.get(kind):
        return LeftOut(reason=reason)
    if work.get("is_paratext") is True:
        return LeftOut(reason=NO_PAPERS["paratext"])
    title = plain(text(work.get("title")) or text(work.get("display_name")))
    if title is None:
        return LeftOut(reason="without a title")
    if reason := notice_in_title(title):
        return LeftOut(reason=reason)
    identifiers = _names(work)
    if not identifiers:
        return LeftOut(reason="without an identifier")
    title, marked = without_retraction(title)
    retracted = "it is marked as retracted" if work.get("is_retracted") is True else marked
    places = pdf_addresses(identifiers, _pdfs(work), arxiv_base=arxiv_base)
    return Paper(
        id=paper_id(identifiers),
        title=title,
        identifiers=identifiers,
        authors=tuple(_authors(work)),
        published=_published(work),
        venue=_venue(work),
        url=page_to_cite(identifiers, *_addresses(work), text(work.get("id"))),
        pdf_url=places[0] if places else None,
        other_pdf_urls=places[1:],
        abstract=abstract(rebuilt(work.get("abstract_inverted_index"))),
        found_by=("openalex",),
        retraction=f"OpenAlex: {retracted}" if retracted else None,
    )


def rebuilt(index: object) -> str | None:
    """The text of an inverted index ({"word": [positions]}), or None if it holds none."""
    placed = [
        (place, word)
        for word, places in mapping(index).items()
        for place in (places if isinstance(places, list) else [])
        if isinstance(place, int) and 0 <= place < _MAX_POSITION
    ]
    return " ".join(word for _, word in sorted(placed)) or None


def _names(work: Mapping[str, object]) -> tuple[str, ...]:
    number = _last_part(work.get("id") or at(work, "ids", "openalex"))
    pubmed = _last_part(at(work, "ids", "pmid"))
    central = _last_part(at(work, "ids", "pmcid"))
    return names(
        doi_name(text(work.get("doi")) or text(at(work, "ids", "doi"))),
        f"openalex:{number}" if number else None,
        f"pmid:{pubmed}" if pubmed else None,
        f"pmcid:PMC{central.upper().removeprefix('PMC')}" if central else None,
        addresses=_addresses(work),
    )


def _last_part(address: object) -> str | None:
    """What "https://openalex.org/W123" ends in: "W123"."""
    return (text(address) or "").rstrip("/").rpartition("/")[2] or None


def _locations(work: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Where the work is, the best open place first."""
    yield mapping(work.get("best_oa_location"))
    yield mapping(work.get("primary_location"))
    yield from objects(work.get("locations"))


def _addresses(work: Mapping[str, object]) -> Iterator[str]:
    for location in _locations(work):
        for key in ("landing_page_url", "pdf_url"):
            if address := web_address(text(location.get(key))):
                yield address


def _pdfs(work: Mapping[str, object]) -> Iterator[str | None]:
    return (
        text(location.get("pdf_url"))
        for location in _locations(work)
        if location.get("is_oa") is True
    )


def _authors(work: Mapping[str, object]) -> Iterator[str]:
    for authorship in objects(work.get("authorships")):
        name = text(at(authorship, "author", "display_name"))
        if found := plain(name or text(authorship.get("raw_author_name"))):
            yield found


def _published(work: Mapping[str, object]) -> str | None:
    day = read_date(text(work.get("publication_date")))
    if day is None:
        return partial_date(whole(work.get("publication_year")))
    return day.removesuffix("-01").removesuffix("-01")


def _venue(work: Mapping[str, object]) -> str | None:
    """The journal or proceedings; a repository is none."""
    source = mapping(at(work, "primary_location", "source"))
    return None if source.get("type") == "repository" else plain(text(source.get("display_name")))
