"""Figures and tables told from text by what stands beside them: labels, cells, captions. Pure."""

from collections.abc import Sequence

from litsynth.reading.headings import is_known, number_of
from litsynth.reading.parts import Part, is_stopped
from litsynth.records import BlockKind

_PIECES = frozenset({BlockKind.TABLE, BlockKind.EQUATION, BlockKind.CAPTION})
_MOST_ROWS = 2


def settle(parts: Sequence[Part]) -> list[Part]:
    """The parts, with the words inside figures and tables marked as such. Order is kept."""
    result = list(parts)
    for index in range(len(result) - 1, -1, -1):
        part = result[index]
        after = result[index + 1] if index + 1 < len(result) else None
        before = result[index - 1] if index else None
        if _is_label(part, after) or _is_cell(part, before, after):
            part.kind = BlockKind.TABLE
    return result


def _is_label(part: Part, after: Part | None) -> bool:
    """Whether large or bold words are a figure's: an axis, a panel's title. A heading has text."""
    return (
        part.kind is BlockKind.HEADING
        and after is not None
        and after.kind in _PIECES
        and after.first.page == part.first.page
        and number_of(part.text) is None
        and not is_known(part.text)
    )


def _is_cell(part: Part, before: Part | None, after: Part | None) -> bool:
    """Whether a short line between cells or beside a caption is a cell too."""
    if part.kind is not BlockKind.PARAGRAPH or len(part.rows) > _MOST_ROWS:
        return False
    if is_stopped(part.text) or part.last.line.hyphen:
        return False
    width = part.first.right - part.first.left
    if max(row.line.right for row in part.rows) - part.first.line.left > 0.9 * width:
        return False
    return _is_piece(before, part) and _is_piece(after, part)


def _is_piece(neighbour: Part | None, part: Part) -> bool:
    return (
        neighbour is not None
        and neighbour.kind in _PIECES
        and neighbour.first.page == part.first.page
    )
