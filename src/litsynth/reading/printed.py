"""What a page shows, before anything is understood: lines with their place and type size.

The adapters of PDF libraries make these; the pure files of this stage read them.
"""

from dataclasses import dataclass

RAISED = "\ue000"
"""Opens a run of raised small characters (a note mark, an exponent) in a printed line's text."""
RAISED_END = "\ue001"

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(slots=True, kw_only=True)
class PrintedLine:
    """One line, or a piece of one where the file breaks it. Points from the lower left corner.

    Not frozen: a page makes hundreds, and freezing doubles the price of each.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    """What its letters stand on."""
    size: float
    """Type size in points, of most of the line."""
    bold: bool = False
    mono: bool = False
    hyphen: bool = False
    """A hyphen was printed at its end, and is no longer in `text`."""
    gap: float = 0.0
    """Widest white space within it, in points, where the file moves on without a space."""
    turn: int = 0
    """Quarter turns, clockwise, that would make it run from left to right; -1 if it is aslant."""

    def move(self, right: float, up: float) -> None:
        """Moves the line by so many points."""
        self.left += right
        self.right += right
        self.bottom += up
        self.top += up
        self.baseline += up


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    number: int
    """1-based."""
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    """In the file's order, which need not be the reading order."""
    turn: int = 0
    """Quarter turns, clockwise, that were made so that the lines run from left to right.

    `width`, `height` and the lines' places are as they are after it.
    """

    def untouched(self, left: float, bottom: float, right: float, top: float) -> Corners:
        """A rectangle as the file places it, before the page was turned."""
        match self.turn % 4:
            case 1:
                return self.height - top, left, self.height - bottom, right
            case 2:
                return (
                    self.width - right,
                    self.height - top,
                    self.width - left,
                    self.height - bottom,
                )
            case 3:
                return bottom, self.width - right, top, self.width - left
            case _:
                return left, bottom, right, top


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFile:
    pages: tuple[PrintedPage, ...]
    title: str | None = None
    """As the file's metadata has it, which is often wrong."""
    warnings: tuple[str, ...] = ()
    """What could not be read, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that no page could be read from."""

    reason: str
    is_locked: bool = False
    """Whether a password would help."""
