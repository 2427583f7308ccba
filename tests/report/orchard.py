"""A small run on invented papers about apple trees, with every outcome and every depth in it."""

from dataclasses import replace

from litsynth.records import (
    Concept,
    Environment,
    Failure,
    JudgeCard,
    Outcome,
    PaperId,
    QueryRecord,
    RankedPaper,
    RunRecord,
    SearchPlan,
    Stance,
    Unreadable,
)
from litsynth.report.inputs import Inputs
from litsynth.spans import Span
from tests.report.orchard_papers import (
    AGREES,
    DIFFERS,
    PAPERS,
    SOURCE,
    SUMMARY,
    claim,
    document,
    evidence,
    finding,
    verdict,
)

QUESTION = "How does winter pruning affect the yield of apple trees?"


CLAIMS = (
    claim(
        1, SOURCE, SOURCE.text[SOURCE.sentences[1].start : SOURCE.sentences[1].end], relevance=0.81
    ),
    claim(
        2, SOURCE, SOURCE.text[SOURCE.sentences[2].start : SOURCE.sentences[2].end], relevance=0.52
    ),
    claim(
        3, SOURCE, SOURCE.text[SOURCE.sentences[3].start : SOURCE.sentences[3].end], relevance=0.66
    ),
    claim(
        4,
        SOURCE,
        "Shaded branches bore smaller apples.",
        relevance=0.41,
        text="Shaded branches [of the seven orchards] bore smaller apples.",
    ),
    claim(5, SOURCE, "Our ladders were made of ash.", relevance=0.12),
)

VERDICTS = (
    verdict(
        1,
        Outcome.SUPPORTED,
        evidence(
            AGREES,
            "Trees whose crowns were opened in January bore 11 % more fruit.",
            Stance.SUPPORTS,
            0.86,
            reasons=("12 % and 11 % are near each other",),
        ),
        evidence(SUMMARY, "Trees cut in winter gave more apples.", Stance.SUPPORTS, 0.8),
        evidence(SUMMARY, "Bees visit pruned trees more often.", Stance.NEUTRAL, 0.1),
        verified=True,
        confidence=0.87,
        papers=2,
        left_out=2,
    ),
    verdict(
        2,
        Outcome.REFUTED,
        evidence(
            AGREES, "Opened crowns did not flower earlier than closed ones.", Stance.REFUTES, 0.78
        ),
        confidence=0.74,
        papers=1,
    ),
    verdict(
        3,
        Outcome.MIXED,
        evidence(
            DIFFERS,
            "Early cuts did not change the harvest, whatever the frost.",
            Stance.REFUTES,
            0.7,
        ),
        evidence(
            AGREES,
            "Trees whose crowns were opened in January bore 11 % more fruit.",
            Stance.SUPPORTS,
            0.55,
        ),
        confidence=0.51,
        papers=2,
    ),
    verdict(
        4,
        Outcome.SUPPORTED,
        evidence(
            AGREES,
            "Branches in the shade carried smaller fruit in each year of the trial.",
            Stance.SUPPORTS,
            0.6,
        ),
        confidence=0.61,
        papers=1,
    ),
    verdict(5, Outcome.NOT_ENOUGH_EVIDENCE, confidence=0.93),
)

FINDINGS = (
    finding(1, AGREES, "Trees whose crowns were opened in January bore 11 % more fruit.", 0.62),
    finding(2, SUMMARY, "Trees cut in winter gave more apples.", 0.58),
    finding(3, DIFFERS, "Early cuts did not change the harvest, whatever the frost.", 0.44),
)

QUERIES = (
    QueryRecord(
        source="arxiv",
        query='(ti:"winter pruning" OR abs:"winter pruning") AND abs:"apple"',
        sent_at="2026-11-20T20:36:16Z",
        hits=41,
        returned=7,
        elapsed_s=0.84,
    ),
    QueryRecord(
        source="starter",
        query="winter pruning; yield; apple trees",
        sent_at="2026-11-20T20:36:17Z",
        hits=None,
        returned=2,
        elapsed_s=0.01,
    ),
    QueryRecord(
        source="crossref",
        query="winter pruning apple yield",
        sent_at="2026-11-20T20:36:19Z",
        hits=None,
        returned=0,
        elapsed_s=30.0,
        error="no answer within 30 s",
    ),
)

