"""Pages that are pictures: found, read by OCR where that is installed, and marked as such."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from litsynth.reading.compose import bare_pages, has_text
from litsynth.reading.pictures import covered_by_pictures
from litsynth.reading.printed import PrintedFile
from litsynth.reading.tesseract import OcrPlan, Tesseract, find_tesseract
from litsynth.settings import ReadingSettings

_TURNED_OFF = "OCR is turned off (--ocr, or the setting reading.ocr, turns it on)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithScans:
    file: PrintedFile
    by: str | None = None
    """Who read the scanned pages; None if there are none or nobody did."""
    why_not: str | None = None
    """Why scanned pages were not read, in words."""


def ocr_plan(settings: ReadingSettings) -> OcrPlan | None:
    """What OCR may do for one file, or None if it is turned off."""
    if not settings.ocr:
        return None
    return OcrPlan(
        language=settings.ocr_language, pages=settings.ocr_pages, timeout_s=settings.ocr_timeout_s
    )


def silent(_seconds: float) -> None:
    """Tells nobody."""


class ScanReader:
    """Adds to a file's pages the text of those that are scanned."""

    def __init__(self, plan: OcrPlan | None, *, before: Callable[[float], None] = silent) -> None:
        """Without a plan scans are left alone.

        `before` is told for how many seconds OCR may run before it begins.
        """
        self._plan = plan
        self._before = before

    @cached_property
    def _ocr(self) -> Tesseract | str:
        """What reads scans, or why nothing does. Not looked for before it is needed."""
        return _TURNED_OFF if self._plan is None else find_tesseract(self._plan.language)

    @property
    def name(self) -> str | None:
        """Of the OCR that would be used, with limits that are not the usual ones; None if none."""
        if isinstance(self._ocr, str) or self._plan is None:
            return None
        return " ".join(filter(None, [self._ocr.name, self._plan.limits]))

    def read(self, data: bytes, file: PrintedFile, *, password: str | None = None) -> WithScans:
        """`file`, which was read from `data`, with the text of its scanned pages."""
        bare = bare_pages(file)
        scans = covered_by_pictures(data, bare, password=password) if bare else ()
        if not scans:
            return WithScans(file=file, why_not="its pages hold neither words nor pictures of them")
        ocr, plan = self._ocr, self._plan
        if isinstance(ocr, str) or plan is None:
            why = str(ocr)
            if not has_text(file):
                return WithScans(file=file, why_not=f"its pages are pictures (a scan); {why}")
            warning = f"{_pages(scans)} scanned and not read; {why}"
            return WithScans(file=replace(file, warnings=(*file.warnings, warning)), why_not=why)
        self._before(plan.timeout_s)
        found = ocr.read(data, scans, plan=plan, password=password)
        read = {page.number: page for page in found.pages}
        warnings = [*file.warnings, *found.warnings]
        if read:
            marked = f"{_pages(tuple(read))} scanned: words there were read by {ocr.name}"
            warnings.insert(0, f"{marked}, which misreads some")
        return WithScans(
            file=replace(
                file,
                pages=tuple(read.get(page.number, page) for page in file.pages),
                warnings=tuple(warnings),
            ),
            by=ocr.name if read else None,
        )


def _pages(numbers: Sequence[int]) -> str:
    """As in "page 3 is" and "pages 1 to 12 are"."""
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"pages {numbers[0]} to {numbers[-1]} are"
    return f"pages {', '.join(map(str, numbers))} are"
