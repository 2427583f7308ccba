"""JATS XML to passages, by the standard library's parser. Pure: bytes in, passages out."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from litsynth.reading.cleaning import clean, one_line
from litsynth.reading.marked import Marked, Passage
from litsynth.records import BlockKind

_SKIPPED = frozenset(
    {"fn", "table-wrap-foot", "object-id", "label", "graphic", "media", "tex-math", "alternatives"}
)
_BREAKS = frozenset({"p", "list", "disp-quote", "disp-formula", "fig", "table-wrap", "boxed-text"})
_SECTIONS = frozenset({"sec", "app"})
_GROUPS = frozenset({"disp-quote", "boxed-text", "ack", "statement", "app-group"})
_FLOATS = frozenset({"fig", "table-wrap", "fig-group"})
_VERBATIM = frozenset({"code", "preformat"})
_SHORT = {"title": BlockKind.HEADING, "disp-formula": BlockKind.EQUATION}


class DamagedError(ValueError):
    """The XML does not parse; the message says where."""


def from_jats(data: bytes) -> Marked:
    """The article's text, or as much as its markup names. Raises DamagedError if it is not XML."""
    try:
        # expat limits entity expansion, and external entities are not fetched.
        root = ET.fromstring(data)  # noqa: S314
    except ET.ParseError as error:
        raise DamagedError(f"damaged XML: {error}") from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    title = _words(root.find("front/article-meta/title-group/article-title"))
    authors = tuple(_authors(root.iterfind("front/article-meta/contrib-group/contrib")))
    passages: list[Passage] = []
    if title:
        passages.append(Passage(kind=BlockKind.TITLE, text=title))
    if authors:
        passages.append(Passage(kind=BlockKind.AUTHORS, text=", ".join(authors)))
    for abstract in root.iterfind("front/article-meta/abstract"):
        passages.append(Passage(kind=BlockKind.HEADING, text="Abstract", depth=1))
        passages += (p for p in _blocks(abstract, 1) if p.kind is not BlockKind.HEADING)
    for body in root.iterfind("body"):
        passages += _blocks(body, 0)
    for back in root.iterfind("back"):
        passages += _back(back)
    return Marked(passages=tuple(passages), title=title or None, authors=authors)


def _authors(contributors: Iterable[ET.Element]) -> Iterator[str]:
    for contributor in contributors:
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is not None:
            parts = (_words(name.find(tag)) for tag in ("given-names", "surname", "suffix"))
            yield " ".join(part for part in parts if part)
        elif whole := _words(contributor.find("string-name")) or _words(contributor.find("collab")):
            yield whole


def _back(back: ET.Element) -> Iterator[Passage]:
    for part in back:
        if part.tag == "ref-list":
            heading = _words(part.find("title")) or "References"
            yield Passage(kind=BlockKind.HEADING, text=heading, depth=1)
            for entry in part.iter("ref"):
                citation = _citation(entry)
                if citation:
                    yield Passage(kind=BlockKind.REFERENCE, text=citation)
        elif part.tag in {"ack", "app-group", "app", "sec", "notes"}:
            if part.tag == "ack" and part.find("title") is None:
                yield Passage(kind=BlockKind.HEADING, text="Acknowledgements", depth=1)
            yield from _blocks(part, 1)


def _citation(entry: ET.Element) -> str:
    pieces = (clean(" ".join("".join(each.itertext()).split())) for each in _leaves(entry))
    return " ".join(piece for piece in pieces if piece)


def _leaves(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag in {"element-citation", "mixed-citation", "citation", "person-group"}:
            if child.tag == "mixed-citation":
                yield child
            else:
                yield from _leaves(child)
        elif child.tag != "label":
            yield child


def _blocks(element: ET.Element, depth: int) -> Iterator[Passage]:
    for child in element:
        if child.tag in _SECTIONS:
            yield from _blocks(child, depth + 1)
        elif child.tag in _GROUPS:
            yield from _blocks(child, depth)
        elif child.tag == "p":
            yield from _paragraph(child, BlockKind.PARAGRAPH)
        elif child.tag == "list":
            yield from _list(child)
        elif child.tag in _FLOATS:
            yield from _float(child)
        elif child.tag in _VERBATIM:
            yield Passage(kind=BlockKind.CODE, text=clean("".join(child.itertext())).strip())
        elif kind := _SHORT.get(child.tag):
            yield Passage(kind=kind, text=_words(child), depth=max(depth, 1))


def _list(element: ET.Element) -> Iterator[Passage]:
    for item in element.iterfind("list-item"):
        for child in item:
            if child.tag == "p":
                yield from _paragraph(child, BlockKind.LIST_ITEM)
            elif child.tag == "list":
                yield from _list(child)


def _float(element: ET.Element) -> Iterator[Passage]:
    for caption in element.iter("caption"):
        label = _words(element.find("label"))
        text = _words(caption)
        if text:
            yield Passage(kind=BlockKind.CAPTION, text=f"{label} {text}".strip())
    for table in element.iter("table"):
        rows = ("\t".join(_words(cell) for cell in row) for row in table.iter("tr"))
        yield Passage(kind=BlockKind.TABLE, text="\n".join(rows).strip())


def _paragraph(element: ET.Element, kind: BlockKind) -> Iterator[Passage]:
    """The paragraph's own words first, then what stands inside it: lists, figures, footnotes."""
    if text := _words(element, skipping=_BREAKS):
        yield Passage(kind=kind, text=text)
    for child in element:
        if child.tag == "list":
            yield from _list(child)
        elif child.tag in {"fig", "table-wrap"}:
            yield from _float(child)
        elif child.tag in {"disp-quote", "boxed-text"}:
            yield from _blocks(child, 1)
    for note in element.iter("fn"):
        if text := _words(note):
            yield Passage(kind=BlockKind.FOOTNOTE, text=text)


def _words(element: ET.Element | None, skipping: frozenset[str] = frozenset()) -> str:
    if element is None:
        return ""
    return one_line("".join(_pieces(element, skipping)))


def _pieces(element: ET.Element, skipping: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in skipping:
            yield " "
        elif child.tag == "p":
            yield " "
            yield from _pieces(child, skipping)
        elif child.tag not in _SKIPPED:
            yield from _pieces(child, skipping)
        yield child.tail or ""
