"""Documents from text whose structure is marked: JATS, HTML, LaTeX, Markdown, plain text. Pure."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from litsynth.citing import entry_number
from litsynth.language import language_of
from litsynth.reading.abstracts import with_abstract
from litsynth.reading.headings import bare, depth_of, kind_below, kind_of
from litsynth.reading.raised import settled
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
_CITING = RUNNING_TEXT | {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.QUOTE}
_TITLE_NOTE = re.compile(r"(?<=\w\w)\s*[*†‡§¶]+$")


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
    imprint: tuple[str, ...] = ()
    """What the file states of its publication, a line each; see `declared`."""


def declared(identifiers: Iterable[str], dates: Iterable[str]) -> tuple[str, ...]:
    """The imprint of a file that names its identifiers (a DOI, "arXiv:…") and when it came out."""
    lines = (*identifiers, *(f"Published {date.strip()}" for date in dates if date.strip()))
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def with_entries(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages, those under the heading of a bibliography being its entries."""
    found: list[Passage] = []
    is_inside = False
    for passage in passages:
        if passage.kind is BlockKind.HEADING:
            is_inside = kind_of(passage.text) is SectionKind.REFERENCES
        is_entry = is_inside and passage.kind in RUNNING_TEXT
        found.append(replace(passage, kind=BlockKind.REFERENCE) if is_entry else passage)
    return tuple(found)


def without_marks(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with what is raised in them as `settled` prints it; a title without its note."""
    entries = [passage.text for passage in passages if passage.kind is BlockKind.REFERENCE]
    printed = {number for entry in entries if (number := entry_number(entry)) is not None}
    known = printed or set(range(1, len(entries) + 1))
    return tuple(
        replace(passage, text=_plain(passage, known))
        if passage.kind is not BlockKind.CODE
        else passage
        for passage in passages
    )


def _plain(passage: Passage, known: set[int]) -> str:
    text = settled(passage.text, known, cites=passage.kind in _CITING).strip()
    return _TITLE_NOTE.sub("", text) if passage.kind is BlockKind.TITLE else text


def compose_marked(marked: Marked, source: Source) -> Document:
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
        depth=Depth.FULL_TEXT,
        sentences=found,
        sections=with_abstract(sections, found, blocks, text),
        blocks=tuple(blocks),
        title=marked.title,
        authors=marked.authors,
        imprint=marked.imprint,
        sha256=source.sha256,
        reader=source.reader,
        language=language_of(" ".join(span.of(text) for span in found[:60]) or text),
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
            depth = passage.depth or depth_of(passage.text)
            kind, above = kind_below(above, passage.text, depth)
        elif opens or (begun is None and ended == 0):
            kind, heading = (SectionKind.FRONT if is_front else SectionKind.OTHER), ""
        begun = begun or block.span
        ended = block.span.end
    if begun is not None:
        yield Section(kind=kind, heading=heading, span=Span(begun.start, ended))
