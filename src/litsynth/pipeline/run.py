"""One question from search to files. Every stage is kept; only composing is always made anew."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from litsynth.claims.extract import extract_claims
from litsynth.errors import ReadingError, SourceError
from litsynth.lexical import counted
from litsynth.pipeline.choice import (
    Source,
    best_sources,
    paper_id,
    shares,
    source_candidates,
    together,
    used_papers,
    with_named,
)
from litsynth.pipeline.coverage import rarities
from litsynth.pipeline.dates import undated
from litsynth.pipeline.folder import (
    NO_STATES,
    Identity,
    RunFolder,
    public_settings,
    settings_that_matter,
)
from litsynth.pipeline.lines import (
    ReadingLine,
    SearchLine,
    found_of,
    reading_lines,
    readings_of,
    search_lines,
)
from litsynth.ports import Encoder, Fetcher, Judge, PaperSource, Progress, Reader
from litsynth.reading.run import Readings, name_of, read_papers
from litsynth.records import (
    Claim,
    Depth,
    Document,
    Environment,
    Failure,
    Paper,
    PaperId,
    RankedPaper,
    Report,
    RunRecord,
    SearchPlan,
    Verdict,
)
from litsynth.report.compose import compose
from litsynth.report.files import write_report
from litsynth.report.first import gap
from litsynth.report.inputs import Inputs
from litsynth.search.plan import make_plan
from litsynth.search.rank import rank_papers, searched_text
from litsynth.search.retractions import with_looked_up
from litsynth.search.run import Found, find_papers
from litsynth.settings import Settings
from litsynth.verify.field_note import card_for
from litsynth.verify.run import verify_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The adapters of one run, made by `wiring` from the settings."""

    sources: tuple[PaperSource, ...]
    fetcher: Fetcher
    reader: Reader
    encoder: Encoder
    judge: Judge
    versions: Mapping[str, str]
    """litsynth, model, judge and reader: what must be the same when a run is resumed."""
    environment: Callable[[], Environment]
    """Asked at the end, when it is known which device did the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The moment a run began, passed in so that a run can be repeated."""

    date: str
    """ISO date."""
    started_at: str
    """UTC, ISO 8601 to the second."""


def run_report(
    question: str,
    folder: Path,
    *,
    settings: Settings,
    parts: Parts,
    clock: Clock,
    progress: Progress,
    states: Mapping[str, str] = NO_STATES,
) -> Report:
    """Make the report for `question` in `folder`, going on where an earlier run stopped.

    states: what the user's own sources hold, by name; if that has changed, it is another run.
    Raises RunError if the folder holds another run, and what the stages raise: ConfigError,
    SourceError, NothingFoundError, ReadingError, ModelError. What was finished stays.
    """
    plan = make_plan(
        question,
        since=settings.search.since,
        until=settings.search.until,
        today=clock.date,
    )
    if settings.search.source_paper:
        paper_id(settings.search.source_paper)  # A wrong id is told before any work is done.
    identity = Identity(
        question=question,
        settings=settings_that_matter(settings),
        versions=dict(parts.versions),
        sources=dict(states),
    )
    with RunFolder(folder) as run:
        run.claim_for(identity)
        earlier = run.read_record() or {}
        if earlier.get("state") == "finished" and run.is_whole:
            when = _moment(str(earlier.get("started_at", "")), today=clock.date)
            progress(f"report: everything is kept from {when}; --fresh begins anew")
        record: dict[str, object] = {
            "question": question,
            "state": "unfinished",
            "date": earlier.get("date", clock.date),
            "started_at": earlier.get("started_at", clock.started_at),
            "identity": asdict(identity),
            "settings": public_settings(settings),
        }
        run.write_record(record)
        stages = _Stages(run=run, plan=plan, settings=settings, parts=parts, progress=progress)

        found = stages.search()
        record["queries"] = [asdict(query) for query in found.queries]
        run.write_record(record)
        readings = stages.read(found)
        candidates = source_candidates(
            stages.used(found),
            readings,
            wanted=stages.wanted,
            count=settings.search.source_papers,
        )
        claims = stages.claims(candidates, found)
        verdicts = stages.verify(claims, found, readings)

        sources = tuple(dict.fromkeys(claim.paper for claim in claims))
        sources = sources or (candidates[0][0].paper.id,)
        run_record = RunRecord(
            folder=folder.name,
            started_at=str(record["started_at"]),
            settings=public_settings(settings),
            environment=parts.environment(),
            queries=found.queries,
            files={document.paper: document.sha256 for document in readings.documents},
        )
        report = compose(
            Inputs(
                question=question,
                plan=plan,
                ranked=found.ranked,
                documents=readings.documents,
                unreadable=readings.unreadable,
                source_papers=sources,
                claims=claims,
                verdicts=verdicts,
                queries=found.queries,
                failures=(*found.failures, *nothing_to_check(sources[0], claims)),
                notices=(*found.notices, *undated(plan, stages.used(found), readings)),
                identified=found.identified,
                duplicates=found.duplicates,
                judge=card_for(parts.judge, claims, parts.encoder),
                run=run_record,
                author=settings.report.author,
                title=settings.report.title,
                date=str(record["date"]),
            )
        )
        paths = write_report(
            report, folder, formats=settings.report.formats, template=settings.report.template
        )
        if missing := gap(report):
            progress(f"report: {missing}")
        progress(f"report: {', '.join(path.name for path in paths)}")
        run.write_record({**record, **asdict(run_record), "state": "finished"})
    return report


