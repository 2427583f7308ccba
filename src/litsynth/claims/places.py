"""Sentences with the place they stand in: section, paragraph, order. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litsynth.claims.citations import without_citations
from litsynth.records import RUNNING_TEXT, Block, Depth, Document, SectionKind
from litsynth.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of running text."""

    span: Span
    """Into the document's text; without white space at its ends."""
    text: str
    """As printed, on one line."""
    plain: str
    """`text` without the citations that it can do without."""
    section: SectionKind
    heading: str
    index: int
    """Its place among the sentences of its section, from 0."""
    count: int
    """How many sentences its section has."""
    at: float
    """Its place in the paper's running text, from 0 to 1."""
    opens: bool = False
    """Whether it is the first of its paragraph."""
    closes: bool = False
    """Whether it is the last of its paragraph."""
    running: bool = True
    """Whether it stands in a paragraph or a list, not in a caption, a table or the like."""
    before: str = ""
    """`plain` of the sentence before it in the same paragraph; empty where it opens one."""


def placed_sentences(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences in order, each with its place.

    What has no sections is taken for an abstract, unless it is a full text.
    """
    text = document.text
    spans = [trimmed for span in document.sentences if (trimmed := _trimmed(span, text))]
    blocks = _blocks_of(spans, document.blocks)
    headed = [_section(document, span) for span in spans]
    counts: dict[int, int] = {}
    for number, _, _ in headed:
        counts[number] = counts.get(number, 0) + 1
    seen: dict[int, int] = {}
    placed: list[Sentence] = []
    for order, (span, block, (number, kind, heading)) in enumerate(
        zip(spans, blocks, headed, strict=True)
    ):
        flat = " ".join(span.of(text).split())
        index = seen.get(number, 0)
        seen[number] = index + 1
        opens = order == 0 or blocks[order - 1] is not block or block is None
        placed.append(
            Sentence(
                span=span,
                text=flat,
                plain=without_citations(flat),
                section=kind,
                heading=heading,
                index=index,
                count=counts[number],
                at=order / max(len(spans) - 1, 1),
                opens=opens,
                closes=order == len(spans) - 1 or blocks[order + 1] is not block or block is None,
                running=block is None or block.kind in RUNNING_TEXT,
                before=placed[-1].plain if placed and index and not (opens and block) else "",
            )
        )
    return tuple(placed)


def as_abstract(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences that are known to make up one abstract, and of which nothing else is known.

    Spans are into the texts joined by single spaces.
    """
    placed: list[Sentence] = []
    start = 0
    for index, text in enumerate(texts):
        flat = " ".join(text.split())
        placed.append(
            Sentence(
                span=Span(start, start + len(text)),
                text=flat,
                plain=without_citations(flat),
                section=SectionKind.ABSTRACT,
                heading="",
                index=index,
                count=len(texts),
                at=index / max(len(texts) - 1, 1),
                opens=index == 0,
                closes=index == len(texts) - 1,
                before=placed[-1].plain if placed else "",
            )
        )
        start += len(text) + 1
    return tuple(placed)


def _section(document: Document, span: Span) -> tuple[int, SectionKind, str]:
    """Number, kind and heading of the section in which `span` begins; number -1 for none."""
    section = document.section_of(span)
    if section is None:
        bare = document.depth is not Depth.FULL_TEXT and not document.sections
        return -1, SectionKind.ABSTRACT if bare else SectionKind.OTHER, ""
    return document.sections.index(section), section.kind, section.heading


def _trimmed(span: Span, text: str) -> Span | None:
    quote = span.of(text)
    start = span.start + len(quote) - len(quote.lstrip())
    end = span.end - (len(quote) - len(quote.rstrip()))
    return Span(start, end) if start < end else None


def _blocks_of(spans: Iterable[Span], blocks: tuple[Block, ...]) -> list[Block | None]:
    """For each span, the block in which it begins. Both are in order."""
    found: list[Block | None] = []
    at = 0
    for span in spans:
        while at < len(blocks) and blocks[at].span.end <= span.start:
            at += 1
        inside = at < len(blocks) and blocks[at].span.start <= span.start
        found.append(blocks[at] if inside else None)
    return found
