"""Everything a template prints, prepared from the report. A template loops and prints."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litsynth.lexical import counted
from litsynth.records import Depth, PaperEntry, QueryRecord, Report, Role
from litsynth.report.figures import (
    figure_rows,
    key_rows,
    reliability_rows,
    reliability_svg,
    threshold_rows,
)
from litsynth.report.methods import bar, parts
from litsynth.report.nearness import verified_word
from litsynth.report.prose import Block, Piece, prose_of
from litsynth.report.references import RETRACTED, UNREAD, Reference, grounds, reference
from litsynth.report.synthesis import outcomes
from litsynth.report.tally import OUTCOMES, included, tally, unread_files, with_outcome
from litsynth.report.telling import STATES, states
from litsynth.report.view_claims import NONE, ClaimView, claim_views, legend_of
from litsynth.report.wording import READ_BY, as_typed, capitalised, continued, one_line

DEPTHS = {**READ_BY, Depth.ABSTRACT: "abstract only"}

_NAMED = 3
"""Of things that failed for the same reason, how many are named."""

Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    number: int | None
    id: str
    reference: Reference
    role: str
    depth: str
    note: str
    """Why less than all was read, why it was left out, a retraction; may be empty."""
    relevance: str
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeBar:
    label: str
    css: str
    number: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    name: str
    score: str
    percent: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryView:
    source: str
    query: str
    hits: str
    returned: str
    """A dash, as in `hits`, where the query failed."""
    sent_at: str
    elapsed_s: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`blocks` are prose; everything else is plain text, numbers and rows of (name, value)."""

    title: str
    question: str
    """Empty where the title is the question as it was asked."""
    author: str
    date: str
    long_date: str
    """As in "November 20, 2026"."""
    notices: tuple[str, ...]
    answer: tuple[Block, ...]
    opening: tuple[Block, ...]
    """Of `answer`, what comes before the first list of claims and that list's heading."""
    particulars: tuple[Block, ...]
    """The rest of `answer`."""
    abstract: tuple[Block, ...]
    introduction: tuple[Block, ...]
    methodology: tuple[Block, ...]
    methods: Mapping[str, tuple[Block, ...]]
    """The same by heading: Search, Reading, Checking, Error of the judge, Quality score."""
    results: tuple[Block, ...]
    limitations: tuple[tuple[Piece, ...], ...]
    outcomes: tuple[OutcomeBar, ...]
    outcome_sentence: str
    verified: str
    verified_word: str
    """What stands beside a claim that passed: "verified", or less by a judge of nearness."""
    claims: tuple[ClaimView, ...]
    claim_count: str
    counted: str
    """What the outcomes are counted of, as in "All 5 claims, also those not on the question"."""
    several_sources: bool
    """Whether a claim's text does not tell by itself which paper it is from."""
    legend: tuple[Row, ...]
    flow: tuple[tuple[str, int], ...]
    queries: tuple[QueryView, ...]
    answered: str
    """As in "2 of 3 queries answered"."""
    judge: str
    judge_made: str
    judge_data: str
    judge_note: str
    judge_warning: str
    judge_bar: str
    """What “verified” asks of a claim in this run."""
    judge_figures: tuple[Row, ...]
    judge_key_figures: tuple[Row, ...]
    """Those of `judge_figures` that a reader must know."""
    judge_thresholds: tuple[Row, ...]
    """(precision asked for, least confidence of a verified claim)."""
    reliability: tuple[tuple[str, str, str], ...]
    reliability_svg: str
    """SVG made of numbers only: safe to print as it stands; "" without bins."""
    quality: str
    spread: str
    reviews: tuple[ReviewView, ...]
    failures: tuple[tuple[str, str, str], ...]
    """(what, reason, effect), without full stops; equal reasons once, with their number."""
    references: tuple[ReferenceView, ...]
    excluded: tuple[ReferenceView, ...]
    environment: tuple[Row, ...]
    settings: tuple[Row, ...]


def make_view(report: Report) -> View:
    prose = prose_of(report)
    answer = prose.blocks(report.answer)
    lists = [at for at, block in enumerate(answer) if block.is_list]
    opens = lists[0] - 1 if lists else len(answer)
    claims = claim_views(report)
    return View(
        title=one_line(report.title),
        question="" if _same_words(report.title, report.question) else one_line(report.question),
        author=one_line(report.author),
        date=report.date,
        long_date=long_date(report.date),
        notices=tuple(map(one_line, report.notices)),
        answer=answer,
        opening=answer[:opens],
        particulars=answer[opens:],
        abstract=prose.blocks(report.abstract),
        introduction=prose.blocks(report.introduction),
        methodology=prose.blocks(report.methodology),
        methods={name: prose.blocks(text) for name, text in parts(report).items()},
        results=prose.blocks(report.results),
        limitations=tuple(map(prose.pieces, report.limitations)),
        outcomes=_bars(report),
        outcome_sentence=outcomes(report, report.claims),
        verified=f"{tally(report.claims).verified} {verified_word(report.judge)}",
        verified_word=verified_word(report.judge),
        claims=claims,
        claim_count=counted(len(claims), "claim"),
        counted=_counted(claims),
        several_sources=len(report.source_papers) > 1,
        legend=legend_of(report),
        flow=_flow(report),
        queries=_queries(report),
        answered=_answered(report),
        judge=one_line(report.judge.name),
        judge_made=one_line(report.judge.made),
        judge_data=one_line(report.judge.data),
        judge_note=one_line(report.judge.note),
        judge_warning=one_line(report.judge.warning),
        judge_bar=bar(report),
        judge_figures=figure_rows(report.judge),
        judge_key_figures=key_rows(report.judge),
        judge_thresholds=threshold_rows(report.judge),
        reliability=reliability_rows(report.judge),
        reliability_svg=reliability_svg(report.judge),
        quality=f"{report.quality.score:.1f}",
        spread=f"{report.quality.spread:.1f}",
        reviews=_reviews(report),
        failures=_failures(report),
        references=tuple(map(_reference, included(report))),
        excluded=tuple(_reference(p) for p in report.papers if p.role is Role.EXCLUDED),
        environment=_environment(report),
        settings=tuple(
            (one_line(k), one_line(as_typed(v))) for k, v in report.run.settings.items()
        ),
    )


