"""Pages of a PDF as grey pictures, for OCR. Together with `pdfium` all that imports pypdfium2."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

_POINTS_PER_INCH = 72.0
_COVERED = 0.5
"""Of a page's area: a scan's pictures cover more."""
_DEEPEST = 3
"""Forms within forms in which pictures are looked for."""
_MOST_PIXELS = 16_000_000
"""A page of A3 at twice the usual resolution has 15 million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as it is shown on a screen, turned as the file asks."""

    page: int
    """1-based."""
    width: int
    height: int
    """In pixels."""
    dpi: float
    """Less than was asked for where the page is too large."""
    turn: int
    """Quarter turns, clockwise, from the page's own coordinates to what is shown."""
    greys: bytes
    """One byte a pixel, row after row from the top."""

    @property
    def pgm(self) -> bytes:
        """The picture as a file that any program reads (portable grey map)."""
        return b"P5 %d %d 255\n%b" % (self.width, self.height, self.greys)


def pictures(
    data: bytes, pages: Sequence[int], *, dpi: float, password: str | None = None
) -> Iterator[Picture | int]:
    """The 1-based `pages` of a PDF that opens; for one that cannot be shown its number."""
    document = pypdfium2.PdfDocument(data, password=password)
    try:
        for number in pages:
            try:
                yield _picture(document, number, dpi)
            except pypdfium2.PdfiumError:
                yield number
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, number: int, dpi: float) -> Picture:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        points = max(width * height, 1.0)
        scale = min(dpi / _POINTS_PER_INCH, math.sqrt(_MOST_PIXELS / points))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            greys = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
            if bitmap.stride != bitmap.width:
                greys = b"".join(
                    greys[at : at + bitmap.width] for at in range(0, len(greys), bitmap.stride)
                )
            return Picture(
                page=number,
                width=bitmap.width,
                height=bitmap.height,
                dpi=scale * _POINTS_PER_INCH,
                turn=page.get_rotation() // 90,
                greys=greys,
            )
        finally:
            bitmap.close()
    finally:
        page.close()


def covered_by_pictures(
    data: bytes, pages: Sequence[int], *, password: str | None = None
) -> tuple[int, ...]:
    """Those of the 1-based `pages` that are mostly pictures, as a scan's are."""
    document = pypdfium2.PdfDocument(data, password=password)
    try:
        return tuple(number for number in pages if _is_covered(document, number))
    finally:
        document.close()


def _is_covered(document: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return False
    try:
        left, bottom, right, top = page.get_bbox()
        covered = 0.0
        for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
            x0, y0, x1, y1 = image.get_bounds()
            wide = max(0.0, min(x1, right) - max(x0, left))
            covered += wide * max(0.0, min(y1, top) - max(y0, bottom))
        return bool(covered > _COVERED * (right - left) * (top - bottom))
    except pypdfium2.PdfiumError:
        return False
    finally:
        page.close()