JUDGE = JudgeCard(
    name="orchard-judge 1",
    made="2026-11-01",
    data="400 invented pairs about fruit",
    figures={"ece": 0.041, "auroc_supported": 0.81, "pairs": 400.0, "leaf_size": 0.5},
    reliability=((0.12, 0.1, 90), (0.38, 0.33, 110), (0.62, 0.66, 120), (0.9, 0.88, 80)),
    note="Measured on fruit only.",
)

RUN = RunRecord(
    folder="winter-pruning-apple-2026-11-20-0a1b2c3d",
    started_at="2026-11-20T20:36:16Z",
    settings={"search.source_paper": None, "verify.precision": 0.8, "search.max_papers": 30},
    environment=Environment(
        litsynth="0.1.0",
        python="3.11.9",
        packages={"torch": "2.13.0"},
        device="cpu",
        model="hashing",
        model_sha256="f" * 64,
        judge="orchard-judge 1",
        reader="orchard 1",
    ),
    queries=QUERIES,
    files={PaperId("arxiv:2101.00001"): "0" * 64},
)


def ranked(name, relevance, *, above_floor=True):
    return RankedPaper(paper=PAPERS[name], relevance=relevance, above_floor=above_floor)


INPUTS = Inputs(
    question=QUESTION,
    plan=SearchPlan(
        question=QUESTION,
        concepts=(
            Concept(phrase="winter pruning"),
            Concept(phrase="yield"),
            Concept(phrase="apple trees", variants=("apple-trees",)),
            Concept(phrase="rootstock"),
        ),
    ),
    ranked=(
        ranked("source", 0.83),
        ranked("twin", 0.82),
        ranked("retracted", 0.71),
        ranked("agrees", 0.64),
        ranked("unreadable", 0.6),
        ranked("summary", 0.44),
        ranked("differs", 0.58),
        ranked("aside", 0.11, above_floor=False),
    ),
    documents=(SOURCE, AGREES, SUMMARY, DIFFERS),
    unreadable=(
        Unreadable(paper=PaperId("arxiv:1801.00004"), reason="no text layer"),
        Unreadable(paper=PaperId("doi:10.99999/late.frost"), reason="the server answered 403"),
    ),
    source_papers=(PaperId("arxiv:2101.00001"),),
    claims=CLAIMS,
    verdicts=VERDICTS,
    findings=FINDINGS,
    queries=QUERIES,
    failures=(
        Failure(
            what="crossref",
            reason="no answer within 30 s",
            effect="papers that only crossref holds are missing",
        ),
    ),
    notices=("Part of the papers come from the starter library.",),
    identified=9,
    duplicates=1,
    judge=JUDGE,
    run=RUN,
    author="litsynth",
    date="2026-11-20",
)


def no_claims():
    return replace(INPUTS, claims=(), verdicts=())


def all_open():
    return replace(
        INPUTS,
        verdicts=tuple(
            verdict(number, Outcome.NOT_ENOUGH_EVIDENCE, confidence=0.8) for number in range(1, 6)
        ),
    )


def with_words(*, title, sentence, passage, question="How does winter pruning affect yield?"):
    """One supported claim, with the given words wherever a stranger's words can stand."""
    source = document("arxiv:2101.00001", [[sentence]])
    other = document("arxiv:1905.00002", [[passage]])
    papers = (
        replace(PAPERS["source"], title=title, authors=(title, "Bo Pippin"), venue=title),
        replace(PAPERS["agrees"], title=title, url=f"javascript:{title}", pdf_url=title),
    )
    span = Span(0, len(sentence))
    one = claim(1, source, sentence, relevance=0.8)
    found = evidence(other, passage, Stance.SUPPORTS, 0.8, reasons=(title,))
    return replace(
        INPUTS,
        question=question,
        plan=SearchPlan(question=question, concepts=(Concept(phrase=title),)),
        ranked=tuple(RankedPaper(paper=p, relevance=0.7, above_floor=True) for p in papers),
        documents=(source, other),
        unreadable=(),
        claims=(replace(one, span=span, section=title),),
        verdicts=(verdict(1, Outcome.SUPPORTED, found, confidence=0.7, papers=1),),
        findings=(replace(finding(1, other, passage, 0.6), section=title),),
        failures=(Failure(what=title, reason=sentence, effect=passage),),
        notices=(title,),
        author=title or "litsynth",
    )