def _same_words(title: str, question: str) -> bool:
    return one_line(title).casefold().rstrip("?") == one_line(question).casefold().rstrip("?")


def long_date(day: str) -> str:
    """As in "July 1, 2026"; a text that is no ISO date is given back."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return one_line(day)
    return f"{found:%B} {found.day}, {found.year}"


def _bars(report: Report) -> tuple[OutcomeBar, ...]:
    total = len(report.claims) or 1
    called = states(report)
    return tuple(
        OutcomeBar(
            label=called[outcome],
            css=STATES[outcome],
            number=(number := len(with_outcome(report.claims, outcome))),
            percent=round(100 * number / total, 2),
        )
        for outcome in OUTCOMES
    )


def _flow(report: Report) -> tuple[tuple[str, int], ...]:
    flow = report.flow
    files = len(unread_files(report))
    excluded = Counter(grounds(paper) for paper in report.papers if paper.role is Role.EXCLUDED)
    excluded.pop(UNREAD, None)  # They have a row of their own.
    by_depth = Counter(paper.depth for paper in included(report))
    return (
        *([("files that could not be read, and are no records", files)] if files else []),
        ("records identified", flow.identified),
        ("duplicates removed", flow.duplicates),
        ("papers screened", flow.screened),
        *((f"excluded: {why}", number) for why, number in excluded.most_common()),
        ("papers retrieved", flow.retrieved),
        ("papers unreadable", flow.unreadable),
        ("papers included", flow.included),
        *(
            (f"included, read by {DEPTHS[depth]}", by_depth[depth])
            for depth in DEPTHS
            if by_depth[depth]
        ),
    )


def _counted(claims: Sequence[ClaimView]) -> str:
    rest = "" if all(claim.bears for claim in claims) else ", also those not on the question"
    return f"All {counted(len(claims), 'claim')}{rest}"


def _hits(query: QueryRecord) -> str:
    if query.error is not None:
        return NONE
    return "not said" if query.hits is None else f"{query.hits:,}"


def _answered(report: Report) -> str:
    queries = report.run.queries
    answered = sum(query.error is None for query in queries)
    return f"{answered} of {counted(len(queries), 'query')} answered"


def _queries(report: Report) -> tuple[QueryView, ...]:
    return tuple(
        QueryView(
            source=one_line(query.source),
            query=one_line(query.query),
            hits=_hits(query),
            returned=NONE if query.error is not None else str(query.returned),
            sent_at=one_line(query.sent_at),
            elapsed_s=f"{query.elapsed_s:.1f} s",
            error=one_line(query.error or ""),
        )
        for query in report.run.queries
    )


def _failures(report: Report) -> tuple[tuple[str, str, str], ...]:
    """What failed for one reason, with one effect, in a row; report.json lists each by itself."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in report.failures:
        effect = capitalised(one_line(one.effect).rstrip("."))
        rows.setdefault((one_line(one.reason).rstrip("."), effect), []).append(one_line(one.what))
    return tuple((_together(what), reason, effect) for (reason, effect), what in rows.items())


def _together(names: Sequence[str]) -> str:
    """As in "30 times: one; another; a third; and 27 more in report.json"."""
    if len(names) == 1:
        return names[0]
    more = [f"and {len(names) - _NAMED} more in report.json"] if len(names) > _NAMED else []
    return f"{len(names)} times: {'; '.join((*names[:_NAMED], *more))}"


def _reviews(report: Report) -> tuple[ReviewView, ...]:
    return tuple(
        ReviewView(
            name=one_line(review.name),
            score=f"{review.score:.1f}",
            percent=round(10 * review.score),
            reasons=tuple(map(one_line, review.reasons)),
        )
        for review in report.quality.reviewers
    )


def _reference(paper: PaperEntry) -> ReferenceView:
    notes = [paper.reason]
    if paper.retraction and paper.role is not Role.EXCLUDED:
        notes.append(f"{RETRACTED}: {paper.retraction}")
    return ReferenceView(
        number=paper.number,
        id=one_line(paper.id),
        reference=reference(paper),
        role=paper.role.value,
        depth=DEPTHS[paper.depth] if paper.depth else "",
        note="; ".join(continued(note).rstrip(".") for note in notes if note),
        relevance=f"{paper.relevance:.2f}",
        found_by=", ".join(map(one_line, paper.found_by)),
    )


def _environment(report: Report) -> tuple[Row, ...]:
    run, environment = report.run, report.run.environment
    rows = (
        ("run", run.folder),
        ("started", run.started_at),
        ("litsynth", environment.litsynth),
        ("Python", environment.python),
        ("device", environment.device),
        ("model", environment.model),
        ("model sha256", environment.model_sha256),
        ("judge", environment.judge),
        ("reader", environment.reader),
        *sorted(environment.packages.items()),
    )
    return tuple((name, one_line(value)) for name, value in rows)
