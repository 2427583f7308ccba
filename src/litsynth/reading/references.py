"""The bibliography, cut into its entries. Pure."""

import re
from collections.abc import Sequence

from litsynth.reading.columns import Row
from litsynth.reading.parts import Part
from litsynth.records import BlockKind

_KEPT = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.CODE})
_NUMBERED = re.compile(r"\[\w{1,12}\]\s*|\(?\d{1,3}[.)]\s+")


def entries(parts: Sequence[Part]) -> list[Part]:
    """The parts of a bibliography, its heading kept, all else as one part an entry."""
    result: list[Part] = []
    rows: list[Row] = []
    for part in parts:
        if part.kind in _KEPT:
            result += _split(rows)
            rows = []
            result.append(part)
        else:
            rows += part.rows
    return [*result, *_split(rows)]


def _split(rows: Sequence[Row]) -> list[Part]:
    if not rows:
        return []
    is_numbered = sum(bool(_NUMBERED.match(row.line.text)) for row in rows) >= len(rows) / 8
    found: list[list[Row]] = []
    for row in rows:
        if not found or _begins(row, found[-1], is_numbered=is_numbered):
            found.append([row])
        else:
            found[-1].append(row)
    return [Part(BlockKind.REFERENCE, group) for group in found]


def _begins(row: Row, group: Sequence[Row], *, is_numbered: bool) -> bool:
    if is_numbered:
        return bool(_NUMBERED.match(row.line.text))
    before = group[-1]
    if row.zone != before.zone:
        # Over a column's end the indent is all there is to go by.
        return row.line.left < row.left + 0.4 * row.line.size and before.line.text.endswith(".")
    hangs = row.line.left < before.line.left - 0.4 * row.line.size
    step = before.line.baseline - row.line.baseline
    is_flush = row.line.left < group[0].line.left + 0.4 * row.line.size
    return (
        hangs
        or (is_flush and step > 1.35 * row.line.size)
        or (is_flush and len(group) == 1 and before.line.text.endswith("."))
    )
