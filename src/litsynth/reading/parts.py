"""Rows to parts: where one paragraph, heading or note ends and the next begins. Pure.

Decides by type size, space, indent and wording; `kinds` says what each part is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from litsynth.reading.columns import Row
from litsynth.reading.headings import is_known, number_of
from litsynth.reading.printed import RAISED, RAISED_END, PrintedLine
from litsynth.records import BlockKind

_SIGNS = frozenset("•◦▪‣●○■□∗⋆-*\x0f\x88\uf0b7—–")
_SIGN = re.compile(rf"[{re.escape(''.join(sorted(_SIGNS)))}]\s*(?=\S)")
_COUNTER = re.compile(
    r"(?:\(?\d{1,2}[.)]|\(?[a-h]\)|[a-h]\.|\((?:i{1,3}|iv|v|vi{0,3})\)|(?:i{1,3}|iv|v|vi{0,3})[.)])"
    r"\s+(?=\S)"
)
_CAPTION = re.compile(r"(?:supplementary\s+)?(?:fig|tab|scheme|chart|plate|box)", re.IGNORECASE)
_STOPPED = re.compile(rf"[.!?:][\"'”’»)\]]*(?:\s*{RAISED}[^{RAISED_END}]*{RAISED_END})?$")
_STOPS = frozenset(".!?:")
_MAY_CLOSE = frozenset(f"\"'”’»)]{RAISED_END}")
_LOOKED_AT = 24
OTHER_SIZE = 0.08
"""Share of the body's type size by which another part's differs."""

_MOST_SAMPLED = 2000
"""Lines that are looked at to tell how the text is set."""
_LONGEST_HEADING_ROW = 90
_SMALLEST_SHARE = 0.7
"""Leading shrinks with the type, but not below this share of the body's."""
_NEW_PARAGRAPH = 1.4
"""Baselines this many leadings apart are never in one paragraph."""
_SPACED_PARAGRAPH = 1.12
"""Nor are they so far apart where the line above ends a sentence or ends early."""
_LEAST_ROOM = 0.02
"""Share of the column's width that a line may stay short for no reason."""
_INDENT = 0.7
"""Of the type size; the least indent that is meant."""
_HANGING = 0.4
_LONGEST_COUNTER = 6
"""Characters: "(viii)"."""
_ASIDE = 2.0
"""Points. Lines that begin farther apart do not begin at one edge."""


@dataclass(slots=True)
class Part:
    """Rows that belong together. Not frozen: paragraphs grow over columns and pages."""

    kind: BlockKind
    rows: list[Row]

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
    """How the paper's running text is set, in points."""

    size: float
    leading: float
    bold: bool


def is_stopped(text: str) -> bool:
    """Whether a line ends with a stop, quotation marks, brackets and note marks aside."""
    bare = text.rstrip()
    last = bare[-1:]
    # Most lines are decided by their last character; the pattern is slow.
    return last in _STOPS or (last in _MAY_CLOSE and bool(_STOPPED.search(bare[-_LOOKED_AT:])))


def style_of(rows: Iterable[Row]) -> Style:
    """The type most of the text is set in. An empty paper gives size 10."""
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    kept = list(islice(rows, _MOST_SAMPLED))
    printed: Counter[tuple[float, bool]] = Counter()
    for row in kept:
        line = row.line
        printed[line.size, line.bold] += len(line.text)
    for (each, bold), length in printed.items():
        sizes[round(each * 4) / 4] += length
        weights[bold] += length
    size = max(sizes, key=sizes.__getitem__) if sizes else 10.0
    steps: Counter[int] = Counter()
    for before, after in pairwise(kept):
        step = before.line.baseline - after.line.baseline
        if before.zone == after.zone and 0.8 * size < step < 2.5 * size:
            steps[round(step * 4)] += 1
    leading = max(steps, key=steps.__getitem__) / 4 if steps else 1.2 * size
    return Style(size=size, leading=leading, bold=weights[True] > weights[False])


def grouped(rows: Sequence[Row], style: Style) -> list[list[Row]]:
    """The rows in groups, one a part. Order is kept; every row is in one group."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _begins_part(groups[-1], row, style):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _begins_part(group: Sequence[Row], row: Row, style: Style) -> bool:
    before = group[-1]
    line, above = row.line, before.line
    if (
        before.zone != row.zone
        or before.aside != row.aside
        or abs(above.size - line.size) > OTHER_SIZE * style.size
        or (above.bold != line.bold and _numbered(above.text) != _numbered(line.text))
        or is_known(line.text)
        or (len(group) == 1 and is_known(above.text))
    ):
        return True
    ends = is_stopped(above.text) and not above.hyphen
    step = (above.baseline - line.baseline) / (
        style.leading * max(line.size / style.size, _SMALLEST_SHARE)
    )
    is_spaced = step > _SPACED_PARAGRAPH
    if step > _NEW_PARAGRAPH or (is_spaced and ends):
        return True
    if not is_spaced and _goes_on_centred(group, row):
        return False
    if (is_spaced or ends) and had_room(before, line):
        return True
    if _begins_item(group, line, ends=ends):
        return True
    return _is_set_off(group, row, ends=ends)


def _goes_on_centred(group: Sequence[Row], row: Row) -> bool:
    """Whether the row stands centred below a centred caption's: its lines end where they like."""
    line, above = row.line, group[-1].line
    is_inset = line.left > row.left + line.size and line.right < row.right - line.size
    return (
        is_inset
        and abs(line.left + line.right - above.left - above.right) < _ASIDE
        and _CAPTION.match(group[0].line.text) is not None
    )


def had_room(before: Row, line: PrintedLine) -> bool:
    """Whether the line's first word would have stood on the row before, had it been meant to."""
    word = line.text.find(" ")
    if word < 0:
        word = len(line.text)
    width = (line.right - line.left) * (word + 1) / max(len(line.text), 1)
    return before.line.right + width < before.right - _LEAST_ROOM * (before.right - before.left)


def _numbered(text: str) -> bool:
    """Whether it may be a numbered heading."""
    return (
        len(text) < _LONGEST_HEADING_ROW
        and not text.rstrip().endswith((".", ",", ";"))
        and number_of(text) is not None
    )


def is_item(text: str) -> bool:
    """Whether a line begins as an item of a list does."""
    return bool(_SIGN.match(text) or _COUNTER.match(text))


def _begins_item(group: Sequence[Row], line: PrintedLine, *, ends: bool) -> bool:
    """Whether the line is the next item, and not a line that happens to begin with a number."""
    start = line.text[:_LONGEST_COUNTER]
    if not start or (start[0] not in _SIGNS and ")" not in start and "." not in start):
        return False  # Most lines; the patterns below are slow.
    first, above = group[0].line, group[-1].line
    if _SIGN.match(line.text):
        return ends or is_item(first.text) or line.left > above.left + _ASIDE
    if not _COUNTER.match(line.text):
        return False
    is_next = is_item(first.text) and abs(line.left - first.left) < _ASIDE
    return is_next or line.left > above.left + _ASIDE


def _is_set_off(group: Sequence[Row], row: Row, *, ends: bool) -> bool:
    """Whether an indent, or the end of a hanging indent, begins a new part."""
    line, above = row.line, group[-1].line
    hangs = len(group) > 1 and group[1].line.left > group[0].line.left + _HANGING * line.size
    if hangs:
        return line.left < above.left - _HANGING * line.size
    is_indented = line.left > row.left + _INDENT * line.size
    return ends and is_indented and line.left > above.left + _INDENT * line.size
