"""What arXiv's query interface makes of a request's parameters. Knows no HTTP connection."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from .matching import find
from .query_grammar import QueryError, parse, self_link
from .records import Entry, Listing, latest

_LAST_RESULT = 10_000
_ID = re.compile(r"(?P<id>[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v(?P<version>\d+))?")
_SORTS = ("relevance", "lastUpdatedDate", "submittedDate")
_DIRECTIONS = ("ascending", "descending")


class Refusal(Exception):  # noqa: N818 - an answer of the server, not a failure of ours
    """The server answers `status` with an Error entry."""

    def __init__(
        self, message: str, *, status: HTTPStatus = HTTPStatus.BAD_REQUEST, anchor: str = ""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.anchor = anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a request is answered with."""

    listings: tuple[Listing, ...]
    total: int
    start: int
    size: int
    query: str
    """As the server read it; empty if there was none."""


def answer_query(catalogue: Sequence[Entry], params: Mapping[str, str]) -> Page:
    """The page of results that `params` ask for. Raises Refusal where the server does."""
    start = _count(params, "start", default=0)
    size = _count(params, "max_results", default=10)
    by = _choice(params, "sortBy", _SORTS, default="relevance")
    direction = _choice(params, "sortOrder", _DIRECTIONS, default="descending")
    wanted = _ids(params.get("id_list", ""))
    try:
        expression = parse(params.get("search_query", ""))
    except QueryError as error:
        raise Refusal(str(error)) from error
    if expression is None and wanted is None:
        raise Refusal("Either a search_query or id_list must be specified for the classic API.")
    if start + size > _LAST_RESULT:
        raise Refusal("Internal Server Error", status=HTTPStatus.INTERNAL_SERVER_ERROR)

    found = tuple(catalogue) if expression is None else find(catalogue, expression)
    listings = [latest(entry) for entry in found] if wanted is None else _chosen(found, wanted)
    if by != "relevance":
        listings.sort(
            key=lambda listing: (
                listing.updated if by == "lastUpdatedDate" else listing.entry.published
            ),
            reverse=direction == "descending",
        )
    elif direction == "ascending":
        listings.reverse()
    return Page(
        listings=tuple(listings[start : start + size]),
        total=len(listings),
        start=start,
        size=size,
        query="" if expression is None else self_link(expression),
    )


def _chosen(found: Sequence[Entry], wanted: Sequence[tuple[str, int | None]]) -> list[Listing]:
    """The found entries that are wanted, in the order of `wanted`, each in the version wanted."""
    by_id = {entry.id: entry for entry in found}
    listings = []
    for identifier, version in wanted:
        entry = by_id.get(identifier)
        if entry and (version is None or 1 <= version <= len(entry.versions)):
            listings.append(Listing(entry=entry, version=version or len(entry.versions)))
    return listings


def _ids(text: str) -> tuple[tuple[str, int | None], ...] | None:
    """Pairs of id and version out of a list with commas, None if the list is empty."""
    if not text:
        return None
    pairs = []
    for identifier in text.split(","):
        match = _ID.fullmatch(identifier.strip())
        if match is None:
            anchor = f"incorrect_id_format_for_{identifier}"
            raise Refusal(f"incorrect id format for {identifier}", anchor=anchor)
        pairs.append((match["id"], int(match["version"]) if match["version"] else None))
    return tuple(pairs)


def _count(params: Mapping[str, str], name: str, *, default: int) -> int:
    text = params.get(name, str(default))
    if not re.fullmatch(r"-?\d+", text):
        raise Refusal(f"{name} must be an integer", anchor=f"{name}_must_be_an_integer")
    if int(text) < 0:
        raise Refusal(f"{name} must be non-negative", anchor=f"{name}_must_be_non-negative")
    return int(text)


def _choice(params: Mapping[str, str], name: str, known: tuple[str, ...], *, default: str) -> str:
    value = params.get(name, default)
    if value not in known:
        raise Refusal(f"{name} must be in: {', '.join(known)}")
    return value
