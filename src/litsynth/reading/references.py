"""The bibliography, cut into its entries. Pure."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from litsynth.reading.columns import Row
from litsynth.reading.parts import Part, is_stopped
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.records import BlockKind

_KEPT = frozenset({BlockKind.HEADING, BlockKind.CAPTION})
_PIECES = frozenset({BlockKind.TABLE, BlockKind.EQUATION})
_NUMBERED = re.compile(rf"\[\w{{1,12}}\]\s*|\(?\d{{1,3}}[.)]\s+|{RAISED}\d{{1,3}}{RAISED_END}")
_LEAST_NUMBERED = 1 / 8
"""Share of the lines: entries of eight lines are long."""
_LEAST_INDENTED = 0.25
_INDENT = 0.4
"""Of the type size; less is no indent."""
_APART = 1.35
"""Baselines this many type sizes apart part two entries."""


class _Look(Enum):
    """How the eye finds where an entry begins."""

    NUMBERED = auto()
    HANGING = auto()
    SPACED = auto()


def entries(parts: Sequence[Part]) -> list[Part]:
    """The parts of a bibliography: headings and figures kept, all else as one part an entry."""
    result: list[Part] = []
    rows: list[Row] = []
    for part, is_figure in zip(parts, _figures(parts), strict=True):
        if is_figure or part.kind in _KEPT:
            result += _split(rows)
            rows = []
            result.append(part)
        else:
            rows += part.rows
    return [*result, *_split(rows)]


def _figures(parts: Sequence[Part]) -> list[bool]:
    """Which parts are pieces of a figure that stands among the entries: they lead to a caption."""
    found = [False] * len(parts)
    for index, part in enumerate(parts):
        if part.kind is not BlockKind.CAPTION:
            continue
        at = index - 1
        while at >= 0 and parts[at].kind in _PIECES:
            found[at] = True
            at -= 1
    return found


def _split(rows: Sequence[Row]) -> list[Part]:
    if not rows:
        return []
    look = _look(rows)
    found: list[list[Row]] = []
    for row in rows:
        if not found or _begins(row, found[-1], look):
            found.append([row])
        else:
            found[-1].append(row)
    return [Part(BlockKind.REFERENCE, group) for group in found]


def _look(rows: Sequence[Row]) -> _Look:
    numbered = sum(bool(_NUMBERED.match(row.line.text)) for row in rows)
    if numbered >= _LEAST_NUMBERED * len(rows):
        return _Look.NUMBERED
    indented = sum(not _is_flush(row) for row in rows)
    if _LEAST_INDENTED * len(rows) <= indented < len(rows):
        return _Look.HANGING
    return _Look.SPACED


def _is_flush(row: Row) -> bool:
    return row.line.left < row.left + _INDENT * row.line.size


def _begins(row: Row, group: Sequence[Row], look: _Look) -> bool:
    """Whether the row is an entry's first, after the rows of `group`."""
    match look:
        case _Look.NUMBERED:
            return bool(_NUMBERED.match(row.line.text))
        case _Look.HANGING:
            return _is_flush(row) and not group[-1].line.hyphen
        case _Look.SPACED:
            before = group[-1]
            if row.zone != before.zone:
                return is_stopped(before.line.text)
            return before.line.baseline - row.line.baseline > _APART * row.line.size
