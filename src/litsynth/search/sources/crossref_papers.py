"""Crossref's works as Papers. Pure: takes JSON as it came."""

import re
from collections.abc import Iterator, Mapping

from litsynth.identifiers import doi
from litsynth.markup import abstract, plain
from litsynth.records import Paper
from litsynth.retracted import notice_in_title, without_retraction
from litsynth.search.sources.json_fields import at, listed, mapping, objects, text, texts, whole
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
)

FIELDS = (
    "DOI,URL,title,subtitle,author,issued,published,published-print,published-online,posted,"
    "container-title,event,abstract,type,relation,update-to,updated-by,license,link"
)
"""All that is read and may be selected; the reference lists left out are most of a reply."""
NO_PAPERS: Mapping[str, str] = {
    "component": "a part of a paper",
    "database": "a database",
    "dataset": "a dataset",
    "grant": "a grant",
    "journal": "a journal",
    "journal-issue": "a journal's issue",
    "journal-volume": "a journal's volume",
    "peer-review": "a peer review",
    "proceedings": "a volume of proceedings",
    "proceedings-series": "a series",
    "book-series": "a series",
    "book-set": "a series",
    "report-series": "a series",
    "standard-series": "a series",
}
_RETRACTIONS = frozenset({"retraction", "removal", "withdrawal", "partial_retraction"})
_NEW_TEXTS = frozenset({"new_version", "new_edition"})
"""Updates that are papers themselves; all others are notices about a paper."""
_SAME_PAPER = ("has-preprint", "is-preprint-of", "is-version-of", "has-version", "is-identical-to")
_NEEDS_TOKEN = re.compile(r"https?://api\.(?:wiley|elsevier)\.com/")
"""Text-mining interfaces that answer registered programs only, whatever the licence."""
_DATES = ("issued", "published", "published-online", "published-print", "posted")


def paper_of(work: object, *, arxiv_base: str = ARXIV_BASE) -> Translated:
    """The paper that a work describes, or what it is instead. `arxiv_base` serves arXiv's PDFs."""
    work = mapping(work)
    own = doi(text(work.get("DOI")) or "")
    if own is None:
        return LeftOut(reason="without a DOI")
    if reason := NO_PAPERS.get(text(work.get("type")) or ""):
        return LeftOut(reason=reason)
    if reason := _notice(work, own):
        return LeftOut(reason=reason, retracts=tuple(retracted_by_notice(work)))
    title = _title(work)
    if title is None:
        return LeftOut(reason="without a title")
    if reason := notice_in_title(title):
        return LeftOut(reason=reason, retracts=tuple(retracted_by_notice(work)))
    title, marked = without_retraction(title)
    identifiers = names(f"doi:{own}", *_other_dois(work))
    retraction = _retraction(work, own) or marked
    places = pdf_addresses(identifiers, _open_pdfs(work), arxiv_base=arxiv_base)
    return Paper(
        id=paper_id(identifiers),
        title=title,
        identifiers=identifiers,
        authors=tuple(_authors(work)),
        published=_published(work),
        venue=_venue(work),
        url=page_to_cite([f"doi:{own}"]),
        pdf_url=places[0] if places else None,
        other_pdf_urls=places[1:],
        abstract=abstract(text(work.get("abstract"))),
        found_by=("crossref",),
        retraction=f"Crossref: {retraction}" if retraction else None,
    )


def retracted_by_notice(work: object) -> Iterator[tuple[str, str]]:
    """The papers ("doi:…") that a notice retracts, each with what to say of it."""
    work = mapping(work)
    own = doi(text(work.get("DOI")) or "")
    for update in objects(work.get("update-to")):
        about = doi(text(update.get("DOI")) or "")
        if about and about != own and text(update.get("type")) in _RETRACTIONS:
            yield f"doi:{about}", f"Crossref: {_in_words(update)} (notice: {own})"


