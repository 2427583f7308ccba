"""HTML to passages, as arXiv (LaTeXML) and others publish papers. Pure; standard library parser."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from litsynth.reading.cleaning import clean, one_line
from litsynth.reading.html_front import described, front_matter, part_names, people
from litsynth.reading.html_parts import content, mark_raised, strip, title_element
from litsynth.reading.html_tree import classes, tree
from litsynth.reading.latex_words import formula
from litsynth.reading.marked import Marked, Passage, with_entries, without_marks
from litsynth.reading.raised import power, unmarked
from litsynth.records import BlockKind

_KINDS = {
    **dict.fromkeys(
        "p div section article main header figure details ul ol dl dt address center hr".split(),
        BlockKind.PARAGRAPH,
    ),
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "table": BlockKind.TABLE,
}
_HEADING = re.compile(r"h([1-6])$")
_CLASSES = {
    "ltx_personname": BlockKind.AUTHORS,
    "ltx_creator": BlockKind.AUTHORS,
    "ltx_authors": BlockKind.AUTHORS,
    "ltx_bibitem": BlockKind.REFERENCE,
    "ltx_tag_bibitem": BlockKind.REFERENCE,
    "ltx_equation": BlockKind.EQUATION,
    "ltx_equationgroup": BlockKind.EQUATION,
    "csl-entry": BlockKind.REFERENCE,
    "footnotes": BlockKind.FOOTNOTE,
}
_NOTES = frozenset({"ltx_note", "ltx_author_notes", "sidenote", "marginnote"})
"""Stand in the middle of a sentence, and are read after its paragraph."""
_BYLINES = re.compile(
    r"(?:(?:post|entry|article|story|blog|page)[-_]{0,2})?(?:meta(?:data)?|by-?line)"
    r"|(?:post|entry|article|story|blog|page)[-_]{0,2}(?:authors?|info|date)"
    r"|author[-_]?(?:list|names?|line)?|authors|dateline|published|pub-?date"
)
"""Classes of whole blocks; words within a line that have them may stand in a reference."""
_BYLINE_TAGS = frozenset({"p", "div", "address", "ul"})
_WHOLE = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.REFERENCE,
        BlockKind.CAPTION,
        BlockKind.EQUATION,
    }
)
"""Blocks that paragraphs inside them do not end."""
_HANDED_DOWN = frozenset({BlockKind.QUOTE, BlockKind.FOOTNOTE, BlockKind.AUTHORS})
"""What stands in such a block is such itself."""
_OWN = frozenset({BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE, BlockKind.EQUATION})
"""But these are what they are."""
_GOES_ON = re.compile(
    r"(?:[,–-]|\b(?:a|an|the|of|by|in|on|at|for|with|and|or|to|from|as|that|is|are|was|were))$"
)


def from_html(text: str) -> Marked:
    """The page's headings, paragraphs, lists, captions, tables and references."""
    root = tree(unmarked(text))
    described_as = described(root)
    strip(root)
    here = content(root)
    title = title_element(root, here, described_as.titles)
    mark_raised(root)
    part_names(root)
    reader = _Reader(title)
    reader.read(here)
    if title is not None and title not in set(here.iter()):
        reader.found.insert(0, _title(title))
    passages = without_marks(with_entries(front_matter(reader.found)))
    if title is None and not described_as.titles:
        passages = _titled(passages)
    titles = [passage.text for passage in passages if passage.kind is BlockKind.TITLE]
    return Marked(
        passages=passages,
        title=next(iter([*titles, *described_as.titles]), None),
        authors=described_as.cited_authors or people(passages) or described_as.authors,
        imprint=described_as.imprint,
    )


