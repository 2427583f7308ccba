"""A small run on invented papers about apple trees, with every outcome and every depth in it."""

from dataclasses import replace

from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Concept,
    Depth,
    Document,
    Environment,
    Evidence,
    Failure,
    JudgeCard,
    Line,
    Outcome,
    Paper,
    PaperId,
    QueryRecord,
    RankedPaper,
    RunRecord,
    SearchPlan,
    Section,
    SectionKind,
    Stance,
    Unreadable,
    Verdict,
)
from litsynth.report.inputs import Inputs
from litsynth.spans import Span

QUESTION = "How does winter pruning affect the yield of apple trees?"


def document(paper, pages, *, depth=Depth.FULL_TEXT, warnings=()):
    """A document of whole sentences, a page each list; no pages where `depth` has none."""
    text, sentences, lines = "", [], []
    for number, page in enumerate(pages, start=1):
        for sentence in page:
            span = Span(len(text), len(text) + len(sentence))
            sentences.append(span)
            lines.append(Line(span=span, page=number))
            text += sentence + " "
    return Document(
        paper=PaperId(paper),
        text=text,
        depth=depth,
        sentences=tuple(sentences),
        sections=(Section(kind=SectionKind.RESULTS, heading="Results", span=Span(0, len(text))),),
        lines=tuple(lines) if depth is Depth.FULL_TEXT else (),
        page_count=len(pages),
        sha256="0" * 64,
        reader="orchard 1",
        warnings=warnings,
    )


def claim(number, source, quote, *, relevance, text=None):
    span = Span(source.text.index(quote), source.text.index(quote) + len(quote))
    return Claim(
        id=ClaimId(f"c{number}"),
        paper=source.paper,
        text=text or quote,
        quote=quote,
        span=span,
        kind=ClaimKind.FINDING,
        page=source.page_of(span),
        section="Results",
        section_kind=SectionKind.RESULTS,
        depth=source.depth,
        relevance=relevance,
        score=0.9,
    )


def evidence(source, quote, stance, probability, *, similarity=0.7, reasons=()):
    span = Span(source.text.index(quote), source.text.index(quote) + len(quote))
    return Evidence(
        paper=source.paper,
        span=span,
        quote=quote,
        page=source.page_of(span),
        section="Results",
        depth=source.depth,
        similarity=similarity,
        stance=stance,
        supports=probability if stance is Stance.SUPPORTS else 0.05,
        refutes=probability if stance is Stance.REFUTES else 0.04,
        reasons=reasons,
    )


def verdict(number, outcome, *found, verified=False, confidence=0.5, papers=0, left_out=0):
    return Verdict(
        claim=ClaimId(f"c{number}"),
        outcome=outcome,
        verified=verified,
        confidence=confidence,
        independent_papers=papers,
        evidence=found,
        reasons=("both speak of yield",) if found else (),
        own_passages_left_out=left_out,
    )


PAPERS = {
    "source": Paper(
        id=PaperId("arxiv:2101.00001"),
        title="Pruning Apple Trees in Winter: A Trial of Seven Orchards",
        identifiers=("doi:10.99999/orchard.7",),
        authors=("Ada Bramley", "Bo Pippin"),
        published="2021-01-04",
        venue="Proceedings of the Third Workshop on Invented Orchards",
        url="https://example.org/pruning",
        pdf_url="https://example.org/pruning.pdf",
        found_by=("arxiv",),
    ),
    "agrees": Paper(
        id=PaperId("arxiv:1905.00002"),
        title="Yield | Light & Shade_in the *Tree* Crown",
        authors=("Cem Reinette",),
        published="2019",
        venue="Journal of Invented Fruit",
        url="https://example.org/light",
        pdf_url="https://example.org/light.pdf",
        found_by=("arxiv", "starter"),
    ),
    "differs": Paper(
        id=PaperId("doi:10.99999/late.frost"),
        title="Late Frost After Early Cuts",
        authors=tuple(f"Author {letter}" for letter in "ABCDEFGHIJ"),
        published="2023-05",
        url=None,
        found_by=("crossref",),
    ),
    "summary": Paper(
        id=PaperId("acl:2020.fruit-1.3"),
        title="What Bees Ask of an Orchard",
        authors=("Dee Codlin",),
        published="2020",
        url="https://example.org/bees",
        summary="Bees visit pruned trees more often.",
        found_by=("starter",),
    ),
    "unreadable": Paper(
        id=PaperId("arxiv:1801.00004"),
        title="A Scan of an Old Orchard Book",
        authors=("E. Quarrenden",),
        published="2018",
        url="https://example.org/scan",
        pdf_url="https://example.org/scan.pdf",
        found_by=("arxiv",),
    ),
    "twin": Paper(
        id=PaperId("acl:2021.fruit-1.1"),
        title="Pruning Apple Trees in Winter: A Trial of Seven Orchards",
        identifiers=("doi:10.99999/orchard.7",),
        authors=("Ada Bramley", "Bo Pippin"),
        published="2021",
        url="https://example.org/published",
        found_by=("starter",),
    ),
    "retracted": Paper(
        id=PaperId("arxiv:1701.00005"),
        title="Pruning Doubles Everything",
        published="2017",
        found_by=("arxiv",),
        retraction="withdrawn by its authors in 2018",
    ),
    "aside": Paper(
        id=PaperId("arxiv:1601.00006"),
        title="Ploughing by Moonlight",
        published="2016",
        found_by=("arxiv",),
    ),
}

SOURCE = document(
    "arxiv:2101.00001",
    [
        ["We pruned seven orchards in three winters."],
        [
            "Winter pruning raised the yield of apple trees by 12 % over three years.",
            "Pruned trees flowered four days earlier than trees left alone.",
        ],
        [
            "Pruning before the last frost halved the yield in cold valleys [12].",
            "Shaded branches bore smaller apples.",
            "Our ladders were made of ash.",
        ],
    ],
)
AGREES = document(
    "arxiv:1905.00002",
    [
        ["Trees whose crowns were opened in January bore 11 % more fruit."],
        ["Branches in the shade carried smaller fruit in each year of the trial."],
        ["Opened crowns did not flower earlier than closed ones."],
    ],
    warnings=("page 4 has no text",),
)
DIFFERS = document(
    "doi:10.99999/late.frost",
    [["Early cuts did not change the harvest, whatever the frost."]],
    depth=Depth.ABSTRACT,
)
SUMMARY = document(
    "acl:2020.fruit-1.3",
    [["Bees visit pruned trees more often.", "Trees cut in winter gave more apples."]],
    depth=Depth.SUMMARY,
)

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
        failures=(Failure(what=title, reason=sentence, effect=passage),),
        notices=(title,),
        author=title or "litsynth",
    )
