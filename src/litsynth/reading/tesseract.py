"""Scanned pages to printed lines by the Tesseract program, where it is installed.

The only file that runs it. ADR 16 says why the program and not a library around it.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from litsynth.reading.hocr import lines_of, with_usual_size
from litsynth.reading.pictures import Picture, pictures
from litsynth.reading.printed import PrintedPage

_PROGRAM = "tesseract"
_DPI = 200.0
"""Measured (ADR 16): less loses words, more costs time and finds no more."""
_ANSWERS_WITHIN_S = 20.0
_PAGE_WITHIN_S = 60.0
"""An ordinary page takes 2 to 7 seconds."""
_VERSION = re.compile(r"tesseract v?(\d[\w.]*)")
_LANGUAGE = re.compile(r"\w+(?:\+\w+)*")
INSTALL = (
    "install Tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPlan:
    """What OCR may do for one file."""

    language: str = "eng"
    """Tesseract's names of languages, joined by +."""
    pages: int = 50
    """Pages that are read at most."""
    timeout_s: float = 300.0
    """For all pages of one file together."""

    @property
    def limits(self) -> str:
        """Its limits in words if they are not the usual ones, since they change what is read."""
        if self == OcrPlan(language=self.language):
            return ""
        return f"up to {self.pages} pages and {self.timeout_s:g} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    pages: tuple[PrintedPage, ...]
    """In the order asked for; those that could not be read are left out."""
    warnings: tuple[str, ...]


class Tesseract:
    """The installed program with the data of one language."""

    def __init__(self, path: str, version: str, language: str) -> None:
        self._path = path
        self._language = language
        self.name = f"tesseract {version} {language}"
        """Changes when what it reads would."""

    def read(
        self, data: bytes, pages: Sequence[int], *, plan: OcrPlan, password: str | None = None
    ) -> Scanned:
        """The lines on the 1-based `pages` of a PDF that opens, within the plan's limits."""
        ends = time.monotonic() + plan.timeout_s
        read: list[PrintedPage] = []
        warnings: list[str] = []
        asked = pages[: plan.pages]
        if len(asked) < len(pages):
            warnings.append(
                f"{len(pages) - len(asked)} scanned pages after page {asked[-1]} were not read: "
                f"OCR stops after {plan.pages} pages"
            )
        for picture in pictures(data, asked, dpi=_DPI, password=password):
            number = picture if isinstance(picture, int) else picture.page
            left = ends - time.monotonic()
            if left <= 0:
                warnings.append(
                    f"scanned pages from page {number} on were not read: "
                    f"OCR stops after {plan.timeout_s:g} s"
                )
                break
            page = None if isinstance(picture, int) else self._page(picture, within_s=left)
            if page is None:
                warnings.append(f"page {number} is scanned and could not be read")
            else:
                read.append(page)
        with_usual_size([page.lines for page in read])
        return Scanned(pages=tuple(read), warnings=tuple(warnings))

    def _page(self, picture: Picture, *, within_s: float) -> PrintedPage | None:
        limit = min(within_s, _PAGE_WITHIN_S)
        command = [
            self._path,
            "-",
            "-",
            "-l",
            self._language,
            "--dpi",
            f"{picture.dpi:.0f}",
            "hocr",
        ]
        hocr = _run(command, picture.pgm, within_s=limit)
        if hocr is None:
            return None
        return PrintedPage(
            number=picture.page,
            width=picture.width * 72 / picture.dpi,
            height=picture.height * 72 / picture.dpi,
            lines=tuple(lines_of(hocr, height=picture.height, dpi=picture.dpi)),
            turn=picture.turn,
        )


def find_tesseract(language: str) -> Tesseract | str:
    """The installed program, or what to install to have it, in words."""
    path = shutil.which(_PROGRAM)
    if path is None:
        return INSTALL
    if _LANGUAGE.fullmatch(language) is None:
        return f"reading.ocr_language must look like eng or eng+deu, got {language!r}"
    return _found(path, language)


@lru_cache(maxsize=8)
def _found(path: str, language: str) -> Tesseract | str:
    version = _VERSION.search(_run([path, "--version"], b"", within_s=_ANSWERS_WITHIN_S) or "")
    known = (_run([path, "--list-langs"], b"", within_s=_ANSWERS_WITHIN_S) or "").split()
    if version is None:
        return f"{INSTALL}: {path} does not answer"
    missing = [name for name in language.split("+") if name not in known]
    if missing:
        return f"install Tesseract's data for {missing[0]!r} (Debian: tesseract-ocr-{missing[0]})"
    return Tesseract(path, version.group(1), language)


def _run(command: Sequence[str], given: bytes, *, within_s: float) -> str | None:
    """What the program prints, or None if it fails or takes too long."""
    try:
        process = subprocess.Popen(  # noqa: S603 (the path is the system's, the rest is ours)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # One page is read on one core: files are read side by side.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except OSError:
        return None
    _limit_time(process.pid, within_s)
    try:
        printed, _ = process.communicate(given, timeout=within_s)
    except subprocess.TimeoutExpired:
        return None
    finally:
        process.kill()
        process.wait()
    return printed.decode("utf-8", "replace") if process.returncode == 0 else None


def _limit_time(process: int, seconds: float) -> None:
    """Ends the program after so much work even if this process is killed first. Linux only."""
    with suppress(ImportError, AttributeError, OSError):
        import resource

        limit = int(seconds) + 2
        resource.prlimit(process, resource.RLIMIT_CPU, (limit, limit))
