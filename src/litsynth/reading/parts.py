"""Rows to parts: paragraphs, headings, list items, captions, footnotes, tables, code.

Decides by type size, space, indent and wording. Knows nothing of sections.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from litsynth.lexical import STOP_WORDS
from litsynth.reading.columns import Row
from litsynth.reading.headings import is_known, number_of
from litsynth.reading.printed import RAISED
from litsynth.records import BlockKind

_CAPTION = re.compile(
    r"(?:supplementary\s+)?(?:fig(?:ure)?s?|tab(?:le)?|algorithm|listing|scheme|plate|chart|box|"
    r"code|exhibit|snippet)\.?\s*[A-Z]?\d+(?:\.\d+)?[a-z]?\s*(?P<mark>[.:|–—]|$)?",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"(?:[•◦▪‣●○■□∗⋆\-*\x0f\x88\uf0b7]|—|–)\s*(?=\S)|"
    r"(?:\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|\((?:i{1,3}|iv|v|vi{0,3})\)|\[\d{1,3}\])\s+(?=\S)"
)
_NOTE = re.compile(rf"{RAISED}|[∗*†‡§¶]|\d{{1,2}}\s?(?=[A-Z])")
_STOPPED = re.compile(r"[.!?:][\"'”’»)\]]*$")
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:#|//|>>>|\$ |julia>|import |def |using |function |end$)|::|\(\)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")

_OTHER_SIZE = 0.08
"""Share of the body's type size by which another part's differs."""
_WIDE_GAP = 1.5
"""White space this many times the type size stands between the cells of a table."""


@dataclass(slots=True)
class Part:
    kind: BlockKind
    rows: list[Row]
    entry: int = field(default=0)

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]

    @property
    def text(self) -> str:
        """All rows in one string, uncleaned: for looking at, not for keeping."""
        return " ".join(row.line.text for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the paper's running text is set."""

    size: float
    leading: float
    bold: bool


def style_of(rows: Iterable[Row]) -> Style:
    """The type most of the text is set in. Rows may be few; an empty paper gives size 10."""
    sizes: Counter[float] = Counter()
    bold = plain = 0
    kept = list(rows)
    for row in kept:
        length = len(row.line.text)
        sizes[round(row.line.size * 4) / 4] += length
        if row.line.bold:
            bold += length
        else:
            plain += length
    size = max(sizes, key=lambda each: sizes[each]) if sizes else 10.0
    steps: Counter[float] = Counter()
    for before, after in pairwise(kept):
        step = before.line.baseline - after.line.baseline
        if before.zone == after.zone and 0.8 * size < step < 2.5 * size:
            steps[round(step * 4) / 4] += 1
    leading = max(steps, key=lambda each: steps[each]) if steps else 1.2 * size
    return Style(size=size, leading=leading, bold=bold > plain)


