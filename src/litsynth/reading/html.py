"""HTML to passages, as arXiv (LaTeXML) and others publish papers. Pure; standard library parser."""

import re
from html.parser import HTMLParser

from litsynth.reading.cleaning import clean, one_line
from litsynth.reading.marked import Marked, Passage
from litsynth.records import BlockKind

_SKIPPED = frozenset(
    """script style nav header footer aside form button select noscript template svg head
    annotation annotation-xml""".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "div": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.PARAGRAPH,
    "pre": BlockKind.CODE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "table": BlockKind.TABLE,
    "section": BlockKind.PARAGRAPH,
    "article": BlockKind.PARAGRAPH,
    "main": BlockKind.PARAGRAPH,
}
_HEADING = re.compile(r"h([1-6])$")
_CLASSES = (
    ("ltx_title_document", BlockKind.TITLE),
    ("ltx_personname", BlockKind.AUTHORS),
    ("ltx_creator", BlockKind.AUTHORS),
    ("ltx_authors", BlockKind.AUTHORS),
    ("ltx_bibitem", BlockKind.REFERENCE),
    ("ltx_equation", BlockKind.EQUATION),
    ("ltx_note", BlockKind.FOOTNOTE),
    ("ltx_tag_bibitem", BlockKind.REFERENCE),
)
_BYLINES = frozenset({"author", "authors", "author-list", "byline"})
"""Classes of whole blocks; words within a line that have them may stand in a reference."""
_BYLINE_TAGS = frozenset({"p", "div", "address", "ul"})
_KEEPS_INNER = frozenset({BlockKind.REFERENCE, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE})
"""Blocks that paragraphs inside them do not end."""
_NAMES = re.compile(r"\s*(?:,|;|\band\b|&|\n)\s*")


def from_html(text: str) -> Marked:
    """The page's headings, paragraphs, lists, captions, tables and references."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.marked()


class _Reader(HTMLParser):
    """Keeps a stack of open elements; a block's text is what comes before the next block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, BlockKind | None, int]] = []
        self._pieces: list[str] = []
        self._found: list[Passage] = []
        self._skipping = 0
        self._page_title: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = True
        if tag in _VOID:
            if tag == "br":
                self._pieces.append("\n")
            return
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
            return
        if tag == "math":
            self._pieces.append(values.get("alttext", ""))
            self._skipping += 1
            return
        kind, depth = _kind(tag, values.get("class", ""))
        if kind is not None and not self._keeps_inner():
            self._flush()
        self._open.append((tag, kind, depth))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _VOID:
            return
        if self._skipping:
            self._skipping -= 1
            return
        while self._open:
            name, kind, _ = self._open[-1]
            if kind is not None and not self._keeps_inner(below_top=True):
                self._flush()
            self._open.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._page_title.append(data)
        if not self._skipping:
            self._pieces.append(data)

    def _keeps_inner(self, *, below_top: bool = False) -> bool:
        elements = self._open[:-1] if below_top else self._open
        return any(kind in _KEEPS_INNER for _, kind, _ in elements)

    def _flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        kinds = [(kind, depth) for _, kind, depth in self._open if kind is not None]
        held = [entry for entry in kinds if entry[0] in _KEEPS_INNER]
        kind, depth = (held or kinds or [(BlockKind.PARAGRAPH, 0)])[0 if held else -1]
        kept = clean(text.strip()) if kind is BlockKind.CODE else one_line(text)
        if kept:
            self._found.append(Passage(kind=kind, text=kept, depth=depth))

    def marked(self) -> Marked:
        self._flush()
        passages = self._found
        titles = [p.text for p in passages if p.kind is BlockKind.TITLE]
        names = [
            name
            for passage in passages
            if passage.kind is BlockKind.AUTHORS
            for name in _NAMES.split(passage.text)
            if name and "@" not in name
        ]
        page_title = clean(" ".join("".join(self._page_title).split()))
        first = passages[0] if passages else None
        if not titles and first is not None and first.kind is BlockKind.HEADING:
            titles = [first.text]
            passages = [Passage(kind=BlockKind.TITLE, text=first.text), *passages[1:]]
        return Marked(
            passages=tuple(passages),
            title=titles[0] if titles else page_title or None,
            authors=tuple(dict.fromkeys(names)),
        )


def _kind(tag: str, classes: str) -> tuple[BlockKind | None, int]:
    """What block an element opens, and a heading's depth; None for words within a line."""
    for name, kind in _CLASSES:
        if name in classes.split():
            return kind, 0
    if tag in _BYLINE_TAGS and _BYLINES.intersection(classes.casefold().split()):
        return BlockKind.AUTHORS, 0
    if heading := _HEADING.match(tag):
        # The page's title is the first level, so a section is the second.
        return BlockKind.HEADING, max(int(heading.group(1)) - 1, 1)
    return _KINDS.get(tag), 0
