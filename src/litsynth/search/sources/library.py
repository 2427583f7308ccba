"""A library of the user's own as a PaperSource. Asks a `Corpus`; knows no database."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from litsynth.dates import stamp
from litsynth.errors import LibraryError, LibrarySourceError
from litsynth.ports import Corpus, Vectors
from litsynth.records import Concept, Paper, PaperId, QueryRecord, SearchPlan, SearchResult
from litsynth.search.sources.period import period_of
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.subject import subject


class LibrarySource:
    """Searches by the question and by its concepts with their other spellings."""

    def __init__(self, name: str, corpus: Corpus) -> None:
        """`name` as the user gives it: "library:main"."""
        self._name = name
        self._corpus = corpus

    @property
    def name(self) -> str:
        return self._name

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, best first.

        Hits are the papers that have one of the words or more, of which the best are returned; with
        vectors, others may be among these. Raises LibrarySourceError if there is no such library or
        it cannot be read.
        """
        sent_at, began = datetime.now(UTC), time.monotonic()
        wordings = wordings_of(plan)
        try:
            papers = self._corpus.find(
                wordings, limit=ROOM_FOR_RANKING * limit, since=plan.since, until=plan.until
            )
            hits = self._corpus.matches(wordings, since=plan.since, until=plan.until)
            method = self._corpus.method
        except LibraryError as error:
            raise LibrarySourceError(str(error), hint=error.hint) from error
        told = method if hits is None else f"{method}; hits have one of the words or more"
        period = period_of(plan)
        record = QueryRecord(
            source=self._name,
            query=f"{_in_words(wordings)} ({told}{f'; {period}' if period else ''})",
            sent_at=stamp(sent_at),
            hits=hits,
            returned=len(papers),
            elapsed_s=round(time.monotonic() - began, 3),
        )
        return SearchResult(papers=papers, queries=(record,))

    def vectors(self, papers: Sequence[Paper]) -> Mapping[PaperId, Vectors]:
        """The vectors that the library keeps of `papers`, by id. Raises LibrarySourceError."""
        try:
            return self._corpus.vectors(papers)
        except LibraryError as error:
            raise LibrarySourceError(str(error), hint=error.hint) from error

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier, or None. Raises LibrarySourceError as `search` does."""
        try:
            return self._corpus.paper(identifier)
        except LibraryError as error:
            raise LibrarySourceError(str(error), hint=error.hint) from error


def wordings_of(plan: SearchPlan) -> tuple[str, ...]:
    """The question's subject in its own words, then its concepts with their other spellings."""
    return tuple(dict.fromkeys((subject(plan.question), " ".join(map(_spelt, plan.concepts)))))


def _in_words(wordings: Sequence[str]) -> str:
    """What was asked, with what each wording is: their rankings are joined."""
    if len(wordings) == 1:
        return wordings[0]
    question, concepts = wordings
    return f"by the question: {question}; and by its concepts: {concepts}"


def _spelt(concept: Concept) -> str:
    return " ".join((concept.phrase, *concept.variants))
