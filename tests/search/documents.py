"""Documents that a test writes line by line."""

from litsynth.records import Block, BlockKind, Depth, Document, Line, Section
from litsynth.spans import Span


def make_document(*lines, sections=(), title=None, authors=(), paper="file:00"):
    """A document of one printed line each, all on page 1; a line may be (kind, text)."""
    text, spans, blocks, sentences = "", [], [], []
    for line in lines:
        kind, words = line if isinstance(line, tuple) else (BlockKind.PARAGRAPH, line)
        span = Span(len(text), len(text) + len(words))
        spans.append(Line(span=span, page=1))
        blocks.append(Block(kind=kind, span=span))
        if kind is BlockKind.PARAGRAPH:
            sentences.append(span)
        text += words + "\n"
    return Document(
        paper=paper,
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=tuple(sentences),
        blocks=tuple(blocks),
        lines=tuple(spans),
        sections=tuple(
            Section(kind=kind, heading="", span=Span(spans[a].span.start, spans[b].span.end))
            for kind, a, b in sections
        ),
        page_count=1,
        title=title,
        authors=authors,
        sha256="00",
        reader="fake",
    )
