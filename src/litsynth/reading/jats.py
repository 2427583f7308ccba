"""JATS XML to passages, by the standard library's parser. Pure: bytes in, passages out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from xml.etree import ElementTree as ET

from litsynth.reading.cleaning import clean, one_line
from litsynth.reading.headings import kind_of
from litsynth.reading.jats_marks import mark_raised
from litsynth.reading.marked import Marked, Passage, declared, without_marks
from litsynth.reading.raised import power, unmarked
from litsynth.records import RUNNING_TEXT, BlockKind, SectionKind

_SKIPPED = frozenset(
    {"fn", "table-wrap-foot", "object-id", "label", "graphic", "media", "tex-math", "alternatives"}
)
_BREAKS = frozenset({"p", "list", "disp-quote", "disp-formula", "fig", "table-wrap", "boxed-text"})
_SECTIONS = frozenset({"sec", "app"})
_APPENDICES = frozenset({"app", "app-group"})
_GROUPS = frozenset({"ack", "statement", "app-group"})
_APART = frozenset({"disp-quote", "boxed-text"})
_FLOATS = frozenset({"fig", "table-wrap", "fig-group"})
_VERBATIM = frozenset({"code", "preformat"})
_POWERS = frozenset({"msup", "msubsup"})
_CITATIONS = frozenset({"element-citation", "mixed-citation", "citation", "person-group", "name"})
_SHORT = {"title": BlockKind.HEADING, "disp-formula": BlockKind.EQUATION}
_APART_ALSO = frozenset({BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE, BlockKind.EQUATION})
"""What stays what it is in a box or a quotation."""
_NOT_THE_ABSTRACT = re.compile(r"graphical|teaser|toc\b|video|editor", re.IGNORECASE)
"""Types of abstracts that advertise the paper, or that others wrote."""
_REGISTRIES = frozenset({"doi", "arxiv"})
_NUMBER = re.compile(r"\W*(\d{1,3})\W*")


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
        element.text, element.tail = unmarked(element.text or ""), unmarked(element.tail or "")
    numbers = _numbers(root)
    mark_raised(root, {entry.get("id", ""): number for entry, number in numbers.items()})
    passages = without_marks(tuple(_passages(root, numbers)))
    title = next((p.text for p in passages if p.kind is BlockKind.TITLE), None)
    return Marked(
        passages=passages,
        title=title or None,
        authors=_authors(root),
        imprint=declared(_identifiers(root), _dates(root)),
    )


def _identifiers(root: ET.Element) -> Iterator[str]:
    for found in root.iterfind("front/article-meta/article-id"):
        kind = found.get("pub-id-type", "")
        if kind in _REGISTRIES:
            yield f"{kind}:{_words(found)}"


def _dates(root: ET.Element) -> list[str]:
    """When it came out, as precisely as is told; the earliest first."""
    dates = []
    for found in root.iterfind("front/article-meta/pub-date"):
        parts = [_words(found.find(tag)) for tag in ("year", "month", "day")]
        told = takewhile(str.isdecimal, parts)
        if "nihms" not in found.get("pub-type", "") and (date := "-".join(told)):
            dates.append((parts[0], -date.count("-"), date))
    return [date for *_, date in sorted(dates)]


def _passages(root: ET.Element, numbers: Mapping[ET.Element, int]) -> Iterator[Passage]:
    if title := _words(root.find("front/article-meta/title-group/article-title")):
        yield Passage(kind=BlockKind.TITLE, text=title)
    if authors := _authors(root):
        yield Passage(kind=BlockKind.AUTHORS, text=", ".join(authors))
    for abstract in root.iterfind("front/article-meta/abstract"):
        kind = f"{abstract.get('abstract-type', '')} {_words(abstract.find('title'))}"
        if not _NOT_THE_ABSTRACT.search(kind):
            yield Passage(kind=BlockKind.HEADING, text="Abstract", depth=1)
            yield from _abstract(abstract)
    for body in root.iterfind("body"):
        yield from _blocks(body, 0)
    for back in root.iterfind("back"):
        yield from _back(back, numbers)


def _abstract(abstract: ET.Element) -> Iterator[Passage]:
    """The abstract's text; a heading in it is the label of what comes first below it."""
    label, own_title = "", _words(abstract.find("title"))
    for passage in _blocks(abstract, 1):
        if passage.kind is BlockKind.HEADING:
            words = passage.text.rstrip(" .:")
            label = f"{words}: " if words and passage.text != own_title else ""
        elif passage.kind in RUNNING_TEXT:
            yield replace(passage, text=label + passage.text)
            label = ""
        else:
            yield passage


