"""Pages that are pictures, read by Tesseract where it is installed."""

import re
import shutil
from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest

from litsynth.reading.isolated import IsolatedReader, _Clock
from litsynth.reading.reader import FileReader
from litsynth.reading.scans import ocr_plan
from litsynth.reading.tesseract import OcrPlan, find_tesseract
from litsynth.records import BlockKind, Document, Unreadable
from litsynth.settings import ReadingSettings
from tests.reading.scanning import saved, scan_of
from tests.reading.typesetting import PAPER, filler, pdf, reading, sentences_of

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the program tesseract is not installed"
)
TWO_COLUMNS = """
#set page(width: 400pt, height: 400pt, margin: 40pt, columns: 2)
#set columns(gutter: 24pt)
#set par(justify: true)
#set text(size: 10pt, hyphenate: true, lang: "en")
#place(top + center, scope: "parent", float: true)[
  #text(size: 16pt, weight: "bold")[Scans Are Read Column by Column]
]
"""


@pytest.fixture(scope="module")
def original():
    return pdf(TWO_COLUMNS + filler(20))


@pytest.fixture(scope="module")
def printed():
    return reading(TWO_COLUMNS + filler(20))


@pytest.fixture(scope="module")
def scan(original):
    return scan_of(original)


@pytest.fixture(scope="module")
def from_scan(scan):
    found = FileReader().read(scan, paper=PAPER)
    assert isinstance(found, Document), found
    return found


def words(text):
    return Counter(re.findall(r"\w+", text.casefold()))


def share_found(truth, text):
    """Share of the truth's words that are in the text, each as often as in the truth."""
    return sum((truth & words(text)).values()) / sum(truth.values())


@needs_tesseract
def test_a_scan_is_read_column_by_column(from_scan, printed):
    assert from_scan.title == "Scans Are Read Column by Column"
    ours, truth = sentences_of(from_scan), sentences_of(printed)
    assert len(ours) == len(truth)
    assert sum(one == other for one, other in zip(ours, truth, strict=True)) >= len(truth) - 2


@needs_tesseract
def test_a_document_from_a_scan_says_so(from_scan):
    assert "tesseract" in from_scan.reader
    assert "scanned" in from_scan.warnings[0]
    assert "misreads" in from_scan.warnings[0]


@needs_tesseract
def test_lines_of_a_scan_stand_where_the_print_stood(from_scan, printed):
    texts = Counter(line.span.of(printed.text) for line in printed.lines)
    boxes = {text: line for line in printed.lines if texts[text := line.span.of(printed.text)] == 1}
    compared = 0
    for line in from_scan.lines:
        if (other := boxes.get(line.span.of(from_scan.text))) is not None:
            compared += 1
            assert line.box is not None
            assert other.box is not None
            assert line.page == other.page
            assert abs(line.box.left - other.box.left) < 4
            assert abs(line.box.right - other.box.right) < 4
            assert line.box.bottom - 4 < (other.box.bottom + other.box.top) / 2 < line.box.top + 4
    assert compared > len(printed.lines) / 2


@needs_tesseract
def test_a_scan_that_the_file_turns_is_read_and_its_boxes_are_the_files(original, from_scan):
    turned = FileReader().read(scan_of(original, rotation=90), paper=PAPER)
    assert isinstance(turned, Document)
    assert share_found(words(from_scan.text), turned.text) > 0.97
    title = turned.lines[0].box
    assert title is not None
    # The page is shown turned to the right: what is its top was the left of the file's page.
    assert title.right - title.left < title.top - title.bottom
    assert title.right < 200


@needs_tesseract
def test_one_scanned_page_in_a_printed_paper_is_read_in_its_place():
    first, second = filler(5), filler(5, start=5)
    page = "#set page(width: 300pt, height: 400pt, margin: 40pt)\n"
    both = pypdfium2.PdfDocument(pdf(page + first))
    both.import_pages(pypdfium2.PdfDocument(scan_of(pdf(page + second))))
    found = FileReader().read(saved(both), paper=PAPER)
    assert isinstance(found, Document)
    assert found.page_count == 2
    assert share_found(words(first + second), found.text) > 0.97
    assert found.warnings[0].startswith("page 2 is scanned")
    without = FileReader(ocr=None).read(saved(both), paper=PAPER)
    assert isinstance(without, Document)
    assert "page 2 is scanned and not read" in without.warnings[0]
    assert "mark5" not in without.text