def _moment(started_at: str, *, today: str) -> str:
    """When a run began, by the clock on the wall: "13:08 today", "2026-01-31 13:08"."""
    try:
        began = datetime.fromisoformat(started_at).astimezone()
    except ValueError:
        return "an earlier run"
    day = began.date().isoformat()
    return f"{began:%H:%M} today" if day == today else f"{day} {began:%H:%M}"


def nothing_to_check(source: PaperId, claims: tuple[Claim, ...]) -> tuple[Failure, ...]:
    """What to tell a reader of a source paper in which no claim was found."""
    if claims:
        return ()
    return (
        Failure(
            what=source,
            reason="no sentence of it was recognised as a claim",
            effect="there is nothing to check",
        ),
    )


def reading_account(readings: Readings) -> str:
    """As in "reading: 12 papers (10 full text, 2 abstract; the full text of 2 could not be read)",
    with ", 3 more could not be read at all" where nothing stands in for them.
    """
    depths = Counter(document.depth for document in readings.documents)
    parts = ", ".join(f"{depths[one]} {one.replace('_', ' ')}" for one in Depth if depths[one])
    read = {document.paper for document in readings.documents}
    failed = {one.paper for one in readings.unreadable}
    if instead := len(failed & read):
        parts = f"{parts}; the full text of {instead} could not be read"
    lost = f", {len(failed - read)} more could not be read at all" * bool(failed - read)
    return f"reading: {counted(len(readings.documents), 'paper')} ({parts}){lost}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stages:
    """The stages of one run, each read from its file if an earlier attempt finished it."""

    run: RunFolder
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
                (ranked,) = rank_papers(self.plan, (paper,), self.parts.encoder, floor=0.0)
                return replace(
                    found, ranked=(ranked, *found.ranked), identified=found.identified + 1
                )
        raise ReadingError(
            f"no source holds the paper {wanted}",
            hint="Give an id like arxiv:2005.13013, or a folder that holds its PDF with "
            "--source folder:PATH.",
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

    def claims(
        self, candidates: tuple[tuple[RankedPaper, Document], ...], found: Found
    ) -> tuple[Claim, ...]:
        most = self.settings.claims.max_claims
        documents = {ranked.paper.id: document for ranked, document in candidates}

        def extract(ranked: RankedPaper, limit: int) -> tuple[Claim, ...]:
            return extract_claims(
                documents[ranked.paper.id],
                question=self.plan.question,
                encoder=self.parts.encoder,
                max_claims=limit,
                include_cited=self.settings.claims.include_cited,
            )

        def make() -> tuple[Claim, ...]:
            possible: list[Source] = []
            for ranked, _ in candidates:
                claims = extract(ranked, most)
                possible.append((ranked, claims))
                name = name_of(ranked.paper)
                self.progress(f"claims: {len(claims)} in {name} “{ranked.paper.title}”")
            chosen = best_sources(
                possible,
                self.plan.concepts,
                rarities(searched_text(one.paper) for one in found.ranked if one.above_floor),
                wanted=self.wanted,
                count=self.settings.search.source_papers,
            )
            given = shares([len(claims) for _, claims in chosen], most)
            self.progress(
                f"claims: those of {', '.join(name_of(r.paper) for r, _ in chosen)} are checked"
            )
            return together(
                [
                    claims if share == len(claims) else extract(ranked, share)
                    for (ranked, claims), share in zip(chosen, given, strict=True)
                    if share
                ]
            )

        return self.run.load_or_make("claims.jsonl", TypeAdapter(Claim), make)

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
