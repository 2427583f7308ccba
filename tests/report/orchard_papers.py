"""The invented papers about apple trees, and how their records are made."""

from dataclasses import replace

from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Depth,
    Document,
    Evidence,
    Line,
    Paper,
    PaperId,
    Section,
    SectionKind,
    Stance,
    Verdict,
)
from litsynth.spans import Span


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


def finding(number, source, quote, relevance):
    return replace(claim(1, source, quote, relevance=relevance), id=ClaimId(f"f{number}"))


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
