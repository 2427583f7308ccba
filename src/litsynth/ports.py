"""What the stages ask of the outside. Each port is one verb with its promises."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from litsynth.records import (
    Document,
    Extraction,
    JudgeCard,
    Paper,
    PaperId,
    SearchPlan,
    SearchResult,
    Unreadable,
)

Vectors = NDArray[np.float32]
"""Shape (n, d), unit rows."""

Progress = Callable[[str], None]
"""Told one line a user would want to read; never more than a few a second."""


def silent(_message: str) -> None:
    """A `Progress` that says nothing."""


class PaperSource(Protocol):
    @property
    def name(self) -> str:
        """As the user names it: "arxiv", "starter", "folder:papers"."""
        ...

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Papers for the plan to choose `limit` from, the source's best first: up to three for
        each, or all that it has. With every query sent.

        Raises SourceError if not a single query could be answered; what fails after a first
        answer is a `Failure` in the result.
        """
        ...

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier ("arxiv:2005.13013"), or None if the source lacks it.

        Raises SourceError if the source cannot be asked.
        """
        ...


class Corpus(Protocol):
    """Papers of the user's own that can be searched without a network."""

    @property
    def method(self) -> str:
        """What is searched, for a methods section: "title and abstract of 40,670 papers"."""
        ...

    def find(
        self, wordings: Sequence[str], *, limit: int, since: str | None, until: str | None
    ) -> tuple[Paper, ...]:
        """The best `limit` papers for wordings of one question, its own words first.

        since, until: first and last day, "2020-01-31"; a paper without a date passes.
        Raises LibraryError.
        """
        ...

    def matches(
        self, wordings: Sequence[str], *, since: str | None, until: str | None
    ) -> int | None:
        """How many papers have one of the words or more, or None where nobody counts them.

        Raises LibraryError.
        """
        ...

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier, or None. Raises LibraryError."""
        ...

    def vectors(self, papers: Sequence[Paper]) -> Mapping[PaperId, Vectors]:
        """Vectors of "title. abstract" that are kept with `papers`, shape (d,), by id.

        Only such as the run's encoder would make, or nearly. Raises LibraryError.
        """
        ...


@runtime_checkable
class EmbeddedSource(Protocol):
    """A source that keeps vectors of its papers, so that they need not be made again."""

    def vectors(self, papers: Sequence[Paper]) -> Mapping[PaperId, Vectors]:
        """As `Corpus.vectors`, of papers that this source returned. Raises SourceError."""
        ...


@runtime_checkable
class RetractionRegister(Protocol):
    """A source that can be asked at once which of many papers were retracted."""

    @property
    def name(self) -> str: ...

    def retracted(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Those of `identifiers` whose paper was retracted, with what is said of it.

        What it does not know has no entry. Raises SourceError if it cannot be asked.
        """
        ...


class Fetcher(Protocol):
    def fetch(self, paper: Paper) -> bytes | Unreadable:
        """The bytes behind `paper.pdf_url`, or why there are none. Never raises for one paper."""
        ...


class Reader(Protocol):
    @property
    def name(self) -> str:
        """Reader and version; changes when its output would. Part of the cache key."""
        ...

    def read(self, data: bytes, *, paper: Paper) -> Extraction:
        """The document in `data`, or why there is none. Never raises for a bad file."""
        ...


class Encoder(Protocol):
    @property
    def name(self) -> str:
        """Model and revision. Part of the cache key, so it must change when vectors would."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows. An empty input gives shape (0, d).

        Raises ModelError if the model cannot be loaded or run.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One claim with one candidate passage."""

    claim: str
    passage: str
    context: str
    """The passage with the sentences around it; equal to `passage` where there are none."""
    similarity: float
    """Cosine of claim and passage."""
    context_similarity: float | None = None
    """Cosine of claim and context, or None where it was not measured."""
    together: str = ""
    """All passages of the same paper that serve the claim, nearest first; empty if there is one."""

    @property
    def whole(self) -> str:
        """What the paper has on the claim: `together`, or else the context."""
        return self.together or self.context

    @property
    def similarity_of_context(self) -> float:
        """`context_similarity`, or the passage's where it was not measured."""
        return self.similarity if self.context_similarity is None else self.context_similarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Calibrated probabilities that sum to 1, with reasons in words."""

    supports: float
    refutes: float
    neither: float
    reasons: tuple[str, ...] = ()
    shows: bool = True
    """Whether a reader can see by what the passage takes its side. If not, it takes none."""


class Judge(Protocol):
    @property
    def name(self) -> str:
        """Judge and version; changes when its judgements would."""
        ...

    @property
    def card(self) -> JudgeCard:
        """Its measured error."""
        ...

    def judge(self, pairs: Sequence[Pair]) -> tuple[Judgement, ...]:
        """One judgement a pair, in order. Raises ModelError if it cannot run."""
        ...


Documents = Sequence[Document]
