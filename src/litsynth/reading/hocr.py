"""What an OCR program says of one page (hOCR) to printed lines. Pure.

hOCR is the web page that Tesseract and its like write: words with boxes in pixels, lines with the
slope and height of what they stand on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from statistics import mean, median

from litsynth.reading.printed import PrintedLine

_ELEMENT = re.compile(
    r"<(?:p|span) class=['\"](ocr_par|ocr_line|ocr_caption|ocr_header|ocr_textfloat|ocrx_word)['\"]"
    r"[^>]*?title=(?:\"([^\"]*)\"|'([^']*)')[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_HEIGHT = re.compile(r"x_size ([\d.]+)")
_SURENESS = re.compile(r"x_wconf (\d+)")
_LEAST_SURE = 30
"""Of 100, on average. Lines that the program is less sure of are pieces of pictures. Single words
are kept: a sentence with one left out says something else."""
_LEAP = 1.5
"""White space this many times the type size is no space between words."""
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-‐¬]$")
_POINTS_PER_INCH = 72.0
_ALIKE = 0.12
"""Sizes measured on a picture that differ by less than this share are one size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    """In pixels from the upper left corner."""


@dataclass(slots=True)
class _Line:
    paragraph: int
    bottom: float
    slope: float
    offset: float
    height: float
    left: float
    words: list[_Word]
    sureness: list[int]
    """Of each word, of 100."""


def lines_of(hocr: str, *, height: int, dpi: float) -> list[PrintedLine]:
    """The printed lines of a page that is `height` pixels high, in the program's order."""
    scale = _POINTS_PER_INCH / dpi
    found = [line for line in _lines(hocr) if line.words and mean(line.sureness) >= _LEAST_SURE]
    sizes = _sizes(found)
    return [
        _printed(piece, line, sizes[line.paragraph] * scale, height=height, scale=scale)
        for line in found
        for piece in _pieces(line.words, _LEAP * sizes[line.paragraph])
    ]


def with_usual_size(pages: Sequence[Sequence[PrintedLine]]) -> None:
    """Gives type that is nearly as large as most of a paper's that very size, in place.

    What is measured on pictures differs from line to line, and a paragraph would seem many.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return
    ordered = sorted(lines, key=lambda line: line.size)
    half = sum(len(line.text) for line in ordered) / 2
    passed = 0.0
    usual = ordered[-1].size
    for line in ordered:
        passed += len(line.text)
        if passed >= half:
            usual = line.size
            break
    for line in lines:
        if abs(line.size - usual) <= _ALIKE * usual:
            line.size = usual


def _lines(hocr: str) -> Iterator[_Line]:
    paragraph = 0
    line: _Line | None = None
    for found in _ELEMENT.finditer(hocr):
        kind, title = found.group(1), unescape(found.group(2) or found.group(3))
        box = _BOX.search(title)
        if kind == "ocr_par":
            paragraph += 1
        elif box is None:
            continue
        elif kind != "ocrx_word":
            if line is not None:
                yield line
            line = _begun(title, box, paragraph)
        elif line is not None:
            word = hocr[found.end() : hocr.find("</span>", found.end())]
            _add(line, title, box, unescape(_TAG.sub("", word)).strip())
    if line is not None:
        yield line


def _begun(title: str, box: re.Match[str], paragraph: int) -> _Line:
    slope, height = _BASELINE.search(title), _HEIGHT.search(title)
    left, top, _, bottom = map(float, box.groups())
    return _Line(
        paragraph=paragraph,
        bottom=bottom,
        slope=float(slope.group(1)) if slope else 0.0,
        offset=float(slope.group(2)) if slope else 0.0,
        height=float(height.group(1)) if height else bottom - top,
        left=left,
        words=[],
        sureness=[],
    )


def _add(line: _Line, title: str, box: re.Match[str], text: str) -> None:
    if not text:
        return
    sureness = _SURENESS.search(title)
    line.sureness.append(int(sureness.group(1)) if sureness else 100)
    left, top, right, bottom = map(float, box.groups())
    line.words.append(_Word(text=text, left=left, top=top, right=right, bottom=bottom))


def _sizes(lines: Sequence[_Line]) -> dict[int, float]:
    """The type size of each paragraph, in pixels: single lines are measured too roughly."""
    heights: dict[int, list[float]] = {}
    for line in lines:
        heights.setdefault(line.paragraph, []).append(max(line.height, 1.0))
    return {paragraph: median(found) for paragraph, found in heights.items()}


def _pieces(words: Sequence[_Word], leap: float) -> Iterator[list[_Word]]:
    """The words of a line, cut where white space is too wide to be one between words."""
    piece: list[_Word] = []
    for word in words:
        if piece and word.left - piece[-1].right > leap:
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _printed(
    words: Sequence[_Word], line: _Line, size: float, *, height: int, scale: float
) -> PrintedLine:
    text = " ".join(word.text for word in words)
    middle = (words[0].left + words[-1].right) / 2
    baseline = line.bottom + line.offset + line.slope * (middle - line.left)
    is_cut = _HYPHENATED.search(text) is not None
    return PrintedLine(
        text=text[:-1] if is_cut else text,
        left=min(word.left for word in words) * scale,
        bottom=(height - max(word.bottom for word in words)) * scale,
        right=max(word.right for word in words) * scale,
        top=(height - min(word.top for word in words)) * scale,
        baseline=(height - baseline) * scale,
        size=size,
        hyphen=is_cut,
    )
