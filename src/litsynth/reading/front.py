"""Title, authors and the end of the front matter. Pure; works on parts of the first pages."""

import re
from collections.abc import Sequence

from litsynth.reading.cleaning import clean, without_raised
from litsynth.reading.columns import Row
from litsynth.reading.headings import is_known, kind_of, number_of
from litsynth.reading.parts import Part, Style
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.records import BlockKind, SectionKind

RUN_IN = re.compile(r"^(?:Abstract|ABSTRACT|Summary)\s*[.:—–-]\s*(?=\S)")
KEYWORDS = re.compile(
    r"^(?:key\s?-?words?|index terms|ccs concepts|categories and subject|general terms|"
    r"acm reference|jel class|msc\b|pacs\b|correspond(?:ing|ence)|\*?e-?mails?:)",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"{RAISED}[^{RAISED_END}]*{RAISED_END}|[*†‡§¶∗⋆\d]+")
_AFFILIATION = re.compile(
    r"universit|institut|department|dept\b|school of|college|laborator|centre|center|research|"
    r"academy|\binc\b|\bltd\b|\bgmbh\b|corporation|faculty|hospital|google|microsoft|facebook|"
    r"company|street|avenue|@|https?:|\bUSA\b|computing|foundation|division|ministry|society|museum",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\.?)(?:\s+(?:(?:van|von|der|de|den|da|di|del|la|le|bin|ibn|al|dos|ten|ter)\s+)*"
    r"[^\W\d_][\w.'’-]*\.?){1,4}"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|·|•|\s&\s|\s(?:and|AND)\s|\bet\b)\s*|\s{2,}")
_DEGREE = re.compile(
    r",\s*(?:MD|M\.D\.|PhD|Ph\.\s?D\.|DPhil|MSc|MPH|MBBS|MBChB|BSc|RN|FRCP|DrPH|ScD|PharmD)(?:[a-h](?:,[a-h])*)?\b\.?"
)
_ORCID = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
_LATEST_PAGE = 2
_LEAST_WORDS = 40
"""A paragraph of so many words is no affiliation, unless it begins like one."""
_LOOKED_AT = 120
_LONGEST_NAME = 50
_SAME_SIZE = 0.1
_LEAST_LETTERS = 3
_LONGEST_TITLE = 300
_LONGEST_MASTHEAD = 2
"""Words of a journal's name above the title."""
_BELOW_MASTHEAD = 0.85
"""Of a journal's type size: titles below it are at least as large, authors are not."""
_LEAST_TITLE_WORDS = 4


def end_of_front(parts: Sequence[Part]) -> int:
    """Index of the first part that is not title, authors or affiliations."""
    for index, part in enumerate(parts):
        if part.first.page > _LATEST_PAGE:
            break
        opens = is_known if index == 0 else _opens_body
        if part.kind is BlockKind.HEADING and opens(part.text):
            return index
        if RUN_IN.match(part.text) or _is_running_text(part):
            return _with_heading(parts, index)
    return 0


def _opens_body(text: str) -> bool:
    return (
        is_known(text)
        or kind_of(text) is not SectionKind.OTHER
        or (number_of(text) in {"1", "I"} and not _AFFILIATION.search(text))
    )


def _is_running_text(part: Part) -> bool:
    text = part.text
    return (
        part.kind is BlockKind.PARAGRAPH
        and len(text.split()) >= _LEAST_WORDS
        and not _AFFILIATION.search(text[:_LOOKED_AT])
    )


def _with_heading(parts: Sequence[Part], index: int) -> int:
    """The index, or that of a heading right above, if another part is the title."""
    return index - 1 if index > 1 and parts[index - 1].kind is BlockKind.HEADING else index


def title_rows(parts: Sequence[Part], style: Style) -> list[Row]:
    """The rows of the title among the front's parts: the largest type on the first page."""
    rows = [row for part in parts for row in part.rows if row.page == 1 and not row.aside]
    rows = [row for row in rows if sum(map(str.isalpha, row.line.text)) >= _LEAST_LETTERS]
    if not rows:
        return []
    largest = max(row.line.size for row in rows)
    if largest <= 1.02 * style.size:
        return _first_run(rows)
    found = _run_of(rows, largest)
    if len(found) == 1 and len(found[0].line.text.split()) <= _LONGEST_MASTHEAD:
        below = [row for row in rows if row is not found[0]]
        second = max((row.line.size for row in below), default=0.0)
        title = _run_of(below, second) if second > _BELOW_MASTHEAD * largest else []
        if sum(len(row.line.text.split()) for row in title) >= _LEAST_TITLE_WORDS:
            found = title  # A journal's name stands above it in yet larger type.
    length = sum(len(row.line.text) for row in found)
    return found if length <= _LONGEST_TITLE else found[:1]


def _run_of(rows: Sequence[Row], size: float) -> list[Row]:
    """The first rows in a row that are about as large."""
    found: list[Row] = []
    for row in rows:
        if row.line.size > 0.96 * size:
            found.append(row)
        elif found:
            break
    return found


def _first_run(rows: Sequence[Row]) -> list[Row]:
    """The first rows of one weight, where the title is as small as the text."""
    found = [rows[0]]
    for row in rows[1:4]:
        if row.line.bold != rows[0].line.bold or row.line.size != rows[0].line.size:
            break
        if found[-1].line.baseline - row.line.baseline > 1.6 * row.line.size:
            break
        found.append(row)
    return found


def author_names(parts: Sequence[Part]) -> tuple[str, ...]:
    """The names printed below the title, in order, as far as they look like names."""
    names: list[str] = []
    for text in _name_lines([row for part in parts for row in part.rows if not row.aside]):
        found = [] if _AFFILIATION.search(text) or text.startswith(RAISED) else _names(text)
        if names and not found:
            break
        names += [name for name in found if name not in names]
    return tuple(names)


def _name_lines(rows: Sequence[Row]) -> list[str]:
    """The rows' texts, those put together that the end of the line alone parts."""
    lines: list[str] = []
    before: Row | None = None
    for row in rows:
        text = _ORCID.sub(" ", row.line.text)
        if before is not None and _wraps(before, row):
            lines[-1] += ("-" if before.line.hyphen else " ") + text
        else:
            lines.append(text)
        before = row
    return lines


def _wraps(before: Row, row: Row) -> bool:
    """Whether the next row's first word had no room on the row before."""
    line = row.line
    if _AFFILIATION.search(line.text) or _AFFILIATION.search(before.line.text):
        return False
    if abs(line.size - before.line.size) > _SAME_SIZE or line.text.startswith(RAISED):
        return False
    word = (line.right - line.left) * len(line.text.partition(" ")[0]) / len(line.text)
    return before.zone == row.zone and before.line.right + word > before.right


def _names(text: str) -> list[str]:
    plain = re.sub(r"\s+", " ", _MARKS.sub(" , ", _DEGREE.sub("", text))).strip()
    plain = re.sub(r"^(?:by|and)\s+|\s+and$", "", plain, flags=re.IGNORECASE)
    pieces = [clean(without_raised(piece)).strip(" .,!'") for piece in _BETWEEN_NAMES.split(plain)]
    pieces = [re.sub(r"^(?:and|AND)\s+", "", piece) for piece in pieces if piece]
    good = [piece for piece in pieces if _is_name(piece)]
    are_most = len(good) > len(pieces) - len(good)
    return good if are_most else []


def _is_name(text: str) -> bool:
    return (
        bool(_NAME.fullmatch(text))
        and text[0].isupper()
        and len(text) <= _LONGEST_NAME
        and text.rsplit(maxsplit=1)[-1][0].isupper()
    )
