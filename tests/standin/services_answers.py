"""What the three services answer to a request without faults. Knows no HTTP connection."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from .catalogue import CATALOGUE
from .matching import words
from .records import Entry, latest
from .services_boolean import MalformedQueryError, holds, parse
from .services_records import (
    crossref_work,
    openalex_number,
    openalex_work,
    publishers_doi,
    semantic_scholar_id,
    semantic_scholar_paper,
)
from .typeset import pdf_of

Answer = tuple[int, Any]
"""Status and JSON; a str as JSON stands for plain text, bytes for a PDF."""
Params = Mapping[str, str]
Edit = Callable[[Entry, dict[str, Any]], dict[str, Any] | None]
"""A service's record of an entry, changed; None if the service has no such record."""

BULK_SIZE = 4
"""Records in a page of the bulk search; the real one has 1,000."""
_OPENALEX_SIZES = range(1, 101)


class Shelf:
    """What the services hold: our catalogue, and how each of them lists it."""

    def __init__(
        self,
        catalogue: Sequence[Entry] = CATALOGUE,
        *,
        edits: Mapping[str, Edit] = MappingProxyType({}),
        notices: Sequence[dict[str, Any]] = (),
    ) -> None:
        self.catalogue = catalogue
        self.notices = notices
        self._edits = edits

    def record(self, service: str, entry: Entry) -> dict[str, Any] | None:
        """As the service lists it; None if it does not."""
        plain = _RECORDS[service](entry)
        edit = self._edits.get(service)
        return edit(entry, plain) if edit else plain

    def held_by(self, service: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.catalogue if self.record(service, entry) is not None)


_RECORDS: Mapping[str, Callable[[Entry], dict[str, Any]]] = {
    "openalex": openalex_work,
    "s2": semantic_scholar_paper,
    "crossref": crossref_work,
}


def answer(shelf: Shelf, path: str, params: Params) -> Answer:
    """What the service whose name `path` begins with answers to the rest of it."""
    service, _, rest = path.lstrip("/").partition("/")
    faces = {
        "openalex": _openalex,
        "s2": _semantic_scholar,
        "crossref": _crossref,
        "repository": _repository,
    }
    face = faces.get(service)
    if face is None:
        return 404, "no such service"
    try:
        return face(shelf, f"/{rest}", params)
    except MalformedQueryError as error:
        return 400, {"error": "Invalid query parameters error.", "message": str(error)}


def _repository(shelf: Shelf, path: str, _params: Params) -> Answer:
    wanted = path.removeprefix("/").removesuffix(".pdf")
    found = next((entry for entry in shelf.catalogue if entry.id == wanted), None)
    return (200, pdf_of(latest(found))) if found else (404, "Not found")


def _openalex(shelf: Shelf, path: str, params: Params) -> Answer:
    catalogue = shelf.held_by("openalex")
    if path != "/works":
        wanted = path.removeprefix("/works/")
        for entry in catalogue:
            if wanted in {openalex_number(entry), f"doi:{_openalex_doi(entry)}"}:
                return 200, shelf.record("openalex", entry)
        return 404, {"error": "Not found", "message": f"{wanted} not found"}
    if int(params.get("per_page", "25")) not in _OPENALEX_SIZES:
        return 403, {"error": "Pagination error.", "message": "per-page must be 1 to 100"}
    filters = dict(part.partition(":")[::2] for part in params["filter"].split(","))
    if places := filters.get("locations.landing_page_url"):
        named = {address.rpartition("/abs/")[2] for address in places.split("|")}
        works = [shelf.record("openalex", entry) for entry in catalogue if entry.id in named]
        return 200, {"meta": {"count": len(works), "next_cursor": None}, "results": works}
    if dois := filters.get("doi"):
        named = set(dois.lower().split("|"))
        works = [shelf.record("openalex", e) for e in catalogue if _openalex_doi(e) in named]
        return 200, {"meta": {"count": len(works), "next_cursor": None}, "results": works}
    matches = parse(filters["title_and_abstract.search"], conjunction="AND", disjunction="OR")
    since, until = filters.get("from_publication_date"), filters.get("to_publication_date")
    found = [entry for entry in catalogue if matches(entry) and _dated(entry, since, until)]
    start = _started(params["cursor"])
    page = found[start : start + int(params.get("per_page", "25"))]
    end = start + len(page)
    onward = f"after{end}" if end < len(found) else None
    return 200, {
        "meta": {"count": len(found), "per_page": len(page), "next_cursor": onward},
        "results": [shelf.record("openalex", entry) for entry in page],
    }


def _openalex_doi(entry: Entry) -> str:
    return (entry.doi or f"10.48550/arxiv.{entry.id}").lower()


def _started(cursor: str) -> int:
    if cursor == "*":
        return 0
    if match := re.fullmatch(r"after(\d+)", cursor):
        return int(match[1])
    raise MalformedQueryError("cursor is not valid")


