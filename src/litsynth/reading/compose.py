"""Printed pages to a Document: the order of the steps. Pure."""

import re
from collections.abc import Iterable, Sequence

from litsynth.language import language_of
from litsynth.reading import columns, front
from litsynth.reading.abstracts import with_abstract
from litsynth.reading.cleaning import clean
from litsynth.reading.floats import settle
from litsynth.reading.flow import make_whole
from litsynth.reading.kinds import parts_of
from litsynth.reading.margins import body_lines, imprints
from litsynth.reading.marked import APART, Source
from litsynth.reading.outline import Chapter, chapters, front_chapter
from litsynth.reading.parts import style_of
from litsynth.reading.pieces import join_pieces
from litsynth.reading.printed import PrintedFile, PrintedLine
from litsynth.reading.raised_citations import raised_citations
from litsynth.reading.sentences import sentences
from litsynth.reading.writing import Writer
from litsynth.records import RUNNING_TEXT, Block, BlockKind, Depth, Document, Section
from litsynth.spans import Span

_LABEL = re.compile(
    r"(?:[•◦▪‣●○■□∗⋆*–—-]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|\((?:i{1,3}|iv|v|vi{0,3})\))\s*(?=\S)"
)
_LEAST_LETTERS = 20
_FEW_LETTERS = 200
"""A scanned page may have so many in its text layer: a library's stamp."""
_SAMPLED = 60
"""Sentences that are looked at to tell the language."""


def has_text(file: PrintedFile) -> bool:
    """Whether there is a text layer, and not a scan's empty pages."""
    letters = 0
    for page in file.pages:
        for line in page.lines:
            letters += sum(map(str.isalpha, line.text))
            if letters >= _LEAST_LETTERS:
                return True
    return False


def bare_pages(file: PrintedFile) -> tuple[int, ...]:
    """Numbers of the pages that hold so little text that they may be a scan's."""
    return tuple(
        page.number
        for page in file.pages
        if sum(len(line.text) for line in page.lines) < _FEW_LETTERS
    )


def compose(file: PrintedFile, source: Source) -> Document:
    """The document that the pages print."""
    body_of_pages = body_lines(file.pages)
    rows = _rows(file, body_of_pages)
    style = style_of(rows)
    parts = settle(parts_of(rows, style))
    start = front.end_of_front(parts)
    title = front.title_rows(parts[:start], style)
    ahead = front_chapter(parts[:start], title)
    body = chapters(make_whole(parts[start:]), style)
    turned = {page.number: page for page in file.pages if page.turn}
    writer = Writer(rows, turned, raised_citations(body))
    blocks: list[Block] = []
    sections: list[Section] = []
    found: list[Span] = []
    printed_title = ""
    for chapter in (ahead, *body):
        written = [writer.write(part) for part in chapter.parts]
        if not written:
            continue
        if written[0][0].kind is BlockKind.TITLE:
            printed_title = written[0][1].strip(" *†‡∗")
        blocks += (block for block, _ in written)
        sections.append(_section(chapter, written[0][0], written[-1][0]))
        if chapter.kind not in APART:
            for block, text in written:
                if block.kind in RUNNING_TEXT:
                    found += _sentences(text, block)
    text = writer.text
    return Document(
        paper=source.paper,
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=tuple(found),
        sections=with_abstract(sections, found, blocks, text),
        blocks=tuple(blocks),
        lines=tuple(writer.lines),
        page_count=max((page.number for page in file.pages), default=0),
        title=printed_title or clean(file.title or "") or None,
        authors=front.author_names(
            [part for part in ahead.parts if part.kind is BlockKind.AUTHORS]
        ),
        imprint=tuple(map(clean, imprints(file.pages, body_of_pages))),
        sha256=source.sha256,
        reader=source.reader,
        language=language_of(" ".join(span.of(text) for span in found[:_SAMPLED]) or text),
        warnings=file.warnings,
    )


def _rows(file: PrintedFile, body_of_pages: Sequence[Sequence[PrintedLine]]) -> list[columns.Row]:
    """The rows of all pages in reading order."""
    pages = [join_pieces(lines) for lines in body_of_pages]
    found = columns.page_gutters(pages)
    rows: list[columns.Row] = []
    zone = 0
    for page, lines, splits in zip(file.pages, pages, found, strict=True):
        rows += columns.arrange(lines, splits, page=page.number, zone=zone)
        zone = rows[-1].zone + 1 if rows else zone
    return rows


def _section(chapter: Chapter, first: Block, last: Block) -> Section:
    return Section(
        kind=chapter.kind,
        heading=chapter.heading,
        span=Span(first.span.start, last.span.end),
    )


def _sentences(text: str, block: Block) -> Iterable[Span]:
    label = _LABEL.match(text) if block.kind is BlockKind.LIST_ITEM else None
    skipped = label.end() if label else 0
    return sentences(text[skipped:], block.span.start + skipped)
