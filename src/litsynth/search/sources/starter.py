"""The starter library that ships with litsynth, as a PaperSource. Needs no network."""

import json
import time
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

import numpy as np

from litsynth.dates import stamp
from litsynth.errors import SourceError
from litsynth.identifiers import all_names
from litsynth.records import Paper, PaperId, QueryRecord, SearchPlan, SearchResult
from litsynth.search.overlap import overlap, query_terms
from litsynth.search.rank import searched_text
from litsynth.search.sources.period import period_of, within
from litsynth.search.sources.room import ROOM_FOR_RANKING


class StarterSource:
    """Answers every plan with all its papers of the time asked for, by shared words.

    A word filter would spare no time on so few papers, and would drop those that say the same in
    other words; ranking and the relevance floor decide what is relevant.
    """

    @property
    def name(self) -> str:
        return "starter"

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, with litsynth's own summaries.

        Raises SourceError if the library is damaged.
        """
        sent_at, began = datetime.now(UTC), time.monotonic()
        papers = [
            paper
            for paper in starter_papers()
            if within(paper.published, since=plan.since, until=plan.until)
        ]
        order = np.argsort(
            -overlap(query_terms(plan), list(map(searched_text, papers))), kind="stable"
        )
        best = tuple(papers[at] for at in order[: max(0, ROOM_FOR_RANKING * limit)])
        period = period_of(plan)
        record = QueryRecord(
            source=self.name,
            query=f"all papers, {period}" if period else "all papers",
            sent_at=stamp(sent_at),
            hits=len(papers),
            returned=len(best),
            elapsed_s=round(time.monotonic() - began, 3),
        )
        return SearchResult(papers=best, queries=(record,))

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier, or None. Raises SourceError if the library is damaged."""
        wanted = all_names([identifier])
        return next(
            (paper for paper in starter_papers() if wanted & all_names(paper.identifiers)), None
        )


@lru_cache(maxsize=1)
def starter_papers() -> tuple[Paper, ...]:
    """All papers of the library, by id. Raises SourceError if it is damaged."""
    path = files("litsynth") / "data" / "starter.jsonl"
    try:
        lines = path.read_bytes().splitlines()
        return tuple(sorted(map(_paper, lines), key=lambda paper: paper.id))
    except (OSError, KeyError, ValueError) as error:
        raise SourceError(
            f"the starter library cannot be read: {error}", hint="Install litsynth again."
        ) from error


def _paper(line: bytes) -> Paper:
    row = json.loads(line)
    names = (
        f"{scheme}:{row[key]}"
        for scheme, key in (("acl", "acl_id"), ("arxiv", "arxiv_id"), ("doi", "doi"))
        if row[key]
    )
    return Paper(
        id=PaperId(row["id"]),
        title=row["title"],
        identifiers=tuple(sorted(all_names([row["id"], *names]))),
        authors=tuple(row["authors"]),
        published=str(row["year"]) if row["year"] else None,
        venue=row["venue"] or None,
        url=row["url"] or None,
        pdf_url=row["pdf_url"] or None,
        summary=" ".join(row["summary"]),
        found_by=("starter",),
    )