@needs_tesseract
def test_pages_beyond_the_plan_are_named(scan):
    several = pypdfium2.PdfDocument(scan)
    several.import_pages(pypdfium2.PdfDocument(scan))
    found = FileReader(ocr=OcrPlan(pages=1)).read(saved(several), paper=PAPER)
    assert isinstance(found, Document)
    assert any("OCR stops after 1 pages" in warning for warning in found.warnings)


@needs_tesseract
def test_time_that_runs_out_is_named(scan):
    found = FileReader(ocr=OcrPlan(timeout_s=0.001)).read(scan, paper=PAPER)
    assert isinstance(found, Unreadable)
    assert "no text layer" in found.reason


@needs_tesseract
def test_a_scan_may_take_longer_than_other_files(scan, monkeypatch):
    allowed = []

    class Noted(_Clock):
        def start(self, seconds: float) -> None:
            allowed.append(seconds)
            super().start(seconds)

    monkeypatch.setattr("litsynth.reading.isolated._Clock", Noted)
    with IsolatedReader(timeout_s=100, ocr=OcrPlan(timeout_s=200)) as reader:
        found = reader.read(scan, paper=PAPER)
    assert isinstance(found, Document), found
    assert allowed == [100, 300]


@needs_tesseract
def test_a_language_that_is_not_installed_is_named(scan):
    found = FileReader(ocr=OcrPlan(language="xxx")).read(scan, paper=PAPER)
    assert isinstance(found, Unreadable)
    assert "tesseract-ocr-xxx" in found.reason


@needs_tesseract
def test_the_name_of_the_reader_names_the_ocr():
    assert "tesseract" in FileReader().name
    assert "tesseract" not in FileReader(ocr=None).name


def test_without_the_program_the_reason_says_what_to_install(scan, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = FileReader().read(scan, paper=PAPER)
    assert isinstance(found, Unreadable)
    assert found.reason.startswith("no text layer: its pages are pictures (a scan); install")


def test_ocr_that_is_turned_off_is_named(scan):
    found = FileReader(ocr=ocr_plan(ReadingSettings(ocr=False))).read(scan, paper=PAPER)
    assert isinstance(found, Unreadable)
    assert "no text layer" in found.reason
    assert "turned off" in found.reason


def test_a_program_that_does_not_answer_is_not_used(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert "does not answer" in str(find_tesseract("eng"))


def test_a_document_cut_by_the_limits_of_ocr_is_not_kept_for_other_limits(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo tesseract 5.0 || echo eng\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    usual = FileReader().name
    assert usual.endswith("tesseract 5.0 eng")
    names = {FileReader(ocr=OcrPlan(pages=1)).name, FileReader(ocr=OcrPlan(timeout_s=9)).name}
    assert len({usual, *names}) == 3


def test_settings_make_the_plan():
    settings = ReadingSettings(ocr_language="eng+deu", ocr_pages=3, ocr_timeout_s=9)
    assert ocr_plan(settings) == OcrPlan(language="eng+deu", pages=3, timeout_s=9)
    assert ocr_plan(ReadingSettings()) == OcrPlan()


@needs_tesseract
def test_a_real_scan_has_nearly_all_of_its_words(shared):
    folder = shared / "data" / "pdf" / "broken"
    text = (folder / "jcon.00069-scan.truth.txt").read_text()
    truth = words(text.replace("-\n", "").replace("ﬁ", "fi").replace("ﬂ", "fl"))
    paper = replace(PAPER, pdf_url=None)
    found = FileReader().read((folder / "jcon.00069-scan-150dpi.pdf").read_bytes(), paper=paper)
    assert isinstance(found, Document)
    assert share_found(truth, found.text) >= 0.96
    assert found.title == text.partition("\n")[0]
    assert len(found.authors) == 3
    assert sum(block.kind is BlockKind.REFERENCE for block in found.blocks) >= 19
