"""Printed pages to a Document: the order of the steps, and the text written once with its spans."""

import re
from collections.abc import Iterable, Sequence

from litsynth.reading import columns, front
from litsynth.reading.cleaning import clean, hyphen_stays, without_raised
from litsynth.reading.flow import make_whole
from litsynth.reading.headings import bare, depth_of, is_known, kind_of
from litsynth.reading.language import language_of
from litsynth.reading.margins import body_lines
from litsynth.reading.marked import Source
from litsynth.reading.parts import Part, Style, parts_of, style_of
from litsynth.reading.printed import PrintedFile, PrintedLine
from litsynth.reading.references import entries
from litsynth.reading.sentences import sentences
from litsynth.records import (
    Block,
    BlockKind,
    Box,
    Depth,
    Document,
    Line,
    Section,
    SectionKind,
)
from litsynth.spans import Span

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_APART = frozenset({SectionKind.FRONT, SectionKind.REFERENCES})
_LABEL = re.compile(
    r"(?:[•◦▪‣●○■□∗⋆*–—-]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|\((?:i{1,3}|iv|v|vi{0,3})\))\s*(?=\S)"
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LEAST_LETTERS = 20


def has_text(file: PrintedFile) -> bool:
    """Whether there is a text layer, and not a scan's empty pages."""
    letters = sum(
        letter.isalpha() for page in file.pages for line in page.lines for letter in line.text[:50]
    )
    return letters >= _LEAST_LETTERS


def compose(file: PrintedFile, source: Source) -> Document:
    """The document that the pages print."""
    rows = _rows(file)
    style = style_of(rows)
    parts = parts_of(rows, style)
    start = front.end_of_front(parts)
    ahead, body = parts[:start], _with_abstract_label(make_whole(parts[start:]))
    title = front.title_rows(ahead, style)
    ahead = _front_parts(ahead, title)
    marked = _sections(body, style)
    writer = _Writer(rows)
    blocks: list[Block] = []
    sections: list[Section] = []
    found: list[Span] = []
    if ahead:
        first = [writer.block(part) for part in ahead]
        blocks += first
        sections.append(
            Section(
                kind=SectionKind.FRONT,
                heading="",
                span=Span(first[0].span.start, first[-1].span.end),
            )
        )
    for kind, heading, members in marked:
        written = [writer.block(part) for part in members]
        if not written:
            continue
        span = Span(written[0].span.start, written[-1].span.end)
        sections.append(Section(kind=kind, heading=heading, span=span))
        blocks += written
        if kind not in _APART:
            for block in written:
                if block.kind in _RUNNING:
                    found += _sentences(writer.of(block.span), block)
    text = writer.text()
    names = [part for part in ahead if part.kind is not BlockKind.TITLE]
    return Document(
        paper=source.paper,
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=tuple(found),
        sections=tuple(sections),
        blocks=tuple(blocks),
        lines=tuple(writer.lines),
        page_count=max((page.number for page in file.pages), default=0),
        title=_title(title, writer) or (clean(file.title) if file.title else None),
        authors=front.author_names(names),
        sha256=source.sha256,
        reader=source.reader,
        language=language_of(" ".join(span.of(text) for span in found[:60]) or text),
        warnings=file.warnings,
    )


def _rows(file: PrintedFile) -> list[columns.Row]:
    rows: list[columns.Row] = []
    pages = [columns.join_pieces(lines) for lines in body_lines(file.pages)]
    found = [columns.gutters(lines) for lines in pages]
    zone = 0
    for page, lines, splits in zip(file.pages, pages, found, strict=True):
        rows += columns.arrange(lines, splits, page=page.number, zone=zone)
        zone = rows[-1].zone + 1 if rows else zone
    return rows


def _front_parts(parts: Sequence[Part], title: Sequence[columns.Row]) -> list[Part]:
    """The front's parts as title and authors, margin notes last."""
    in_title = {id(row) for row in title}
    ahead: list[Part] = [Part(BlockKind.TITLE, list(title))] if title else []
    for part in parts:
        rest = [row for row in part.rows if id(row) not in in_title]
        if rest and not rest[0].aside:
            ahead.append(Part(BlockKind.AUTHORS, rest))
    ahead += [part for part in parts if part.first.aside]
    return ahead


def _with_abstract_label(parts: Sequence[Part]) -> list[Part]:
    """The parts, with an "Abstract." that begins a paragraph made a heading of its own."""
    result: list[Part] = []
    for part in parts:
        label = front.RUN_IN.match(part.first.line.text)
        if label and part.kind is BlockKind.PARAGRAPH and part.first.page <= 2:
            line = part.first.line
            word = re.sub(r"\W+$", "", label.group())
            heading = columns.Row(
                line=_retold(line, word),
                page=part.first.page,
                left=part.first.left,
                right=part.first.right,
                zone=part.first.zone,
            )
            result.append(Part(BlockKind.HEADING, [heading]))
            part.first.line.text = line.text[label.end() :]
        elif part.kind is BlockKind.PARAGRAPH and front.KEYWORDS.match(part.first.line.text):
            part.kind = BlockKind.FOOTNOTE
        result.append(part)
    return result


def _retold(line: PrintedLine, text: str) -> PrintedLine:
    return PrintedLine(
        text=text,
        left=line.left,
        bottom=line.bottom,
        right=line.right,
        top=line.top,
        baseline=line.baseline,
        size=line.size,
        bold=line.bold,
    )


def _sections(parts: Iterable[Part], style: Style) -> list[tuple[SectionKind, str, list[Part]]]:
    """Kind, heading and parts of each section, in order."""
    found: list[tuple[SectionKind, str, list[Part]]] = []
    above = SectionKind.OTHER
    for part in parts:
        if part.kind is BlockKind.HEADING:
            heading = _plain(part)
            kind = kind_of(heading)
            in_references = bool(found) and found[-1][0] is SectionKind.REFERENCES
            if in_references and kind is SectionKind.OTHER and not _leaves_references(part, style):
                found[-1][2].append(part)
                continue
            if depth_of(heading) == 1:
                above = kind if not in_references else SectionKind.APPENDIX
            if kind is SectionKind.OTHER:
                kind = above
            found.append((kind, bare(heading), [part]))
        elif not found:
            found.append((SectionKind.OTHER, "", [part]))
        else:
            found[-1][2].append(part)
    return [
        (kind, heading, entries(members) if kind is SectionKind.REFERENCES else members)
        for kind, heading, members in found
    ]


def _leaves_references(part: Part, style: Style) -> bool:
    return is_known(part.text) or part.first.line.size > 1.05 * style.size


def _plain(part: Part) -> str:
    return clean(without_raised(part.text))


def _title(rows: Sequence[columns.Row], writer: "_Writer") -> str | None:
    if not rows:
        return None
    text = writer.of(Span(writer.lines[0].span.start, writer.lines[len(rows) - 1].span.end))
    return text.strip(" *†‡∗") or None


def _sentences(text: str, block: Block) -> Iterable[Span]:
    label = _LABEL.match(text) if block.kind is BlockKind.LIST_ITEM else None
    skipped = label.end() if label else 0
    return sentences(text[skipped:], block.span.start + skipped)


class _Writer:
    """Writes rows into one text, and remembers where each printed line went."""

    def __init__(self, rows: Sequence[columns.Row]) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._rows = rows
        self._words: frozenset[str] | None = None
        self.lines: list[Line] = []

    def text(self) -> str:
        return "".join(self._pieces)

    def of(self, span: Span) -> str:
        """Text of a span written last or nearly so."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0][span.start : span.end]

    def block(self, part: Part) -> Block:
        if self._length:
            self._write("\n\n")
        start = self._length
        rows = part.rows
        texts = [clean(without_raised(row.line.text)) for row in rows]
        keeps_lines = part.kind in {BlockKind.CODE, BlockKind.TABLE}
        for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
            begun = self._length
            following = texts[index + 1] if index + 1 < len(texts) else ""
            if row.line.hyphen or (text.endswith("-") and following[:1].islower()):
                text = text.removesuffix("-")
                stays = not following or hyphen_stays(text, following, self._knows)
                self._write(text + ("-" if stays else ""))
                ending = ""
            else:
                self._write(text)
                ending = "\n" if keeps_lines else " "
            line = row.line
            self.lines.append(
                Line(
                    span=Span(begun, self._length),
                    page=row.page,
                    box=Box(
                        left=round(line.left, 1),
                        bottom=round(line.bottom, 1),
                        right=round(line.right, 1),
                        top=round(line.top, 1),
                    ),
                )
            )
            if following and text:
                self._write(ending)
        return Block(kind=part.kind, span=Span(start, self._length))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _knows(self, word: str) -> bool:
        if self._words is None:
            whole = "\n".join(row.line.text for row in self._rows)
            self._words = frozenset(_WORDS.findall(whole.casefold()))
        return word in self._words
