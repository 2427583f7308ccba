"""Documents from text that came without a file: abstracts and litsynth's own summaries. Pure."""

import re
from collections.abc import Sequence
from hashlib import sha256

from litsynth.language import language_of
from litsynth.reading.cleaning import clean
from litsynth.reading.sentences import sentences as split
from litsynth.reading.tex_in_prose import as_printed
from litsynth.records import Block, BlockKind, Depth, Document, PaperId, Section, SectionKind
from litsynth.spans import Span

READER = "text/2"
_GLUED = re.compile(r"(?<=[a-z]{3})([.?!])(?=[A-Z][a-z]*\s)")
"""A stop that lost the blank after it: "is hard.We show"; in one abstract of fifty."""


def document_from_text(
    paper: PaperId, text: str, *, depth: Depth, sentences: Sequence[str] | None = None
) -> Document:
    """One section of one paragraph. Its sentences are found, or given, and then joined by spaces.

    Raises ValueError if there is no text in `text` and `sentences`.
    """
    if sentences is None:
        whole = _GLUED.sub(r"\1 ", clean(as_printed(text.replace("\n", " "))))
        spans = tuple(split(whole))
    else:
        kept = [cleaned for each in sentences if (cleaned := clean(each.replace("\n", " ")))]
        whole = " ".join(kept)
        spans = _placed(kept)
    if not whole:
        raise ValueError(f"{paper} has no text")
    span = Span(0, len(whole))
    return Document(
        paper=paper,
        text=whole,
        depth=depth,
        sentences=spans,
        sections=(Section(kind=SectionKind.ABSTRACT, heading="", span=span),),
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=span),),
        sha256=sha256(whole.encode()).hexdigest(),
        reader=READER,
        language=language_of(whole),
    )


def _placed(parts: Sequence[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 1
    return tuple(spans)