def _notice(work: Mapping[str, object], own: str) -> str | None:
    """What the work is if it only says something about another one."""
    kinds = {
        text(update.get("type")) or "an update"
        for update in objects(work.get("update-to"))
        if doi(text(update.get("DOI")) or "") != own
    }
    if not kinds or kinds & _NEW_TEXTS:
        return None
    if kinds & _RETRACTIONS:
        return "a notice of retraction"
    return f"a notice ({min(kinds).replace('_', ' ')})"


def _retraction(work: Mapping[str, object], own: str) -> str | None:
    """What the work's own record says of its retraction: in updates or in relations."""
    updates = [
        *objects(work.get("updated-by")),
        *(each for each in objects(work.get("update-to")) if doi(_doi_text(each)) == own),
    ]
    for update in updates:
        if text(update.get("type")) in _RETRACTIONS:
            return _in_words(update)
    related = mapping(work.get("relation"))
    found = next((kind for kind in sorted(_RETRACTIONS & related.keys())), None)
    return _in_words({"type": found}) if found else None


def _doi_text(update: Mapping[str, object]) -> str:
    return text(update.get("DOI")) or ""


def _in_words(update: Mapping[str, object]) -> str:
    """A retraction with its date where it has one: "retraction of 2019-03-01"."""
    kind = (text(update.get("type")) or "retraction").replace("_", " ")
    day = _date(update.get("updated"))
    return f"{kind} of {day}" if day else kind


def _other_dois(work: Mapping[str, object]) -> Iterator[str | None]:
    """The DOIs of the same paper as preprint, as published, or in another version."""
    related = mapping(work.get("relation"))
    for kind in _SAME_PAPER:
        for each in objects(related.get(kind)):
            if each.get("id-type") == "doi":
                yield doi_name(text(each.get("id")))


def _title(work: Mapping[str, object]) -> str | None:
    title = next((found for each in texts(work.get("title")) if (found := plain(each))), None)
    subtitle = next((found for each in texts(work.get("subtitle")) if (found := plain(each))), None)
    if title is None or subtitle is None or subtitle.casefold() in title.casefold():
        return title
    return f"{title.rstrip(' :')}: {subtitle}"


def _authors(work: Mapping[str, object]) -> Iterator[str]:
    for author in objects(work.get("author")):
        parts = (text(author.get("given")), text(author.get("family")))
        name = " ".join(part for part in parts if part) or text(author.get("name"))
        if found := plain(name):
            yield found


def _published(work: Mapping[str, object]) -> str | None:
    """The earliest year in which it came out, with the most exact date known of that year."""
    dates = [date for key in _DATES if (date := _date(work.get(key)))]
    year = min((date[:4] for date in dates), default=None)
    ofyear = [date for date in dates if date[:4] == year]
    return min(ofyear, key=lambda date: (-len(date), date), default=None)


def _date(value: object) -> str | None:
    """Crossref's {"date-parts": [[2020, 5, 26]]}; it writes [[null]] for an unknown date."""
    for parts in listed(at(value, "date-parts")):
        numbers = [whole(part) for part in listed(parts)][:3]
        return partial_date(*numbers) if numbers else None
    return None


def _venue(work: Mapping[str, object]) -> str | None:
    containers = texts(work.get("container-title"))
    event = text(at(work, "event", "name"))
    servers = (text(each.get("name")) for each in objects(work.get("institution")))
    found = (venue for each in (*containers, event, *servers) if (venue := plain(each)))
    return next(found, None)


def _open_pdfs(work: Mapping[str, object]) -> Iterator[str | None]:
    """Links to PDFs, if the work has a licence that lets everybody read it.

    Crossref's links are meant for subscribers too, and do not say who may follow them.
    """
    licences = (text(each.get("URL")) or "" for each in objects(work.get("license")))
    if any("creativecommons.org/" in licence for licence in licences):
        for link in objects(work.get("link")):
            address = text(link.get("URL")) or ""
            if link.get("content-type") == "application/pdf" and not _NEEDS_TOKEN.match(address):
                yield address
