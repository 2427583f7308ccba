"""Documents from text that came without a file: abstracts and litsynth's own summaries. Pure."""

import re
from hashlib import sha256

from litsynth.language import language_of
from litsynth.reading.cleaning import clean
from litsynth.reading.sentences import sentences
from litsynth.reading.tex_in_prose import as_printed
from litsynth.records import Block, BlockKind, Depth, Document, PaperId, Section, SectionKind
from litsynth.spans import Span

READER = "text/2"
_GLUED = re.compile(r"(?<=[a-z]{3})([.?!])(?=[A-Z][a-z]*\s)")
"""A stop that lost the blank after it: "is hard.We show"; in one abstract of fifty."""


def document_from_text(paper: PaperId, text: str, *, depth: Depth) -> Document:
    """One section of one paragraph. Raises ValueError if there is no text."""
    whole = _GLUED.sub(r"\1 ", clean(as_printed(text.replace("\n", " "))))
    if not whole:
        raise ValueError(f"{paper} has no text")
    span = Span(0, len(whole))
    return Document(
        paper=paper,
        text=whole,
        depth=depth,
        sentences=tuple(sentences(whole)),
        sections=(Section(kind=SectionKind.ABSTRACT, heading="", span=span),),
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=span),),
        sha256=sha256(whole.encode()).hexdigest(),
        reader=READER,
        language=language_of(whole),
    )
