"""Openly licensed complete papers (unarXive) as documents."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from training.rows import rows

from litsynth.reading.headings import kind_of
from litsynth.records import (
    Block,
    BlockKind,
    Depth,
    Document,
    PaperId,
    Section,
    SectionKind,
)
from litsynth.spans import Span

_CITED = re.compile(r"\{\{cite:([0-9a-f]+)\}\}")
_FORMULA = re.compile(r"\{\{formula:[^}]*\}\}")
_POINTER = re.compile(r"\{\{(?:figure|table|ref|section)[^}]*\}\}")
_STOP = re.compile(r"[.!?][\"')\]\u201d]*\s+(?=[A-Z\[(\"\u201c\d])")
_NO_STOP = re.compile(
    r"\b(?:et al|e\.g|i\.e|cf|Figs?|Eqs?|Sec|Refs?|vs|resp|approx|Dr|No|[A-Z]|Thm|Prop|Lem|Def"
    r"|etc)\.$"
)


def full_texts(archive: Path) -> Iterator[Document]:
    """The papers of a gzipped unarXive file, formulas as "x"."""
    for row in rows(archive):
        yield _document(row)


def _document(paper: dict[str, object]) -> Document:
    numbers: dict[str, int] = {}

    def clean(text: str) -> str:
        text = _CITED.sub(lambda hit: f"[{numbers.setdefault(hit[1], len(numbers) + 1)}]", text)
        text = re.sub(r"\](,?\s*)\[", ", ", text)
        return " ".join(_POINTER.sub("1", _FORMULA.sub("x", text)).split())

    parts = [("Abstract", clean(paper["abstract"]["text"]))]  # type: ignore[index]
    parts += [
        (part["section"] or "", clean(part["text"]))
        for part in paper["body_text"]  # type: ignore[attr-defined]
        if part["content_type"] == "paragraph"
    ]
    text = ""
    heads: list[tuple[str, int]] = []
    blocks: list[Block] = []
    sentences: list[Span] = []
    for heading, paragraph in parts:
        if not paragraph:
            continue
        if not heads or heads[-1][0] != heading:
            heads.append((heading, len(text)))
        sentences.extend(span.shifted(len(text)) for span in split_sentences(paragraph))
        blocks.append(
            Block(kind=BlockKind.PARAGRAPH, span=Span(len(text), len(text) + len(paragraph)))
        )
        text += paragraph + "\n"
    ends = [start for _, start in heads[1:]] + [len(text)]
    return Document(
        paper=PaperId(f"arxiv:{paper['paper_id']}"),
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=tuple(sentences),
        sections=tuple(
            Section(
                kind=SectionKind.ABSTRACT if heading == "Abstract" else kind_of(heading),
                heading=heading,
                span=Span(start, end),
            )
            for (heading, start), end in zip(heads, ends, strict=True)
        ),
        blocks=tuple(blocks),
        title=" ".join(str(paper["metadata"]["title"]).split()),  # type: ignore[index]
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        reader="unarxive",
    )


def split_sentences(paragraph: str) -> list[Span]:
    """Sentences of one paragraph, plainly. Labels of `claims_told` are tied to this division."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(paragraph):
        if not _NO_STOP.search(paragraph[start : stop.start() + 1]):
            spans.append(Span(start, stop.start() + len(stop.group().rstrip())))
            start = stop.end()
    if start < len(paragraph):
        spans.append(Span(start, len(paragraph)))
    return spans
