"""Pieces of one printed line put together: raised marks, fractions, changes of type. Pure.

Works on places and type sizes. Coordinates are points from the lower left corner.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from litsynth.reading.printed import RAISED, RAISED_END, PrintedLine

_SMALL = 0.85
_RAISED_BY = 0.15
_MARK = re.compile(r"[+−–-]?[\d*†‡§¶∗⋆,–−-]{1,8}[+−]?|[^\W\d_]")
_RAISED_NUMBER = re.compile(rf"{RAISED}\d")
_SPACE = 0.15
"""Of the type size: pieces of a line farther apart than this have a space between them."""
_SLACK = 1.0
"""Points by which pieces that stand beside each other may overlap."""
_LONGEST_NUMERATOR = 8
_LAST_TERM = re.compile(r" (\S+)$")
_RAISED_ANY = re.compile(f"[{RAISED}{RAISED_END}]")


def join_pieces(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, with pieces of one line that follow each other in the file put together.

    Files break a line at raised marks and at changes of type.
    """
    found: list[PrintedLine] = []
    for line in lines:
        before = found[-1] if found else None
        if (
            before is not None
            and abs(line.baseline - before.baseline) < line.size
            and not before.hyphen
            and -1 <= line.left - before.right <= 0.8 * line.size
            and same_height(before, line)
        ):
            found[-1] = joined([before, line])
        else:
            found.append(line)
    return found


def same_height(one: PrintedLine, other: PrintedLine) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def in_a_row(pieces: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The pieces from left to right, what stands above another piece's start before it."""
    row = sorted(pieces, key=lambda piece: piece.left)
    for at, (below, above) in enumerate(pairwise(tuple(row))):
        if (
            above.size < _SMALL * below.size
            and above.baseline > below.baseline + _RAISED_BY * below.size
            and above.right < below.right
            and above.left - below.left < below.size
        ):
            row[at], row[at + 1] = above, below
    return row


def joined(pieces: Sequence[PrintedLine]) -> PrintedLine:
    """One line of pieces in the order in which they are to be read."""
    main = max(pieces, key=lambda piece: (piece.size, piece.right - piece.left))
    text = _text_beside(pieces[0], main)
    for before, piece in pairwise(pieces):
        if piece.left < before.right - _SLACK and (over := _numerator(text, before, piece)):
            text = f"{text[: -len(over)]}{_RAISED_ANY.sub('', over)}/{piece.text}"
            continue
        is_apart = piece.left - before.right > _SPACE * max(piece.size, before.size)
        text += (" " if is_apart else "") + _text_beside(piece, main)
    return PrintedLine(
        text=text,
        left=pieces[0].left,
        bottom=min(piece.bottom for piece in pieces),
        right=max(piece.right for piece in pieces),
        top=max(piece.top for piece in pieces),
        baseline=main.baseline,
        size=main.size,
        bold=main.bold,
        mono=main.mono,
        hyphen=pieces[-1].hyphen,
        gap=max(
            *(piece.gap for piece in pieces),
            *(after.left - before.right for before, after in pairwise(pieces)),
        ),
    )


def _numerator(text: str, before: PrintedLine, piece: PrintedLine) -> str | None:
    """What stands above the piece at the end of the text so far, or None if it is no fraction.

    A fraction has white space before it; an exponent with an index below it has not.
    """
    found = _LAST_TERM.search(text)
    if found is None or len(found.group(1)) > _LONGEST_NUMERATOR:
        return None
    is_raised = _RAISED_NUMBER.match(found.group(1)) is not None
    term = _RAISED_ANY.sub("", found.group(1))
    is_own = before.text.strip() == term and before.baseline > piece.baseline
    return found.group(1) if is_raised or is_own else None


def _text_beside(piece: PrintedLine, main: PrintedLine) -> str:
    """The piece's text, marked as raised if that is how it stands beside the main piece."""
    is_raised = (
        piece.size < _SMALL * main.size
        and piece.baseline > main.baseline + _RAISED_BY * main.size
        and _MARK.fullmatch(piece.text.strip())
    )
    return f"{RAISED}{piece.text.strip()}{RAISED_END}" if is_raised else piece.text
