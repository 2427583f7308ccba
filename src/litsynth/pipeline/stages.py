"""The stages of one run in order, each kept in its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from litsynth.errors import ReadingError, SourceError
from litsynth.identifiers import all_names
from litsynth.pipeline.choice import (
    QUOTABLE,
    best_sources,
    findings_of_others,
    paper_id,
    shares,
    source_candidates,
    together,
    used_papers,
    with_named,
)
from litsynth.pipeline.coverage import rarities
from litsynth.pipeline.extraction import Extraction
from litsynth.pipeline.folder import RunFolder
from litsynth.pipeline.lines import (
    ReadingLine,
    SearchLine,
    found_of,
    reading_lines,
    readings_of,
    search_lines,
)
from litsynth.pipeline.parts import Parts
from litsynth.pipeline.remarks import (
    nothing_to_check,
    printed_titles,
    reading_account,
    source_name,
    undated,
)
from litsynth.ports import PaperSource, Progress
from litsynth.reading.run import Readings, read_papers
from litsynth.records import (
    Claim,
    Document,
    Paper,
    PaperId,
    RankedPaper,
    RunRecord,
    SearchPlan,
    Verdict,
)
from litsynth.report.inputs import Inputs
from litsynth.search.merge import merge_papers
from litsynth.search.rank import rank_papers, searched_text
from litsynth.search.retractions import with_looked_up
from litsynth.search.run import Found, find_papers
from litsynth.search.subject import subject
from litsynth.settings import Settings
from litsynth.verify.field_note import card_for
from litsynth.verify.run import verify_claims


def _word_weights(found: Found) -> Mapping[str, float]:
    return rarities(searched_text(one.paper) for one in found.ranked if one.above_floor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the stages made, the last of which checks the claims."""

    found: Found
    readings: Readings
    sources: tuple[PaperId, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Claim, ...]
    """Of papers that are no source papers; not checked."""
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages of one run, each read from its file if an earlier attempt finished it."""

    run: RunFolder
    question: str
    plan: SearchPlan
    settings: Settings
    parts: Parts
    progress: Progress

    @property
    def wanted(self) -> PaperId | None:
        named = self.settings.search.source_paper
        return paper_id(named) if named else None

    def search(self) -> Found:
        def make() -> tuple[SearchLine, ...]:
            found = find_papers(
                self.plan,
                self.parts.sources,
                self.parts.encoder,
                limit=self.settings.search.max_papers,
                floor=self.settings.search.relevance_floor,
                progress=self.progress,
            )
            if self.wanted:
                found = with_named(found, self.wanted) or self._with_asked_for(found, self.wanted)
            if not self.settings.search.offline:
                found = with_looked_up(
                    found, self.parts.sources, self.used(found), progress=self.progress
                )
            return tuple(search_lines(found))

        return found_of(self.run.load_or_make("search.jsonl", TypeAdapter(SearchLine), make))

    def _with_asked_for(self, found: Found, wanted: PaperId) -> Found:
        for source in self.parts.sources:
            paper = self._ask(source, wanted)
            if paper:
                return self._with_fetched(found, paper)
        raise ReadingError(
            f"no source holds the paper {wanted}",
            hint="Give an id like arxiv:2005.13013, or a folder that holds its PDF with "
            "--source folder:PATH.",
        )

    def _with_fetched(self, found: Found, paper: Paper) -> Found:
        """`found` with `paper` first, and its versions among the others joined with it."""
        merged = merge_papers([paper, *(one.paper for one in found.ranked)]).papers
        names = all_names([paper.id])
        whole = next(one for one in merged if not names.isdisjoint(one.identifiers))
        (ranked,) = rank_papers(self.plan, (whole,), self.parts.encoder, floor=0.0)
        others = tuple(one for one in found.ranked if one.paper.id not in whole.identifiers)
        return replace(
            found,
            ranked=(ranked, *others),
            identified=found.identified + 1,
            duplicates=found.duplicates + len(found.ranked) - len(others),
        )

    def _ask(self, source: PaperSource, wanted: PaperId) -> Paper | None:
        try:
            return source.paper(wanted)
        except SourceError as error:
            self.progress(f"{source.name}: {error}")
            return None

    def used(self, found: Found) -> tuple[RankedPaper, ...]:
        return used_papers(found, wanted=self.wanted, max_papers=self.settings.search.max_papers)

    def read(self, found: Found) -> Readings:
        def make() -> tuple[ReadingLine, ...]:
            readings = read_papers(
                [ranked.paper for ranked in self.used(found)],
                self.parts.fetcher,
                self.parts.reader,
                workers=self.settings.reading.workers,
                progress=self.progress,
            )
            self.progress(reading_account(readings))
            return tuple(reading_lines(readings))

        return readings_of(self.run.load_or_make("reading.jsonl", TypeAdapter(ReadingLine), make))

    def extraction(self, papers: tuple[tuple[RankedPaper, Document], ...]) -> Extraction:
        return Extraction(
            papers,
            question=self.plan.question,
            encoder=self.parts.encoder,
            settings=self.settings.claims,
            progress=self.progress,
        )

    def claims(self, extraction: Extraction, found: Found) -> tuple[Claim, ...]:
        def make() -> tuple[Claim, ...]:
            count = self.settings.search.source_papers
            candidates = source_candidates(extraction.papers, wanted=self.wanted, count=count)
            chosen = best_sources(
                [extraction.of(ranked) for ranked in candidates],
                self.plan,
                _word_weights(found),
                wanted=self.wanted,
                count=count,
            )
            given = shares([len(claims) for _, claims in chosen], self.settings.claims.max_claims)
            named = [
                source_name(ranked.paper)
                for (ranked, _), share in zip(chosen, given, strict=True)
                if share
            ]
            self.progress(
                f"claims: those of {', '.join(named)} are checked"
                if named
                else "claims: there is nothing to check"
            )
            return together(
                [
                    claims if share == len(claims) else extraction.best_of(ranked, share)
                    for (ranked, claims), share in zip(chosen, given, strict=True)
                    if share
                ]
            )

        return self.run.load_or_make("claims.jsonl", TypeAdapter(Claim), make)

    def findings(
        self, extraction: Extraction, sources: tuple[PaperId, ...], found: Found
    ) -> tuple[Claim, ...]:
        """What the most relevant papers beside the source papers found."""

        def make() -> tuple[Claim, ...]:
            others = [one for one in extraction.papers if one.paper.id not in sources]
            return findings_of_others(
                [extraction.of(ranked) for ranked in others[:QUOTABLE]],
                [one.paper for one in extraction.papers if one.paper.id in sources],
                self.plan,
                _word_weights(found),
                nearness=self._nearness,
            )

        return self.run.load_or_make("findings.jsonl", TypeAdapter(Claim), make)

    def _nearness(self, texts: Sequence[str]) -> Sequence[float]:
        """Cosines of `texts` to the question, in order."""
        asked, *vectors = self.parts.encoder.encode([subject(self.plan.question), *texts])
        return [float(vector @ asked) for vector in vectors]

    def verify(
        self, claims: tuple[Claim, ...], found: Found, readings: Readings
    ) -> tuple[Verdict, ...]:
        def make() -> tuple[Verdict, ...]:
            return verify_claims(
                claims,
                readings.documents,
                tuple(ranked.paper for ranked in found.ranked),
                encoder=self.parts.encoder,
                judge=self.parts.judge,
                precision=self.settings.verify.precision,
                passages_per_claim=self.settings.verify.passages_per_claim,
                progress=self.progress,
            )

        return self.run.load_or_make("verdicts.jsonl", TypeAdapter(Verdict), make)

    def inputs(self, checked: Checked, *, run: RunRecord, date: str) -> Inputs:
        """What the report is composed of."""
        found, readings, claims = checked.found, checked.readings, checked.claims
        return Inputs(
            question=self.question,
            plan=self.plan,
            ranked=found.ranked,
            titles=printed_titles(found.ranked),
            documents=readings.documents,
            unreadable=readings.unreadable,
            source_papers=checked.sources,
            claims=claims,
            findings=checked.findings,
            verdicts=checked.verdicts,
            queries=found.queries,
            failures=(*found.failures, *nothing_to_check(checked.sources, claims)),
            notices=(*found.notices, *undated(self.plan, self.used(found), readings)),
            identified=found.identified,
            duplicates=found.duplicates,
            judge=card_for(self.parts.judge, claims, self.parts.encoder),
            run=run,
            author=self.settings.report.author,
            title=self.settings.report.title,
            date=date,
        )
