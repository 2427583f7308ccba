"""What the translations of all JSON sources have in common: names, dates, addresses, notices."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from litsynth.identifiers import acl_id, all_names, arxiv_id, doi, implied, precedence
from litsynth.records import Paper, PaperId
from litsynth.web_addresses import web_address

ARXIV_BASE = "https://export.arxiv.org"
"""Where arXiv's PDFs are fetched unless the user has a mirror."""
_ARXIV_HOST = re.compile(r"^https?://(?:[\w-]+\.)?arxiv\.org/", re.IGNORECASE)
_ARXIV_PREFIX = "arxiv:"
_LANDING_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_EARLIEST_YEAR = 1000
_LATEST_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A record that is no paper, and what it is instead: "a dataset"."""

    reason: str
    retracts: tuple[tuple[str, str], ...] = ()
    """Identifiers of the papers that it retracts, each with what to say of it."""


Translated = Paper | LeftOut


def paper_id(names: Iterable[str]) -> PaperId:
    """The name that a paper goes by: arXiv's, else a DOI, else any. Raises ValueError if empty."""
    return PaperId(min(names, key=precedence))


def names(*parts: str | None, addresses: Iterable[str] = ()) -> tuple[str, ...]:
    """The identifiers in `parts` ("s2:…", None) and in web `addresses`, with what they imply.

    Of several arXiv ids only the first counts: databases sometimes glue two papers together, and
    what glues them would glue all that merge with either.
    """
    found = [part for part in (*parts, *_in_addresses(addresses)) if part]
    first: str | None = None
    kept: set[str] = set()
    for name in found:
        meant = all_names([name])
        number = next(filter(_is_arxiv, meant), None)
        first = first or number
        if number == first or number is None:
            kept |= meant
    return tuple(sorted(kept))


def _is_arxiv(name: str) -> bool:
    return name.startswith(_ARXIV_PREFIX)


def _in_addresses(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        if _ARXIV_HOST.match(address) and (number := arxiv_id(address)):
            yield f"arxiv:{number}"
        elif number := acl_id(address):
            yield f"acl:{number}"


def doi_name(value: str | None) -> str | None:
    """The DOI in `value`, in whatever form, as an identifier ("doi:10.1000/x"), or None."""
    found = doi(value) if value else None
    return f"doi:{found}" if found else None


def pdf_addresses(
    names: Iterable[str], candidates: Iterable[str | None], *, arxiv_base: str
) -> tuple[str, ...]:
    """Where the paper's full text is: arXiv, the ACL Anthology, then the good candidates in order.

    A DOI's address leads to a page, not to a PDF, so it is no candidate; arXiv's own are asked for
    at `arxiv_base` alone.
    """
    known = tuple(names)
    found: list[str] = []
    for prefix, form in ((_ARXIV_PREFIX, f"{arxiv_base}/pdf/{{}}"), ("acl:", _ACL_PDF)):
        keys = (name.removeprefix(prefix) for name in known if name.startswith(prefix))
        found += [form.format(key) for key in keys][:1]
    for each in candidates:
        address = web_address(each)
        if address and not _ARXIV_HOST.match(address):
            found += [address] if urlsplit(address).hostname not in _LANDING_HOSTS else []
    return tuple(dict.fromkeys(found))


_ACL_PDF = "https://aclanthology.org/{}.pdf"


def page_to_cite(paper_names: Iterable[str], *landing: str | None) -> str | None:
    """The publisher's DOI as an address, else arXiv's page, else the first landing page."""
    first = paper_id(paper_names)
    dois = [name for name in paper_names if name.startswith("doi:")]
    published = [name for name in dois if not name.startswith("doi:10.48550/")]
    if published:
        return f"https://doi.org/{published[0].removeprefix('doi:')}"
    if _is_arxiv(first):
        return f"https://arxiv.org/abs/{first.removeprefix(_ARXIV_PREFIX)}"
    if dois:
        return f"https://doi.org/{dois[0].removeprefix('doi:')}"
    return next((page for each in landing if (page := web_address(each))), None)


def partial_date(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """As ISO 8601, as far as the parts are a real date ("2020", "2020-05"); None without year."""
    if year is None or not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        date(year, month or 1, 1)
    except (ValueError, OverflowError):
        return f"{year}"
    if month is None or month == 0:
        return f"{year}"
    try:
        return date(year, month, day or 0).isoformat()
    except (ValueError, OverflowError):
        return f"{year}-{month:02}"


def read_date(value: str | None) -> str | None:
    """A date from its ISO form, complete or not; None if it is none."""
    match = re.match(r"(\d{4})(?!\d(?:\D|$))(?:-(\d{1,2})(?:-(\d{1,2}))?)?", value or "")
    parts = match.groups() if match else ()
    return partial_date(*(int(part) if part else None for part in parts)) if parts else None


def dois_of(identifier: str) -> Iterator[str]:
    """The DOIs that a canonical identifier stands for, most likely first."""
    scheme, _, key = identifier.partition(":")
    if known := doi(identifier):
        yield known
    if scheme == "acl":
        yield from (f"10.18653/v1/{key.lower()}", f"10.3115/v1/{key.lower()}")
    yield from (name.removeprefix("doi:") for name in implied(identifier) if name[:4] == "doi:")
