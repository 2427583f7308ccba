"""What an importer hands over: one paper, or why a place in a file gave none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from litsynth.records import Paper

Withdrawal = Callable[[str | None, str | None], str | None]
"""Comment and abstract of an arXiv record to what they say of a withdrawal, or None."""
OpenAlexWork = Callable[[object], Paper | str]
"""A work as OpenAlex writes it to its paper, or to what it is instead: "a dataset"."""
PaperFile = Callable[[Path], "Entry | Bad"]
"""A file that may be a paper to its entry, or to why it gives none. Never raises for one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper as it came, with what a library keeps beside the paper."""

    paper: Paper
    format: str
    """What it was read from: "arxiv-dump", "bibtex", "pdf", "jats"."""
    venue_key: str = ""
    """A short name of the venue ("acl") where the record has one beside the printed name."""
    remarks: tuple[str, ...] = ()
    """What in the record was not understood, or is damaged, though it is a paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A place in a file that gave no paper."""

    line: int
    """1-based; 0 where the file as a whole is meant."""
    reason: str
    ends: bool = False
    """Whether the rest of the file is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """What importers need and other stages know; joined in `corpus`."""

    openalex: OpenAlexWork
    withdrawal: Withdrawal
    paper: PaperFile
    may_be_paper: Callable[[Path], bool]
    """Whether a file is one paper, as far as its name and its first bytes tell."""
    arxiv_base: str
    """Serves arXiv's PDFs: "https://export.arxiv.org"."""