def _semantic_scholar(shelf: Shelf, path: str, params: Params) -> Answer:
    catalogue = shelf.held_by("s2")
    since, until = params.get("publicationDateOrYear", ":").split(":")
    dated = [entry for entry in catalogue if _dated(entry, since, until)]
    if path == "/graph/v1/paper/search/bulk":
        if "limit" in params or "offset" in params:
            return 400, {"error": "Unrecognized parameters"}
        matches = parse(params["query"], conjunction="+", disjunction="|")
        found = [entry for entry in dated if matches(entry)]
        start = _started(params.get("token", "*"))
        page = found[start : start + BULK_SIZE]
        end = start + len(page)
        return 200, {
            "total": len(found),
            "token": f"after{end}" if end < len(found) else None,
            "data": [shelf.record("s2", entry) for entry in page],
        }
    if path == "/graph/v1/paper/search":
        return _relevance(shelf, dated, params)
    wanted = path.removeprefix("/graph/v1/paper/")
    for entry in catalogue:
        named = {semantic_scholar_id(entry), f"ARXIV:{entry.id}", f"DOI:{entry.doi}"}
        if wanted in named | {f"DOI:10.48550/arxiv.{entry.id}"}:
            return 200, shelf.record("s2", entry)
    return 404, {"error": f"Paper with id {wanted} not found"}


def _relevance(shelf: Shelf, entries: Iterable[Entry], params: Params) -> Answer:
    found = _having_all(entries, params["query"])
    start, size = int(params.get("offset", "0")), int(params.get("limit", "100"))
    if not 0 < size <= 100 or start + size >= 1000:
        return 400, {"error": "Requested data for this limit and/or offset is not available"}
    if not found:
        return 200, {"total": 0, "offset": 0}
    page = found[start : start + size]
    reply = {"total": len(found), "offset": start}
    onward = {"next": start + size} if start + size < len(found) else {}
    return 200, reply | onward | {"data": [shelf.record("s2", entry) for entry in page]}


def _having_all(entries: Iterable[Entry], query: str) -> list[Entry]:
    if "-" in query:
        return []  # As the real one does not find hyphenated words.
    return [entry for entry in entries if all(holds(entry, word) for word in query.split())]


def _crossref(shelf: Shelf, path: str, params: Params) -> Answer:
    listed = shelf.held_by("crossref")
    # A DOI is registered once, also where arXiv lists its paper twice.
    catalogue = list({publishers_doi(entry): entry for entry in reversed(listed)}.values())[::-1]
    if path != "/works":
        for entry in catalogue:
            if path.removeprefix("/works/") == publishers_doi(entry).lower():
                message = shelf.record("crossref", entry)
                return 200, {"status": "ok", "message-type": "work", "message": message}
        return 404, "Resource not found."
    if params["filter"].startswith(("doi:", "updates:")):
        return 200, _crossref_named(shelf, catalogue, params["filter"])
    filters = dict(part.partition(":")[::2] for part in params["filter"].split(","))
    since, until = filters.get("from-pub-date"), filters.get("until-pub-date")
    field = next(name for name in params if name.startswith("query."))
    weights = {
        entry: weight
        for entry in catalogue
        if (weight := _common_words(entry, params[field], title_only=field == "query.title"))
        and _dated(entry, since, until)
    }
    found = sorted(weights, key=lambda entry: -weights[entry])
    start, rows = int(params.get("offset", "0")), int(params.get("rows", "20"))
    if not 0 <= rows <= 1000:
        refused = {"type": "integer-not-valid", "value": str(rows), "message": "rows is too large"}
        return 400, {"status": "failed", "message": [refused]}
    every = [*(shelf.record("crossref", entry) for entry in found), *shelf.notices]
    message = {"total-results": len(every), "items": every[start : start + rows]}
    return 200, {"status": "ok", "message-type": "work-list", "message": message}


def _crossref_named(shelf: Shelf, catalogue: list[Entry], filters: str) -> dict[str, object]:
    """Records of the DOIs in a filter, or notices about them; values of one filter are "or"."""
    kind = filters.partition(":")[0]
    named = {part.removeprefix(f"{kind}:").lower() for part in filters.split(",")}
    if kind == "doi":
        found = [
            shelf.record("crossref", entry)
            for entry in catalogue
            if publishers_doi(entry).lower() in named
        ]
    else:
        found = [
            notice
            for notice in shelf.notices
            if any(update["DOI"].lower() in named for update in notice["update-to"])
        ]
    message = {"total-results": len(found), "items": found}
    return {"status": "ok", "message-type": "work-list", "message": message}


def _common_words(entry: Entry, query: str, *, title_only: bool) -> int:
    text = entry.title if title_only else f"{entry.title} {entry.abstract}"
    return len(set(words(query)) & set(words(text)))


def _dated(entry: Entry, since: str | None, until: str | None) -> bool:
    day = entry.published.date().isoformat()
    return (not since or day >= since) and (not until or day <= until)
