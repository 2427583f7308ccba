"""Replies of arXiv's query interface, written as the server has written them since late 2025."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from .records import Listing

_OPENING = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
    'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
)
_AS_PDF = 'rel="related" type="application/pdf" title="pdf"'
_SCHEME = "http://arxiv.org/schemas/atom"


def feed(
    listings: Sequence[Listing], *, query: str, id_list: str, start: int, size: int, total: int
) -> bytes:
    """A page of results: `listings` out of `total`, beginning at `start` (from 0)."""
    asked = f"search_query={query}&id_list={id_list}&start={start}&max_results={size}"
    address = (
        f"https://arxiv.org/api/query?search_query={query}&start={start}&max_results={size}"
        f"&id_list={id_list}"
    )
    digest = b64encode(hashlib.sha1(asked.encode(), usedforsecurity=False).digest()).decode()
    lines = [
        _OPENING,
        _element("id", f"https://arxiv.org/api/{digest.rstrip('=')}"),
        _element("title", f"arXiv Query: {asked}"),
        _element("updated", _moment(datetime.now(UTC))),
        f'  <link href={quoteattr(address)} type="application/atom+xml"/>',
        *_counts(size=size, total=total, start=start),
        *(line for listing in listings for line in _entry(listing)),
        "</feed>",
    ]
    return "\n".join(lines).encode()


def error(message: str, *, anchor: str = "") -> bytes:
    """The reply to a request that the server refuses. `anchor` ends the error's address."""
    now = _moment(datetime.now(UTC))
    address = f"https://arxiv.org/api/errors{anchor and '#'}{anchor}"
    lines = [
        _OPENING,
        _element("id", "https://arxiv.org/"),
        _element("title", "arXiv Search Results"),
        _element("updated", now),
        *_counts(size=1, total=1, start=0),
        "  <entry>",
        _element("id", address, depth=2),
        _element("title", "Error", depth=2),
        _element("updated", now, depth=2),
        f'    <link href={quoteattr(address)} rel="alternate" type="text/html"/>',
        _element("summary", message, depth=2),
        *_author("arXiv api core"),
        "  </entry>",
        "</feed>",
    ]
    return "\n".join(lines).encode()


def _entry(listing: Listing) -> list[str]:
    entry = listing.entry
    page, pdf = (f"https://arxiv.org/{kind}/{listing.id}" for kind in ("abs", "pdf"))
    affiliations = entry.affiliations or [None] * len(entry.authors)
    lines = [
        "  <entry>",
        _element("id", f"http://arxiv.org/abs/{listing.id}", depth=2),
        _element("title", entry.title, depth=2),
        _element("updated", _moment(listing.updated), depth=2),
        f'    <link href={quoteattr(page)} rel="alternate" type="text/html"/>',
        *([] if entry.withdrawn else [f"    <link href={quoteattr(pdf)} {_AS_PDF}/>"]),
        _element("summary", entry.abstract, depth=2),
        *(f'    <category term="{term}" scheme="{_SCHEME}"/>' for term in entry.categories),
        _element("published", _moment(entry.published), depth=2),
        *_optional("arxiv:comment", entry.comment),
        f'    <arxiv:primary_category term="{entry.categories[0]}"/>',
        *_optional("arxiv:journal_ref", entry.journal_ref),
        *(
            line
            for name, affiliation in zip(entry.authors, affiliations, strict=True)
            for line in _author(name, affiliation)
        ),
        *_optional("arxiv:doi", entry.doi),
    ]
    if entry.doi:
        resolver = quoteattr(f"https://doi.org/{entry.doi}")
        lines.append(f'    <link rel="related" href={resolver} title="doi"/>')
    return [*lines, "  </entry>"]


def _author(name: str, affiliation: str | None = None) -> list[str]:
    place = [] if affiliation is None else [_element("arxiv:affiliation", affiliation, depth=3)]
    return ["    <author>", _element("name", name, depth=3), *place, "    </author>"]


def _counts(*, size: int, total: int, start: int) -> list[str]:
    return [
        _element("opensearch:itemsPerPage", str(size)),
        _element("opensearch:totalResults", str(total)),
        _element("opensearch:startIndex", str(start)),
    ]


def _optional(tag: str, text: str | None) -> list[str]:
    return [] if text is None else [_element(tag, text, depth=2)]


def _element(tag: str, text: str, *, depth: int = 1) -> str:
    return f"{'  ' * depth}<{tag}>{escape(text)}</{tag}>"


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
