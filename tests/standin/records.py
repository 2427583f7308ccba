"""What the stand-in knows about a paper."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One arXiv listing with all its versions."""

    id: str
    """Without version, such as "2203.90017" or "q-bio/0691101"."""

    title: str
    """May hold a line break, as long titles of older listings do."""

    authors: tuple[str, ...]
    abstract: str
    categories: tuple[str, ...]
    """The primary category first."""

    versions: tuple[datetime, ...]
    """When version 1, 2, ... were submitted, in UTC."""

    comment: str | None = None
    doi: str | None = None
    journal_ref: str | None = None
    affiliations: tuple[str, ...] = field(default=())
    """One for each author, or none at all."""

    file: str
    """The Typst file of its text, without folder."""

    columns: int = 1
    withdrawn: bool = False
    """Still listed, but without a PDF."""

    def __post_init__(self) -> None:
        if not self.versions or list(self.versions) != sorted(self.versions):
            raise ValueError(f"{self.id}: versions must be dates in rising order")
        if self.affiliations and len(self.affiliations) != len(self.authors):
            raise ValueError(f"{self.id}: one affiliation for each author, or none")

    @property
    def published(self) -> datetime:
        """When version 1 was submitted."""
        return self.versions[0]

    @property
    def plain_title(self) -> str:
        """The title on one line."""
        return " ".join(self.title.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One version of an entry, as one reply lists it."""

    entry: Entry
    version: int
    """From 1."""

    @property
    def id(self) -> str:
        return f"{self.entry.id}v{self.version}"

    @property
    def updated(self) -> datetime:
        return self.entry.versions[self.version - 1]


def latest(entry: Entry) -> Listing:
    return Listing(entry=entry, version=len(entry.versions))
