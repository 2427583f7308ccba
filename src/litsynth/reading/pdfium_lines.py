"""Lines of one page by pypdfium2: what is on a line, where it stands, how it is set."""

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pypdfium2 import raw

from litsynth.reading.printed import RAISED, RAISED_END, PrintedLine

_BREAK = re.compile("\r\n|\ufffe|\x02")
"""pdfium ends a line with CR LF, and one that ends in a hyphen with U+FFFE (or U+0002)."""
_SOFT_HYPHEN = "\u00ad"
_SIGNS = re.compile(r"[\d*†‡§¶∗⋆]+(?:[,–−-][\d*†‡§¶∗⋆]+)*[+−]?")
"""What may be raised."""
_NAMED = re.compile(r"[^\W\d_a-z]\w+?[^\S\n]?(?P<letters>[a-h](?:,[a-h])*)(?=[,\s*†‡§¶∗⋆]|$)")
"""A name with the letters that lead to the affiliations, if they are raised."""
_CHARGE = frozenset("+−")
_MINUS = frozenset("−–-")
_ON_THE_LINE = frozenset("[(:/=+")
"""After one of these a number stands on the line."""
_BOLD = re.compile(
    r"bold|black|heavy|demi|medi\b|-?bx\d|cmb|[.,-]b\b|nimbusromno9l-medi", re.IGNORECASE
)
_MONO = re.compile(
    r"mono|courier|cmtt|consol|typewriter|\btt\d|sltt|nimbusmon|inconsolata", re.IGNORECASE
)
_TALL = 2.2
"""A line higher than this many times its type is two."""
_WIDEST = 0.62
"""Of the type size: characters wider than this on average have white space between them."""
_WIDE = 0.66
"""Of the page's width: a line that wide may be one of two columns, run together."""
_ASCENT, _DESCENT = 0.72, 0.22
"""Of the type size: how far a plain line reaches above and below its baseline."""
_HIGHEST, _DEEPEST = 1.2, 0.5
"""Of the type size: what reaches farther is not on this line."""
_LEAP = 1.5
"""White space this many times the type size is no space between words."""
_RISE = 0.3
"""Of a leap: characters that much above or below the last are on another line."""
_TINIEST = 1.5
_LONGEST_NAME = 128
_RAISED_BY = 0.2
"""Of the type size, above the line: what stands so high is raised."""
_QUARTER = math.pi / 2
_ASLANT = 0.06
"""Quarter turns. Type that leans more than this does not run along the page."""


@lru_cache(maxsize=4)
def _kind_of_buffer(size: int) -> type[ctypes.Array[ctypes.c_ushort]]:
    return ctypes.c_ushort * size


def _buffer(least: int) -> ctypes.Array[ctypes.c_ushort]:
    """Room for so many characters. Making a type for each length would cost more than the room."""
    return _kind_of_buffer(1 << least.bit_length())()