def parts_of(rows: Sequence[Row], style: Style) -> list[Part]:
    """The rows in groups, each with its kind. Order is kept; every row is in one part."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _begins_part(groups[-1], row, style):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Part(_kind(group, style), group) for group in groups]


def _begins_part(group: Sequence[Row], row: Row, style: Style) -> bool:
    before = group[-1]
    if before.zone != row.zone or before.aside != row.aside:
        return True
    line, above = row.line, before.line
    if _differs(above.size, line.size, style) and not _is_formula_piece(line, above, style):
        return True
    if above.bold != line.bold and _is_heading_like(above.text) != _is_heading_like(line.text):
        return True
    step = above.baseline - line.baseline
    leading = style.leading * max(line.size / style.size, 0.7)
    stopped = bool(_STOPPED.search(above.text)) and not above.hyphen
    width = row.right - row.left
    is_short = above.right < row.right - 0.12 * width
    if step > 1.4 * leading or (step > 1.12 * leading and (stopped or is_short)):
        return True
    if _BULLET.match(line.text) and (
        stopped or _BULLET.match(group[0].line.text) or line.left > above.left + 2
    ):
        return True
    if is_known(line.text) or is_known(above.text):
        return True
    if stopped and is_short:
        return True
    first = group[0].line
    hangs = len(group) > 1 and group[1].line.left > first.left + 0.4 * line.size
    if hangs and line.left < above.left - 0.4 * line.size:
        return True
    is_indented = line.left > row.left + 0.7 * line.size
    return stopped and is_indented and line.left > above.left + 0.7 * line.size and not hangs


def _differs(one: float, other: float, style: Style) -> bool:
    return abs(one - other) > _OTHER_SIZE * style.size


def _is_formula_piece(line: object, above: object, style: Style) -> bool:
    return False


def _is_heading_like(text: str) -> bool:
    return (
        len(text) < 90
        and not text.rstrip().endswith((".", ",", ";"))
        and number_of(text) is not None
    )


def _kind(group: Sequence[Row], style: Style) -> BlockKind:
    first = group[0].line
    text = first.text
    if group[0].aside:
        return BlockKind.FOOTNOTE
    if caption := _CAPTION.match(text):
        if caption.group("mark") is not None or first.size < style.size * 0.95:
            return BlockKind.CAPTION
    if _is_heading(group, style):
        return BlockKind.HEADING
    if first.size < 0.93 * style.size and _NOTE.match(text):
        return BlockKind.FOOTNOTE
    if _is_code(group):
        return BlockKind.CODE
    if _is_table(group, style):
        return BlockKind.TABLE
    if not _is_prose(group):
        return BlockKind.EQUATION if _is_formula(group) else BlockKind.TABLE
    if _BULLET.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_heading(group: Sequence[Row], style: Style) -> bool:
    first = group[0].line
    text = " ".join(row.line.text for row in group).strip()
    if len(group) > 3 or len(text) > 150 or not any(letter.isalpha() for letter in text):
        return False
    if is_known(text):
        return True
    if len(_WORD.findall(text)) < 1 or (text.endswith((".", ",", ";", ":")) and len(text) > 60):
        return False
    larger = first.size > (1 + _OTHER_SIZE) * style.size
    bolder = first.bold and not style.bold
    numbered = number_of(text) is not None and not text.endswith(".")
    capitals = text.isupper() and len(text) > 5
    if larger or bolder:
        return text[0].isupper() or text[0].isdigit()
    return numbered and capitals


def _is_code(group: Sequence[Row]) -> bool:
    mono = sum(row.line.mono for row in group)
    if mono * 2 > len(group) and (len(group) > 1 or _CODE.search(group[0].line.text)):
        return True
    spaced = sum(_is_spaced_out(row.line.text) for row in group)
    coded = sum(bool(_CODE.search(row.line.text)) for row in group)
    return spaced * 2 > len(group) or (len(group) > 1 and coded * 2 > len(group))


def _is_spaced_out(text: str) -> bool:
    """Whether single characters stand apart, as pdfium gives narrow programme text."""
    pieces = text.split()
    return len(pieces) > 5 and sum(len(piece) == 1 for piece in pieces) > 0.7 * len(pieces)


def _is_table(group: Sequence[Row], style: Style) -> bool:
    gaps = sum(row.line.gap > _WIDE_GAP * row.line.size for row in group)
    if gaps * 2 >= len(group) and gaps > 0 and not (len(group) > 2 and gaps == 1):
        return True
    width = group[0].right - group[0].left
    inset = min(row.line.left for row in group) - group[0].left
    reach = max(row.line.right for row in group) - group[0].left
    return inset > 0.4 * width and reach > 0.75 * width and not _is_centred(group)


def _is_centred(group: Sequence[Row]) -> bool:
    return all(
        abs((row.line.left - row.left) - (row.right - row.line.right))
        < 0.05 * (row.right - row.left)
        for row in group
    )


def _is_prose(group: Sequence[Row]) -> bool:
    """Whether it has words that hold sentences together, and enough of letters."""
    text = " ".join(row.line.text for row in group)
    words = _WORD.findall(text)
    if not words:
        return False
    letters = sum(len(word) for word in words)
    if letters < 0.55 * len(text.replace(" ", "")):
        return False
    function_words = sum(word.casefold() in STOP_WORDS for word in words)
    return function_words > 0 or len(words) >= 12 or (bool(_STOPPED.search(text)) and len(words) > 2)


def _is_formula(group: Sequence[Row]) -> bool:
    text = "".join(row.line.text for row in group)
    return any(sign in text for sign in "=+−×∑∫∏≤≥<>∈→≈∝") or len(text) < 6