def _numbers(root: ET.Element) -> dict[ET.Element, int]:
    """The number of each entry of the bibliography: its label, or its place where one has none."""
    entries = [
        entry
        for part in root.iterfind("back/ref-list")
        for entry in part.iter("ref")
        if _citation(entry)
    ]
    labels = [_NUMBER.fullmatch(_words(entry.find("label"))) for entry in entries]
    printed = [int(label[1]) for label in labels if label]
    is_whole = len(printed) == len(entries)
    return dict(zip(entries, printed if is_whole else range(1, len(entries) + 1), strict=True))


def _authors(root: ET.Element) -> tuple[str, ...]:
    return tuple(_names(root.iterfind("front/article-meta/contrib-group/contrib")))


def _names(contributors: Iterable[ET.Element]) -> Iterator[str]:
    for contributor in contributors:
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is not None:
            parts = (_words(name.find(tag)) for tag in ("given-names", "surname", "suffix"))
            yield " ".join(part for part in parts if part)
        elif whole := _words(contributor.find("string-name")) or _words(contributor.find("collab")):
            yield whole


def _back(back: ET.Element, numbers: Mapping[ET.Element, int]) -> Iterator[Passage]:
    is_counted = list(numbers.values()) == list(range(1, len(numbers) + 1))
    for part in back:
        if part.tag == "ref-list":
            heading = _words(part.find("title")) or "References"
            yield Passage(kind=BlockKind.HEADING, text=heading, depth=1)
            for entry in part.iter("ref"):
                if entry in numbers:
                    label = "" if is_counted else f"[{numbers[entry]}] "
                    yield Passage(kind=BlockKind.REFERENCE, text=label + _citation(entry))
        elif part.tag in {"ack", "app-group", "app", "sec", "notes"}:
            if part.tag == "ack" and part.find("title") is None:
                yield Passage(kind=BlockKind.HEADING, text="Acknowledgements", depth=1)
            elif part.tag in _APPENDICES and not _says_appendix(part):
                yield Passage(kind=BlockKind.HEADING, text="Appendix", depth=1)
            yield from _blocks(part, 1)


def _says_appendix(part: ET.Element) -> bool:
    return kind_of(_words(next(part.iter("title"), None))) is SectionKind.APPENDIX


def _citation(entry: ET.Element) -> str:
    pieces = (clean(" ".join("".join(each.itertext()).split())) for each in _leaves(entry))
    return " ".join(piece for piece in pieces if piece)


def _leaves(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag in _CITATIONS:
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
        elif child.tag in _APART:
            yield from _apart(child)
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


def _apart(element: ET.Element) -> Iterator[Passage]:
    for passage in _blocks(element, 1):
        is_own = passage.kind in _APART_ALSO
        yield passage if is_own else replace(passage, kind=BlockKind.QUOTE)


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
        elif child.tag in _APART:
            yield from _apart(child)
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
        if child.tag in skipping or child.tag == "break":
            yield " "
        elif child.tag == "p":
            yield " "
            yield from _pieces(child, skipping)
        elif child.tag in _POWERS and len(child) > 1:
            *base, exponent = ("".join(_pieces(part, skipping)) for part in child)
            yield power("".join(part.strip() for part in base), exponent)
        elif child.tag not in _SKIPPED:
            yield from _pieces(child, skipping)
        yield child.tail or ""
