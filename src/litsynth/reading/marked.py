"""Documents from text whose structure is marked: JATS, HTML, LaTeX, Markdown, plain text. Pure."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from litsynth.language import language_of
from litsynth.reading.headings import bare, depth_of, kind_of
from litsynth.reading.sentences import sentences
from litsynth.records import (
    RUNNING_TEXT,
    Block,
    BlockKind,
    Depth,
    Document,
    PaperId,
    Section,
    SectionKind,
)
from litsynth.spans import Span

APART = frozenset({SectionKind.FRONT, SectionKind.REFERENCES})
"""Sections whose text is not cut into sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the bytes came from; goes into the Document as it is."""

    paper: PaperId
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a marked text, cleaned, without its marks.

    A heading without text ends the section above it; what follows has no heading.
    """

    kind: BlockKind
    text: str
    depth: int = 0
    """Of a heading: 1 for a section, 2 for a subsection. 0: go by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What a marked file says, in reading order."""

    passages: tuple[Passage, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def compose_marked(marked: Marked, source: Source, *, depth: Depth = Depth.FULL_TEXT) -> Document:
    """The document of a marked text. It has no pages, so no lines."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    kept: list[Passage] = []
    parted: set[int] = set()
    for passage in marked.passages:
        if passage.text:
            kept.append(passage)
        elif passage.kind is BlockKind.HEADING:
            parted.add(len(kept))
    for passage in kept:
        if length:
            pieces.append("\n\n")
            length += 2
        pieces.append(passage.text)
        blocks.append(Block(kind=passage.kind, span=Span(length, length + len(passage.text))))
        length += len(passage.text)
    text = "".join(pieces)
    sections = tuple(_sections(kept, blocks, parted))
    apart = [section.span for section in sections if section.kind in APART]
    found = tuple(
        span
        for block in blocks
        if block.kind in RUNNING_TEXT and not any(part.contains(block.span) for part in apart)
        for span in sentences(block.span.of(text), block.span.start)
    )
    return Document(
        paper=source.paper,
        text=text,
        depth=depth,
        sentences=found,
        sections=sections,
        blocks=tuple(blocks),
        title=marked.title,
        authors=marked.authors,
        sha256=source.sha256,
        reader=source.reader,
        language=language_of(" ".join(span.of(text) for span in found[:60]) or text),
        warnings=marked.warnings,
    )


def _sections(
    passages: Iterable[Passage], blocks: Iterable[Block], parted: Container[int]
) -> Iterable[Section]:
    """`parted`: the numbers of the passages that begin a section without a heading."""
    kind, heading = SectionKind.OTHER, ""
    above = SectionKind.OTHER
    begun: Span | None = None
    ended = 0
    for number, (passage, block) in enumerate(zip(passages, blocks, strict=True)):
        is_front = block.kind in {BlockKind.TITLE, BlockKind.AUTHORS}
        opens = number in parted or block.kind is BlockKind.HEADING
        opens = opens or is_front != (kind is SectionKind.FRONT)
        if begun is not None and opens:
            yield Section(kind=kind, heading=heading, span=Span(begun.start, ended))
            begun = None
        if number in parted:
            above = SectionKind.OTHER
        if block.kind is BlockKind.HEADING:
            heading = bare(passage.text)
            kind = kind_of(passage.text)
            if (passage.depth or depth_of(passage.text)) == 1:
                above = kind
            elif kind is SectionKind.OTHER:
                kind = above
        elif opens or (begun is None and ended == 0):
            kind, heading = (SectionKind.FRONT if is_front else SectionKind.OTHER), ""
        begun = begun or block.span
        ended = block.span.end
    if begun is not None:
        yield Section(kind=kind, heading=heading, span=Span(begun.start, ended))
