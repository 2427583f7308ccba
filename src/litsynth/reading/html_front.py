"""Title and authors of a web page: what it says of itself, and its byline. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from litsynth.reading.cleaning import one_line
from litsynth.reading.html_tree import classes
from litsynth.reading.marked import Passage, declared
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.records import RUNNING_TEXT, BlockKind

_CITED_TITLES = ("citation_title", "dc.title", "og:title")
_CITED_AUTHORS = ("citation_author", "citation_authors", "dc.creator")
_CITED_IDENTIFIERS = ("citation_doi", "citation_arxiv_id", "prism.doi", "dc.identifier")
_CITED_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate",
    "dc.date", "article:published_time",
)  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&|\||·|•|\n)\s*")
_BY = re.compile(r"^(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished)\s+)?[Bb][Yy]:?\s+(?=[^\Wa-z])")
_READING_TIME = re.compile(r"\b\d+[\s-]min(?:ute)?s?[\s-]read\b", re.IGNORECASE)
_DATED = re.compile(
    r"^(?:(?:first |last )?(?:posted|published|updated|modified|edited)\b.*"
    r"|(?:\w+day,? )?(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, ?)?\d{4}|\d{4}-\d\d-\d\d)$",
    re.IGNORECASE,
)
_LONGEST = 15
"""Words of a line that says who wrote a page and when."""
_LONGEST_NAME = 5
_STOPPED = re.compile(r"[.!?:。]['\"”’)\]]*$")
_MARKS = re.compile(r"\{\}\^\S*|(?<=[^\W\d_])[\d*†‡§¶]+")
"""Of affiliations; the first as LaTeXML gives them."""
_MARK_OR_GAP = re.compile(rf"{RAISED}[^{RAISED_END}]*{RAISED_END}[\s,]*|\s*(?:\xa0\s|\s\xa0)\s*")
"""What parts names that no comma does."""
_PLACES = re.compile(
    r"\b(?:universi|institut|departe?ment|school|college|faculty|laborator|cent(?:er|re)\b|academy"
    r"|hospital)",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    {"admin", "administrator", "staff", "editor", "anonymous", "guest", "unknown"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the head of a page says."""

    titles: tuple[str, ...]
    """The best first; the last may have the site's name in it."""
    cited_authors: tuple[str, ...]
    """Given for those who cite the page, so sure."""
    authors: tuple[str, ...]
    imprint: tuple[str, ...]


def described(root: ET.Element) -> Described:
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").casefold()
        if value := one_line(meta.get("content", "")):
            said.setdefault(name, []).append(value)
    titles = [title for name in _CITED_TITLES for title in said.get(name, [])]
    page_title = next(root.iter("title"), None)
    if page_title is not None and (words := one_line("".join(page_title.itertext()))):
        titles.append(words)
    cited = next((said[name] for name in _CITED_AUTHORS if name in said), [])
    each = (name for value in cited for name in value.split(";"))
    authors = (name for value in said.get("author", []) for name in _BETWEEN.split(value))
    return Described(
        titles=tuple(titles),
        cited_authors=_unlike(map(_turned, each)),
        authors=_unlike(name for name in authors if _is_name(name)),
        imprint=declared(
            (value for name in _CITED_IDENTIFIERS for value in said.get(name, [])),
            (value for name in _CITED_DATES for value in said.get(name, [])),
        ),
    )


def part_names(root: ET.Element) -> None:
    """Makes a note of what LaTeXML has below the names in one author's element: affiliations."""
    for element in [each for each in root.iter() if "ltx_personname" in classes(each)]:
        lines = [line for line in _with_breaks(element).split("\n") if line.strip()]
        at = next((at for at, line in enumerate(lines) if at and not _has_names(line)), len(lines))
        names = [_MARK_OR_GAP.sub(", ", line).strip(" ,") for line in lines[:at]]
        for child in list(element):
            element.remove(child)
        element.text = ", ".join(names)
        if below := _MARK_OR_GAP.sub(" ", "; ".join(lines[at:])):
            ET.SubElement(element, "span", {"class": "ltx_author_notes"}).text = below


def _with_breaks(element: ET.Element) -> str:
    pieces = [(element.text or "").replace("\n", " ")]
    for child in element:
        pieces.append("\n" if child.tag == "br" else _with_breaks(child))
        pieces.append((child.tail or "").replace("\n", " "))
    return "".join(pieces)


def _has_names(line: str) -> bool:
    """Whether a line below the first goes on with names: they have marks, after them."""
    return RAISED in line and not line.lstrip().startswith(RAISED)


def _turned(name: str) -> str:
    """The name with the surname last: "Byron, Ada" as "Ada Byron"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def _unlike(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def front_matter(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, those before the first sentence that say who wrote it and when kept apart."""
    found = list(passages)
    for at, passage in enumerate(found):
        if passage.kind not in RUNNING_TEXT:
            continue
        if _is_front(passage.text):
            found[at] = replace(passage, kind=BlockKind.AUTHORS)
        elif _STOPPED.search(passage.text):
            break
    return tuple(found)


def _is_front(text: str) -> bool:
    if len(text.split()) > _LONGEST or _STOPPED.search(text):
        return False
    return any(pattern.search(text) for pattern in (_BY, _READING_TIME, _DATED))


def people(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The authors whom the page prints."""
    lines = [passage.text for passage in passages if passage.kind is BlockKind.AUTHORS]
    signed = [line for line in lines if _BY.match(line)] or lines
    bare = (_MARKS.sub("", _BY.sub("", line)) for line in signed)
    return _unlike(name for line in bare for name in _BETWEEN.split(line) if _is_name(name))


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _LONGEST_NAME
        and not text[0].islower()
        and not any(sign.isdigit() or sign in "@:/" for sign in text)
        and text.casefold() not in _NO_NAMES
        and not _PLACES.search(text)
        and not _STOPPED.search(re.sub(r"\b\w\.|\b[JS]r\.", "", text))
    )
