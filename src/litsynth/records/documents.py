"""A paper's text, stored once. Pages, sections, sentences and quotes are spans into it."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from litsynth.records.papers import PaperId
from litsynth.spans import Span


class Depth(StrEnum):
    """How much of a paper was read."""

    FULL_TEXT = "full_text"
    ABSTRACT = "abstract"
    SUMMARY = "summary"
    """litsynth's own summary of the abstract, from the starter library."""


class SectionKind(StrEnum):
    FRONT = "front"
    """Title, authors, affiliations: what stands before the abstract."""
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    RELATED_WORK = "related_work"
    METHODS = "methods"
    RESULTS = "results"
    DISCUSSION = "discussion"
    CONCLUSION = "conclusion"
    LIMITATIONS = "limitations"
    ACKNOWLEDGEMENTS = "acknowledgements"
    REFERENCES = "references"
    APPENDIX = "appendix"
    OTHER = "other"

    @property
    def in_words(self) -> str:
        """Nothing where the kind is not known: "other" is no name of a section."""
        return "" if self is SectionKind.OTHER else self.value


class BlockKind(StrEnum):
    TITLE = "title"
    AUTHORS = "authors"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    QUOTE = "quote"
    """A quotation or a box that stands apart: not the running words of the paper."""
    TABLE = "table"
    EQUATION = "equation"
    CODE = "code"
    REFERENCE = "reference"


RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
"""Blocks that are cut into sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the page's lower left corner (PDF user space)."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: where its characters stand in the text, and where on paper."""

    span: Span
    page: int
    """1-based."""
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of the paper. Sections are in text order and do not overlap."""

    kind: SectionKind
    heading: str
    """As printed, without its number; empty where the paper prints none."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, caption and so on. Blocks are in text order and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one paper with everything that can be said about its characters.

    `text` is cleaned and in reading order: no running heads, words joined over line ends, captions
    and footnotes after the paragraph they interrupt. Every span below is into `text`.
    """

    paper: PaperId
    text: str
    depth: Depth
    sentences: tuple[Span, ...]
    """Sentences of running text (paragraphs and list items), in order, without overlap."""
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
    """Sorted by `span.start`; empty where the text has no pages (an abstract, HTML)."""
    page_count: int = 0
    title: str | None = None
    """As printed on the paper, or None if it was not found."""
    authors: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    """Heads and feet of its first pages that say where it was published; of a file without pages,
    the DOI and the date that it states of itself. Not part of `text`."""
    sha256: str
    """Of the bytes that were read (a text's UTF-8 where there was no file)."""
    reader: str
    """Name and version of the reader and its settings that matter. Part of every cache key."""
    language: str | None = None
    """ISO 639-1 code, or None if too short to tell."""
    warnings: tuple[str, ...] = ()
    """What could not be read of a damaged file, in words."""
    read_from: str | None = None
    """The address whose bytes were read, if it is not the paper's `pdf_url`."""

    def page_of(self, span: Span) -> int | None:
        """The 1-based page on which `span` begins, or None where the text has no pages."""
        at = bisect_right(self.lines, span.start, key=lambda line: line.span.start) - 1
        return self.lines[max(at, 0)].page if self.lines else None

    def section_of(self, span: Span) -> Section | None:
        """The section in which `span` begins, or None if it is in none."""
        at = bisect_right(self.sections, span.start, key=lambda part: part.span.start) - 1
        if at < 0 or span.start >= self.sections[at].span.end:
            return None
        return self.sections[at]

    def lines_of(self, span: Span) -> tuple[Line, ...]:
        """The printed lines that `span` touches: its pages and rectangles."""
        return tuple(line for line in self.lines if line.span.overlaps(span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A paper that yielded no text. It stays in the results, so the report can say so."""

    paper: PaperId
    reason: str


Extraction = Document | Unreadable
