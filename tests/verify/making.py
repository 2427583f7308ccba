"""Small papers, documents and claims for the tests of this stage."""

from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Depth,
    Document,
    Evidence,
    Paper,
    PaperId,
    Section,
    SectionKind,
    Stance,
)
from litsynth.spans import Span


def paper(number, *authors, **more):
    return Paper(
        id=PaperId(f"test:{number}"), title=more.pop("title", f"Unlike title {number * 7919}"),
        authors=authors or (f"Author Number{number}",), **more,
    )  # fmt: skip


def document(number, *sentences, sections=()):
    """A document of those sentences; `sections` are (kind, first sentence, last sentence)."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Document(
        paper=PaperId(f"test:{number}"),
        text=" ".join(sentences),
        depth=Depth.FULL_TEXT,
        sentences=tuple(spans),
        sections=tuple(
            Section(kind=kind, heading=kind.title(), span=Span(spans[a].start, spans[b].end))
            for kind, a, b in sections
        ),
        sha256="0" * 64,
        reader="test",
    )


def claim(text, *, number=1, of=1):
    return Claim(
        id=ClaimId(f"c{number}"), paper=PaperId(f"test:{of}"), text=text, quote=text,
        span=Span(0, len(text)), kind=ClaimKind.FINDING, page=None, section="Results",
        section_kind=SectionKind.RESULTS, depth=Depth.FULL_TEXT, relevance=1.0, score=1.0,
    )  # fmt: skip


def evidence(
    number, stance=Stance.SUPPORTS, *, supports=0.9, refutes=0.05, similarity=0.8, start=0
):
    return Evidence(
        paper=PaperId(f"test:{number}"), span=Span(start, start + 4), quote="text", page=1,
        section="Results", depth=Depth.ABSTRACT, similarity=similarity, stance=stance,
        supports=supports, refutes=refutes, reasons=("because",),
    )  # fmt: skip
