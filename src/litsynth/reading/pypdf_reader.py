"""PDF bytes to printed lines by pypdf, for files that pdfium refuses. The only file importing it.

pypdf tells where a piece of text begins, not where it ends; widths here are estimates.
"""

import io
import logging
from collections.abc import Iterator

import pypdf
from pypdf.errors import PyPdfError

from litsynth.reading.printed import PrintedFile, PrintedLine, PrintedPage, Refused

NAME = f"pypdf {pypdf.__version__}"

_MEAN_WIDTH = 0.4
"""Of a character, as a share of the type size. Rather too little: lines that seem to reach into
the next column would be read with it."""
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
)
"""What pypdf raises on damaged files, for want of one base class."""


def read_pages(data: bytes, *, password: str | None = None) -> PrintedFile | Refused:
    """Every page's lines, or why there are none. A page that fails is a warning."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), password=password)
        count = len(reader.pages)
    except _FAULTS as error:
        return Refused(reason=f"damaged: {error}")
    pages: list[PrintedPage] = []
    warnings: list[str] = []
    for number in range(1, count + 1):
        try:
            page = reader.pages[number - 1]
            lines = tuple(_lines(page))
            width, height = float(page.mediabox.width), float(page.mediabox.height)
        except _FAULTS:
            warnings.append(f"page {number} is damaged and was not read")
            continue
        pages.append(PrintedPage(number=number, width=width, height=height, lines=lines))
    if not pages:
        return Refused(reason="damaged: none of the PDF's pages can be read")
    return PrintedFile(pages=tuple(pages), warnings=tuple(warnings))


def _lines(page: pypdf.PageObject) -> Iterator[PrintedLine]:
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        pieces.append((text, x, y, abs(size * (tm[3] or 1.0) * (cm[3] or 1.0)) or 10.0))

    page.extract_text(visitor_text=visit)
    current = ""
    place: tuple[float, float, float] | None = None
    for text, x, y, size in pieces:
        head, *rest = text.split("\n")
        if head.strip() and place is None:
            place = x, y, size
        current += head
        for line in rest:
            if place is not None and current.strip():
                yield _line(current, *place)
            current = line
            place = (x, y, size) if line.strip() else None
    if place is not None and current.strip():
        yield _line(current, *place)


def _line(text: str, x: float, y: float, size: float) -> PrintedLine:
    bare = text.strip()
    return PrintedLine(
        text=bare,
        left=x,
        bottom=y - 0.2 * size,
        right=x + _MEAN_WIDTH * size * len(bare),
        top=y + 0.7 * size,
        baseline=y,
        size=size,
        hyphen=False,
    )
