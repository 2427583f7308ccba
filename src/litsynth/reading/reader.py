"""Any readable file to a Document: recognises its kind and hands it to the one who reads that."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from litsynth.reading import pdfium, pypdf_reader
from litsynth.reading.archives import ArchiveError, sources
from litsynth.reading.compose import compose, has_text
from litsynth.reading.glued import unglued
from litsynth.reading.html import from_html
from litsynth.reading.jats import DamagedError, from_jats
from litsynth.reading.latex import from_latex, main_file
from litsynth.reading.marked import Marked, Source, compose_marked
from litsynth.reading.plain import from_plain
from litsynth.reading.printed import PrintedFile, Refused
from litsynth.reading.recognise import FileKind, decoded, kind_of_file, why_not_read
from litsynth.reading.salvage import salvaged
from litsynth.reading.scans import ScanReader, silent
from litsynth.reading.tesseract import OcrPlan
from litsynth.records import Document, Extraction, Paper, Unreadable

VERSION = 12
"""Goes up whenever the same bytes would give another Document."""
_NAME = f"litsynth/{VERSION} {pdfium.NAME}"


class FileReader:
    """Reads in this process: a file made to do harm can stop it. See `IsolatedReader`."""

    def __init__(
        self,
        *,
        password: str | None = None,
        ocr: OcrPlan | None = OcrPlan(),  # noqa: B008 (frozen)
        before_ocr: Callable[[float], None] = silent,
    ) -> None:
        """Without `ocr` scans are not read; with it they are where Tesseract is installed.

        `before_ocr` is told how many seconds OCR may take before it begins.
        """
        self._password = password
        self._scans = ScanReader(ocr, before=before_ocr)

    @property
    def name(self) -> str:
        return " + ".join([_NAME, *filter(None, [self._scans.name])])

    def read(self, data: bytes, *, paper: Paper) -> Extraction:
        """The document in `data`, or why there is none."""
        kind = kind_of_file(data)
        if reason := why_not_read(data, paper.pdf_url):
            return Unreadable(paper=paper.id, reason=reason)
        source = Source(paper=paper.id, sha256=sha256(data).hexdigest(), reader=_NAME)
        if kind is FileKind.PDF:
            return self._read_pdf(data, source)
        try:
            marked = _marked(kind, data)
        except (DamagedError, ArchiveError) as error:
            return Unreadable(paper=paper.id, reason=str(error))
        if marked is None:
            return Unreadable(paper=paper.id, reason=f"{kind} without LaTeX source in it")
        document = compose_marked(marked, source)
        if not document.sentences:
            return Unreadable(paper=paper.id, reason=f"{kind} without any running text")
        return document

    def _read_pdf(self, data: bytes, source: Source) -> Extraction:
        printed = pdfium.read_pages(data, password=self._password)
        why_no_text = None
        if isinstance(printed, PrintedFile):
            found = self._scans.read(data, printed, password=self._password)
            printed, why_no_text = found.file, found.why_not
            if found.by is not None:
                source = replace(source, reader=f"{source.reader} + {found.by}")
        elif not printed.is_locked:
            second = pypdf_reader.read_pages(data, password=self._password)
            if isinstance(second, PrintedFile) and has_text(second):
                source = replace(source, reader=f"litsynth/{VERSION} {pypdf_reader.NAME}")
                printed = second
            else:
                printed = _salvaged(data) or printed
        if isinstance(printed, Refused):
            return Unreadable(paper=source.paper, reason=_reason(printed, data))
        if not has_text(printed):
            reason = f"no text layer: {why_no_text or 'and no words on its pictures'}"
            return Unreadable(paper=source.paper, reason=reason)
        document: Document = compose(printed, source)
        if not document.sentences:
            return Unreadable(paper=source.paper, reason="no running text in its text layer")
        return document


def _salvaged(data: bytes) -> PrintedFile | None:
    """The whole pages of a file that was cut off, or None if there are none with text."""
    found = salvaged(data)
    printed = pdfium.read_pages(found[0]) if found is not None else None
    if found is None or not isinstance(printed, PrintedFile) or not has_text(printed):
        return None
    warning = (
        f"the file is cut off: {found[1]} pages were saved, how many are lost is not known, "
        "and letters set as ligatures may be missing"
    )
    return replace(unglued(printed), warnings=(warning, *printed.warnings))


def _reason(refused: Refused, data: bytes) -> str:
    is_whole = data.rstrip(b"\x00\r\n ").endswith(b"%%EOF")
    if refused.is_locked or is_whole:
        return refused.reason
    rest = refused.reason.removeprefix("damaged: ")
    return f"truncated: the file ends in the middle, and {rest}"


def _marked(kind: FileKind, data: bytes) -> Marked | None:
    """What the file says, or None if it is an archive that holds no paper's source."""
    if kind is FileKind.JATS:
        return from_jats(data)
    if kind in {FileKind.LATEX, FileKind.GZIP, FileKind.TAR}:
        files = sources(data)
        main = main_file(files)
        return from_latex(files[main], files) if main is not None else None
    text = decoded(data) or ""
    return from_html(text) if kind is FileKind.HTML else from_plain(text)
