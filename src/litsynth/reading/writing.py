"""Parts to one text, with the place of every printed line in it. Pure."""

from collections.abc import Collection, Mapping, Sequence

from litsynth.reading.cleaning import may_run_on, runs_on, tidy
from litsynth.reading.columns import Row
from litsynth.reading.hyphens import halves_share, hyphen_stays, whole_words
from litsynth.reading.parts import Part
from litsynth.reading.printed import PrintedLine, PrintedPage
from litsynth.records import RUNNING_TEXT, Block, BlockKind, Box, Line
from litsynth.spans import Span

_CITING = RUNNING_TEXT | {BlockKind.CAPTION}
_KEEPS_LINES = frozenset({BlockKind.CODE, BlockKind.TABLE})
_BETWEEN_BLOCKS = "\n\n"


class Writer:
    """Writes parts one after the other, cleaned, lines joined, blocks parted by an empty line."""

    def __init__(
        self,
        rows: Sequence[Row],
        turned: Mapping[int, PrintedPage],
        cited: Collection[int] = (),
    ) -> None:
        """`rows` are all the paper's: their words decide which hyphens stay.

        `turned` are the pages, by number, whose lines were turned to run from left to right.
        `cited` are the numbers that cite where they are raised.
        """
        self._rows = rows
        self._turned = turned
        self._cited = cited
        self._words: frozenset[str] | None = None
        self._blocks: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        """In the order of the text."""

    @property
    def text(self) -> str:
        """All that was written."""
        return _BETWEEN_BLOCKS.join(self._blocks)

    def write(self, part: Part) -> tuple[Block, str]:
        """The block that `part` became, and its text."""
        if self._blocks:
            self._length += len(_BETWEEN_BLOCKS)
        start = at = self._length
        rows = part.rows
        texts = tidy([row.line.text for row in rows], self._cited if part.kind in _CITING else ())
        between = "\n" if part.kind in _KEEPS_LINES else " "
        pieces: list[str] = []
        for row, text, following in zip(rows, texts, [*texts[1:], ""], strict=True):
            line = row.line
            if line.hyphen or not text or not following or may_run_on(text, following):
                printed, ending = self._ended(line, text, following, between)
            else:
                printed, ending = text, between
            end = at + len(printed)
            self.lines.append(Line(span=Span(at, end), page=row.page, box=self._box(row)))
            pieces += printed, ending
            at = end + len(ending)
        whole = "".join(pieces)
        self._blocks.append(whole)
        self._length = at
        return Block(kind=part.kind, span=Span(start, at)), whole

    def _ended(self, line: PrintedLine, text: str, following: str, between: str) -> tuple[str, str]:
        """The line as it is to be written, and what stands between it and the next."""
        if not following or not text:
            return (text + "-" if line.hyphen else text), ""
        if line.hyphen or (text[-1] == "-" and following[0].islower()):
            text = text.removesuffix("-")
            if halves_share(following):
                return text + "-", " "
            return (text + "-" if hyphen_stays(text, following, self._knows) else text), ""
        return text, ("" if runs_on(text, following) else between)

    def _knows(self, word: str) -> bool:
        if self._words is None:
            self._words = whole_words(row.line for row in self._rows)
        return word in self._words

    def _box(self, row: Row) -> Box:
        line = row.line
        left, bottom, right, top = line.left, line.bottom, line.right, line.top
        if self._turned and (page := self._turned.get(row.page)) is not None:
            left, bottom, right, top = page.untouched(left, bottom, right, top)
        return Box(
            # To tenths of a point, by what costs a quarter of `round`.
            left=int(left * 10) / 10,
            bottom=int(bottom * 10) / 10,
            right=int(right * 10 + 1) / 10,
            top=int(top * 10 + 1) / 10,
        )
