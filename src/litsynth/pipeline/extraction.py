"""The claims of the candidate papers; each paper's are extracted when they are first asked for."""

from collections.abc import Sequence

from litsynth.claims.extract import extract_claims
from litsynth.pipeline.choice import Source
from litsynth.ports import Encoder, Progress
from litsynth.reading.run import name_of
from litsynth.reading.tex_in_prose import title_as_printed
from litsynth.records import Claim, Document, PaperId, RankedPaper
from litsynth.settings import ClaimSettings


class Extraction:
    """What two stages need of the same papers: those to check, and those to quote."""

    def __init__(
        self,
        papers: Sequence[tuple[RankedPaper, Document]],
        *,
        question: str,
        encoder: Encoder,
        settings: ClaimSettings,
        progress: Progress,
    ) -> None:
        self.papers = tuple(ranked for ranked, _ in papers)
        """Best first."""
        self._documents = {ranked.paper.id: document for ranked, document in papers}
        self._question = question
        self._encoder = encoder
        self._settings = settings
        self._progress = progress
        self._made: dict[PaperId, Source] = {}

    def of(self, ranked: RankedPaper) -> Source:
        """The paper with its claims, at most as many as the settings allow."""
        paper = ranked.paper
        if paper.id not in self._made:
            claims = self.best_of(ranked, self._settings.max_claims)
            title = title_as_printed(paper.title)
            self._progress(f"claims: {len(claims)} in {name_of(paper)} “{title}”")
            self._made[paper.id] = (ranked, claims)
        return self._made[paper.id]

    def best_of(self, ranked: RankedPaper, limit: int) -> tuple[Claim, ...]:
        """The paper's best claims, at most `limit`, extracted anew."""
        return extract_claims(
            self._documents[ranked.paper.id],
            question=self._question,
            encoder=self._encoder,
            max_claims=limit,
            include_cited=self._settings.include_cited,
            announcements=False,
        )
