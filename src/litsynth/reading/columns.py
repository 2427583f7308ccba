"""Reading order on one page: columns, what spans them, and what stands beside them.

Works on places alone. Coordinates are points from the lower left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from litsynth.reading.pieces import in_a_row, joined, same_height
from litsynth.reading.printed import PrintedLine

_BIN = 3.0
"""Points. Width of the strips in which gutters are looked for."""
_LEAST_COLUMN = 0.14
"""A column is at least this share of the text's width."""
_LEAST_SHARE = 0.06
"""A column holds at least this share of the page's lines."""
_MOST_CROSSING = 0.45
"""Lines over a gutter, as a share of the emptier side's lines. Titles and wide tables cross."""
_MOST_CROSSING_SOLID = 2.0
"""The same where lines fill both columns from edge to edge, as those of a table do not."""
_SOLID = 0.9
"""Of a column's width: half of the lines of text are at least so wide."""
_LEAST_LINES = 6
_LEAST_BINS = 20
_SAME_GUTTER = 12.0
_FEW_CROSSING = 0.15
_FEWER_CROSSING = 0.05
"""Shares of a page's lines that may cross gutters found elsewhere."""
_LEAST_LETTERS = 12
"""Columns of text have lines that long on average; columns of numbers do not."""
_OVERHANG = 10.0
"""Points by which a line may stick out of its column without spanning two."""
_ASIDE = 0.45
"""A column narrower than this share of the widest one is a margin note, not text."""


@dataclass(slots=True, kw_only=True)
class Row:
    """What is printed on one height of one column."""

    line: PrintedLine
    page: int
    left: float
    """The column's left edge, not the line's."""
    right: float
    zone: int
    """Counts up whenever the text goes on elsewhere: next column, next page, past a figure."""
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    left: float
    right: float


def gutters(lines: Sequence[PrintedLine]) -> tuple[float, ...]:
    """Where one column ends and the next begins, from left to right. Empty for one column."""
    if len(lines) < _LEAST_LINES:
        return ()
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    return tuple(_split(lines, left, right, depth=2))


def page_gutters(pages: Sequence[Sequence[PrintedLine]]) -> list[tuple[float, ...]]:
    """The gutters of each page. A page that seems to have none takes the usual ones if they fit."""
    found: list[tuple[float, ...]] = []
    last: tuple[float, ...] = ()
    for lines in pages:
        # Looking for gutters costs more than trying those of the page before.
        own = last if _fits(lines, last, _FEWER_CROSSING) else gutters(lines)
        found.append(own)
        last = own or last
    usual = _usual(found)
    return [
        own or (usual if _fits(lines, usual, _FEW_CROSSING) else ())
        for own, lines in zip(found, pages, strict=True)
    ]


