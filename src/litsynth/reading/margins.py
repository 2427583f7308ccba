"""What stands around the text on every page: running heads, footers, page and line numbers, stamps.

Decides by place and repetition; knows nothing of columns or of what the text says.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from litsynth.reading.printed import PrintedLine, PrintedPage

_OUTER_NUMBER = re.compile(r"^\W*\d+|\d+\W*$|(?<=page )\d+", re.IGNORECASE)
"""The number in a running head that changes from page to page."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
_IMPRINT = re.compile(
    r"proceedings of|©|copyright|association for computational|all rights reserved"
    r"|licensed under|creative commons|permission to make|arxiv:\d|doi\.org/|\bissn\b|\bisbn\b"
    r"|preprint|under review|accepted (?:at|to|by)|published (?:in|by|as)|\bvol(?:\.|ume)\s*\d",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\b\d+\s*\(\d+\)|\b(?:19|20)\d\d, p(?:ages?|p?\.)", re.IGNORECASE)
"""Volume and number, or year and pages."""
_STAMP = re.compile(r"arxiv:\s*(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"\d{1,4}")
_DEEPEST = 4
"""Rows from the page's edge inwards that can be a head or a foot."""
_EDGE = 0.12
"""Share of the page's height, from its edges, in which numbers and imprints can stand."""
_APART = 0.5
"""White space this many times the type size stands between heads or feet and the text."""
_SAME_HEIGHT = 4.0
"""Points. A running head stands as high on each page, but for the ascenders it happens to have."""
_LEAST_LINE_NUMBERS = 8
_FEWEST_LINE_NUMBERS = 2
"""On a page of a draft whose other pages have line numbers."""
_SAME_EDGE = 2.0
"""Points. Digits of one type differ in width by less."""
_LONGEST_NUMBER = 4
_LONGEST_IMPRINT = 200
_IMPRINTED = 3
"""Pages at the beginning whose margins may say where the paper was published."""

Rows = list[list[PrintedLine]]


def body_lines(pages: Sequence[PrintedPage]) -> tuple[list[PrintedLine], ...]:
    """The lines of each page that belong to its text, in the file's order."""
    upright = [_upright(page) for page in pages]
    rows = [_outer_rows(lines) for lines in upright]
    repeated = _repeated(rows)
    numbers = [_line_numbers(lines, _LEAST_LINE_NUMBERS) for lines in upright]
    if any(numbers):  # The last page may have few lines.
        numbers = [
            found or _line_numbers(lines, _FEWEST_LINE_NUMBERS)
            for lines, found in zip(upright, numbers, strict=True)
        ]
    return tuple(
        _without(lines, _marginal(outer, page, repeated) | found)
        for page, lines, outer, found in zip(pages, upright, rows, numbers, strict=True)
    )


def imprints(
    pages: Sequence[PrintedPage], body_of_pages: Sequence[Sequence[PrintedLine]]
) -> tuple[str, ...]:
    """Heads and feet of the first pages that say where the paper was published, each once.

    `body_of_pages` is what `body_lines` gives.
    """
    found: dict[str, None] = {}
    for page, body in zip(pages[:_IMPRINTED], body_of_pages, strict=False):
        kept = {id(line) for line in body}
        outer = _without(_upright(page), kept)
        for row in _rows(sorted(outer, key=lambda line: -line.top)):
            text = " ".join(line.text for line in sorted(row, key=lambda line: line.left))
            tells = _IMPRINT.search(text) or _ISSUE.search(text)
            if tells and len(text) <= _LONGEST_IMPRINT:
                found.setdefault(" ".join(text.split()))
    return tuple(found)


def _upright(page: PrintedPage) -> list[PrintedLine]:
    """Lines that run along the page and lie on it. Stamps and watermarks lean or stand."""
    return [
        line
        for line in page.lines
        if not line.turn
        and line.right > 0
        and line.left < page.width
        and line.top > 0
        and line.bottom < page.height
    ]


def _outer_rows(lines: Sequence[PrintedLine]) -> tuple[Rows, Rows]:
    """The topmost and the bottommost rows, from the edge inwards."""
    by_height = sorted(lines, key=lambda line: -line.top)
    return _rows(by_height), _rows(reversed(by_height))


def _rows(lines: Iterable[PrintedLine]) -> Rows:
    rows: Rows = []
    for line in lines:
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(line)
        elif len(rows) == _DEEPEST:
            break
        else:
            rows.append([line])
    return rows


def _signature(row: Sequence[PrintedLine]) -> str:
    pieces = row if len(row) == 1 else sorted(row, key=lambda line: line.left)
    words = " ".join(line.text for line in pieces).strip()
    # The size is part of it: a title may be repeated, smaller, at the head of each page.
    return f"{_OUTER_NUMBER.sub('#', words).casefold()} {row[0].size:.0f}" if words else ""


def _repeated(pages: Sequence[tuple[Rows, Rows]]) -> frozenset[str]:
    """The signatures of rows that stand at one height on several pages."""
    heights: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (top, bottom) in enumerate(pages):
        for row in (*top, *bottom):  # A short page's rows are in both; they count once.
            heights[_signature(row)][number] = row[0].bottom
    least = max(2, len(pages) // 5)
    found: set[str] = set()
    for signature, places in heights.items():
        middle = sorted(places.values())[len(places) // 2]
        near = sum(abs(place - middle) <= _SAME_HEIGHT for place in places.values())
        if near >= least and len(signature) > 1:
            found.add(signature)
    return frozenset(found)


def _marginal(outer: tuple[Rows, Rows], page: PrintedPage, repeated: frozenset[str]) -> set[int]:
    """Identities of the lines that are head or foot, peeled from each edge inwards."""
    found: set[int] = set()
    for rows in outer:
        peeled: list[PrintedLine] = []
        for row, after in pairwise((*rows, None)):
            if row is None or not _is_marginal(row, page, repeated):
                break
            peeled += row
            # White space parts heads and feet from the text; without it this is text.
            if after is None or _gap(row, after) > _APART * row[0].size:
                found.update(id(line) for line in peeled)
    return found


def _is_marginal(row: Sequence[PrintedLine], page: PrintedPage, repeated: frozenset[str]) -> bool:
    if _signature(row) in repeated:
        return True
    if max(row[0].bottom, page.height - row[0].top) < (1 - _EDGE) * page.height:
        return False
    text = " ".join(line.text for line in row)
    return bool(
        _PAGE_NUMBER.fullmatch(text)
        or _STAMP.match(text)
        or (len(text) < _LONGEST_IMPRINT and _IMPRINT.search(text))
    )


def _gap(row: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> float:
    """White space between two rows, in points."""
    above, below = (row, other) if row[0].bottom > other[0].bottom else (other, row)
    return min(line.bottom for line in above) - max(line.top for line in below)


def _without(lines: Sequence[PrintedLine], marginal: set[int]) -> list[PrintedLine]:
    return [line for line in lines if id(line) not in marginal]


def _line_numbers(lines: Sequence[PrintedLine], least: int) -> set[int]:
    """Identities of at least so many lines that count in a column beside the text, as in drafts."""
    likely = [
        line
        for line in lines
        if len(line.text) <= _LONGEST_NUMBER and _LINE_NUMBER.fullmatch(line.text.strip())
    ]
    if len(likely) < least:
        return set()
    # On the right of the text numbers begin at one place, on the left they end at one.
    columns = (
        *_columns(likely, lambda line: line.right),
        *_columns(likely, lambda line: line.left),
    )
    return {
        id(line)
        for column in columns
        if len(column) >= least and _counts_downwards(column)
        for line in column
    }


def _columns(
    lines: Sequence[PrintedLine], edge: Callable[[PrintedLine], float]
) -> list[list[PrintedLine]]:
    """The lines in groups whose edges stand below each other."""
    columns: list[list[PrintedLine]] = []
    for line in sorted(lines, key=edge):
        if columns and edge(line) - edge(columns[-1][-1]) < _SAME_EDGE:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _counts_downwards(column: Sequence[PrintedLine]) -> bool:
    values = [int(line.text) for line in sorted(column, key=lambda line: -line.top)]
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and steps <= {1, 5}
