"""What a stage yields is what a resumed run reads."""

from pydantic import TypeAdapter

from litsynth.pipeline.folder import RunFolder
from litsynth.pipeline.lines import (
    ReadingLine,
    SearchLine,
    found_of,
    reading_lines,
    readings_of,
    search_lines,
)
from litsynth.reading.run import Readings
from litsynth.reading.text import document_from_text
from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Depth,
    Failure,
    Paper,
    PaperId,
    QueryRecord,
    RankedPaper,
    SectionKind,
    Unreadable,
)
from litsynth.search.run import Found
from litsynth.spans import Span

PAPER = Paper(id=PaperId("arxiv:2005.13013"), title="On “worms”\u2028and mulch", retraction=None)
FOUND = Found(
    ranked=(RankedPaper(paper=PAPER, relevance=0.5, above_floor=True),),
    queries=(
        QueryRecord(
            source="starter",
            query="all papers",
            sent_at="2026-01-31T00:00:00Z",
            hits=None,
            returned=1,
            elapsed_s=0.0,
        ),
    ),
    failures=(Failure(what="arXiv", reason="silent", effect="none"),),
    identified=2,
    duplicates=1,
    notices=("arXiv was silent.",),
)


def test_a_search_survives_its_file(tmp_path):
    with RunFolder(tmp_path) as run:
        adapter = TypeAdapter(SearchLine)
        run.load_or_make("search.jsonl", adapter, lambda: search_lines(FOUND))
        assert found_of(run.load_or_make("search.jsonl", adapter, list)) == FOUND


def test_readings_survive_their_file(tmp_path):
    readings = Readings(
        documents=(
            document_from_text(PAPER.id, "Mulch helps. Worms\x0ceat it.", depth=Depth.ABSTRACT),
        ),
        unreadable=(Unreadable(paper=PAPER.id, reason="it is a web page"),),
    )
    with RunFolder(tmp_path) as run:
        adapter = TypeAdapter(ReadingLine)
        run.load_or_make("reading.jsonl", adapter, lambda: reading_lines(readings))
        assert readings_of(run.load_or_make("reading.jsonl", adapter, list)) == readings


def test_a_claim_without_a_page_survives_its_file(tmp_path):
    claim = Claim(
        id=ClaimId("c1"),
        paper=PAPER.id,
        text="Mulch helps.",
        quote="Mulch helps.",
        span=Span(0, 12),
        kind=ClaimKind.FINDING,
        page=None,
        section="abstract",
        section_kind=SectionKind.ABSTRACT,
        depth=Depth.ABSTRACT,
        relevance=0.5,
        score=0.5,
    )
    with RunFolder(tmp_path) as run:
        adapter = TypeAdapter(Claim)
        run.load_or_make("claims.jsonl", adapter, lambda: [claim])
        assert run.load_or_make("claims.jsonl", adapter, list) == (claim,)