class _Reader:
    """Collects words until their block ends, then makes a passage of them."""

    def __init__(self, title: ET.Element | None) -> None:
        self.found: list[Passage] = []
        self._title = title
        self._pieces: list[str] = []
        self._notes: list[ET.Element] = []

    def read(self, element: ET.Element) -> None:
        """Adds the passages of an element that is no block of a kind of its own."""
        self._visit(element, BlockKind.PARAGRAPH, 0)
        self._end(BlockKind.PARAGRAPH, 0)

    def _visit(self, element: ET.Element, kind: BlockKind, depth: int) -> None:
        self._add(element.text)
        for child in element:
            self._child(child, kind, depth)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text.replace("\n", " "))  # A newline is what `<br>` leaves.

    def _child(self, child: ET.Element, kind: BlockKind, depth: int) -> None:
        if child.tag == "br":
            self._pieces.append(" " if "ltx_break" in classes(child) else "\n")
        elif not _NOTES.isdisjoint(classes(child)):
            self._notes.append(child)
        elif child.tag == "math" and child.get("alttext"):
            self._add(formula(f"${child.get('alttext')}$"))
        elif child.tag in {"msup", "msubsup"} and len(child) > 1:
            *base, exponent = ("".join(part.itertext()) for part in child)
            self._add(power("".join(part.strip() for part in base), exponent))
        else:
            self._element(child, kind, depth)

    def _element(self, child: ET.Element, kind: BlockKind, depth: int) -> None:
        own, own_depth = _kind(child) if child is not self._title else (BlockKind.TITLE, 0)
        if own is None:
            self._visit(child, kind, depth)
        elif kind in _WHOLE:
            self._add(" ")
            self._visit(child, kind, depth)
            self._add(" ")
        else:
            self._end(kind, depth)
            if own is BlockKind.TABLE:
                self._table(child)
            elif own is BlockKind.CODE:
                text = clean("".join(child.itertext())).strip()
                self.found.append(Passage(kind=own, text=text))
            else:
                if kind in _HANDED_DOWN and own not in _OWN and own is not BlockKind.TITLE:
                    own = kind
                self._visit(child, own, own_depth)
                self._end(own, own_depth)

    def _table(self, table: ET.Element) -> None:
        for caption in table.iterfind("caption"):
            self._visit(caption, BlockKind.CAPTION, 0)
            self._end(BlockKind.CAPTION, 0)
        rows = ("\t".join(self._cell(cell) for cell in row) for row in _rows(table))
        text = "\n".join(rows).strip()
        if text:
            self.found.append(Passage(kind=BlockKind.TABLE, text=text))

    def _cell(self, cell: ET.Element) -> str:
        self._visit(cell, BlockKind.CAPTION, 0)
        text = one_line("".join(self._pieces))
        self._pieces.clear()
        return text

    def _end(self, kind: BlockKind, depth: int) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        lines = [text] if kind in _WHOLE else _lines(text, apart=kind is BlockKind.AUTHORS)
        for line in lines:
            if kept := one_line(line):
                self.found.append(Passage(kind=kind, text=kept, depth=depth))
        notes, self._notes = self._notes, []
        for note in notes:
            self._visit(note, BlockKind.FOOTNOTE, 0)
            self._end(BlockKind.FOOTNOTE, 0)


def _title(element: ET.Element) -> Passage:
    return Passage(kind=BlockKind.TITLE, text=one_line("".join(element.itertext())))


def _titled(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages of a page that names no title, its first heading being it."""
    if not passages or passages[0].kind is not BlockKind.HEADING:
        return passages
    return (Passage(kind=BlockKind.TITLE, text=passages[0].text), *passages[1:])


def _rows(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _lines(text: str, *, apart: bool) -> list[str]:
    """The paragraphs of a block whose lines `<br>` breaks; every line is one if they stand `apart`.

    Two breaks begin another one, and so does one break before a capital, but in mid-sentence.
    """
    found: list[list[str]] = []
    before = ""
    for line in map(str.strip, text.split("\n")):
        goes_on = not line[:1].isupper() or _GOES_ON.search(before) is not None
        if line and before and goes_on and not apart:
            found[-1].append(line)
        elif line:
            found.append([line])
        before = line
    return [" ".join(lines) for lines in found]


def _kind(element: ET.Element) -> tuple[BlockKind | None, int]:
    """What block an element opens, and a heading's depth; None for words within a line."""
    names = classes(element)
    for name in names:
        if name in _CLASSES:
            return _CLASSES[name], 0
    if element.get("role") == "doc-endnotes":
        return BlockKind.FOOTNOTE, 0
    if element.tag in _BYLINE_TAGS and any(_BYLINES.fullmatch(name.casefold()) for name in names):
        return BlockKind.AUTHORS, 0
    if heading := _HEADING.match(element.tag):
        # The page's title is the first level, so a section is the second.
        return BlockKind.HEADING, max(int(heading.group(1)) - 1, 1)
    return _KINDS.get(element.tag), 0
