"""The user's libraries joined with the stages they need: the wiring of `litsynth.library`."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from litsynth.folders import libraries
from litsynth.lexical import counted
from litsynth.library.entries import Bad, Entry, Helpers
from litsynth.library.filters import Filters
from litsynth.library.library import Library
from litsynth.ports import Encoder, Reader, Vectors
from litsynth.reading.candidates import may_be_paper
from litsynth.reading.recognise import FileKind, kind_of_file
from litsynth.records import Document, Paper, PaperId, SectionKind
from litsynth.search.sources import openalex_papers
from litsynth.search.sources.arxiv_papers import withdrawal
from litsynth.search.sources.folder import blank_paper, described, head_of
from litsynth.settings import Settings, without_login
from litsynth.sizes import size_in_words
from litsynth.verify.encoder import SentenceTransformerEncoder, pick_device
from litsynth.verify.hashing import HashingEncoder

_FORMATS = {
    FileKind.PDF: "pdf",
    FileKind.JATS: "jats",
    FileKind.HTML: "html",
    FileKind.MARKDOWN: "markdown",
    FileKind.TEXT: "text",
}
"""What a library calls the kinds of papers; archives hold LaTeX."""
_NOTES = frozenset({"markdown", "text"})
"""Formats in which people write of everything: what is kept must show that it is a paper."""
_OF_PAPERS = frozenset(SectionKind) - {SectionKind.FRONT, SectionKind.OTHER}
_NO_PAPER = "a text that may be no paper: it has no heading such as Abstract or Introduction"


def open_library(settings: Settings, name: str) -> Library:
    """The library of that name where the settings have libraries.

    Raises ConfigError for a name that cannot be one, LibraryError if it is missing, from a newer
    litsynth, or cannot be read.
    """
    return Library.open(root_of(settings), name)


def root_of(settings: Settings) -> str:
    """The folder or address of the user's libraries."""
    return libraries(settings, os.environ)


class UsersCorpus:
    """A library as a `Corpus`: opened when first asked, searched with vectors where it has them."""

    def __init__(self, settings: Settings, name: str, encoder: Encoder) -> None:
        self._settings = settings
        self._name = name
        self._encoder = encoder
        self._opened: Library | None = None

    @property
    def _library(self) -> Library:
        if self._opened is None:
            self._opened = open_library(self._settings, self._name)
        return self._opened

    @property
    def method(self) -> str:
        papers, embedded = len(self._library), self._library.store.vectors.count()
        searched = f"title and abstract of {counted(papers, 'paper')}"
        if not self._comparable:
            return searched
        part = "each" if embedded >= papers else f"{embedded:,} of them"
        return f"{searched}; vectors of {part} by {self._encoder.name}"

    @property
    def _comparable(self) -> bool:
        return self._library.takes(self._encoder.name)

    def find(
        self, wordings: Sequence[str], *, limit: int, since: str | None, until: str | None
    ) -> tuple[Paper, ...]:
        vector = self._encoder.encode([wordings[0]])[0] if self._comparable else None
        hits = self._library.search(
            wordings, limit=limit, filters=Filters(since=since, until=until), vector=vector
        )
        return tuple(hit.paper for hit in hits)

    def matches(
        self, wordings: Sequence[str], *, since: str | None, until: str | None
    ) -> int | None:
        filters = Filters(since=since, until=until)
        return self._library.store.matches(" ".join(wordings), filters=filters)

    def paper(self, identifier: str) -> Paper | None:
        return self._library.paper(identifier)

    def vectors(self, papers: Sequence[Paper]) -> Mapping[PaperId, Vectors]:
        ids = [paper.id for paper in papers]
        return self._library.vectors(ids) if self._comparable else {}


def helpers(settings: Settings, reader: Reader) -> Helpers:
    """What the importers need of the other stages."""

    def paper(path: Path) -> Entry | Bad:
        try:
            limit = settings.reading.max_file_mb * 1_000_000
            if path.stat().st_size > limit:
                return Bad(line=0, reason=f"it has more than {size_in_words(limit)}")
            data = path.read_bytes()
        except OSError as error:
            return Bad(line=0, reason=f"it cannot be opened: {error.strerror or error}")
        blank = blank_paper(path, data, found_by="library")
        found = reader.read(data, paper=blank)
        if not isinstance(found, Document):
            return Bad(line=0, reason=found.reason)
        kind = _FORMATS.get(kind_of_file(data), "latex")
        if kind in _NOTES and not any(
            part.heading and part.kind in _OF_PAPERS for part in found.sections
        ):
            return Bad(line=1, reason=_NO_PAPER)
        return Entry(paper=described(blank, found), format=kind, remarks=found.warnings)

    def openalex(work: object) -> Paper | str:
        found = openalex_papers.paper_of(work, arxiv_base=without_login(settings.arxiv.base_url))
        return found if isinstance(found, Paper) else f"it is {found.reason}"

    return Helpers(
        openalex=openalex,
        withdrawal=withdrawal,
        paper=paper,
        may_be_paper=lambda path: may_be_paper(path.name, head_of(path)),
        arxiv_base=without_login(settings.arxiv.base_url),
    )


def library_encoder(settings: Settings, *, exact: bool) -> Encoder:
    """What embeds a library: the rough encoder where there is one, unless `exact` is asked for.

    Its vectors go into the library, so they are not kept a second time with the claims' vectors.
    """
    if settings.verify.model == "hashing":
        return HashingEncoder()
    encoder = SentenceTransformerEncoder(
        settings.verify.model,
        pick_device(settings.verify.device),
        offline=settings.search.offline,
    )
    return encoder if exact else encoder.rough or encoder
