"""PDF bytes to printed pages by pypdfium2."""

from collections import Counter
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from litsynth.reading.pdfium_lines import LineReader, TextPage
from litsynth.reading.printed import Corners, PrintedFile, PrintedLine, PrintedPage, Refused

NAME = f"pdfium {pypdfium2.PYPDFIUM_INFO.version}"

_MOST_LINES = 20_000
"""On one page. A page of more was made to do harm."""
_LEANING = 0.5
"""Share of a page's letters. If more than that run along its side, the page is turned."""


def read_pages(data: bytes, *, password: str | None = None) -> PrintedFile | Refused:
    """Every page's lines, or why there are none. A page that fails is a warning."""
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        return _refused(error, password)
    pages: list[PrintedPage] = []
    warnings: list[str] = []
    try:
        count = len(document)
        if count == 0:
            return Refused(reason="the PDF holds no pages")
        for index in range(count):
            try:
                pages.append(_page(document, index))
            except pypdfium2.PdfiumError:
                warnings.append(f"page {index + 1} is damaged and was not read")
                continue
            if len(pages[-1].lines) == _MOST_LINES:
                warnings.append(f"page {index + 1} was read to its {_MOST_LINES:,}th line only")
        title = document.get_metadata_dict().get("Title") or None
    finally:
        document.close()
    if not pages:
        return Refused(reason="damaged: none of the PDF's pages can be read")
    return PrintedFile(pages=tuple(pages), title=title, warnings=tuple(warnings))


def _refused(error: pypdfium2.PdfiumError, password: str | None) -> Refused:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        reason = (
            "encrypted, and the password given does not open it"
            if password
            else "encrypted: it needs a password (--pdf-password)"
        )
        return Refused(reason=reason, is_locked=True)
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return Refused(reason="encrypted in a way that cannot be opened", is_locked=True)
    return Refused(reason="damaged: it cannot be opened as a PDF")


def _page(document: pypdfium2.PdfDocument, index: int) -> PrintedPage:
    # Not by the library's own page object: keeping track of those costs a tenth of the time.
    handle = _opened(document, index)
    try:
        left, bottom, right, top = _bounds(handle)
        lines, turn = _lines(handle, right - left, is_first=index == 0)
        if turn:
            _turn(handle, turn)
    finally:
        raw.FPDF_ClosePage(handle)
    if turn:
        return _turned(document, index, turn)
    if (left, bottom) != (0, 0):
        for line in lines:
            line.move(-left, -bottom)
    return PrintedPage(number=index + 1, width=right - left, height=top - bottom, lines=lines)


def _opened(document: pypdfium2.PdfDocument, index: int) -> object:
    handle = raw.FPDF_LoadPage(document.raw, index)
    if not handle:
        raise pypdfium2.PdfiumError(f"page {index + 1} cannot be loaded")
    return handle


def _bounds(handle: object) -> Corners:
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(handle, box):
        raise pypdfium2.PdfiumError("the page has no size")
    return box.left, box.bottom, box.right, box.top


def _lines(handle: object, width: float, *, is_first: bool) -> tuple[tuple[PrintedLine, ...], int]:
    """The page's lines, and by how many quarter turns, clockwise, most of them would be upright."""
    text_page = raw.FPDFText_LoadPage(handle)
    if not text_page:
        raise pypdfium2.PdfiumError("the page's text cannot be loaded")
    try:
        reader = LineReader(TextPage.of(text_page, width), has_names=is_first)
        lines = tuple(islice(reader.all_lines(), _MOST_LINES))
    finally:
        raw.FPDFText_ClosePage(text_page)
    if not any(line.turn for line in lines):
        return lines, 0
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += len(line.text)
    turn, most = letters.most_common(1)[0]
    return lines, turn if turn > 0 and most > _LEANING * letters.total() else 0


def _turn(handle: object, turn: int) -> None:
    """Turns what is printed on the page, in memory, so that it is read like any other page."""
    left, bottom, right, top = _bounds(handle)
    width, height = right - left, top - bottom
    matrix = {
        1: (0, -1, 1, 0, -bottom, right),
        2: (-1, 0, 0, -1, right, top),
        3: (0, 1, -1, 0, top, -left),
    }[turn]
    raw.FPDFPage_TransFormWithClip(handle, raw.FS_MATRIX(*matrix), None)
    box = (0, 0, height, width) if turn % 2 else (0, 0, width, height)
    raw.FPDFPage_SetMediaBox(handle, *box)
    raw.FPDFPage_SetCropBox(handle, *box)


def _turned(document: pypdfium2.PdfDocument, index: int, turn: int) -> PrintedPage:
    handle = _opened(document, index)  # Opened anew, or the turn would not show.
    try:
        _, _, width, height = _bounds(handle)
        lines, _ = _lines(handle, width, is_first=index == 0)
    finally:
        raw.FPDF_ClosePage(handle)
    return PrintedPage(number=index + 1, width=width, height=height, lines=lines, turn=turn)
