"""What a paper's own first page says of it: identifiers, date, abstract. For files without record.

Careful rather than complete: a wrong DOI would make two papers one, a missing one costs a link.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from litsynth.identifiers import arxiv_id, doi, registered
from litsynth.records import RUNNING_TEXT, Document, SectionKind

ABSTRACT_LENGTH = 1500
"""Characters of running text that stand for the abstract of a paper that prints none."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ARXIV_STAMP = re.compile(
    r"arXiv:\s*(\S+?)v\d+\b(?:\s*\[[\w.-]+\])?(?:\s+(\d{1,2} \w{3,9} \d{4}))?"
)
_DOI_LINE = re.compile(
    r"^\W{0,3}(?:https?://(?:dx\.)?doi\.org/|doi\b|digital object identifier\b)[\s:]*(\S.*)$",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|\u2022]+")
_ARCHIVES = ("10.5281/", "10.6084/", "10.17605/")
"""DOI prefixes of data and software, which papers print beside their own."""
_DAY = re.compile(r"(\d{1,2}) (\w{3})\w* (\d{4})")
_PUBLISHED = re.compile(
    r"\b(?:published|publication date)(?: online)?[:\s]+(\d{1,2} \w{3,9} \d{4})", re.IGNORECASE
)
_PAGES = re.compile(r"\b(?:pages?|pp?\.?)\s*\d+(?:\s*[\u2013\u2014-]+\s*\d+)?", re.IGNORECASE)
_YEAR = r"\b((?:19|20)\d\d)\b"
_IN_PROCEEDINGS = re.compile(
    rf"^[\W\d]*(?:(?:to )?(?:appears? |published )?in:? )?(?:the )?proceedings of\b.*?{_YEAR}",
    re.IGNORECASE,
)
_WITH_PAGES = re.compile(rf"^[A-Z][\w' :-]{{1,80}} {_YEAR}, (?=(?:pages?|pp?\.?) \d)")
_IN_VOLUME = re.compile(
    rf"(?:\bvol(?:\.|ume)\s*\d+|\b\d+\s*\(\d+\)).{{0,60}}?{_YEAR}", re.IGNORECASE
)
_STATED = re.compile(r"Published (\S.{3,40})")
_ISO = re.compile(r"((?:19|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_COPYRIGHT = re.compile(rf"(?:\u00a9|\(c\)|\bcopyright)\s*{_YEAR}", re.IGNORECASE)


def identifiers_on(document: Document) -> tuple[str, ...]:
    """ArXiv id and DOI that the first page gives as the paper's own; empty if it gives none."""
    if stated := tuple(filter(_is_own, filter(None, map(registered, document.imprint)))):
        return stated
    found: list[str] = []
    page = _first_page(document)
    stamp = _ARXIV_STAMP.search(page)
    if stamp and (bare := arxiv_id(stamp.group(1))):
        found.append(f"arxiv:{bare}")
    for line in _first_lines(document):
        labelled = _DOI_LINE.match(line)
        match = _DOI.search(line) if labelled else None
        name = doi(match.group()) if match else None
        if name and _is_own(f"doi:{name}"):
            found.append(f"doi:{name}")
            break
    return tuple(found)


def _is_own(name: str) -> bool:
    return not name.removeprefix("doi:").startswith(_ARCHIVES)


def page_of(identifiers: Iterable[str]) -> str | None:
    """The public page of a paper with these identifiers, or None if there is none."""
    known = sorted(identifiers)
    arxiv = (name.removeprefix("arxiv:") for name in known if name.startswith("arxiv:"))
    dois = (name.removeprefix("doi:") for name in known if name.startswith("doi:"))
    pages = [f"https://arxiv.org/abs/{key}" for key in arxiv]
    return next(iter([*pages, *(f"https://doi.org/{key}" for key in dois)]), None)


def date_on(document: Document) -> str | None:
    """The date of publication, or its year, that the first page prints; None if it prints none."""
    stated = filter(None, map(_STATED.fullmatch, document.imprint))
    if day := next(filter(None, (_stated_day(found.group(1)) for found in stated)), None):
        return day
    page = _first_page(document)
    stamp = _ARXIV_STAMP.search(page)
    published = _PUBLISHED.search(page)
    for match, group in ((published, 1), (stamp, 2)):
        if match and match.group(group) and (day := _iso_day(match.group(group))):
            return day
    lines = [*document.imprint, *_first_lines(document)]
    # Where it was published says more than whose it is, and a page may be numbered 2004.
    years = [_WITH_PAGES.search(line) for line in lines]
    years += [_IN_PROCEEDINGS.search(_PAGES.sub("", line)) for line in lines]
    years += [_IN_VOLUME.search(_PAGES.sub("", line)) for line in document.imprint]
    years += [_COPYRIGHT.search(line) for line in lines]
    return next((found.group(1) for found in years if found), None)


def _stated_day(text: str) -> str | None:
    """The date that `text` is, or the year in it."""
    if found := _ISO.match(text):
        year, month, day = (int(part or 0) for part in found.groups())
        with suppress(ValueError):
            return date(year, month, day).isoformat()
        return f"{year}-{month:02}" if 1 <= month <= 12 else f"{year}"  # noqa: PLR2004 (months)
    year_in = re.search(_YEAR, text)
    return _iso_day(text) or (year_in.group(1) if year_in else None)


def _iso_day(text: str) -> str | None:
    match = _DAY.fullmatch(text)
    if not match or match.group(2).lower() not in _MONTHS:
        return None
    month = _MONTHS.index(match.group(2).lower()) + 1
    try:
        return date(int(match.group(3)), month, int(match.group(1))).isoformat()
    except ValueError:
        return None


def abstract_of(document: Document) -> str | None:
    """The abstract without its heading, else the first sentences of running text, else None."""
    for section in document.sections:
        if section.kind is SectionKind.ABSTRACT:
            prose = [
                block.span.of(document.text)
                for block in document.blocks
                if section.span.contains(block.span) and block.kind in RUNNING_TEXT
            ]
            if prose:
                return " ".join(" ".join(prose).split())
    return _opening(document)


def _opening(document: Document) -> str | None:
    left_out = {SectionKind.FRONT, SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS}
    inside = [
        span
        for span in document.sentences
        if (section := document.section_of(span)) is None or section.kind not in left_out
    ]
    taken: list[str] = []
    for span in inside or document.sentences:
        taken.append(span.of(document.text))
        if sum(map(len, taken)) >= ABSTRACT_LENGTH:
            break
    return " ".join(" ".join(taken).split())[: 2 * ABSTRACT_LENGTH] or None


def _first_lines(document: Document) -> list[str]:
    return _first_page(document).splitlines()


def _first_page(document: Document) -> str:
    """The text of page 1, printed line by printed line, without references."""
    if not document.lines:
        return document.text[: 2 * ABSTRACT_LENGTH]
    kept = []
    for line in document.lines:
        section = document.section_of(line.span)
        if line.page == 1 and (section is None or section.kind is not SectionKind.REFERENCES):
            kept.append(line.span.of(document.text).strip())
    return "\n".join(kept)
