"""The right answer to each request, and the wrong one that a fault makes of it. No sockets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from http import HTTPStatus

from . import atom
from .faults import Fault, FaultRule
from .query import Refusal, answer_query
from .records import Entry, Listing, latest
from .typeset import pdf_of

HTML = "text/html; charset=utf-8"
PDF = "application/pdf"
ATOM = "application/atom+xml; charset=utf-8"

_FILE = re.compile(
    r"""/(?P<kind>pdf|abs)/
        (?P<id>[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})
        (?:v(?P<version>\d+))?(?:\.pdf)?""",
    re.VERBOSE,
)


_REFUSALS: Mapping[Fault, tuple[HTTPStatus, str]] = {
    Fault.RATE_LIMIT: (HTTPStatus.TOO_MANY_REQUESTS, "Rate exceeded."),
    Fault.UNAVAILABLE: (HTTPStatus.SERVICE_UNAVAILABLE, ""),
    Fault.SERVER_ERROR: (HTTPStatus.INTERNAL_SERVER_ERROR, ""),
    Fault.NOT_FOUND: (HTTPStatus.NOT_FOUND, ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: HTTPStatus = HTTPStatus.OK
    kind: str
    """The content type."""
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(
    catalogue: Sequence[Entry], path: str, params: Mapping[str, str], rule: FaultRule | None
) -> Answer:
    """The reply, spoilt by `rule` as far as that can be done without the connection."""
    fault = None if rule is None else rule.fault
    if rule is not None and rule.fault in _REFUSALS:
        waits = {} if rule.retry_after is None else {"Retry-After": str(rule.retry_after)}
        return replace(_page(*_REFUSALS[rule.fault]), headers=waits)
    right = _right(catalogue, path, params, show=0 if fault is Fault.EMPTY_PAGE else None)
    return replace(right, body=_spoilt(right.body, fault))


def _spoilt(body: bytes, fault: Fault | None) -> bytes:
    match fault:
        case Fault.TRUNCATED_PDF | Fault.CUT:
            return body[: len(body) // 2]
        case Fault.HTML_PAGE:
            return _page(HTTPStatus.OK, "One moment, please").body
        case Fault.EMPTY_BODY:
            return b""
        case _:
            return body


def _right(
    catalogue: Sequence[Entry], path: str, params: Mapping[str, str], *, show: int | None
) -> Answer:
    """The right answer; of a feed only the first `show` entries if given."""
    if path == "/api/query":
        return _query(catalogue, params, show=show)
    if path == "/":
        return _page(HTTPStatus.OK, "A stand-in for arXiv.org")
    match = _FILE.fullmatch(path)
    listing = match and _listed(catalogue, match["id"], match["version"])
    if not match or not listing:
        return _page(HTTPStatus.NOT_FOUND)
    if match["kind"] == "abs":
        return _page(HTTPStatus.OK, listing.entry.plain_title)
    if listing.entry.withdrawn:
        return _page(HTTPStatus.NOT_FOUND)
    return Answer(kind=PDF, body=pdf_of(listing))


def _query(catalogue: Sequence[Entry], params: Mapping[str, str], *, show: int | None) -> Answer:
    try:
        page = answer_query(catalogue, params)
    except Refusal as refusal:
        body = atom.error(str(refusal), anchor=refusal.anchor)
        return Answer(status=refusal.status, kind=ATOM, body=body)
    body = atom.feed(
        page.listings[:show],
        query=page.query,
        id_list=params.get("id_list", ""),
        start=page.start,
        size=page.size,
        total=page.total,
    )
    return Answer(kind=ATOM, body=body)


def _listed(catalogue: Sequence[Entry], wanted: str, version: str | None) -> Listing | None:
    """The version asked for, the latest if none is; None if there is no such paper or version."""
    for entry in catalogue:
        if entry.id == wanted and (version is None or 1 <= int(version) <= len(entry.versions)):
            return Listing(entry=entry, version=int(version)) if version else latest(entry)
    return None


def _page(status: HTTPStatus, title: str = "") -> Answer:
    text = escape(title or status.phrase)
    body = (
        f"<!DOCTYPE html>\n<html><head><title>{text}</title></head>"
        f"<body><h1>{text}</h1></body></html>\n"
    )
    return Answer(status=status, kind=HTML, body=body.encode())
