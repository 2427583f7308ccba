"""A paper, as a source describes it before its text is read."""

import re
from dataclasses import dataclass
from typing import NewType

PaperId = NewType("PaperId", str)
"""Source-qualified, version-free: "arxiv:2107.05580", "acl:P19-1001", "file:3f2a…"."""

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is known about a paper without its text. One paper, however many databases hold it."""

    id: PaperId
    title: str
    identifiers: tuple[str, ...] = ()
    """Every identifier known, `id` among them, sorted. Two papers that share one are one paper."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601 date, as precise as the source knows: "2020", "2020-05" or "2020-05-26"."""
    venue: str | None = None
    url: str | None = None
    """The page to cite."""
    pdf_url: str | None = None
    """None when no source lists a PDF. A `file:` address for a file of the user's own."""
    other_pdf_urls: tuple[str, ...] = ()
    """Where else the PDF is open to all, best first; asked in turn if `pdf_url` fails."""
    abstract: str | None = None
    summary: str | None = None
    """litsynth's own summary (starter library), never the paper's words."""
    categories: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()
    """Names of the sources that returned it, sorted."""
    retraction: str | None = None
    """What a database says of a retraction or withdrawal, or None."""
    origins: tuple[tuple[str, str], ...] = ()
    """(field, source) for the fields of a paper that several sources hold, sorted; else empty."""

    def __post_init__(self) -> None:
        scheme, colon, key = self.id.partition(":")
        if not (scheme and colon and key):
            raise ValueError(f"a paper id must look like 'arxiv:2107.05580', got {self.id!r}")
        if self.published is not None and not _PARTIAL_DATE.fullmatch(self.published):
            raise ValueError(
                f"a date must look like '2020' or '2020-05-26', got {self.published!r}"
            )
        if self.id not in self.identifiers:
            object.__setattr__(self, "identifiers", tuple(sorted({self.id, *self.identifiers})))

    @property
    def year(self) -> int | None:
        return int(self.published[:4]) if self.published else None

    @property
    def doi(self) -> str | None:
        """The publisher's DOI if one is known, else the preprint's, else None."""
        dois = [name.removeprefix("doi:") for name in self.identifiers if name.startswith("doi:")]
        return min(dois, key=lambda doi: (doi.startswith("10.48550/"), doi), default=None)