@dataclass(frozen=True, slots=True)
class TextPage:
    handle: object
    text: str
    width: float
    """Of the page, in points."""
    is_plain: bool
    """Whether character i of `text` is character i of the page."""
    has_halves: bool = False
    """Whether a character beyond U+FFFF is two in `text`."""

    @classmethod
    def of(cls, handle: object, width: float) -> "TextPage":
        count = raw.FPDFText_CountChars(handle)
        if count <= 0:
            return cls(handle, "", width, is_plain=True)
        units = _buffer(2 * count + 1)
        written = raw.FPDFText_GetText(handle, 0, count, units)
        printed = memoryview(units).cast("B")[: 2 * max(written - 1, 0)]
        text = bytes(printed).decode("utf-16-le", "surrogatepass")
        has_halves = 2 * len(text) < len(printed)
        if has_halves:
            # pdfium counts a character beyond U+FFFF as two, so its halves are kept apart here.
            text = "".join(map(chr, units[: len(printed) // 2]))
        return cls(handle, text, width, is_plain=len(text) == count, has_halves=has_halves)

    def at(self, position: int) -> int:
        """The page's index of the character at `position` in the text."""
        if self.is_plain:
            return position
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self.handle, position))


class LineReader:
    """Asks pdfium about one line after another, with buffers made once."""

    def __init__(self, page: TextPage, *, has_names: bool) -> None:
        """A page that `has_names` of authors may have letters raised beside them."""
        self._page = page
        self._handle = page.handle
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._loose = raw.FS_RECTF()
        self._marks = _marks(page.text)
        if has_names:
            named = (match.span("letters") for match in _NAMED.finditer(page.text))
            self._marks = sorted([*self._marks, *named])
        self._starts = [start for start, _ in self._marks]

    def all_lines(self) -> Iterator[PrintedLine]:
        """Every line, in the file's order."""
        start = 0
        for found in _BREAK.finditer(self._page.text):
            yield from self.lines(start, found.start(), hyphen=found.group() != "\r\n")
            start = found.end()
        yield from self.lines(start, len(self._page.text), hyphen=False)

    def lines(self, start: int, end: int, *, hyphen: bool) -> Sequence[PrintedLine]:
        """What pdfium takes for one line, cut where it leaps to another column or height."""
        text = self._page.text[start:end]
        if text.endswith(_SOFT_HYPHEN):  # At the end of a page pdfium leaves it in.
            text, hyphen = text[:-1], True
        bare = text.strip()
        if not bare:
            return ()
        begin = start + text.index(bare[0])
        plain = self._plain_line(bare, begin, hyphen=hyphen)
        return self._pieces_of_line(bare, begin, hyphen=hyphen) if plain is None else (plain,)

    def _pieces_of_line(self, text: str, start: int, *, hyphen: bool) -> Sequence[PrintedLine]:
        line = self._line(text, start, hyphen=hyphen)
        if line is None:
            return ()
        is_tall = line.top - line.bottom > _TALL * line.size
        if not is_tall and line.gap < _LEAP * line.size:
            return (line,)
        end = start + len(text)
        pieces = (
            self._line(self._page.text[begin:stop].rstrip(), begin, hyphen=hyphen and stop == end)
            for begin, stop in self._pieces(start, end, _LEAP * line.size)
        )
        return [piece for piece in pieces if piece is not None]

    def _plain_line(self, text: str, start: int, *, hyphen: bool) -> PrintedLine | None:
        """The line from its first and last character, or None if there may be more to it.

        Most lines are plain, and asking for every rectangle of a line doubles its price.
        """
        left, right, bottom, top = self._sides
        page, handle, first, last = self._page, self._handle, start, start + len(text) - 1
        if not page.is_plain:
            first, last = page.at(first), page.at(last)
        raw.FPDFText_GetCharBox(handle, first, left, right, bottom, top)
        x0, low, high = left.value, bottom.value, top.value
        raw.FPDFText_GetCharBox(handle, last, left, right, bottom, top)
        x1 = right.value
        if not x0 < x1 < x0 + _WIDE * page.width:
            return None
        size, baseline, middle = self._type(text, start, first, last)
        reach, depth = baseline + _HIGHEST * size, baseline - _DEEPEST * size
        if not (
            depth < low
            and high < reach
            and depth < bottom.value
            and top.value < reach
            and x1 < x0 + _WIDEST * size * len(text)
        ):
            return None
        box = x0, baseline - _DESCENT * size, x1, baseline + _ASCENT * size
        return self._made(text, start, box, (size, baseline, middle), hyphen=hyphen)

    def _pieces(self, start: int, end: int, leap: float) -> list[tuple[int, int]]:
        """Where the text from `start` to `end` can be printed without a leap or a turn."""
        left, right, bottom, top = self._sides
        begins = [start]
        reached: tuple[float, float, float] | None = None
        turned = 0
        for at in range(start, end):
            if self._page.text[at].isspace():
                continue
            raw.FPDFText_GetCharBox(self._handle, self._page.at(at), left, right, bottom, top)
            if right.value <= left.value:
                continue  # Nothing is printed for it.
            turn = self._turn(self._page.at(at))
            if reached is not None and (
                turn != turned
                or left.value - reached[0] > leap
                or bottom.value > reached[2] + _RISE * leap
                or top.value < reached[1] - _RISE * leap
            ):
                begins.append(at)
            reached, turned = (right.value, bottom.value, top.value), turn
        return list(zip(begins, [*begins[1:], end], strict=True))

    def _line(self, text: str, start: int, *, hyphen: bool) -> PrintedLine | None:
        """The line from the rectangles of all its pieces; None if nothing is printed."""
        if not text:
            return None
        first, last = self._page.at(start), self._page.at(start + len(text) - 1)
        rectangles = raw.FPDFText_CountRects(self._handle, first, last - first + 1)
        if rectangles < 1:
            return None
        left, top, right, bottom = self._sides
        raw.FPDFText_GetRect(self._handle, 0, left, top, right, bottom)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        gap, reached = 0.0, x1
        for index in range(1, rectangles):
            raw.FPDFText_GetRect(self._handle, index, left, top, right, bottom)
            gap, reached = max(gap, left.value - reached), right.value
            x0, y0 = min(x0, left.value), min(y0, bottom.value)
            x1, y1 = max(x1, right.value), max(y1, top.value)
        size, baseline, middle = self._type(text, start, first, last)
        line = self._made(text, start, (x0, y0, x1, y1), (size, baseline, middle), hyphen=hyphen)
        line.gap = gap
        line.turn = self._turn(middle)
        return line

    def _type(self, text: str, start: int, first: int, last: int) -> tuple[float, float, int]:
        """Type size, baseline, and the page's index of a character in the middle of the line."""
        half = len(text) // 2
        while text[half].isspace():
            half -= 1
        middle = start + half
        if not self._page.is_plain:
            # Nothing was left out of the line, or as much before its end as before its start.
            skipped = first - start
            is_even = last - start - len(text) + 1 == skipped
            middle = middle + skipped if is_even else self._page.at(middle)
        size = raw.FPDFText_GetFontSize(self._handle, middle)
        if text[0].isdigit() or raw.FPDFText_GetFontSize(self._handle, first) != size:
            # The middle may be an index, the first a mark, and both at once as small.
            sizes = {at: raw.FPDFText_GetFontSize(self._handle, at) for at in (middle, first, last)}
            middle = max(sizes, key=sizes.__getitem__)
            size = sizes[middle]
        if size <= _TINIEST:  # Some writers set type of size 1 and scale the page.
            raw.FPDFText_GetLooseCharBox(self._handle, middle, self._loose)
            size = self._loose.top - self._loose.bottom
        raw.FPDFText_GetCharOrigin(self._handle, middle, self._x, self._y)
        return size, self._y.value, middle

    def _made(
        self,
        text: str,
        start: int,
        box: tuple[float, float, float, float],
        type_: tuple[float, float, int],
        *,
        hyphen: bool,
    ) -> PrintedLine:
        size, baseline, middle = type_
        bold, mono = self._style(middle)
        text = self._marked(text, start, size, baseline)
        return PrintedLine(
            text=_whole(text) if self._page.has_halves else text,
            left=box[0],
            bottom=box[1],
            right=box[2],
            top=box[3],
            baseline=baseline,
            size=size,
            bold=bold,
            mono=mono,
            hyphen=hyphen,
        )

    def _turn(self, index: int) -> int:
        """By how many quarter turns, clockwise, the character would be upright; -1 for none."""
        angle = raw.FPDFText_GetCharAngle(self._handle, index) / _QUARTER
        quarters = round(angle)
        return -quarters % 4 if abs(angle - quarters) <= _ASLANT else -1

    def _style(self, index: int) -> tuple[bool, bool]:
        raw.FPDFText_GetFontInfo(self._handle, index, self._name, _LONGEST_NAME, self._flags)
        return _style_of(self._name.value)

    def _marked(self, text: str, start: int, size: float, baseline: float) -> str:
        """The line with its raised digits and note signs between marks."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= start + len(text):
            return text
        pieces: list[str] = []
        done = 0
        for index in range(first, len(self._marks)):
            begin, end = (place - start for place in self._marks[index])
            if begin >= len(text):
                break
            end = min(end, len(text))
            if text[end - 1] in _CHARGE and not self._is_raised(
                text[end - 1], start + end - 1, size, baseline
            ):
                end -= 1
            if not self._is_raised(text[end - 1], start + end - 1, size, baseline):
                continue
            # A power stands right after its base: 2 and a raised 13 are "213" in the text.
            while not self._is_raised(text[begin], start + begin, size, baseline):
                begin += 1
            pieces += text[done:begin], RAISED, text[begin:end], RAISED_END
            done = end
        return "".join((*pieces, text[done:])) if pieces else text

    def _is_raised(self, sign: str, position: int, size: float, baseline: float) -> bool:
        at = self._page.at(position)
        left, right, bottom, top = self._sides
        if sign.isalnum() or sign == ",":
            # By what is printed: fonts have raised characters of their own, of full type size.
            raw.FPDFText_GetCharBox(self._handle, at, left, right, bottom, top)
            return bool(bottom.value > baseline + _RAISED_BY * size)
        # An asterisk is always printed high; its origin tells.
        raw.FPDFText_GetCharOrigin(self._handle, at, left, bottom)
        return bool(bottom.value > baseline + _RAISED_BY * size)


@lru_cache(maxsize=1024)
def _style_of(name: bytes) -> tuple[bool, bool]:
    """Whether a font of this name is bold, and whether its characters are all as wide."""
    font = name.decode("utf-8", "replace")
    return bool(_BOLD.search(font)), bool(_MONO.search(font))


def _marks(text: str) -> list[tuple[int, int]]:
    """Where digits and signs stand that may be raised, in order."""
    found: list[tuple[int, int]] = []
    for match in _SIGNS.finditer(text):  # A look behind would make this three times as slow.
        start, end = match.span()
        if start and text[start - 1] in _MINUS:
            start -= 1  # Raised with the digits, or left out again where it is not.
        if start and text[start - 1] in _ON_THE_LINE:
            start = text.find(",", start, end) + 1
            if not start:
                continue
        if _may_be_raised(text, start):
            found.append((start, end))
    return found


def _may_be_raised(text: str, at: int) -> bool:
    """Whether digits or signs at `at` can be a mark, by what stands before them."""
    before = text[at - 1 : at]
    if before == "," or (before.isspace() and before != "\n"):
        earlier = text[at - 2 : at - 1]
        return not earlier.isdigit() if before == "," else earlier.isalpha()
    return True


def _whole(text: str) -> str:
    """The text with the halves of characters beyond U+FFFF put together; lone halves stay."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