def _usual(pages: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The gutters that at least a third of the pages share, or ()."""
    found = [gutters_ for gutters_ in pages if gutters_]
    for candidate in found:
        alike = sum(_alike(candidate, other) for other in found)
        if alike * 3 >= len(pages):
            return candidate
    return ()


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) < _SAME_GUTTER for a, b in zip(one, other, strict=True)
    )


def _fits(lines: Sequence[PrintedLine], splits: Sequence[float], most_crossing: float) -> bool:
    """Whether few of the lines cross these gutters, and some stand on either side of each."""
    if not splits:
        return False
    for split in splits:
        before, after = split - _OVERHANG, split + _OVERHANG
        on_left = sum(line.right < after for line in lines)
        on_right = sum(line.left > before for line in lines)
        if min(on_left, on_right) < _LEAST_LINES / 2:
            return False
        if len(lines) - on_left - on_right > most_crossing * len(lines):
            return False
    return True


def _split(lines: Sequence[PrintedLine], left: float, right: float, *, depth: int) -> list[float]:
    found = _gutter(lines, left, right)
    if found is None or depth == 0:
        return [] if found is None else [found]
    before = [line for line in lines if line.right <= found + _BIN]
    after = [line for line in lines if line.left >= found - _BIN]
    return [
        *_split(before, left, found, depth=depth - 1),
        found,
        *_split(after, found, right, depth=depth - 1),
    ]


def _gutter(lines: Sequence[PrintedLine], left: float, right: float) -> float | None:
    """The strip with text on both sides that the fewest lines cross, or None."""
    width = right - left
    bins = int(width / _BIN) + 2
    if bins < _LEAST_BINS or len(lines) < _LEAST_LINES:
        return None
    opening, closing = [0] * (bins + 1), [0] * (bins + 1)
    for line in lines:
        opening[int((line.left - left) / _BIN)] += 1
        closing[int((line.right - left) / _BIN) + 1] += 1
    begun, ended = list(accumulate(opening)), list(accumulate(closing))
    total = len(lines)
    least = max(3, _LEAST_SHARE * total)
    best: tuple[float, int, int] | None = None
    for at in range(int(_LEAST_COLUMN * bins), int((1 - _LEAST_COLUMN) * bins)):
        on_left, on_right = ended[at], total - begun[at]
        if on_left < least or on_right < least:
            continue
        crossing = (total - on_left - on_right) / min(on_left, on_right)
        run = 1 if best is None or crossing < best[0] else 0
        if run:
            best = (crossing, at, at)
        elif best is not None and crossing == best[0] and at == best[2] + 1:
            best = (crossing, best[1], at)
    if best is None or best[0] > _MOST_CROSSING_SOLID:
        return None
    gutter = left + _BIN * (best[1] + best[2] + 1) / 2
    if not _side_by_side(lines, gutter):
        return None
    return gutter if best[0] <= _MOST_CROSSING or _are_solid(lines, gutter) else None


def _side_by_side(lines: Sequence[PrintedLine], gutter: float) -> bool:
    """Whether the text left and right of the gutter stands at the same heights, and is text."""
    before = [line for line in lines if line.right <= gutter + _BIN]
    after = [line for line in lines if line.left >= gutter - _BIN]
    if not before or not after:
        return False
    top = min(max(line.top for line in before), max(line.top for line in after))
    bottom = max(min(line.bottom for line in before), min(line.bottom for line in after))
    shared = [
        sum(bottom <= line.top and line.bottom <= top for line in side) for side in (before, after)
    ]
    letters = min(sum(len(line.text) for line in side) / len(side) for side in (before, after))
    return min(shared) >= max(3, min(len(before), len(after)) / 3) and letters >= _LEAST_LETTERS


def _are_solid(lines: Sequence[PrintedLine], gutter: float) -> bool:
    """Whether most lines left and right of the gutter reach from edge to edge of their column."""
    for side in (
        [line for line in lines if line.right <= gutter + _BIN],
        [line for line in lines if line.left >= gutter - _BIN],
    ):
        width = max(line.right for line in side) - min(line.left for line in side)
        if sorted(line.right - line.left for line in side)[len(side) // 2] < _SOLID * width:
            return False
    return True


def arrange(
    lines: Sequence[PrintedLine], splits: Sequence[float], *, page: int, zone: int
) -> list[Row]:
    """The page's rows in reading order, zones counted on from `zone`."""
    if not lines:
        return []
    ordered = sorted(lines, key=_height)
    sides: list[list[PrintedLine]] = [[] for _ in range(len(splits) + 1)]
    columns = [_column(line, splits) for line in ordered]
    for line, column in zip(ordered, columns, strict=True):
        if column is not None:
            sides[column].append(line)
    frames = {column: _frame(side) for column, side in enumerate(sides) if side}
    widest = max((_width(frame) for frame in frames.values()), default=0.0)
    aside = {column for column, frame in frames.items() if _width(frame) < _ASIDE * widest}
    whole = _around(tuple(frames.values()) or (_frame(ordered),))
    rows: list[Row] = []
    for column, group in _bands(ordered, columns, aside):
        frame = whole if column is None else frames[column]
        rows += _rows(group, frame, page=page, zone=zone)
        zone += 1
    margin = [line for line, column in zip(ordered, columns, strict=True) if column in aside]
    for row in _rows(margin, whole, page=page, zone=zone):
        row.aside = True
        rows.append(row)
    return rows


def _bands(
    ordered: Sequence[PrintedLine], columns: Sequence[int | None], aside: set[int]
) -> Iterator[tuple[int | None, list[PrintedLine]]]:
    """Groups of lines in reading order with their column, or None for what spans columns.

    What spans the columns parts what is above it from what is below.
    """
    band: dict[int, list[PrintedLine]] = {}
    spanning: list[PrintedLine] = []
    for line, column in zip(ordered, columns, strict=True):
        if column in aside:
            continue
        if column is None:
            yield from sorted(band.items())
            band = {}
            spanning.append(line)
        else:
            if spanning:
                yield None, spanning
                spanning = []
            band.setdefault(column, []).append(line)
    yield from sorted(band.items())
    if spanning:
        yield None, spanning


def _height(line: PrintedLine) -> float:
    """Sorts from top to bottom."""
    return -(line.top + line.bottom)


def _around(frames: Sequence[Frame]) -> Frame:
    return Frame(left=min(f.left for f in frames), right=max(f.right for f in frames))


def _width(frame: Frame) -> float:
    return frame.right - frame.left


def _column(line: PrintedLine, splits: Sequence[float]) -> int | None:
    """The column a line stands in, or None if it spans two."""
    for column, split in enumerate(splits):
        if line.left < split - 1:
            sticks_out = line.right - split
            if sticks_out > _OVERHANG and split - line.left > _OVERHANG:
                return None
            return column if sticks_out <= split - line.left else column + 1
    return len(splits)


def _frame(lines: Sequence[PrintedLine]) -> Frame:
    """Left and right edge of the text in a column."""
    return Frame(left=_common_left(lines), right=_far_right(lines))


def _common_left(lines: Sequence[PrintedLine]) -> float:
    """The edge that most of the text starts at. A list's or a table's indent is not it."""
    weights: dict[int, float] = {}
    for line in lines:
        edge = round(line.left / 2)
        weights[edge] = weights.get(edge, 0) + line.right - line.left
    heaviest = max(weights.values())
    return 2.0 * min(edge for edge, weight in weights.items() if weight >= heaviest / 3)


def _far_right(lines: Sequence[PrintedLine]) -> float:
    ends = sorted(line.right for line in lines)
    return ends[int(0.9 * (len(ends) - 1))]


def _rows(lines: Sequence[PrintedLine], frame: Frame, *, page: int, zone: int) -> list[Row]:
    """Lines of one column, sorted from the top, pieces of one height put together."""
    rows: list[Row] = []
    pieces: list[PrintedLine] = []
    for line in lines:
        if (
            pieces
            and pieces[0].baseline - line.baseline < pieces[0].size
            and same_height(pieces[0], line)
        ):
            pieces.append(line)
            continue
        if pieces:
            rows.append(_row(pieces, frame, page=page, zone=zone))
        pieces = [line]
    if pieces:
        rows.append(_row(pieces, frame, page=page, zone=zone))
    return rows


def _row(pieces: list[PrintedLine], frame: Frame, *, page: int, zone: int) -> Row:
    if len(pieces) == 1:
        return Row(line=pieces[0], page=page, left=frame.left, right=frame.right, zone=zone)
    return Row(
        line=joined(in_a_row(pieces)), page=page, left=frame.left, right=frame.right, zone=zone
    )
